"""What became of every file in a pilot's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tsi_eval.economics.prices_file import FILE as PRICES
from tsi_eval.ingest import Intake
from tsi_eval.ingest.account import FileAccount
from tsi_eval.language import LANGUAGES, Message, Text
from tsi_eval.pilot.declaration import TEXT_SLOTS
from tsi_eval.pilot.files import FILES

READ, REFUSED = "read", "refused"
# What Excel and the systems of computers leave beside a file.
_LEFT_BY_SYSTEMS = ("~$", ".")
_CHAPTERS = [["texts", language] for language in LANGUAGES]
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


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


def fates(intake: Intake, not_data: Mapping[str, Text | str]) -> Iterator[FileFate]:
    """Yield what became of each file in the folder, the files that were read first.

    Args:
        intake: The delivery.
        not_data: Files that were declared to be no data, by their place in the folder, and why.
    """
    found = [_fate(path, intake, not_data) for path in _files(intake.pilot.folder)]
    yield from sorted(found, key=lambda fate: (fate.state != READ, fate.state != REFUSED, fate.file))


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file, those of subfolders too. A link is a file: nothing is opened behind it."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _fate(path: Path, intake: Intake, not_data: Mapping[str, Text | str]) -> FileFate:
    name = path.relative_to(intake.pilot.folder).as_posix()
    matched = {source for source, paths in intake.files.items() if path in paths}
    known = {name, path.name} if matched else {name}
    accounts = tuple(item for item in intake.accounts if item.source in matched and item.file in known)
    if accounts:
        return FileFate(file=name, state=READ, accounts=accounts)
    if any(problem.params.get("file") in known for problem in intake.problems if problem.code != "E167"):
        return FileFate(file=name, state=REFUSED)
    why = Message("check_file.not_data", {"reason": not_data[name]}) if name in not_data else None
    return FileFate(file=name, state="passed", why=why or Message(f"check_file.{_kind(name)}"))


def _kind(name: str) -> str:
    """Return what a file is that no source reads, as the end of the key of its words."""
    *folders, last = name.split("/")
    if last.startswith(_LEFT_BY_SYSTEMS) or last.casefold() in _SYSTEM_FILES:
        return "system"
    if not folders:
        return "declaration" if last in {*FILES, PRICES} else "about" if last.endswith(".md") else "unknown"
    is_chapter = folders in _CHAPTERS and last.removesuffix(".md") in TEXT_SLOTS
    return "text" if is_chapter else "unknown"
