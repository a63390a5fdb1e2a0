"""Measures: long files by date, and values that are not there."""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.ingest import Intake

EXAMPLE = {
    "source": """
table = "measures"
person = "Ärende"
columns.date = "Datum"
outcomes = { score = ["Poäng"] }
""",
    "file": "Ärende;Datum;Poäng\nbarn-001;2023-09-15;12,5\nbarn-001;2024-03-01;10\nbarn-002;2023-10-02;7\n",
    "columns": ("person", "occasion", "outcome", "value"),
    "rows": [
        ("barn-001", "T0", "score", 12.5),
        ("barn-001", "T1", "score", 10.0),
        ("barn-002", "T0", "score", 7.0),
    ],
    "twice": "barn-001;2023-09-20;3",
    "identifiers": ("barn-001", "barn-002"),
    "formats": {"Ärende": "@", "Datum": "@", "Poäng": "General"},
}


def test_row_without_a_value_is_counted_and_left_out(taken: Callable[[str, str], Intake]) -> None:
    intake = taken(EXAMPLE["source"], EXAMPLE["file"] + "barn-003;2023-09-15;\n")

    assert () == intake.problems
    assert 3 == len(intake.tables["measures"])
    assert {"score@T0": (2, 1), "score@T1": (1, 0)} == intake.receipt[0].values
