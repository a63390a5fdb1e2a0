"""Reports made on an existing Dask cluster: released values go out, files come back; rows never leave this machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from tsi_eval.errors import Problem, ReportError, TsiError, UsageError
from tsi_eval.language import Message, Tell
from tsi_eval.making.processes import Processes, Unexpected

SECONDS_TO_CONNECT = 20
_processes: Processes | None = None


class Cluster:
    """Workers of a cluster, each with a warmed process of its own from which every piece of work is forked."""

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            UsageError: Dask is not installed, nobody answers, or there is no worker (E198).
        """
        try:
            from distributed import Client  # noqa: PLC0415  an extra

            connect: Any = Client
            self._client = connect(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
            self._client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        except (ImportError, OSError, ValueError, TimeoutError) as error:
            raise UsageError(Problem(code="E198", params={"kind": type(error).__name__})) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def do(self, work: Callable[..., Any], *arguments: Any, seconds: float, tell: Tell) -> Any:
        """Do a piece of work on some worker, and return what it returns.

        Raises:
            TsiError: What the work raised; or it took too long (E178), or the worker was lost
                (E177).
        """
        task = self._client.submit(_on_worker, work, arguments, seconds, pure=False, retries=0)
        try:
            messages, answer, error = task.result(timeout=seconds + SECONDS_TO_CONNECT)
        except TimeoutError:
            task.cancel()
            raise ReportError(Problem(code="E178")) from None
        except Unexpected:
            raise
        except Exception:  # noqa: BLE001  whatever a cluster may say of a lost worker
            raise ReportError(Problem(code="E177")) from None
        for message in messages:
            tell(message)
        if error is not None:
            kind, problems = error
            raise kind(problems)
        return answer


def _on_worker(
    work: Callable[..., Any], arguments: tuple[Any, ...], seconds: float
) -> tuple[list[Message], Any, tuple[type[TsiError], tuple[Problem, ...]] | None]:
    messages: list[Message] = []
    try:
        return messages, _warmed().do(work, *arguments, seconds=seconds, tell=messages.append), None
    except TsiError as error:
        return messages, None, (type(error), error.problems)


def _warmed() -> Processes:
    """Return this worker's processes; the warmed one that they are forked from stays until the worker ends."""
    global _processes  # noqa: PLW0603  one a worker process, as the workers live longer than any piece of work
    if _processes is None:
        from multiprocessing import current_process  # noqa: PLC0415

        # A nanny's workers are daemons, which may have no children; ours end with their worker by
        # themselves.
        with suppress(AttributeError):
            current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001
        _processes = Processes()
    return _processes
