"""Tables of frequencies by piece, and what is countable in them."""

from __future__ import annotations

import numpy as np

from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.tables import NOT_MEASURED, countable, table_of

ITEM = Scale(minimum=0.0, step=1.0, size=3)
TWELVE = {f"p{i}": float(value) for i, value in enumerate([0, *[1] * 8, 2, 2, 2])}
ALL = frozenset(TWELVE)


def test_one_occasion_is_one_column_a_value() -> None:
    table = table_of(TWELVE, {}, [ALL], ITEM)

    assert [1, 8, 3] == table.counts.tolist()
    assert [NOT_MEASURED] * 3 == table.second.tolist()
    assert not table.change.any()


def test_groups_and_being_measured_cut_pieces() -> None:
    girls = frozenset({"p0", "p1", "p9"})
    table = table_of(TWELVE, {"p0": 2.0, "p5": 1.0}, [ALL, girls], ITEM)

    # Girls and boys, measured once and twice.
    assert [1, 1, 2, 8] == sorted(table.sizes())
    assert girls == frozenset().union(*(piece for piece in table.pieces if piece <= girls))
    assert len(girls) == table.counts[table.within(girls)].sum()
    assert 2 == table.counts[table.twice].sum()
    assert table.change[table.column_of["p0"]] == 2


def test_who_is_in_no_group_is_left_out() -> None:
    assert 3 == table_of(TWELVE, {}, [frozenset({"p0", "p1", "p2"})], ITEM).counts.sum()


def test_every_value_and_step_that_somebody_has_is_countable() -> None:
    second = {person: min(2.0, value + 1) for person, value in TWELVE.items()}
    table = table_of(TWELVE, second, [ALL], ITEM)

    counts = sorted(int(small.columns @ table.counts) for small in countable(table, [ALL]))
    # First 1, 8, 3; then 1 at 1 and 11 at 2; 9 rose a step and 3 did not.
    assert sorted([1, 8, 3, 1, 11, 9, 3]) == counts


def test_groups_of_a_hundred_are_not_asked() -> None:
    values = {f"p{i}": float(i % 3) for i in range(100)}
    table = table_of(values, {}, [frozenset(values)], ITEM)

    assert () == countable(table, [frozenset(values)])
    assert np.array_equal([34, 33, 33], table.counts)
