"""Each kind of number is rounded by the rule of its quantity's record, and its interval with it."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Kind, Quantity, people
from tsi_eval.protect.disclosure.policies import DEFAULT
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.rounding.numbers import rounded


@pytest.mark.parametrize("quantity", [Quantity.MEAN, Quantity.MEAN_CHANGE, Quantity.MEAN_DIFFERENCE])
def test_few_persons_show_no_standard_error_and_wider_arms(quantity: Quantity) -> None:
    cell = made.count("g", 40).basis[0]
    exact = made.estimate(quantity, 1.23, cell, se=0.31, ci_low=0.61, ci_high=1.85, p_value=0.013)

    item = rounded(exact, DEFAULT)
    assert (1.2, None, 0.5, 1.9, None, 1) == (
        item.estimate,
        item.se,
        item.ci_low,
        item.ci_high,
        item.p_value,
        item.decimals,
    )


def test_intervals_middle_is_the_rounded_estimate() -> None:
    exact = made.mean("g", 450, 12.3456, se=0.31, ci_low=11.7272, ci_high=12.964)

    item = rounded(exact, DEFAULT)
    assert (12.3, 11.7, 12.9, 0.3) == (item.estimate, item.ci_low, item.ci_high, item.se)


def test_ratio_of_persons_is_rounded_outwards_and_never_below_nothing() -> None:
    cell = people(frozenset(f"p{i}" for i in range(40)), kind=Kind.PERSON)
    exact = made.estimate(Quantity.RATE_RATIO, 0.0412, cell, ci_low=0.0031, ci_high=0.2504, p_value=0.01)

    item = rounded(exact, DEFAULT)
    assert (0.0, 0.0, 0.3, None, None, 1) == (
        item.estimate,
        item.ci_low,
        item.ci_high,
        item.se,
        item.p_value,
        item.decimals,
    )


@pytest.mark.parametrize(("estimate", "low", "high"), [(1.0, 0.6, 1.0), (-0.95, -1.0, -0.4)])
def test_rank_correlation_stays_within_one(estimate: float, low: float, high: float) -> None:
    cell = people(frozenset(f"p{i}" for i in range(400)), kind=Kind.PERSON)
    item = rounded(made.estimate(Quantity.RANK_BISERIAL, estimate, cell, ci_low=low, ci_high=high), DEFAULT)

    assert item.ci_low is not None
    assert item.ci_high is not None
    assert -1 <= item.ci_low <= item.estimate <= item.ci_high <= 1


@pytest.mark.parametrize(("n", "shown"), [(COARSE_BELOW - 1, None), (COARSE_BELOW, 0.213)])
def test_p_is_shown_only_of_many_persons(n: int, shown: float | None) -> None:
    assert shown == rounded(made.mean("g", n, p_value=0.2125), DEFAULT).p_value


def test_smallest_cell_decides_the_decimals() -> None:
    cells = (made.count("all", 400).basis[0], made.count("a", 39).basis[0])

    assert 0 == rounded(made.estimate(Quantity.MEAN_DIFFERENCE, 1.234, *cells), DEFAULT).decimals
