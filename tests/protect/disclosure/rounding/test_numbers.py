"""Each kind of number is rounded by the rule of its quantity's record, and its interval with it."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Kind, Method, Quantity, people
from tsi_eval.protect.disclosure.policies import DEFAULT, INTERNAL, STRICT, Policy
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.rounding.numbers import fewest_persons, of_persons, rounded


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


def test_forty_persons_change_is_rounded_and_its_arms_laid_around_it() -> None:
    exact = made.estimate(Quantity.MEAN_CHANGE, -1.475, made.group("g", 40), ci_low=-2.83, ci_high=-0.12)

    item = rounded(exact, DEFAULT)
    # The arm, 1.355, is rounded up to 1.4.
    assert (-1.5, -2.9, -0.1) == (item.estimate, item.ci_low, item.ci_high)


def test_standard_error_of_many_is_never_rounded_to_nothing() -> None:
    assert 0.1 == rounded(made.mean("g", 450, se=0.02), DEFAULT).se


def test_share_has_the_policys_decimals_and_its_ends_to_the_nearest() -> None:
    exact = made.share("p", 17, "g", 43, ci_low=0.26366, ci_high=0.54423)

    found = [
        (item.estimate, item.ci_low, item.ci_high) for item in (rounded(exact, rules) for rules in (DEFAULT, STRICT))
    ]
    assert [(0.395, 0.264, 0.544), (0.4, 0.26, 0.54)] == found


def test_p_value_of_parts_is_rounded_up_to_a_bound() -> None:
    cells = made.group("all", 90), made.group("lower", 40), made.group("higher", 50)

    found = [rounded(made.estimate(Quantity.TEST, p, *cells), DEFAULT).estimate for p in (0.0004, 0.031, 0.999)]
    assert [0.01, 0.04, 1.0] == found


@pytest.mark.parametrize(("p", "shown"), [(0.00001, 0.001), (0.0121, 0.013), (0.9999, 1.0), (None, None)])
def test_p_value_is_rounded_up_and_never_nothing(p: float | None, shown: float | None) -> None:
    assert shown == rounded(made.mean("g", 450, p_value=p), DEFAULT).p_value


def test_number_filled_in_for_the_missing_has_no_interval_of_few() -> None:
    cells = {n: made.group("g", n) for n in (40, 450)}

    def ends(n: int) -> tuple[float | None, float | None]:
        exact = made.estimate(Quantity.MEAN_CHANGE, 1.0, cells[n], ci_low=0.5, ci_high=1.5, method=Method.IMPUTED)
        item = rounded(exact, DEFAULT)
        return item.ci_low, item.ci_high

    assert [(None, None), (0.5, 1.5)] == [ends(40), ends(450)]


def test_ratio_of_tallies_has_its_records_decimals() -> None:
    exact = made.estimate(Quantity.RATE_RATIO, 1.23456, made.group("g", 40), ci_low=0.98765, ci_high=1.54321)

    item = rounded(exact, DEFAULT)
    assert (1.23, 0.99, 1.54, 2) == (item.estimate, item.ci_low, item.ci_high, item.decimals)


@pytest.mark.parametrize("rules", [None, INTERNAL])
def test_nothing_is_rounded_where_nobody_is_guarded(rules: Policy | None) -> None:
    item = rounded(made.mean("g", 12, 89 / 12, se=1 / 3), rules)

    assert (7.416666667, 0.3333333333) == (item.estimate, item.se)


def test_large_number_has_no_decimals_where_its_record_says_so() -> None:
    found = [
        rounded(made.estimate(Quantity.BREAK_EVEN, value, made.group("g", 40)), DEFAULT) for value in (99.94, 100.4)
    ]

    assert [(99.9, 1), (100.0, 0)] == [(item.estimate, item.decimals) for item in found]


def test_number_as_it_was_declared_has_no_more_decimals_than_it_needs() -> None:
    assert [0, 1, 2] == [
        rounded(made.estimate(Quantity.CUTOFF, value, made.group("g", 40)), DEFAULT).decimals
        for value in (3.0, 2.5, 1.25)
    ]


def test_persons_are_known_by_their_members() -> None:
    assert of_persons(made.mean("g", 40)) is False
    assert of_persons(made.number(Quantity.MEAN, 3.0, made.cell(40))) is True


def test_fewest_persons_are_the_smallest_protected_group() -> None:
    cells = made.group("money", 3, Kind.MONEY), made.group("all", 40), made.group("part", 12)

    assert 12 == fewest_persons(made.estimate(Quantity.MEAN_DIFFERENCE, 1.0, *cells))
