"""What a guard gives away, and what a record says when it is told no more than it must be."""

from __future__ import annotations

import math

import pytest

from tsi_eval.findings import Form, Guard, Record, Rounding, Spread


@pytest.mark.parametrize(
    ("guard", "of_counts", "of_shares", "every_cell"),
    [
        (Guard.COUNT, True, False, False),
        (Guard.RATE, True, False, False),
        (Guard.SHARE, True, True, False),
        (Guard.SHARE_DIFFERENCE, True, True, True),
        (Guard.PARTS, True, False, True),
        (Guard.MEAN, False, False, False),
        (Guard.CHANGE, False, False, False),
        (Guard.DIFFERENCE, False, False, True),
        (Guard.TALLIED, False, False, False),
        (Guard.VALUES, False, False, False),
    ],
)
def test_guard_says_what_a_number_gives_away(
    guard: Guard, *, of_counts: bool, of_shares: bool, every_cell: bool
) -> None:
    assert (of_counts, of_shares, every_cell) == (guard.of_counts, guard.of_shares, guard.tells_every_cell)


def test_record_that_is_told_no_more_says_nothing_of_spread_and_has_no_limits() -> None:
    record = Record(guard=Guard.VALUES, rounding=Rounding.COARSE)

    assert Spread.NEVER is record.spread
    assert (math.inf, math.inf) == (record.whole_from, record.largest)
    assert (Form.NUMBER, "identity", None) == (record.form, record.scale, record.nothing)
    assert record.trace
    assert not record.fixed_of_persons


def test_records_of_the_same_fields_are_the_same() -> None:
    one, other = (Record(guard=Guard.MEAN, rounding=Rounding.MEAN, nothing=0.0) for _ in range(2))

    assert one == other
    assert {one} == {other}
