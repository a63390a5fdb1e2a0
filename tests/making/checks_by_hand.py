"""A check that was made by hand, for tests of what is said and written of it."""

from __future__ import annotations

from pathlib import Path

from tsi_eval import load_pilot
from tsi_eval.analysis.understood import Understood
from tsi_eval.analysis.understood.folder import FileFate
from tsi_eval.analysis.understood.measures import Received
from tsi_eval.analysis.understood.words import names_of
from tsi_eval.errors import Problem
from tsi_eval.ingest.account import ColumnRead, FileAccount, LeftOut, WordRead
from tsi_eval.language import Message
from tsi_eval.making.checked import Checked

FORMS = FileAccount(
    file="forms.csv",
    source="forms",
    table="measures",
    rows=12,
    left_out=(LeftOut(why="no_value", rows=tuple(range(2, 14))),),
    used=(
        ColumnRead(theirs="id", ours="person", kind="person"),
        *(ColumnRead(theirs=f"p{i}", ours="score", kind="outcomes", at="T0") for i in range(1, 9)),
    ),
    unused=("=SUMMA(antal)", "19811228-9874"),
    unused_at=(10, 12),
    found={"encoding": "cp1252", "delimiter": ";", "titles": "", "sheet": "Blad1"},
)
STAGES = FileAccount(
    file="stages.csv",
    source="log",
    table="enrolment",
    rows=3,
    left_out=(),
    used=(ColumnRead(theirs="Start", ours="started", kind="stages"),),
    unused=(),
    found={},
    words=(
        WordRead(column="Start", word="x", read_as="yes", rows=2),
        WordRead(column="Start", word="", read_as="yes", rows=1),
        WordRead(column="Start", word="", read_as="", rows=4),
    ),
    out_of_order=1,
    backwards=2,
    respelled={"Start": 2},
)


def check_by_hand(folder: Path, *, sentences: int = 2, problems: tuple[Problem, ...] = ()) -> Checked:
    """Return a check of a small pilot: two files read, one refused, one passed over."""
    pilot = load_pilot(folder)
    return Checked(
        pilot=pilot,
        names=names_of(pilot),
        files=(
            FileFate(file="forms.csv", state="read", accounts=(FORMS,)),
            FileFate(file="stages.csv", state="read", accounts=(STAGES,)),
            FileFate(file="19811228-9874.csv", state="refused"),
            FileFate(file="a.toml", state="passed", why=Message("check_file.declaration")),
            FileFate(file="b.toml", state="passed", why=Message("check_file.declaration")),
        ),
        study=(
            Understood(
                table="persons",
                sentences=tuple(Message("understood.persons", {"n": n}) for n in range(2, sentences + 2)),
            ),
        ),
        values=(Received(outcome="score", occasion="T0", n=2, lowest=3.0, highest=39.5),),
        problems=problems,
        remaining=(Problem(code="E373", params={"file": "pilot.toml", "key": "title.sv", "words": "Pilotens namn"}),),
    )
