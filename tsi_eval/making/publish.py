"""A report folder appears whole or not at all, the old one stays until then, and one run at a time makes it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tsi_eval.errors import Problem, ReportError


@contextmanager
def alone(final: Path, pilot: str) -> Iterator[None]:
    """Hold a pilot's reports while the block runs, so that no other run learns less than all that earlier reports said.

    The system lets go of it if the process is killed. What a killed run left is swept up; folders
    that stay empty are taken away.

    Raises:
        ReportError: Another run holds it (E179), or the place can't be written (E174).
    """
    folder = final.parent
    try:
        held = _held(folder / ".lock")
    except OSError as error:
        raise _unwritable(error, pilot) from None
    if held is None:
        raise ReportError(Problem(code="E179", params={"pilot": pilot}))
    try:
        _sweep(final, pilot)
        yield
    finally:
        with suppress(OSError):  # Windows removes no file that is open
            (folder / ".lock").unlink()
        held.close()
        with suppress(OSError):
            folder.rmdir()
            folder.parent.rmdir()


def _held(path: Path) -> IO[bytes] | None:
    """Return the lock's file, locked; None when somebody else holds it."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            file = path.open("ab")
        except FileNotFoundError:  # whoever had it took the empty folder away
            continue
        if not _lock(file):
            file.close()
            return None
        # Whoever held it may have removed it between our opening and our locking.
        if path.exists() and path.stat().st_ino == os.fstat(file.fileno()).st_ino:
            return file
        file.close()


def _lock(file: IO[bytes]) -> bool:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(final: Path, pilot: str) -> None:
    try:
        _recover(final, final.with_name(f".{final.name}.old"))
    except OSError as error:
        raise _unwritable(error, pilot) from None
    for left in final.parent.glob(f".{final.name}.partial-*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def publishing(final: Path, pilot: str) -> Iterator[Path]:
    """Give a folder to fill; when the block ends without an error, it takes the final name.

    The old report is moved aside for the moment of the exchange, and put back by the next run if a
    kill falls just there.

    Raises:
        ReportError: The place can't be written (E174).
    """
    old = final.with_name(f".{final.name}.old")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        _recover(final, old)
        aside = Path(tempfile.mkdtemp(prefix=f".{final.name}.partial-", dir=final.parent))
    except OSError as error:
        raise _unwritable(error, pilot) from None
    try:
        yield aside
        aside.chmod(0o755)
        _exchange(aside, final, old)
    except OSError as error:
        raise _unwritable(error, pilot) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _recover(final: Path, old: Path) -> None:
    if old.exists() and not final.exists():
        old.rename(final)
    shutil.rmtree(old, ignore_errors=True)
    if final.exists() and not final.is_dir():
        raise NotADirectoryError(20, "not a folder")


def _exchange(aside: Path, final: Path, old: Path) -> None:
    if final.exists():
        final.rename(old)
    aside.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(error: OSError, pilot: str) -> ReportError:
    return ReportError(Problem(code="E174", params={"pilot": pilot, "reason": (error.strerror or "?").lower()}))
