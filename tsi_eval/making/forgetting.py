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
from pathlib import Path

from tsi_eval.errors import Problem, ReportError, UsageError
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


def forget(project: Project, pilot_id: str, identifiers: Path) -> tuple[int, int]:
    """Exchange persons' digests in the register for marks by chance.

    Args:
        project: Whose register it is.
        pilot_id: The pilot whose columns the identifiers stand in.
        identifiers: A text file with an identifier in each line, as in the pilot's files.

    Returns:
        How many identifiers were given, and how many of them the register knew.

    Raises:
        UsageError: There is no such file, or nothing stands in it (E435).
        ReportError: The register can't be read or written.
    """
    lasting, given = Lasting(load_key()), _lines(identifiers)
    columns = columns_of_persons(load_pilot(project.data / pilot_id))
    names = {lasting.digest_of(words_of(column, one)): one for one in given for column in columns}
    register = Register(folder=project.private)
    with register.alone(pilot_id, _SECONDS):
        reports = register.read(lasting)
        known = frozenset(name for name in names if any(name in report.persons() for report in reports))
        chance = _chance(register.folder / "forgetting")
        for report in reports:
            without = forgotten(report, frozenset(names), chance)
            if without != report:
                register.keep(report.pilot, report.identity, to_text(without, lasting), lasting.fingerprint)
        (register.folder / "forgetting").unlink()
    return len(given), len({names[name] for name in known})


def _lines(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        lines = []
    given = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
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
