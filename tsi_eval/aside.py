"""Folders for what is made on the way, and what becomes of them when a run is killed.

A folder and its lock lie beside each other among the system's temporary files:

    tsi_eval-x7k2q9        made after the lock is held, removed before it is let go
    tsi_eval-x7k2q9.lock   held by the run, as long as it lives

The system lets a lock go when its process ends, however it ends. So a folder whose lock is free has
no run any more, and `sweep` removes it. Folders of other users, folders without a lock and links
are left alone.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX, LOCK = "tsi_eval-", ".lock"
# By then nothing is being made any more that takes moments to make.
_SECONDS_TO_MAKE = 3600
_PRIVATE = 0o600


@contextmanager
def folder_aside() -> Iterator[Path]:
    """Give an empty folder that only this user can open, and remove it when the block ends.

    Raises:
        OSError: There is no room for it.
    """
    number, name = tempfile.mkstemp(prefix=PREFIX, suffix=LOCK)
    os.close(number)
    lock, folder = _lock(Path(name)), Path(name.removesuffix(LOCK))
    try:
        lock.acquire(blocking=False)
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        _remove(folder)
        lock.release()


def sweep() -> None:
    """Remove the folders of this user's runs that were killed; what can't be removed stays."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*{LOCK}"):
        folder = path.with_name(path.name.removesuffix(LOCK))
        if not _is_own(path, stat.S_ISREG) or not (_is_own(folder, stat.S_ISDIR) or _is_left(path, folder)):
            continue
        lock = _lock(path)
        with suppress(OSError, Timeout):
            lock.acquire(blocking=False)
            _remove(folder)
        lock.release()


def _lock(path: Path) -> FileLock:
    return FileLock(path, mode=_PRIVATE)


def _remove(folder: Path) -> None:
    """Remove a folder, and then its lock; the lock of a folder that can't be removed stays."""
    shutil.rmtree(folder, ignore_errors=True)
    if not os.path.lexists(folder):
        with suppress(OSError):  # Windows can't remove an open file; the next run does.
            folder.with_name(folder.name + LOCK).unlink()


def _is_own(path: Path, kind: Callable[[int], bool]) -> bool:
    """Tell whether a path is of a kind, no link, and this user's."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return kind(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _is_left(path: Path, folder: Path) -> bool:
    """Tell whether a lock without a folder is too old to be one whose folder is just being made."""
    return not os.path.lexists(folder) and _is_old(path)


def sweep_beside(final: Path, pattern: str) -> None:
    """Remove what a killed run left beside a file or folder that it was making for moments.

    Args:
        final: What was being made.
        pattern: Which names in its folder are those of what is not finished.
    """
    for path in final.parent.glob(pattern):
        if _is_old(path) and _is_own(path, stat.S_ISDIR):
            shutil.rmtree(path, ignore_errors=True)
        elif _is_old(path) and _is_own(path, stat.S_ISREG):
            with suppress(OSError):
                path.unlink()


def _is_old(path: Path) -> bool:
    with suppress(OSError):
        return time.time() - path.lstat().st_mtime > _SECONDS_TO_MAKE
    return False
