"""Whether small counts are open, to anybody and to one of the persons."""

from __future__ import annotations

import numpy as np

from tsi_eval.protect.disclosure.values.coarse.openness import all_open, any_small
from tsi_eval.protect.disclosure.values.coarse.programme import Known, Moment
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.spreads import NEVER, Options
from tsi_eval.protect.disclosure.values.coarse.tables import Table, countable, table_of


def table(*counts: int) -> Table:
    values = [float(value) for value, count in enumerate(counts) for _ in range(count)]
    persons = {f"p{i}": value for i, value in enumerate(values)}
    return table_of(persons, {}, [frozenset(persons)], Scale(minimum=0.0, step=1.0, size=len(counts)))


def is_open(of: Table, options: Options) -> bool:
    known = Known(
        table=of,
        rows=(),
        moments=(Moment(weights=of.first, options=options),),
        most=of.sizes()[of.piece],
    )
    found, tables = all_open(known, countable(of, of.pieces))
    assert all(known.fits(counts) for counts in tables)
    return found


def test_sum_leaves_open_what_squares_pin() -> None:
    assert is_open(table(1, 8, 3), {14: (0.0, NEVER)})
    assert not is_open(table(1, 8, 3), {14: (20, 20)})


def test_report_that_its_own_table_contradicts_counts_as_pinned() -> None:
    assert not is_open(table(6, 0, 6), {99: (0.0, NEVER)})
    assert is_open(table(6, 0, 6), {12: (24, 24)})


def test_reader_knows_his_own_value() -> None:
    # Five at 0 and seven at 2 are large, and are the only table. One of the five sees four others.
    assert not is_open(table(5, 0, 7), {14: (28, 28)})
    assert is_open(table(6, 0, 7), {14: (28, 28)})


def test_small_is_what_some_reader_sees() -> None:
    five, small = table(5, 0, 7), countable(table(5, 0, 7), table(5, 0, 7).pieces)
    assert any_small(five.counts, small)
    assert not any_small(np.array([6, 0, 6]), small)
    assert any_small(np.array([4, 0, 8]), small)
