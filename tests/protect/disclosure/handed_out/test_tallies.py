"""Tallies of two reports, as sets."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.handed_out.support import rests_on_few
from tsi_eval.protect.disclosure.handed_out.tallies import moved_by_few, rest_moved_by_few, sets_of
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


WHOLE, NORRA, OSTRA = told(n1=20, n2=20, s1=30, s2=20, o1=15, o2=15), told(n1=20, n2=20), told(o1=15, o2=15)
NORRA_NOW = told(n1=29, n2=20)


@pytest.mark.parametrize(
    ("s2", "o2", "beside", "few"),
    [
        (14, 24, [], False),  # the rest beside norra moved by three, and nothing tells of it yet
        (14, 24, [NORRA_NOW], True),
        (20, 15, [NORRA_NOW], False),
        (27, 21, [NORRA_NOW], False),
        (23, 24, [NORRA_NOW, told(o1=15, o2=24)], True),  # beside norra and östra it moved by three
    ],
)
def test_what_a_sum_has_beside_others_may_not_move_by_a_few(s2: int, o2: int, beside: list[Told], few: bool) -> None:
    now = told(n1=29, n2=20, s1=30, s2=s2, o1=15, o2=o2)

    assert few is rest_moved_by_few([now], beside, [WHOLE, NORRA, OSTRA], 5)
