"""What counts of those who moved or stood somewhere say."""

from __future__ import annotations

import numpy as np

from tsi_eval.findings import Part
from tsi_eval.protect.disclosure.values.coarse.parts import of_movers, of_part
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.tables import table_of

FOUR = Scale(minimum=0.0, step=1.0, size=4)
FIRST = {f"p{i}": float(value) for i, value in enumerate([0, 0, 0, 1, 1, 1, 1, 3, 3, 3])}
SECOND = {person: min(3.0, value + 1) for person, value in FIRST.items()}
TWICE = table_of(FIRST, SECOND, [frozenset(FIRST)], FOUR)
ONCE = table_of(FIRST, {}, [frozenset(FIRST)], FOUR)
ALL = np.ones(16, dtype=np.bool_)


def test_movers_are_told_apart_by_the_sign() -> None:
    counted = of_movers(TWICE, Part.MOVED_HIGHER, ALL, 7)

    assert 7 == counted.row.weights @ TWICE.counts
    assert (TWICE.change[counted.row.weights > 0] > 0).all()
    assert 6 == counted.row.weights.sum()
    assert not counted.impossible.any()


def test_threshold_leaves_out_the_value_that_nobody_has() -> None:
    below = frozenset(person for person, value in FIRST.items() if value < 2)
    counted = of_part(ONCE, ALL[:4], below, (7, 7))

    assert [1, 1, 0, 0] == counted.row.weights.tolist()
    assert [False, False, True, False] == counted.impossible.tolist()


def test_band_bounds_a_part() -> None:
    counted = of_part(ONCE, ALL[:4], frozenset(FIRST), (0, 4))
    assert (counted.row.low, counted.row.high) == (0.0, 4.0)


def test_part_by_no_one_place_fixes_the_cells_that_somebody_has() -> None:
    odd = frozenset({"p0", "p7"})
    counted = of_part(TWICE, ALL, odd, (2, 2))
    assert counted.impossible.tolist() == (TWICE.counts == 0).tolist()
