"""Tables near a known one keep pieces and sums."""

from __future__ import annotations

import numpy as np

from tsi_eval.protect.disclosure.values.coarse.nearby import near
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.tables import table_of

FIVE = Scale(minimum=0.0, step=1.0, size=5)


def test_sums_are_kept_and_squares_often() -> None:
    first = {f"p{i}": float(value) for i, value in enumerate([0, 1, 1, 2, 2, 3, 4, 4])}
    second = {f"p{i}": float(value) for i, value in enumerate([1, 1, 0, 3, 2, 4, 3, 4])}
    some = frozenset({"p0", "p1", "p2", "p3", "p4"})
    table = table_of(first, second, [frozenset(first), some], FIVE)
    found = near(table, table.counts, np.random.default_rng(1))

    assert len(found) > 50
    assert (found >= 0).all()
    for places in (table.first, table.second, table.change):
        assert {int(places @ table.counts)} == set((found @ places).tolist())
    for piece in range(2):
        assert {int(table.sizes()[piece])} == set((found @ (table.piece == piece)).tolist())
    squares = [found @ places**2 == places**2 @ table.counts for places in (table.first, table.second, table.change)]
    assert np.all(squares, axis=0).sum() > 20


def test_two_moves_may_cancel() -> None:
    values = {f"p{i}": float(value) for i, value in enumerate([0, 2, 2, 2, 4])}
    table = table_of(values, {}, [frozenset(values)], FIVE)
    found = near(table, table.counts, np.random.default_rng(1))

    # 1, 1, 1, 3, 4 has the sum 10 and the squares 28, as 0, 2, 2, 2, 4 has.
    assert [0, 3, 0, 1, 1] in found.tolist()


def test_one_person_has_nobody_to_move_against() -> None:
    table = table_of({"p0": 1.0}, {}, [frozenset({"p0"})], FIVE)

    assert (0, 5) == near(table, table.counts, np.random.default_rng(1)).shape
