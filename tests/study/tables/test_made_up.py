"""A table that the package does not have: aims, whose identifiers hold within a person only.

Its example is read, protected and templated as those of the package's own tables are, with nothing
but its record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tsi_eval import load_pilot, open_study
from tsi_eval.errors import DataError, ProtectionError
from tsi_eval.language import Text
from tsi_eval.study import tables
from tsi_eval.study.tables.column import Blank, Column, ColumnKind, Limits, Presence
from tsi_eval.study.tables.shared import DATE, OCCASION, PERSON
from tsi_eval.study.tables.table import Table

AIMS = Table(
    name="aims",
    columns=(
        PERSON,
        Column(name="goal", kind=ColumnKind.WITHIN_PERSON),
        OCCASION,
        DATE,
        Column(
            name="level",
            kind=ColumnKind.LEVEL,
            limits=Limits(low=-2, high=2, step=1),
            hint=Text(sv="Ett tal från -2 till 2.", en="A number from -2 to 2."),
        ),
        Column(name="wording", kind=ColumnKind.OUTSIDE, file=Presence.MAY, study=False, blank=Blank.MISSING),
    ),
    key=("person", "goal", "occasion"),
)
EXAMPLE = {
    "source": """
table = "aims"
person = "Ärende"
columns.goal = "Mål"
columns.date = "Datum"
columns.level = "Nivå"
columns.wording = "Ordalydelse"
""",
    "file": "Ärende;Mål;Datum;Nivå;Ordalydelse\n"
    "barn-001;mål-1;2023-09-15;-2;sova hemma\nbarn-001;mål-1;2024-03-01;1;sova hemma\nbarn-002;mål-1;2023-10-02;0;\n",
    "columns": ("person", "goal", "occasion", "level"),
    "rows": [
        ("barn-001", "mål-1", "T0", -2.0),
        ("barn-001", "mål-1", "T1", 1.0),
        ("barn-002", "mål-1", "T0", 0.0),
    ],
    "twice": "barn-001;mål-1;2023-09-20;2;annat",
    "identifiers": ("barn-001", "barn-002", "mål-1", "sova"),
    "formats": {"Ärende": "@", "Mål": "@", "Datum": "@", "Nivå": "General", "Ordalydelse": "@"},
    "record": AIMS,
}
Declare = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the table to the list, which is what its author would do."""
    monkeypatch.setattr(tables, "TABLES", (*tables.TABLES, AIMS))


def test_same_goal_of_two_persons_differs_and_of_one_person_is_the_same(declared: Declare) -> None:
    study = open_study(load_pilot(declared(EXAMPLE["source"], EXAMPLE["file"])))

    first, again, other = study.table("aims")["goal"]
    assert first == again
    assert first != other
    assert {32} == {len(first), len(other)}


@pytest.mark.parametrize(("old", "column"), [("barn-001;mål-1", "Mål"), ("sova hemma", "5")])
def test_identity_number_in_a_goal_is_refused(old: str, column: str, declared: Declare) -> None:
    file = EXAMPLE["file"].replace(old, old.replace("mål-1", "19811228-9874").replace("hemma", "811228-9874"))

    with pytest.raises(ProtectionError) as error:
        open_study(load_pilot(declared(EXAMPLE["source"], file)))

    assert [("E130", column)] == [(problem.code, problem.params["column"]) for problem in error.value.problems]
    assert "9874" not in error.value.text("en")


@pytest.mark.parametrize("level", ["3", "-2,5", "0,5", "-7"])
def test_level_outside_its_limits_or_between_two_steps_is_refused(level: str, declared: Declare) -> None:
    file = EXAMPLE["file"].replace("2024-03-01;1;", f"2024-03-01;{level};")

    with pytest.raises(DataError) as error:
        open_study(load_pilot(declared(EXAMPLE["source"], file)))

    (problem,) = error.value.problems
    assert ("E290", (3,)) == (problem.code, problem.rows)
    assert "-2 to 2" in problem.text("en")


def test_only_numbers_have_limits() -> None:
    with pytest.raises(ValueError, match="limits"):
        replace(AIMS, columns=(PERSON, Column(name="wish", kind=ColumnKind.LABEL, limits=Limits(low=0, high=1))))
