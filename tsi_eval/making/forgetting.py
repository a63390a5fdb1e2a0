"""A family withdraws its consent: the register forgets who it was, and still counts it.

The digests of a person are exchanged for marks by chance, the same in all reports. Nobody can tell
any more whose they were, with the key or without. They must go on counting: what the reports have
told can't be taken back, and somebody who is no longer in the files has left like any other.

The marks are made with a secret by chance, which is written down first (`.tsi_eval/forgetting`), so
that a run that was killed goes on with the same ones, and which is removed last.

Worked example. A report of 60 and a later one of 59 tell of one family. Once it is forgotten, the
register holds 60 marks and 59, as before; the one is "c81e…", which no identifier gives.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from tsi_eval.errors import Param, Problem, ReportError, UsageError
from tsi_eval.ingest import Intake, ingest
from tsi_eval.making.register import Register, write_own
from tsi_eval.pilot.load import load_pilot
from tsi_eval.project import Project
from tsi_eval.protect.disclosure.handed_out.entry import to_text
from tsi_eval.protect.disclosure.handed_out.forgetting import forgotten
from tsi_eval.protect.pseudonyms.door import columns_of_persons, words_of
from tsi_eval.protect.pseudonyms.key import Key, load_key
from tsi_eval.protect.pseudonyms.lasting import Lasting

# So long the register is waited for while a report is being made.
_SECONDS = 600.0
_LENGTH = 32


def forget(project: Project, pilot_id: str, identifiers: Path) -> int:
    """Exchange persons' digests in the register for marks by chance.

    Args:
        project: Whose register it is.
        pilot_id: The pilot whose columns the identifiers stand in.
        identifiers: A text file with an identifier in each line, as in the pilot's files.

    Returns:
        How many lines the file has.

    Raises:
        UsageError: There is no such file, or nothing stands in it (E435), the register does not
            know somebody (E438), or somebody is still in the pilot's files (E439). Then nothing is
            changed.
        ReportError: The register can't be read or written.
        TsiError: The pilot's files can't be read.
    """
    key, given = load_key(), _lines(identifiers)
    lasting, intake = Lasting(key), ingest(load_pilot(project.data / pilot_id))
    names = _names(intake, given, lasting)
    _refuse_if_there(intake, given, identifiers.name)
    register = Register(folder=project.private)
    with register.alone(pilot_id, _SECONDS):
        reports = register.read(lasting)
        persons = frozenset[str]().union(*(report.persons() for report in reports))
        unfinished = (register.folder / "forgetting").exists()
        if not unfinished:
            _refuse(given, [line for line, mine in names.items() if not persons & mine], "E438", identifiers.name)
        every, chance = frozenset[str]().union(*names.values()), _chance(register.folder / "forgetting")
        for report in reports:
            without = forgotten(report, every, chance)
            if without != report:
                register.keep(report.pilot, report.identity, to_text(without, lasting), lasting.fingerprint)
        (register.folder / "forgetting").unlink()
    return len(given)


def _names(intake: Intake, given: Mapping[int, str], lasting: Lasting) -> dict[int, frozenset[str]]:
    """Return line → what somebody of that identifier may be called in the register."""
    columns = columns_of_persons(intake.pilot)
    return {
        line: frozenset(lasting.digest_of(words_of(column, one)) for column in columns) for line, one in given.items()
    }


def _refuse_if_there(intake: Intake, given: Mapping[int, str], file: str) -> None:
    """Refuse while somebody is in the pilot's files: she would leave, and come as another."""
    columns = columns_of_persons(intake.pilot)
    there = {
        str(one) for table in intake.tables.values() for column in columns if column in table for one in table[column]
    }
    _refuse(given, [line for line, one in given.items() if one in there], "E439", file)


def _refuse(given: Mapping[int, str], lines: Sequence[int], code: str, file: str) -> None:
    if lines:
        params: dict[str, Param] = {"file": file, "count": len(lines), "of": len(given)}
        raise UsageError(Problem(code=code, params=params, rows=tuple(lines)))


def _lines(path: Path) -> dict[int, str]:
    """Return line → identifier, of a file with an identifier in each line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        lines = []
    given = {number: line.strip() for number, line in enumerate(lines, 1) if line.strip()}
    if not given:
        raise UsageError(Problem(code="E435", params={"file": path.name}))
    return given


def _chance(path: Path) -> Key:
    """Return the secret of a run that was killed, or a new one."""
    try:
        if not path.exists():
            write_own(path, secrets.token_hex(_LENGTH))
        return Key(bytes.fromhex(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        raise ReportError(Problem(code="E176", params={"file": path.name})) from None
