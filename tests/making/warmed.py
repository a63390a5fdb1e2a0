"""Main processes that tests kill: forked from a warmed process, so that they start at once."""

from __future__ import annotations

import multiprocessing.forkserver as server
import os
import signal
import sys
from collections.abc import Callable
from contextlib import chdir
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tsi_eval.making.processes import _context


def begun(folder: Path, work: Callable[..., int | None], *arguments: Any) -> BaseProcess:
    """Begin a piece of work as a main process of its own, standing in a folder.

    What it forks in its turn comes from the warmed process of this session. A main process that was
    started from nothing would first import everything, for seconds in which a kill can break
    nothing.
    """
    context: Any = _context(forks=True)
    server.ensure_running()
    process: BaseProcess = context.Process(
        target=_main,
        args=(server._forkserver._forkserver_address, dict(os.environ), work, arguments),
        daemon=False,
    )
    with chdir(folder):
        process.start()
    return process


def _main(
    address: str, environment: dict[str, str], work: Callable[..., int | None], arguments: tuple[Any, ...]
) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.environ.clear()
    os.environ.update(environment)
    server._forkserver._forkserver_address = address
    server._forkserver.ensure_running = lambda: None  # type: ignore[method-assign]
    sys.exit(work(*arguments))
