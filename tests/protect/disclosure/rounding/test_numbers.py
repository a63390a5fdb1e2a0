"""Each number is rounded by its quantity's record, and by what the policy says of decimals."""

from __future__ import annotations

import made
import pytest

from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.policies import DEFAULT, INTERNAL, STRICT, Policy
from tsi_eval.protect.disclosure.rounding.numbers import of_persons, rounded


def test_policy_says_how_the_decimals_of_a_change_are_chosen() -> None:
    exact = made.estimate(
        Quantity.MEAN_CHANGE, -1.475, made.group("g", 40), outcome="score", ci_low=-2.83, ci_high=-0.12
    )

    found = [rounded(exact, rules, {"score": 2}) for rules in (DEFAULT, STRICT, INTERNAL)]

    assert [(-1.48, -2.83, -0.12), (-1.5, -2.9, -0.1), (-1.475, -2.83, -0.12)] == [
        (item.estimate, item.ci_low, item.ci_high) for item in found
    ]


def test_ratio_of_tallies_that_leaves_out_one_is_never_shown_to_touch_it() -> None:
    exact = made.estimate(Quantity.RATE_RATIO, 1.23456, made.group("g", 40), ci_low=1.0034, ci_high=1.54321)

    item = rounded(exact, DEFAULT, {})

    assert (1.235, 1.003, 1.543, 3) == (item.estimate, item.ci_low, item.ci_high, item.decimals)


def test_share_has_the_policys_decimals_and_its_ends_to_the_nearest() -> None:
    exact = made.share("p", 17, "g", 43, ci_low=0.26366, ci_high=0.54423)

    found = [
        (item.estimate, item.ci_low, item.ci_high)
        for item in (rounded(exact, rules, {}) for rules in (DEFAULT, STRICT))
    ]
    assert [(0.395, 0.264, 0.544), (0.4, 0.26, 0.54)] == found


def test_ratio_of_tallies_has_its_records_decimals() -> None:
    exact = made.estimate(Quantity.RATE_RATIO, 1.23456, made.group("g", 40), ci_low=0.98765, ci_high=1.54321)

    item = rounded(exact, DEFAULT, {})
    assert (1.23, 0.99, 1.54, 2) == (item.estimate, item.ci_low, item.ci_high, item.decimals)


@pytest.mark.parametrize("rules", [None, INTERNAL])
def test_nothing_is_rounded_where_nobody_is_guarded(rules: Policy | None) -> None:
    item = rounded(made.mean("g", 12, 89 / 12, se=1 / 3), rules, {})

    assert (7.416666667, 0.3333333333) == (item.estimate, item.se)


def test_large_number_has_no_decimals_where_its_record_says_so() -> None:
    found = [
        rounded(made.estimate(Quantity.BREAK_EVEN, value, made.group("g", 40)), DEFAULT, {}) for value in (99.94, 100.4)
    ]

    assert [(99.9, 1), (100.0, 0)] == [(item.estimate, item.decimals) for item in found]


def test_number_as_it_was_declared_has_no_more_decimals_than_it_needs() -> None:
    assert [0, 1, 2] == [
        rounded(made.estimate(Quantity.CUTOFF, value, made.group("g", 40)), DEFAULT, {}).decimals
        for value in (3.0, 2.5, 1.25)
    ]


def test_persons_are_known_by_their_members() -> None:
    assert of_persons(made.mean("g", 40)) is False
    assert of_persons(made.number(Quantity.MEAN, 3.0, made.cell(40))) is True
