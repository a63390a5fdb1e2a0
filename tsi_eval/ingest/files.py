"""Which files a source names: regular, small enough, inside the pilot's folder."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tsi_eval.errors import Problem
from tsi_eval.ingest.formats import READERS
from tsi_eval.pilot.source import Source

FORMATS = tuple(READERS)
LARGEST = 200_000_000
LARGEST_UNPACKED = 500_000_000
LARGEST_RATIO = 100
_GLOB = frozenset("*?[")
_ZIP = b"PK\x03\x04"


def find_files(folder: Path, source: Source, problems: list[Problem]) -> tuple[Path, ...]:
    """Return the files that a source's patterns match, each once.

    They stand in the order of the patterns, and of their names within a pattern.
    What is wrong with a pattern or a file is added to `problems`.
    """
    found: dict[Path, None] = {}
    absent = []
    for pattern in source.files:
        if not _stays_inside(pattern):
            problems.append(_problem("E106", pattern, source))
            continue
        matches = _matches(folder, pattern)
        if not matches:
            absent.append(pattern)
        found.update(dict.fromkeys(matches))
    # A pattern waits for the next term's files; a name, or a source without any file, is a fault.
    problems.extend(_problem("E101", name, source) for name in absent if not found or not _GLOB.intersection(name))
    return tuple(path for path in found if _usable(path, folder, source, problems))


def unread_files(folder: Path, read: Iterable[Path]) -> Iterator[Problem]:
    """Yield data files in the folder that no source reads.

    A new term's file must not be left out in silence.
    """
    known = set(read)
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in FORMATS and path not in known and not _is_lock(path):
            yield Problem(code="E167", params={"file": path.name})


def _stays_inside(pattern: str) -> bool:
    """Tell whether a pattern can only match files in the pilot's folder."""
    path = Path(pattern)
    return not path.is_absolute() and ".." not in path.parts and "://" not in pattern


def _matches(folder: Path, pattern: str) -> list[Path]:
    """Return the files that a pattern matches, by name.

    A Mac may have written the å of a file's name as an a and a ring.
    """
    forms = {unicodedata.normalize(form, pattern) for form in ("NFC", "NFD")}
    return sorted({path for form in forms for path in folder.glob(form) if not _is_lock(path)})


def _is_lock(path: Path) -> bool:
    """Tell whether a file is what Excel leaves beside one that is open."""
    return path.name.startswith("~$")


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
    return _content_fault(path)


def _content_fault(path: Path) -> str:
    size = path.stat().st_size
    if size == 0:
        return "E104"
    if size > LARGEST:
        return "E110"
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except PermissionError:
        return "E103"
    if (start == _ZIP) != (path.suffix.lower() == ".xlsx") or (start == _ZIP and not zipfile.is_zipfile(path)):
        return "E108"
    return "E113" if start == _ZIP and _bomb(path) else ""


def _bomb(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile:
        return True
    return unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * path.stat().st_size


def _problem(code: str, file: str, source: Source) -> Problem:
    return Problem(code=code, params={"file": file, "source": source.id, "formats": ", ".join(FORMATS)})
