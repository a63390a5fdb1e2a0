"""Which files a source names: regular, small enough, of a known format, in the pilot's folder."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tsi_eval.errors import UNREADABLE, Problem
from tsi_eval.ingest.formats import FORMATS, OLE, ZIP
from tsi_eval.ingest.formats.grid import UnreadableError
from tsi_eval.ingest.formats.ole import Compound
from tsi_eval.ingest.left_by_systems import left_by_a_system
from tsi_eval.pilot.source import Source

LARGEST = 200_000_000
LARGEST_UNPACKED = 500_000_000
LARGEST_RATIO = 100
_GLOB = frozenset("*?[")
_LONGEST_BEGINNING = 8
# No file of any system has a longer name, in bytes.
_LONGEST_NAME = 255


def find_files(folder: Path, source: Source, problems: list[Problem]) -> tuple[Path, ...]:
    """Return the files that a source's patterns match, each once.

    They stand in the order of the patterns, and of their names within a pattern.
    What is wrong with a pattern or a file is added to `problems`.
    """
    found: dict[Path, None] = {}
    absent = []
    for pattern in source.files:
        if not stays_inside(pattern):
            problems.append(_problem("E106", pattern, source))
            continue
        if not names_files(pattern):
            problems.append(Problem(code="E330", params={"pattern": pattern, "key": f"source.{source.id}.files"}))
            continue
        matches = matching(folder, pattern)
        if not matches:
            absent.append(pattern)
        found.update(dict.fromkeys(matches))
    # A pattern waits for the next term's files; a name, or a source without any file, is a fault.
    problems.extend(_problem("E101", name, source) for name in absent if not found or not _GLOB.intersection(name))
    return tuple(path for path in found if _usable(path, folder, source, problems))


def files_named(folder: Path, patterns: Iterable[str]) -> set[Path]:
    """Return every file that some patterns match, whether it can be read or not."""
    usable = [pattern for pattern in patterns if stays_inside(pattern) and names_files(pattern)]
    return {path for pattern in usable for path in matching(folder, pattern)}


def stays_inside(pattern: str) -> bool:
    """Tell whether a pattern can only match files in the pilot's folder."""
    path = Path(pattern)
    return not path.is_absolute() and ".." not in path.parts and "://" not in pattern


def names_files(pattern: str) -> bool:
    """Tell whether a pattern can match a file at all.

    Example:
        >>> names_files("measures*.csv"), names_files(""), names_files(".")
        (True, False, False)
    """
    path = Path(pattern)
    short = all(len(part.encode()) <= _LONGEST_NAME for part in path.parts)
    return bool(pattern.strip()) and "\0" not in pattern and path != Path() and short


def matching(folder: Path, pattern: str) -> list[Path]:
    """Return the files that a pattern matches, by name.

    A file that is called exactly so is the one that is meant, also when its name has signs that
    mean something in a pattern, as "budget [1].csv". A Mac may have written the å of a file's name
    as an a and a ring. The sign that messages show for a byte that can't be read means any sign.
    """
    forms = {unicodedata.normalize(form, pattern) for form in ("NFC", "NFD")}
    exact = [folder / form for form in forms if _is_there(folder / form)]
    forms = {form.replace(UNREADABLE, "?") for form in forms}
    found = exact or [path for form in forms for path in folder.glob(f"{form}/*" if form.endswith("**") else form)]
    return sorted({path for path in found if not left_by_a_system(path, folder)})


def _is_there(path: Path) -> bool:
    """Tell whether something has this name, also a link to nowhere."""
    return path.is_symlink() or path.exists()


def _usable(path: Path, folder: Path, source: Source, problems: list[Problem]) -> bool:
    code = _fault(path, folder)
    if code:
        problems.append(_problem(code, path.name, source))
    return not code


def _fault(path: Path, folder: Path) -> str:
    if path.is_dir():
        return "E102"
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return "E106"
    if path.suffix.lower() not in FORMATS:
        return "E107"
    return _size_fault(path)


def _size_fault(path: Path) -> str:
    size = path.stat().st_size
    if size == 0:
        return "E104"
    if size > LARGEST:
        return "E110"
    try:
        with path.open("rb") as stream:
            start = stream.read(_LONGEST_BEGINNING)
    except PermissionError:
        return "E103"
    return _content_fault(path, start)


def _content_fault(path: Path, start: bytes) -> str:
    """Return the code of what is wrong with how a file begins, or ""."""
    begins = FORMATS[path.suffix.lower()].begins
    if begins and not start.startswith(begins):
        return "E109" if start == OLE and _has_password(path) else "E108"
    if begins:
        return _zip_fault(path) if ZIP in begins else ""
    others = tuple(beginning for form in FORMATS.values() for beginning in form.begins)
    return "E108" if start.startswith(others) else ""


def _has_password(path: Path) -> bool:
    """Tell whether a compound file is what Excel makes of a workbook with a password."""
    try:
        return "EncryptedPackage" in Compound(path)
    except (struct.error, IndexError, ValueError, OverflowError, UnreadableError):
        return False


def _zip_fault(path: Path) -> str:
    """Return the code of what is wrong with a zipped workbook before it is opened, or ""."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "E108"
    return "E113" if unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * path.stat().st_size else ""


def _problem(code: str, file: str, source: Source) -> Problem:
    return Problem(code=code, params={"file": file, "source": source.id, "formats": ", ".join(FORMATS)})
