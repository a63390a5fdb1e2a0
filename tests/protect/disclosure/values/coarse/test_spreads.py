"""What means, intervals and words say of sums and sums of squares."""

from __future__ import annotations

import math

import pytest

from tsi_eval.findings.verdict import Matter, Verdict
from tsi_eval.protect.disclosure.values.coarse import spreads
from tsi_eval.protect.disclosure.values.coarse.spreads import NEVER, Gauge, quantile

# One child at 0, eight at 1, three at 2.
TWELVE = Gauge(n=12, origin=0.0, step=1.0, total=14, squares=20, quantile=quantile(12, 0.95))
# Four of ten rose one step.
ROSE = Gauge(n=10, origin=0.0, step=1.0, total=4, squares=4, quantile=quantile(10, 0.95))


def test_gauge_gives_the_interval_of_a_mean() -> None:
    assert round(TWELVE.mean(14), 2) == 1.17
    assert (round(7 / 6 - TWELVE.arm(), 2), round(7 / 6 + TWELVE.arm(), 2)) == (0.80, 1.53)


@pytest.mark.parametrize(("shown", "decimals", "sums"), [(1.17, 2, [14]), (1.2, 1, [14]), (1.0, 0, range(7, 18))])
def test_mean_leaves_the_sums_that_round_to_it(shown: float, decimals: int, sums: list[int]) -> None:
    # 6 / 12 and 18 / 12 lie just where rounding turns, and do not count.
    assert list(sums) == sorted(spreads.by_mean(TWELVE, shown, decimals))


def test_true_sum_counts_whichever_way_it_rounds() -> None:
    half = Gauge(n=12, origin=0.0, step=1.0, total=18, squares=30, quantile=2.2)
    assert 18 in spreads.by_mean(half, 2.0, 0)
    assert 18 not in spreads.by_mean(half, 3.0, 0)


def test_interval_pins_the_squares() -> None:
    sums = spreads.by_mean(TWELVE, 1.17, 2)
    assert {14: (20, 20)} == spreads.by_ends(TWELVE, sums, (0.80, 1.53), 2)
    low, high = spreads.by_ends(TWELVE, sums, (0.8, 1.5), 1)[14]
    assert low <= 20 <= high
    # Rounded up, 0.4 is an arm between 0.3 and 0.4.
    assert {14: (19, 20)} == spreads.by_arm(TWELVE, sums, (0.3, 0.4))


def test_decimals_bound_the_error() -> None:
    assert (0.1, 1.0) == tuple(round(end, 6) for end in spreads.decade(0.51))
    assert [2, 1, 0, 0] == [spreads.supported(error) for error in (0.51, 1.2, 12, 120)]


def test_changed_beside_four_tenths_is_four_who_rose() -> None:
    verdict = Verdict(leaves_out_nothing=True)
    assert {4: (2, 4)} == spreads.by_verdict(ROSE, {4: (0.0, NEVER)}, verdict, 0.0)
    # Squares of whole changes with the sum 4 are 4 at the least.
    assert ROSE.arm() < 0.4


@pytest.mark.parametrize(
    ("matter", "leaves_out", "arms"),
    [
        (Matter.SMALL, False, (0.5, 1.5)),
        (Matter.LITTLE, True, (0.0, 0.5)),
        (Matter.UNSURE, True, (1.5, 0.5)),
        (Matter.OPEN, False, (1.5, NEVER)),
        (None, False, (0.5, NEVER)),
    ],
)
def test_words_bound_the_arm(matter: Matter | None, leaves_out: bool, arms: tuple[float, float]) -> None:
    verdict = Verdict(leaves_out_nothing=leaves_out, matter=matter)
    assert arms == tuple(round(end, 6) for end in spreads.arm_by(verdict, 0.5, 2.0))


def test_much_lies_beyond_what_matters() -> None:
    verdict = Verdict(leaves_out_nothing=True, matter=Matter.MUCH)
    assert (0.0, 1.0) == spreads.arm_by(verdict, 3.0, 2.0)


def test_two_numbers_leave_what_both_allow() -> None:
    assert {1: (2, 3)} == spreads.both({1: (0, 3), 2: (0, 1)}, {1: (2, math.inf), 3: (0, 1)})
    assert {} == spreads.both({1: (0, 3)}, {1: (4, 5)})


def test_exact_numbers_give_both_sums() -> None:
    assert {14: (20, 20)} == spreads.exactly(TWELVE)
