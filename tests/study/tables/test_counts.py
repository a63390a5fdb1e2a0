"""Counts: long files, and wide ones with a column for each series of each unit."""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.ingest import Intake

EXAMPLE = {
    "source": """
table = "counts"
columns.period = "Månad"
columns.unit = "Skola"
columns.series = "Väg in"
columns.n = "Antal"
columns.exposure = "Barn"
values.series = { skola = "school", "självmant" = "self" }
""",
    "file": "Månad;Skola;Väg in;Antal;Barn\naug 2023;Skola A;skola;4;900\naug 2023;Skola A;självmant;0;900\n",
    "columns": ("unit", "month", "series", "n", "status", "exposure"),
    "rows": [("a", "2023-08", "school", 4.0, "", 900.0), ("a", "2023-08", "self", 0.0, "", 900.0)],
    "twice": "2023-08;a;skola;5;900",
    "identifiers": (),
    "formats": {"Månad": "@", "Skola": "@", "Väg in": "@", "Antal": "General", "Barn": "General"},
}
WIDE = """
table = "counts"
columns.period = "Månad"
series = { reports = { a = "A", b = "B" } }
"""


def test_wide_file_has_a_row_for_each_series_of_each_unit(taken: Callable[[str, str], Intake]) -> None:
    intake = taken(WIDE, "Månad;A;B\n2023-08;1;..\n2023-09;2;0\n")

    rows = intake.tables["counts"][["unit", "month", "series", "status"]].to_records(index=False).tolist()
    assert () == intake.problems
    assert [
        ("a", "2023-08", "reports", ""),
        ("a", "2023-09", "reports", ""),
        ("b", "2023-08", "reports", "secret"),
        ("b", "2023-09", "reports", ""),
    ] == rows
