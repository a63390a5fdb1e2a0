"""Tallies of two reports, as sets."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.handed_out.support import rests_on_few
from tsi_eval.protect.disclosure.handed_out.tallies import moved_by_few, sets_of
from tsi_eval.protect.disclosure.handed_out.told import Told


def told(**counts: int) -> Told:
    return Told(pool="t|", kind=Kind.EVENT_ABOUT_PERSON, counts=frozenset(counts.items()))


def test_a_tally_that_grew_is_what_it_was_and_what_came_to_it() -> None:
    found = sets_of([told(a=14, b=9)], [], [told(a=17, b=9)])

    (before,), (new,) = found.before, found.new
    assert before < new
    assert {23, 26} == {sum(found.sizes[element] for element in row) for row in (before, new)}


@pytest.mark.parametrize(("now", "few"), [(14, False), (15, True), (18, True), (19, False), (9, False), (10, True)])
def test_a_tally_moves_by_five_or_not_at_all(now: int, few: bool) -> None:
    assert few is rests_on_few(sets_of([told(a=14)], [], [told(a=now)]), 5)
    assert few is moved_by_few(told(a=now), [told(a=14)], 5)


def test_what_moved_up_and_down_is_seen_in_the_sum() -> None:
    before, new = told(a=14, b=20), told(a=20, b=16)

    assert not rests_on_few(sets_of([before], [], [new]), 5)
    assert moved_by_few(new, [before], 5)


def test_further_months_are_a_move_as_well() -> None:
    assert moved_by_few(told(a=14, b=3), [told(a=14)], 5)
    assert not moved_by_few(told(a=14, b=8), [told(a=14)], 5)
    assert not moved_by_few(told(b=15), [told(a=14)], 5)


def test_a_tally_of_none_is_in_no_set() -> None:
    assert [frozenset()] == list(sets_of([told(a=0)], [], []).before)
