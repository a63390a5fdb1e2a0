"""Enrolment: long files with a row a stage, and wide ones with a column a stage."""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.ingest import Intake

EXAMPLE = {
    "source": """
table = "enrolment"
person = "Ärende"
columns.stage = "Steg"
values.stage = { erbjuden = "offered", klar = "completed" }
""",
    "file": "Ärende;Steg;Anteckning\nbarn-001;erbjuden;x\nbarn-001;klar;y\nbarn-002;erbjuden;z\n",
    "columns": ("person", "stage"),
    "rows": [("barn-001", "offered"), ("barn-001", "completed"), ("barn-002", "offered")],
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
    intake = taken(WIDE, "Ärende;Erbjuden;Klar\nbarn-001;x;nej\nbarn-002;2023-09-01;x\nbarn-003;;0\n")

    rows = intake.tables["enrolment"][["person", "stage"]].to_records(index=False).tolist()
    assert () == intake.problems
    assert [("barn-001", "offered"), ("barn-002", "offered"), ("barn-002", "completed")] == rows
