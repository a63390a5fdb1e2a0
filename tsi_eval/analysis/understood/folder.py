"""What became of every file in a pilot's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tsi_eval.errors import Problem
from tsi_eval.ingest import Intake
from tsi_eval.ingest.account import FileAccount
from tsi_eval.ingest.folder import declared_reasons, is_own, name_in
from tsi_eval.ingest.left_by_systems import left_by_a_system
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import NotData

READ, REFUSED = "read", "refused"
# Problems of files that nobody declared; they were not read, and nothing in them is wrong.
_UNDECLARED = frozenset({"E167", "E328"})
# What the package's own files are, by how their names end.
_OWN = {".toml": "declaration", ".md": "about"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFate:
    """What became of one file.

    Attributes:
        file: Its place in the pilot's folder.
        state: "read", "refused", or "passed" when it holds no data that is read.
        why: Why it was passed over; None for the others.
        accounts: What each source read in it.
    """

    file: str
    state: str
    why: Message | None = None
    accounts: tuple[FileAccount, ...] = ()


def fates(intake: Intake) -> Iterator[FileFate]:
    """Yield what became of each file in the folder, the files that were read first."""
    not_data = declared_reasons(intake.pilot)
    found = [_fate(path, intake, not_data) for path in _files(intake.pilot.folder)]
    yield from sorted(found, key=lambda fate: (fate.state != READ, fate.state != REFUSED, fate.file))


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file, those of subfolders too. A link is a file: nothing is opened behind it."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _fate(path: Path, intake: Intake, not_data: Mapping[str, NotData]) -> FileFate:
    name = name_in(intake.pilot.folder, path)
    matched = {source for source, paths in intake.files.items() if path in paths}
    known = {name, path.name} if matched else {name}
    accounts = tuple(item for item in intake.accounts if item.source in matched and item.file in known)
    if accounts:
        return FileFate(file=name, state=READ, accounts=accounts)
    if _is_refused(known, intake):
        return FileFate(file=name, state=REFUSED)
    return FileFate(file=name, state="passed", why=_why_passed(path, intake.pilot.folder, not_data))


def _is_refused(known: set[str], intake: Intake) -> bool:
    return any(_names(problem, known) for problem in intake.problems if problem.code not in _UNDECLARED)


def _why_passed(path: Path, folder: Path, not_data: Mapping[str, NotData]) -> Message:
    name = name_in(folder, path)
    if name in not_data:
        return Message("check_file.not_data", {"reason": not_data[name].reason})
    return Message(f"check_file.{_kind(path, folder)}")


def _names(problem: Problem, known: set[str]) -> bool:
    """Tell whether a problem names a file; one that names a source instead says so in a message."""
    file = problem.params.get("file")
    return isinstance(file, str) and file in known


def _kind(path: Path, folder: Path) -> str:
    """Return what a file is that no source reads, as the end of the key of its words."""
    if left_by_a_system(path, folder):
        return "system"
    name = name_in(folder, path)
    if not is_own(name):
        return "unknown"
    return "text" if name.startswith("texts/") else _OWN.get(PurePosixPath(name).suffix, "about")
