"""Amounts in a column of thousands that may have been written in crowns."""

from __future__ import annotations

import pandas as pd
import pytest
from small_files import file_of

from tsi_eval.ingest.outsized import outsized
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import FileFormat

COSTS = {
    "table": "costs",
    "columns": {"item": "Post", "price": "Pris (tkr)"},
    "format": FileFormat(times={"Pris (tkr)": 1000}),
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ([45, 38, 45000, 52], [2]),
        ([600, 45, 2, 45000], [3]),
        ([580, 610, 600_000], [2]),
        ([45000, 38, 52_000, 40, 41], [0, 2]),
        # Salaries beside coffee, and one large purchase.
        ([600, 2], []),
        ([620, 580, 2, 0.5, 12], []),
        ([5, 9, 60_000], []),
        ([60, 600, 5000], []),
        ([45000, 38000, 52000], []),
        # As many as the others: no one is odd.
        ([45, 45000], []),
        ([45, 40, 45000, 40000], []),
        ([float("nan"), 0, 0], []),
        ([], []),
    ],
)
def test_amount_that_would_fit_in_crowns_only_is_suspected(written: list[float], expected: list[int]) -> None:
    found = outsized(pd.Series(written, dtype=float))

    assert expected == [place for place, wrong in enumerate(found) if wrong]


@pytest.mark.parametrize(
    ("field", "rows"), [("45000", [(4,)]), ("45 000", [(4,)]), ("45000 tkr", []), ("45", []), ("..", [])]
)
def test_row_is_remembered_unless_the_field_names_its_unit(
    pilot: Pilot, field: str, rows: list[tuple[int, ...]]
) -> None:
    file = file_of(pilot, COSTS, f"Post;Pris (tkr)\na;45\nb;38\nc;{field}\nd;52")

    file.amounts("Pris (tkr)")
    file.amounts("Pris (tkr)")

    assert [("Pris (tkr)", given) for given in rows] == [(item.column, item.rows) for item in file.outsized]
    assert [] == file.problems


def test_amounts_in_crowns_may_differ_as_they_like(pilot: Pilot) -> None:
    file = file_of(pilot, COSTS | {"format": FileFormat()}, "Post;Pris\na;45\nb;38\nc;45000\nd;52")

    file.amounts("Pris")

    assert [] == file.outsized
