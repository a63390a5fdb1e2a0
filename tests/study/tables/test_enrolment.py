"""Enrolment: long files with a row a stage, and wide ones with a column a stage."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tsi_eval import Study
from tsi_eval.errors import DataError
from tsi_eval.ingest import Intake

EXAMPLE = {
    "source": """
table = "enrolment"
person = "Ärende"
columns.stage = "Steg"
values.stage = { erbjuden = "offered", klar = "completed" }
""",
    "file": "Ärende;Steg;Anteckning\nbarn-001;erbjuden;x\nbarn-001;klar;y\nbarn-002;erbjuden;z\n",
    "columns": ("person", "stage", "state"),
    "rows": [
        ("barn-001", "offered", "present"),
        ("barn-001", "completed", "present"),
        ("barn-002", "offered", "present"),
    ],
    "twice": "barn-001;klar;en gång till",
    "identifiers": ("barn-001", "barn-002"),
    "formats": {"Ärende": "@", "Steg": "@"},
}
WIDE = """
table = "enrolment"
person = "Ärende"
stages = { offered = "Erbjuden", completed = "Klar" }
"""


def test_wide_file_has_a_row_for_each_stage_that_is_filled_in(taken: Callable[[str, str], Intake]) -> None:
    intake = taken(WIDE, "Ärende;Erbjuden;Klar\nbarn-001;x;pågår\nbarn-002;2023-09-01;x\nbarn-003;;0\n")

    rows = intake.tables["enrolment"][["person", "stage", "state"]].to_records(index=False).tolist()
    assert () == intake.problems
    assert [
        ("barn-001", "offered", "present"),
        ("barn-002", "offered", "present"),
        ("barn-001", "completed", "ongoing"),
        ("barn-002", "completed", "present"),
    ] == rows


def own(**columns: list[str]) -> pd.DataFrame:
    """Return a researcher's frame of two persons at one stage."""
    return pd.DataFrame({"person": ["1", "2"], "stage": ["done", "done"], **columns})


def test_frame_without_states_is_of_those_who_were_there() -> None:
    study = Study.from_frames(enrolment=own())

    assert ["present", "present"] == study.table("enrolment")["state"].tolist()
    assert (frozenset({"1", "2"}), frozenset()) == (study.present("done"), study.ongoing("done"))


def test_frame_may_say_who_is_still_on_the_way() -> None:
    study = Study.from_frames(enrolment=own(state=["ongoing", ""]))

    assert (frozenset({"2"}), frozenset({"1"})) == (study.present("done"), study.ongoing("done"))


def test_state_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DataError) as error:
        Study.from_frames(enrolment=own(state=["present", "planned"]))

    assert [("E309", "state", (1,))] == [(p.code, p.params["column"], p.rows) for p in error.value.problems]
    assert "present, ongoing" in error.value.text()
    assert "planned" not in error.value.text()
