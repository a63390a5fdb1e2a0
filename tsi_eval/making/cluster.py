"""Reports made on an existing Dask cluster.

Released values and the notebook go out, and the report's files come back. Rows never leave this
machine: a cluster is only ever given the second half of the work (see `batch.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from tsi_eval.aside import sweep
from tsi_eval.errors import Problem, ReportError, TsiError, UsageError
from tsi_eval.language import Message, Tell
from tsi_eval.making.processes import Processes
from tsi_eval.making.worker import WARM_REPORT, Unexpected

SECONDS_TO_CONNECT = 20
_processes: Processes | None = None


class Cluster:
    """Where work is done: workers of a cluster.

    Each worker keeps a warmed process of its own, and forks every piece of work from it. So work on
    a cluster has the same deadline, the same protection from crashes, and the same errors without
    texts as work on this machine.
    """

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            UsageError: Dask is not installed, nobody answers, or there is no worker (E198).
        """
        try:
            from distributed import Client  # noqa: PLC0415  it is an extra, which few install

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
    """Do a piece of work on a worker, and return what it told, what it returned, and its error."""
    messages: list[Message] = []
    try:
        return messages, _warmed().do(work, *arguments, seconds=seconds, tell=messages.append), None
    except TsiError as error:
        return messages, None, (type(error), error.problems)


def _warmed() -> Processes:
    """Return this worker's processes, made at its first piece of work.

    The warmed process that they are forked from stays until the worker ends.
    """
    global _processes  # noqa: PLW0603  one for each worker, which lives longer than any piece of work
    if _processes is None:
        from multiprocessing import current_process  # noqa: PLC0415

        # Dask's nanny starts its workers as daemons, which may have no children. The mark is taken
        # off, since our processes end with their worker by themselves.
        with suppress(AttributeError):
            current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001
        _processes = Processes(warm=WARM_REPORT)
        sweep()
    return _processes
