"""Decimals so few that several sums stay open, and the interval laid around the rounded number."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Kind, Method, Quantity, people
from tsi_eval.protect.disclosure.policies import STRICT
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.rounding.several_sums import fewest_persons, leaving_several_sums


@pytest.mark.parametrize("quantity", [Quantity.MEAN, Quantity.MEAN_CHANGE, Quantity.MEAN_DIFFERENCE])
def test_few_persons_show_no_standard_error_and_wider_arms(quantity: Quantity) -> None:
    cell = made.count("g", 40).basis[0]
    exact = made.estimate(quantity, 1.23, cell, se=0.31, ci_low=0.61, ci_high=1.85, p_value=0.013)

    item = leaving_several_sums(exact, STRICT)
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

    item = leaving_several_sums(exact, STRICT)
    assert (12.3, 11.7, 12.9, 0.3) == (item.estimate, item.ci_low, item.ci_high, item.se)


def test_ratio_of_persons_is_rounded_outwards_and_never_below_nothing() -> None:
    cell = people(frozenset(f"p{i}" for i in range(40)), kind=Kind.PERSON)
    exact = made.estimate(Quantity.RATE_RATIO, 0.0412, cell, ci_low=0.0031, ci_high=0.2504, p_value=0.01)

    item = leaving_several_sums(exact, STRICT)
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
    item = leaving_several_sums(made.estimate(Quantity.RANK_BISERIAL, estimate, cell, ci_low=low, ci_high=high), STRICT)

    assert item.ci_low is not None
    assert item.ci_high is not None
    assert -1 <= item.ci_low <= item.estimate <= item.ci_high <= 1


@pytest.mark.parametrize(("n", "shown"), [(COARSE_BELOW - 1, None), (COARSE_BELOW, 0.213)])
def test_p_is_shown_only_of_many_persons(n: int, shown: float | None) -> None:
    assert shown == leaving_several_sums(made.mean("g", n, p_value=0.2125), STRICT).p_value


def test_smallest_cell_decides_the_decimals() -> None:
    cells = (made.count("all", 400).basis[0], made.count("a", 39).basis[0])

    assert 0 == leaving_several_sums(made.estimate(Quantity.MEAN_DIFFERENCE, 1.234, *cells), STRICT).decimals


def test_forty_persons_change_is_rounded_and_its_arms_laid_around_it() -> None:
    exact = made.estimate(Quantity.MEAN_CHANGE, -1.475, made.group("g", 40), ci_low=-2.83, ci_high=-0.12)

    item = leaving_several_sums(exact, STRICT)
    # The arm, 1.355, is rounded up to 1.4.
    assert (-1.5, -2.9, -0.1) == (item.estimate, item.ci_low, item.ci_high)


def test_standard_error_of_many_is_never_rounded_to_nothing() -> None:
    assert 0.1 == leaving_several_sums(made.mean("g", 450, se=0.02), STRICT).se


def test_number_filled_in_for_the_missing_has_no_interval_of_few() -> None:
    cells = {n: made.group("g", n) for n in (40, 450)}

    def ends(n: int) -> tuple[float | None, float | None]:
        exact = made.estimate(Quantity.MEAN_CHANGE, 1.0, cells[n], ci_low=0.5, ci_high=1.5, method=Method.IMPUTED)
        item = leaving_several_sums(exact, STRICT)
        return item.ci_low, item.ci_high

    assert [(None, None), (0.5, 1.5)] == [ends(40), ends(450)]


def test_fewest_persons_are_the_smallest_protected_group() -> None:
    cells = made.group("money", 3, Kind.MONEY), made.group("all", 40), made.group("part", 12)

    assert 12 == fewest_persons(made.estimate(Quantity.MEAN_DIFFERENCE, 1.0, *cells))
