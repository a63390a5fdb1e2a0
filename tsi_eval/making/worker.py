"""What runs in a process apart: it does what it is asked, and answers.

It is the other end of `processes.py`, and keeps three promises:

- It can be killed with everything that it has started, since it has a session of its own.
- It ends by itself when its parent is gone, also after `kill -9`.
- The text of an unexpected error never leaves it, since the text may hold a child's value. Only the
  kind of the error and its place in the code do.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tsi_eval.errors import Problem, ReportError, TsiError

# What a worker loads: for all kinds of work, and for making reports alone.
WARM, WARM_REPORT = "tsi_eval.making.warm_up", "tsi_eval.making.warm_up_report"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
# The kinds of what a worker sends: progress any number of times, then one of the three others.
PROGRESS, DONE, PROBLEM, UNEXPECTED = "progress", "done", "problem", "unexpected"


class Unexpected(Exception):
    """A fault in the package, in a process apart.

    Attributes:
        kind: The name of the error's class. Its text is never kept.
        place: The file and line where it was raised.
    """

    def __init__(self, kind: str, place: str) -> None:
        super().__init__(kind, place)
        self.kind, self.place = kind, place


def serve(connection: Connection, warm: str = WARM) -> None:
    """Be a worker: do one piece of work after the other, until the other end is closed.

    The worker gets a session of its own, so that it can be killed with everything it has started.

    Args:
        connection: Through which it is asked, and answers.
        warm: The module that it loads first.
    """
    with suppress(AttributeError, OSError):
        os.setsid()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import_module(warm)
    while True:
        try:
            environment, work, arguments = connection.recv()
        except EOFError:
            return
        os.environ.clear()
        os.environ.update(environment)
        connection.send(_done(connection, work, arguments))


def _end_with_parent() -> None:
    """Wait until the parent is gone, however it ended, and end this worker's whole session then."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        with suppress(AttributeError, OSError):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _done(connection: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return DONE, work(*arguments, lambda message: connection.send((PROGRESS, message)))
    except TsiError as error:
        return PROBLEM, (type(error), error.problems)
    except Exception as error:  # noqa: BLE001  an unexpected error's text may hold a person's value
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            full = Problem(code="E199", params={"reason": os.strerror(error.errno).lower()})
            return PROBLEM, (ReportError, (full,))
        return UNEXPECTED, (type(error).__name__, place_of(error))


def place_of(error: BaseException) -> str:
    """Return where in the code an error was raised, as file and line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
