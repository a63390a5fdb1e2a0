"""Work in processes apart: each is forked from one that has everything imported and has never seen data, and ends with its work.

Rows and report never meet in one process, a crash takes only its own report, and a deadline can be
held from outside. Where a process can't safely be forked, spawned ones are used, and used again for
the same kind of work.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Self

from tsi_eval.errors import Problem, ReportError, TsiError
from tsi_eval.language import Tell

WARM = "tsi_eval.making.warm_up"
# On macOS system libraries may break in a forked child; Windows has no fork.
FORKS = sys.platform == "linux"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
_TOLD, _DONE, _WRONG, _UNEXPECTED = "told", "done", "wrong", "unexpected"


class Unexpected(Exception):
    """A fault in the package, in a process apart: its kind and place, never its text."""

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(kind, place)
        self.kind, self.place = kind, place


@dataclass(eq=False)
class _Worker:
    process: Any
    connection: Connection

    def kill(self) -> None:
        """Kill the process and all it has started."""
        with suppress(OSError, AttributeError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def end(self) -> None:
        """End the process; one that is done has nothing left to lose."""
        self.connection.close()
        self.kill()
        self.process.join()


@dataclass(eq=False)
class Processes:
    """Where work is done.

    Attributes:
        forks: Whether a process is forked for each piece of work; else spawned ones are used again.
    """

    forks: bool = FORKS
    _idle: dict[Any, list[_Worker]] = field(default_factory=dict)
    _busy: set[_Worker] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def do(self, work: Callable[..., Any], *arguments: Any, seconds: float, tell: Tell) -> Any:
        """Do a piece of work, and return what it returns; it is given `tell` as its last argument.

        Args:
            work: A function of a module; what goes in and comes out is pickled.
            arguments: What it is given.
            seconds: How long it may take.
            tell: Is told of its progress.

        Raises:
            TsiError: What the work raised; or it took too long (E178), or its process ended (E177).
            Unexpected: Any other error in it.
        """
        worker = self._take(work)
        # A timer, since a process that does not even read could not be waited for.
        late = threading.Event()

        def stop_it() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(max(seconds, 0.0), stop_it)
        timer.start()
        ended = False
        try:
            answer = _answer(worker.connection, (dict(os.environ), work, arguments), tell)
            ended = True
        except (EOFError, OSError):
            raise ReportError(Problem(code="E178" if late.is_set() else "E177")) from None
        finally:
            timer.cancel()
            self._give_back(work, worker, whole=ended)
        return _opened(answer)

    def stop(self) -> None:
        """End every process, and start no other; work that was under way fails (E177)."""
        with self._lock:
            self._stopped = True
            workers = [*self._busy, *(worker for idle in self._idle.values() for worker in idle)]
            self._busy.clear()
            self._idle.clear()
        for worker in workers:
            worker.end()

    def _take(self, work: Callable[..., Any]) -> _Worker:
        with self._lock:
            if self._stopped:
                raise ReportError(Problem(code="E177"))
            idle = self._idle.get(work)
            worker = idle.pop() if idle else _started(_context(forks=self.forks))
            self._busy.add(worker)
        return worker

    def _give_back(self, work: Callable[..., Any], worker: _Worker, *, whole: bool) -> None:
        with self._lock:
            stopped = worker not in self._busy
            self._busy.discard(worker)
            again = whole and not self.forks and not stopped
            if again:
                # By the kind of work: a process that has read rows never makes a report.
                self._idle.setdefault(work, []).append(worker)
        if not again:
            worker.end()


@cache
def _context(*, forks: bool) -> BaseContext:
    if not forks:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM])
    return context


def _started(context: Any) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _answer(connection: Connection, job: tuple[Any, ...], tell: Tell) -> tuple[str, Any]:
    connection.send(job)
    while True:
        kind, content = connection.recv()
        if kind != _TOLD:
            return kind, content
        tell(content)


def _opened(answer: tuple[str, Any]) -> Any:
    kind, content = answer
    if kind == _WRONG:
        error, problems = content
        raise error(problems)
    if kind == _UNEXPECTED:
        raise Unexpected(*content)
    return content


def _serve(connection: Connection) -> None:
    """Do what is asked until nobody asks any more."""
    with suppress(AttributeError, OSError):
        os.setsid()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import_module(WARM)
    while True:
        try:
            environment, work, arguments = connection.recv()
        except EOFError:
            return
        os.environ.clear()
        os.environ.update(environment)
        connection.send(_done(connection, work, arguments))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        with suppress(AttributeError, OSError):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _done(connection: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return _DONE, work(*arguments, lambda message: connection.send((_TOLD, message)))
    except TsiError as error:
        return _WRONG, (type(error), error.problems)
    except Exception as error:  # noqa: BLE001  an unexpected error's text may hold a person's value
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return _WRONG, (ReportError, (Problem(code="E199", params={"reason": os.strerror(error.errno).lower()}),))
        return _UNEXPECTED, (type(error).__name__, place_of(error))


def place_of(error: BaseException) -> str:
    """Return where in the code an error was raised: file and line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
