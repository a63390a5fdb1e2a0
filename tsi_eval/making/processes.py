"""Work in processes apart, so that children's rows and a report never meet in one process.

A piece of work is a function and its arguments. `Processes.do` has it done in these steps:

1. It takes a worker. On Linux that is a new process, forked from a warmed one that has everything
   imported and has never seen data (`warm_up.py`, or `warm_up_report.py`); it starts in hundredths
   of a second. Where a fork is not safe (macOS) or not there (Windows), it is a spawned process,
   which has imported everything itself and is used again, but only for the same kind of work.
2. It starts a timer for the deadline. When it goes off, the worker is killed with everything that
   it has started.
3. It sends today's environment variables, the function and its arguments.
4. It receives messages of progress, which it passes on, until an answer comes: what the function
   returned, a problem with a code, or an unexpected error.
5. It ends the worker, or keeps it for the next piece of work of the same kind.

A worker that crashes takes its own report only. What a worker does is written in `worker.py`.
`docs/decisions/66-a-process-pool-of-our-own.md` says why this is no library.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from types import ModuleType
from typing import Any, Protocol, Self

from tsi_eval.aside import sweep
from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import Tell
from tsi_eval.making.worker import PROBLEM, PROGRESS, UNEXPECTED, WARM, Unexpected, serve

# On macOS system libraries may break in a forked child; Windows has no fork.
FORKS = sys.platform == "linux"


class Place(Protocol):
    """Where work is done: processes of this machine, or of a cluster."""

    def do(self, work: Callable[..., Any], *arguments: Any, seconds: float, tell: Tell) -> Any:
        """Do a piece of work, and return what it returns."""


def within(seconds: float, place: Place, tell: Tell) -> Callable[..., Any]:
    """Return a function that has work done in a place, each time in a process of its own.

    All the work that it is given shares these seconds.
    """
    end = time.monotonic() + seconds

    def do(work: Callable[..., Any], *arguments: Any) -> Any:
        return place.do(work, *arguments, seconds=end - time.monotonic(), tell=tell)

    return do


@dataclass(eq=False)
class _Worker:
    process: Any
    connection: Connection

    def kill(self) -> None:
        """Kill the process and everything that it has started."""
        with suppress(OSError, AttributeError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def end(self) -> None:
        """End the process. It is killed, since one whose work is done has nothing to lose."""
        self.connection.close()
        self.kill()
        self.process.join()


@dataclass(eq=False)
class Processes:
    """Where work is done: workers of this machine.

    Attributes:
        forks: Whether a worker is forked for each piece of work. If not, spawned workers are used
            again for the same kind of work.
        warm: What workers have loaded: WARM, or WARM_REPORT where only reports are made. On Linux
            the first `Processes` of a program decides what is loaded before the fork; a worker of
            another loads the rest itself.
    """

    forks: bool = FORKS
    warm: str = WARM
    _idle: dict[Any, list[_Worker]] = field(default_factory=dict)
    _busy: set[_Worker] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: bool = False

    def __enter__(self) -> Self:
        sweep()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def do(self, work: Callable[..., Any], *arguments: Any, seconds: float, tell: Tell) -> Any:
        """Do a piece of work, and return what it returns.

        Args:
            work: A function that a module defines; what goes in and what comes out is pickled. Its
                last argument is a function that it can tell of its progress.
            arguments: What it is given before that.
            seconds: How long it may take.
            tell: Is told of its progress.

        Raises:
            TsiError: What the work raised; or it took too long (E178), or its process ended (E177).
            Unexpected: Any other error in it.
        """
        worker = self._take(work)
        # This is a timer, since sending to a worker that does not even read would wait for ever.
        late = threading.Event()

        def stop_worker() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(max(seconds, 0.0), stop_worker)
        timer.start()
        answered = False
        try:
            answer = _answer(worker.connection, (dict(os.environ), work, arguments), tell)
            answered = True
        except (EOFError, OSError):
            raise ReportError(Problem(code="E178" if late.is_set() else "E177")) from None
        finally:
            timer.cancel()
            self._give_back(work, worker, usable=answered)
        return _returned(answer)

    def stop(self) -> None:
        """End every worker, and start no other; work that was under way fails (E177)."""
        with self._lock:
            self._stopped = True
            workers = list(self._busy)
            for idle in self._idle.values():
                workers.extend(idle)
            self._busy.clear()
            self._idle.clear()
        for worker in workers:
            worker.end()

    def _take(self, work: Callable[..., Any]) -> _Worker:
        with self._lock:
            if self._stopped:
                raise ReportError(Problem(code="E177"))
            idle = self._idle.get(work)
            worker = idle.pop() if idle else _started(_context(forks=self.forks, warm=self.warm), self.warm)
            self._busy.add(worker)
        return worker

    def _give_back(self, work: Callable[..., Any], worker: _Worker, *, usable: bool) -> None:
        """Keep a spawned worker that answered, for the same kind of work only; end any other.

        A worker that has read rows is never given another kind of work, such as making a report.
        """
        with self._lock:
            stopped = worker not in self._busy
            self._busy.discard(worker)
            kept = usable and not self.forks and not stopped
            if kept:
                self._idle.setdefault(work, []).append(worker)
        if not kept:
            worker.end()


@cache
def _context(*, forks: bool, warm: str = WARM) -> BaseContext:
    if not forks:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([warm])
    return context


def _started(context: Any, warm: str) -> _Worker:
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, warm), daemon=True)
    with _without_main():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep a new process from running the user's own program once more.

    Python would do so to find what that program defines, and a script that makes a report would
    make another. A worker needs nothing of it.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _answer(connection: Connection, job: tuple[Any, ...], tell: Tell) -> tuple[str, Any]:
    connection.send(job)
    while True:
        kind, content = connection.recv()
        if kind != PROGRESS:
            return kind, content
        tell(content)


def _returned(answer: tuple[str, Any]) -> Any:
    """Return what the work returned, or raise here what it raised there."""
    kind, content = answer
    if kind == PROBLEM:
        error, problems = content
        raise error(problems)
    if kind == UNEXPECTED:
        raise Unexpected(*content)
    return content
