"""All that a question's numbers say of a table, put together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from coarse import numbers, view

from tsi_eval.findings import RECEIPT, Part, Quantity
from tsi_eval.protect.disclosure.values.coarse.claims import Reading
from tsi_eval.protect.disclosure.values.coarse.knowledge import counted_by, known_of
from tsi_eval.protect.disclosure.values.coarse.levels import Kind

READING = Reading(by_error=True)


def test_table_fits_its_own_report() -> None:
    known = known_of(view(), numbers(), READING)

    assert known.fits(view().table.counts)
    assert {1} == {len(moment.options) for moment in known.moments}
    assert not known.fits(np.roll(view().table.counts, 1))


def test_counts_of_movers_are_rows() -> None:
    rose = next(item for item in numbers() if item.exact.group == Part.MOVED_HIGHER)
    rose = replace(rose, item=replace(rose.item, status="shown"))
    (counted,) = counted_by(rose, view())

    assert rose.exact.n == counted.row.low == counted.row.weights @ view().table.counts


def test_how_many_were_measured_says_nothing_of_values() -> None:
    measured = [item for item in numbers() if item.exact.quantity is Quantity.COUNT and item.exact.axis == "flow"]
    assert measured
    assert [] == [counted for item in measured for counted in counted_by(item, view())]


def test_hidden_numbers_say_nothing() -> None:
    hidden = [replace(item, item=replace(item.item, status="suppressed")) for item in numbers()]
    known = known_of(view(), hidden, READING)
    assert ((), ()) == (known.moments, known.rows)


def test_share_of_all_or_none_says_as_much_as_any_and_the_receipts_nothing() -> None:
    mean = next(item for item in numbers() if item.exact.quantity is Quantity.MEAN)
    whole = mean.exact.basis[0]
    for part in (whole.members, frozenset(list(whole.members)[:3]), frozenset[str]()):
        cell = replace(whole, numerator=len(part), numerator_members=part)
        exact = replace(mean.exact, quantity=Quantity.SHARE, basis=(cell,))
        for design, tells in ((mean.exact.design, True), (RECEIPT, False)):
            number = replace(mean, exact=replace(exact, design=design), kind=Kind.PART)
            assert tells == bool(list(counted_by(number, view())))
