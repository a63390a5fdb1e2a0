"""Files are searched before they are handed over: a report's own, and any that a user names.

A report is searched in three steps, in three processes:

1. The process that reads a pilot's rows returns, beside `released.json`, what its persons are told
   by: keyed digests (`run.ready_to_leave`).
2. The process that makes the report knows nothing of these.
3. A third one, which has seen no row, searches the files that were made, as they lie in the folder
   aside (`refuse`). If it finds anything, or a part that it can't look into, the folder is removed
   and the old report stays.

Worked example. A cell of the notebook prints "811228-9874". Step 3 raises E420, which says:
"follow_up_report.ipynb: cell 41", and that it is an identity number. The same for the web page, the
PDF and the document. The number is not said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.errors import Param, Problem, ProtectionError, UsageError, safe
from tsi_eval.language import Message, Tell
from tsi_eval.project import Project, check_name

if TYPE_CHECKING:
    from tsi_eval.protect.scanning import Found, Known, Recogniser
    from tsi_eval.protect.scanning.part import Step

_LARGEST = 200_000_000
# So many problems are said; a report full of them is known after the first.
_MOST = 30


def known_of_pilot(project: Project, pilot_id: str, tell: Tell) -> Known:
    """Return what the persons of a pilot's delivery are told by.

    Raises:
        TsiError: With a code and three lines for every problem of the delivery.
    """
    from tsi_eval.ingest import ingest  # noqa: PLC0415  pandas is loaded when data are read
    from tsi_eval.making.run import progress  # noqa: PLC0415
    from tsi_eval.pilot.load import load_pilot  # noqa: PLC0415
    from tsi_eval.protect import pseudonymise  # noqa: PLC0415
    from tsi_eval.protect.pseudonyms.key import load_key  # noqa: PLC0415
    from tsi_eval.protect.scanning.known import known_of  # noqa: PLC0415

    check_name(pilot_id)
    tell(progress("read", pilot_id))
    intake = ingest(load_pilot(project.data / pilot_id))
    # Only a delivery without problems has identifiers that can be relied on.
    pseudonymise(intake)
    return known_of(intake, load_key())


def refuse(path: Path, known: Known | None, _: Tell) -> int:
    """Search a file, or all files of a folder, and return how many there are.

    Args:
        path: The file or folder.
        known: What the persons of a delivery are told by; without it only identity numbers are
            looked for.

    Raises:
        UsageError: There is nothing (E422).
        ProtectionError: Something was found (E420), or could not be looked into (E421).
    """
    from tsi_eval.protect.pseudonyms.key import load_key  # noqa: PLC0415
    from tsi_eval.protect.scanning import Recogniser  # noqa: PLC0415

    recogniser = Recogniser(known, load_key()) if known is not None else None
    files, seen = _files_in(path), set[str]()
    problems: list[Problem] = []
    for place, file in enumerate(files, start=1):
        problems += _problems_of(file, path, place, recogniser, seen)
    if problems:
        raise ProtectionError(problems[:_MOST])
    return len(files)


def _files_in(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if not file.is_dir() or file.is_symlink())
    if not path.exists() and not path.is_symlink():
        raise UsageError(Problem(code="E422", params={"file": path.name}))
    return [path]


def _problems_of(
    file: Path, path: Path, place: int, recogniser: Recogniser | None, seen: set[str]
) -> Iterator[Problem]:
    from tsi_eval.protect.scanning import scan  # noqa: PLC0415

    name = file.name if file == path else file.relative_to(path).as_posix()
    content = _content(file)
    if isinstance(content, str):
        found = scan(name, b"", recogniser)
        yield _unread(_named(name, place, found), (), content)
    else:
        found = scan(name, content, recogniser, seen)
    called, counts = _named(name, place, found), Counter(item.what for item in found)
    # The same kind in many places of a file is one problem: the first, and how many more.
    for item in {item.what: item for item in reversed(found)}.values():
        if item.looked_into:
            yield _hit(called, item, counts[item.what])
        else:
            yield _unread(called, item.way, item.what)


def _content(file: Path) -> bytes | str:
    """Return a file's bytes, or why they can't be read."""
    try:
        if file.is_symlink() or not file.is_file():
            return "link"
        return "large" if file.stat().st_size > _LARGEST else file.read_bytes()
    except OSError:
        return "unreadable"


def _named(name: str, place: int, found: tuple[Found, ...]) -> Param:
    """Return a file's name, or its place where its name holds what was found."""
    in_name = any(len(item.way) == 1 and item.way[0].kind == "name" for item in found)
    return Message("scan.file_at", {"place": str(place)}) if in_name else safe(name)


def _hit(file: Param, item: Found, count: int) -> Problem:
    more = Message("scan.more", {"count": count - 1}) if count > 1 else ""
    params = {"file": file, "what": Message(f"scan.what.{item.what}"), "way": _said(item.way), "more": more}
    return Problem(code="E420", params=params)


def _unread(file: Param, way: tuple[Step, ...], why: str) -> Problem:
    return Problem(code="E421", params={"file": file, "way": _said(way), "why": Message(f"scan.why.{why}")})


def _said(way: tuple[Step, ...]) -> Param:
    """Return the way to a part, from outside in: "part 3 (word/document.xml), in base64"."""
    said: Param = ""
    for step in way:
        said = Message("scan.then", {"before": said, "step": step.said()})
    return said
