"""Absence: terms without a year take it from the school year.

No absence is longer than what was offered.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tsi_eval.ingest import Intake
from tsi_eval.study.tables.absence import counted_again

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


def grades(*labels: str | None, unit: str = "a", term: str = "HT2023") -> pd.DataFrame:
    return pd.DataFrame({"unit": unit, "term": term, "grade": pd.Series(labels, dtype="str")})


@pytest.mark.parametrize(
    ("labels", "again"),
    [
        (("7-8", "7", "8"), [True, False, False]),
        (("åk 7–9", "8"), [True, False]),
        (("7 och 8", "8 och 9", "6"), [True, True, False]),
        (("F-3", "f", "4-6"), [True, False, False]),
        (("7-8", "9", None), [False, False, False]),
        (("7-9",), [False]),
        (("högstadiet", "7"), [False, False]),
        (("Årskurs 1 till 3", "klass 3", "10"), [True, False, False]),
    ],
)
def test_grades_together_are_counted_again_beside_any_of_them(labels: tuple[str, ...], again: list[bool]) -> None:
    assert again == counted_again(grades(*labels)).tolist()


def test_grades_together_are_counted_by_unit_and_term() -> None:
    rows = pd.concat([grades("7-8"), grades("7", unit="b"), grades("8", term="VT2024")], ignore_index=True)

    assert not counted_again(rows).any()


def test_grades_beside_their_parts_are_refused_with_their_row(taken: Callable[[str, str], Intake]) -> None:
    file = EXAMPLE["file"] + "Skola A;2023/24;vår;7-9;98;60;20;41000\n"

    # Grades 7-9 have no row for the autumn, as grade 7 has, and that is said too.
    problem, spans = taken(EXAMPLE["source"], file).problems
    assert "E369" == spans.code
    assert ("E338", "Åk", (4,)) == (problem.code, problem.params["column"], problem.rows)
