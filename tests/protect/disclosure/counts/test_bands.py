"""Bands that would tell of a share without one that its part has one of few sizes."""

from __future__ import annotations

import pytest
from small_pilots import three_stages

from tsi_eval.findings import Cell, Kind
from tsi_eval.protect.disclosure.counts.bands import says_too_much
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.policies import DEFAULT


def is_hidden(n: int, least: float, most: float) -> bool:
    return says_too_much(Cell(kind=Kind.PERSON, group="all", n=n, numerator=0), DEFAULT, (least, most))


def test_band_is_hidden_where_a_share_without_one_would_have_a_single_size() -> None:
    # Of 14, a share of 5 to 9 has no band. Of those, 8 to 14 leave 9, as 8 would be all of another.
    assert [False, True, False, False] == [is_hidden(14, least, 14) for least in (7, 8, 9, 10)]
    assert [False, False, True, False] == [is_hidden(14, 0, most) for most in (4, 5, 6, 7)]


def test_band_of_a_part_that_may_be_anything_is_shown() -> None:
    assert not any(is_hidden(n, 0, n) for n in range(10, 20))


@pytest.mark.parametrize("left_later", [1, 2, 3, 4, 5])
def test_one_who_left_between_two_shown_stages_is_not_told_by_a_missing_band(left_later: int) -> None:
    numbers, _ = three_stages((8, left_later, 6 - left_later))

    half_way = [item.period == "half" for item in numbers]
    decisions = decide(tuple(numbers), (), "default")
    assert {("suppressed", "few")} == {
        (decision.status, decision.reason) for decision, here in zip(decisions, half_way, strict=True) if here
    }


def test_half_way_is_shown_as_a_band_where_the_end_is_far_enough_away() -> None:
    numbers, _ = three_stages((7, 4, 3))

    assert "banded" in {decision.status for decision in decide(tuple(numbers), (), "default")}


def test_band_of_an_answer_stays() -> None:
    # Without its band the end would be 5 of 14, if it is no more than the 6 who came half-way.
    numbers, _ = three_stages((3, 3, 8))

    at_the_end = [
        decision
        for item, decision in zip(numbers, decide(tuple(numbers), (), "default"), strict=True)
        if item.period == "out"
    ]
    assert ["banded", "suppressed", "banded"] == [decision.status for decision in at_the_end]
