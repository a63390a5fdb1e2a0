"""Counts are shown by the policy's step, and what follows is computed from the shown ones."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Method, Quantity
from tsi_eval.protect.disclosure.policies import DEFAULT, STRICT
from tsi_eval.protect.disclosure.rounding.counts import from_rounded_counts, shown_n


@pytest.mark.parametrize(
    ("n", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (43, 45), (102, 100)]
)
def test_strict_shows_the_nearest_multiple_of_five(n: int, shown: int) -> None:
    assert shown == shown_n(n, STRICT)


@pytest.mark.parametrize("n", [0, 1, 7, 43])
def test_count_is_exact_without_a_step(n: int) -> None:
    assert (n, n) == (shown_n(n, DEFAULT), shown_n(n, None))


def test_twelve_of_43_are_shown_as_ten_of_45() -> None:
    share = from_rounded_counts(made.share("done", 12, "all", 43), STRICT)

    assert 10 / 45 == pytest.approx(share.estimate)
    assert (0.1250, 0.3627) == pytest.approx((share.ci_low, share.ci_high), abs=5e-4)


def test_two_shares_with_the_same_rounded_counts_are_the_same() -> None:
    first, second = (from_rounded_counts(made.share("done", k, "all", n), STRICT) for k, n in ((12, 43), (10, 45)))

    numbers = [(item.estimate, item.ci_low, item.ci_high) for item in (first, second)]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("rules", [DEFAULT, None])
def test_nothing_is_computed_again_where_counts_are_exact(rules: object) -> None:
    share = made.share("done", 12, "all", 43)

    assert share is from_rounded_counts(share, rules)  # type: ignore[arg-type]


def test_rate_grows_with_its_rounded_count() -> None:
    rate = made.estimate(Quantity.RATE, 13 / 3, made.group("a", 13))

    assert 5.0 == pytest.approx(from_rounded_counts(rate, STRICT).estimate)


def test_cost_of_each_shrinks_with_the_rounded_count() -> None:
    cost = made.estimate(Quantity.UNIT_COST, 1000.0, made.group("a", 13))

    assert 1000 * 13 / 15 == pytest.approx(from_rounded_counts(cost, STRICT).estimate)


def test_rate_of_none_stays_none() -> None:
    rate = made.estimate(Quantity.RATE, 0.0, made.group("a", 0))

    assert 0.0 == from_rounded_counts(rate, STRICT).estimate


def test_mean_does_not_follow_from_counts() -> None:
    mean = made.mean("a", 43)

    assert mean is from_rounded_counts(mean, STRICT)


def test_difference_of_shares_is_of_the_rounded_ones() -> None:
    later, earlier = made.share("after", 22, "all", 43).basis[0], made.share("before", 12, "all", 43).basis[0]

    difference = made.estimate(Quantity.SHARE_DIFFERENCE, 10 / 43, later, earlier)
    assert 10 / 45 == pytest.approx(from_rounded_counts(difference, STRICT).estimate)


@pytest.mark.parametrize(
    ("method", "expected"), [(Method.NEWCOMBE_PAIRED, Method.NEWCOMBE_MARGINS), ("of_its_own", "of_its_own")]
)
def test_rounded_counts_know_nothing_of_pairs(method: str, expected: str) -> None:
    later, earlier = made.share("after", 22, "all", 43).basis[0], made.share("before", 12, "all", 43).basis[0]

    difference = made.estimate(Quantity.SHARE_DIFFERENCE, 10 / 43, later, earlier, method=method)
    assert expected == from_rounded_counts(difference, STRICT).method
