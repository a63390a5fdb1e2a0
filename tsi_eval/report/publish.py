"""A report folder appears whole or not at all, and the old one stays until then."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tsi_eval.errors import Problem, ReportError


@contextmanager
def publishing(final: Path, pilot: str) -> Iterator[Path]:
    """Give a folder to fill; when the block ends without an error, it takes the final name.

    The old report is moved aside for the moment of the exchange, and put back by the next run if a kill falls just there.

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
