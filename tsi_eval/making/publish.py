"""A report's folder appears whole or not at all, and one run at a time makes a pilot's reports.

A run that makes the approved Swedish report of the pilot `star` takes these steps:

1. It locks `reports/star/.lock` (`alone`). If another run holds it, this one gives up (E179).
2. It sweeps up what a killed run left behind, as told below.
3. It makes the folder `reports/star/.sv.partial-x7k2` and fills it (`publishing`).
4. It renames the old report from `sv` to `.sv.old`.
5. It renames `.sv.partial-x7k2` to `sv`. From here on the new report is there.
6. It removes `.sv.old`, then the lock, and folders that stayed empty.

A draft is made in the same steps in `reports/star/draft`. There is one lock for both, since whether
the report is a draft is known only when its pilot has been read; and step 2 sweeps both folders.

A kill may fall between any two of them. The system releases the lock, so that nobody is locked out,
and the next run finds one of three things:

- A `.partial-` folder, after step 3: the run removes it. `sv` is still the old report.
- `.sv.old` without `sv`, after step 4: the run renames it back to `sv`.
- `.sv.old` beside `sv`, after step 5: the run removes it. `sv` is already the new report.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from tsi_eval.errors import Problem, ReportError
from tsi_eval.language import LANGUAGES
from tsi_eval.project import DRAFT


@contextmanager
def alone(place: Path, pilot: str) -> Iterator[None]:
    """Hold a pilot's reports while the block runs: no other run may make one at the same time.

    Two runs at once would each be judged without knowing what the other one shows, so that a reader
    of both could find the few children by whom they differ.

    Args:
        place: The folder of the pilot's reports, `reports/<pilot>`.
        pilot: The pilot's name, for messages.

    Raises:
        ReportError: Another run holds it (E179), or the place can't be written (E174).
    """
    lock = FileLock(place / ".lock")
    try:
        lock.acquire(blocking=False)
    except (Timeout, FileNotFoundError):
        # The file is missing when a run that ends at this moment takes the empty folder away.
        raise ReportError(Problem(code="E179", params={"pilot": pilot})) from None
    except OSError as error:
        raise _unwritable(error, pilot) from None
    try:
        _sweep(place, pilot)
        yield
    finally:
        _let_go(lock, place)


def _let_go(lock: FileLock, place: Path) -> None:
    """Remove the lock's file while it is still held, release it, and remove empty folders.

    Whoever opened the file before it was removed, and gets its lock afterwards, is refused by
    `filelock`, since nobody else could see that lock.
    """
    with suppress(OSError):  # Windows can't remove an open file; there, releasing the lock does.
        (place / ".lock").unlink()
    lock.release()
    for folder in (place / DRAFT, place, place.parent):
        with suppress(OSError):  # A folder that holds anything stays.
            folder.rmdir()


def _sweep(place: Path, pilot: str) -> None:
    """Remove what a killed run left, and put its old report back if it had no new one yet."""
    for final in (folder / language for folder in (place, place / DRAFT) for language in LANGUAGES):
        try:
            _recover(final, _old(final))
        except OSError as error:
            raise _unwritable(error, pilot) from None
        for unfinished in final.parent.glob(f".{final.name}.partial-*"):
            shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def publishing(final: Path, pilot: str) -> Iterator[Path]:
    """Give a new folder to fill; when the block ends without an error, it becomes the report.

    If the block fails, the old report is untouched.

    Raises:
        ReportError: The place can't be written (E174).
    """
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        _recover(final, _old(final))
        aside = Path(tempfile.mkdtemp(prefix=f".{final.name}.partial-", dir=final.parent))
    except OSError as error:
        raise _unwritable(error, pilot) from None
    try:
        yield aside
        aside.chmod(0o755)
        _exchange(aside, final)
    except OSError as error:
        raise _unwritable(error, pilot) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _old(final: Path) -> Path:
    return final.with_name(f".{final.name}.old")


def _recover(final: Path, old: Path) -> None:
    """Put the old report back if a kill fell between the two renames; else remove it."""
    if old.exists() and not final.exists():
        old.rename(final)
    shutil.rmtree(old, ignore_errors=True)
    if final.exists() and not final.is_dir():
        raise NotADirectoryError(20, "not a folder")


def _exchange(aside: Path, final: Path) -> None:
    """Let the new folder take the old one's place: steps 4 to 6."""
    old = _old(final)
    if final.exists():
        final.rename(old)
    aside.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(error: OSError, pilot: str) -> ReportError:
    reason = (error.strerror or "?").lower()
    return ReportError(Problem(code="E174", params={"pilot": pilot, "reason": reason}))
