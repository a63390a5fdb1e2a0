"""What was handed out, so that a new report can be judged beside it.

A reader who has two reports can subtract one from the other. If 43 children had a contact by
autumn and 44 by spring, the difference is one child. So the register keeps what each report told,
of all pilots of a project, in keyed digests. Only what is handed out is kept: approved reports. A
draft is judged beside them, and binds nothing.

    .tsi_eval/key                                   which key the digests were made with
    .tsi_eval/handed_out/0001-star-5a3c….report     the first report that was handed out
    .tsi_eval/handed_out/0002-mora-b81f….report     the second, of another pilot

The folder is readable by its owner only, is ignored by git wherever it lies, and is never handed
over. Whoever loses it can't make approved reports any more, until it is back from a backup.

Worked example. The report of June is made, in Swedish and in English, and a year later in Swedish
again. It is the same report each time, since it finds the same and has the same date: so it is
judged beside what came before 0001, which is nothing, and is kept at 0001 again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from tsi_eval.errors import Problem, ReportError
from tsi_eval.making.approval import APPROVED
from tsi_eval.making.provenance import PROVENANCE

if TYPE_CHECKING:
    from tsi_eval.protect.disclosure.handed_out.entry import HandedOut
    from tsi_eval.protect.pseudonyms.lasting import Lasting

_OWN_FOLDER, _OWN_FILE = 0o700, 0o600
_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What was handed out, in files numbered in that order.

    Attributes:
        folder: `.tsi_eval` of a project.
    """

    folder: Path

    def read(self, lasting: Lasting) -> tuple[HandedOut, ...]:
        """Return all reports that were handed out, oldest first.

        Raises:
            ReportError: The register is of another key (E433), or one of its files can't be read
                or was changed (E176). Then nobody knows what was given away.
        """
        from tsi_eval.protect.disclosure.handed_out.entry import from_text  # noqa: PLC0415  loads pandas

        names = self.names()
        if names and self._text(self.folder / "key").strip() != lasting.fingerprint:
            raise ReportError(Problem(code="E433"))
        reports = []
        for name in names:
            try:
                reports.append(from_text(self._text(self._handed_out / name), lasting))
            except (ValueError, KeyError, TypeError):
                raise _unreadable(name) from None
        return tuple(reports)

    def names(self) -> tuple[str, ...]:
        """Return the names of its files, oldest first."""
        return tuple(sorted(path.name for path in self._handed_out.glob("[0-9]*.report")))

    @contextmanager
    def alone(self, pilot: str, seconds: float) -> Iterator[None]:
        """Hold the register while the block runs, so that no other report is handed out meanwhile.

        Raises:
            ReportError: Another run holds it for longer (E179), or it can't be written (E441).
        """
        lock = FileLock(self.folder / ".lock", timeout=seconds, mode=_OWN_FILE)
        try:
            # Only the folder: two that begin at once would rename each other's .gitignore away.
            self.folder.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
            lock.acquire()
            self._make_folder()
        except Timeout:
            raise ReportError(Problem(code="E179", params={"pilot": pilot})) from None
        except OSError as error:
            lock.release()
            raise _unwritable(error) from None
        try:
            yield
        finally:
            lock.release()

    def keep(self, pilot: str, identity: str, text: str, fingerprint: str) -> None:
        """Write what a report told at its place: its own, or the next free one.

        The file is written aside and renamed, so that a kill leaves it whole or not there.

        Args:
            pilot: Whose report it is.
            identity: What the report is known by.
            text: What it told, sealed.
            fingerprint: Which key it is sealed with.

        Raises:
            ReportError: The place can't be written (E441).
        """
        own = f"-{pilot}-{identity[:_DIGITS]}.report"
        names = self.names()
        last = int(names[-1].partition("-")[0]) if names else 0
        name = next((name for name in names if name.endswith(own)), f"{last + 1:04}{own}")
        try:
            self._make_folder()
            write_own(self.folder / "key", f"{fingerprint}\n")
            write_own(self._handed_out / name, text)
        except OSError as error:
            raise _unwritable(error) from None

    @property
    def _handed_out(self) -> Path:
        return self.folder / "handed_out"

    def _make_folder(self) -> None:
        self._handed_out.mkdir(parents=True, exist_ok=True, mode=_OWN_FOLDER)
        if not (self.folder / ".gitignore").exists():
            write_own(self.folder / ".gitignore", "*\n")
        with suppress(OSError):  # a folder of others can't be changed, and then is as they made it
            self.folder.chmod(_OWN_FOLDER)

    def _text(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise _unreadable(path.name) from None


def refuse_unknown(reports: Path, pilot: str, known: tuple[HandedOut, ...]) -> None:
    """Refuse when an approved report of a pilot lies there that the register does not know.

    Args:
        reports: The folder of the pilot's reports.
        pilot: The pilot's name.
        known: What the register knows.

    Raises:
        ReportError: There is one (E432).
    """
    identities = {report.identity for report in known}
    for path in sorted(reports.glob(f"*/{PROVENANCE}")):
        made = _origin(path)
        if made.get("status") == APPROVED and made.get("identity") not in identities:
            params = {"pilot": pilot, "folder": f"reports/{pilot}/{path.parent.name}"}
            raise ReportError(Problem(code="E432", params=params))


def refuse_another_project(pilots: Collection[str], known: tuple[HandedOut, ...], lasting: Lasting) -> None:
    """Refuse a register that knows neither a pilot of the project nor a person of the delivery.

    One's own was lost then, and another project's was put in its place; both have the same key
    where the same user made them. A pilot that has another name now is known by its persons.

    Args:
        pilots: The names of the project's pilots.
        known: What the register knows.
        lasting: What the persons of the delivery are called in it.

    Raises:
        ReportError: It is another project's (E442).
    """
    names = {report.pilot for report in known}
    if not names or not names.isdisjoint(pilots):
        return
    if lasting.everyone().isdisjoint(*(report.persons() for report in known)):
        raise ReportError(Problem(code="E442", params={"names": ", ".join(sorted(names))}))


def _origin(path: Path) -> dict[str, object]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def write_own(path: Path, text: str) -> None:
    """Write a file that only its owner may read: whole, or not at all."""
    aside = path.with_name(f".{path.name}.partial")
    with os.fdopen(
        os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWN_FILE), "w", encoding="utf-8", newline="\n"
    ) as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(path)


def _unwritable(error: OSError) -> ReportError:
    return ReportError(Problem(code="E441", params={"reason": (error.strerror or "?").lower()}))


def _unreadable(name: str) -> ReportError:
    return ReportError(Problem(code="E176", params={"file": name}))
