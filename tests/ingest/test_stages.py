"""Who was present at which stage, from wide files and long ones."""

from __future__ import annotations

from typing import Any

import pytest
from small_files import file_of, refused

from tsi_eval.ingest.stages import NOT_PRESENT, stages
from tsi_eval.pilot.declaration import Pilot

WIDE = {"table": "enrolment", "person": "id", "stages": {"offered": "Erbjuden", "started": "Startat"}}
LONG = {
    "table": "enrolment",
    "person": "id",
    "columns": {"stage": "Steg", "present": "Var med"},
    "values": {"present": {"ja": "yes", "nej": "no"}},
}


def rows_of(pilot: Pilot, source: dict[str, Any], content: str) -> tuple[list[tuple[Any, ...]], list[Any]]:
    file = file_of(pilot, source, content)
    rows = stages(file)[["person", "stage", "row"]]
    return list(rows.itertuples(index=False, name=None)), refused(file)


def test_wide_file_has_a_row_for_each_stage_that_is_filled_in(pilot: Pilot) -> None:
    rows, problems = rows_of(pilot, WIDE, "id;Erbjuden;Startat\n1;x;\n2;2023-09-01;ja")

    assert [("1", "offered", 2), ("2", "offered", 3), ("2", "started", 3)] == rows
    assert [] == problems


@pytest.mark.parametrize("word", [*sorted(NOT_PRESENT), "NEJ", "False"])
def test_word_for_absence_is_not_presence(pilot: Pilot, word: str) -> None:
    assert [] == rows_of(pilot, WIDE, f"id;Erbjuden;Startat\n1;{word};")[0]


def test_long_file_may_also_say_who_was_absent(pilot: Pilot) -> None:
    rows, problems = rows_of(pilot, LONG, "id;Steg;Var med\n1;a;ja\n2;a;Nej\n3;b;JA")

    assert [("1", "a", 2), ("3", "b", 4)] == rows
    assert [] == problems


def test_blank_is_neither_yes_nor_no(pilot: Pilot) -> None:
    assert [("E284", "Var med", (3,))] == rows_of(pilot, LONG, "id;Steg;Var med\n1;a;ja\n2;a;")[1]


def test_row_without_a_stage_says_nothing(pilot: Pilot) -> None:
    source = LONG | {"columns": {"stage": "Steg"}}

    assert ([("2", "a", 3)], []) == rows_of(pilot, source, "id;Steg\n1; \n2;a")
