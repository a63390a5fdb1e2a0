"""Absence: terms without a year take it from the school year.

No absence is longer than what was offered.
"""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.ingest import Intake

EXAMPLE = {
    "source": """
table = "absence"
columns.unit = "Skola"
columns.term = "Termin"
columns.school_year = "Läsår"
columns.grade = "Åk"
columns.pupils = "Elever"
columns.valid = "Giltig"
columns.invalid = "Ogiltig"
columns.offered = "Erbjuden"
""",
    "file": "Skola;Läsår;Termin;Åk;Elever;Giltig;Ogiltig;Erbjuden\n"
    "Skola A;2023/24;höst;7;100;50,5;..;40000\nSkola A;2023/24;vår;7;98;60;20;41000\n",
    "columns": ("unit", "term", "grade", "pupils", "valid", "invalid", "offered", "status"),
    "rows": [
        ("a", "HT2023", "7", 100.0, 50.5, None, 40000.0, "secret"),
        ("a", "VT2024", "7", 98.0, 60.0, 20.0, 41000.0, ""),
    ],
    "twice": "a;2023/24;HT2023;7;1;1;1;10",
    "identifiers": (),
    "formats": {
        "Skola": "@", "Termin": "@", "Läsår": "@", "Åk": "@",
        "Elever": "General", "Giltig": "General", "Ogiltig": "General", "Erbjuden": "General",
    },
}  # fmt: skip


def test_more_absence_than_was_offered_is_refused(taken: Callable[[str, str], Intake]) -> None:
    file = EXAMPLE["file"].replace(";60;20;41000", ";60;20;79")

    (problem,) = taken(EXAMPLE["source"], file).problems
    assert ("E206", "Erbjuden", (3,)) == (problem.code, problem.params["column"], problem.rows)
