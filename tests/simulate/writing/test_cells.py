"""Cells with the same content are equal, and can't be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from tsi_eval.simulate.writing.cells import Hidden, Month, Row, Term, UnitCell, Week, Year


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (Week(2023, 34), Week(2023, 34), Week(2024, 34)),
        (Month(date(2023, 8, 1)), Month(date(2023, 8, 1)), Month(date(2023, 9, 1))),
        (UnitCell("a"), UnitCell("a"), Term("a")),
        (Year(2023), Year(2023), 2023),
        (Hidden(), Hidden(), ".."),
    ],
)
def test_cells_are_equal_by_kind_and_content(one: object, same: object, other: object) -> None:
    assert one == same
    assert one != other


def test_a_row_is_no_sum_unless_it_says_so_and_is_frozen() -> None:
    row = Row(cells=("Totalt", 3))

    assert not row.is_sum
    with pytest.raises(FrozenInstanceError):
        row.is_sum = True  # type: ignore[misc]
