"""Each number has the decimals that its uncertainty supports, and is rounded once."""

from __future__ import annotations

from typing import Any

import made
import pytest

from tsi_eval.findings import Estimate, Quantity
from tsi_eval.protect.disclosure.policies import DEFAULT
from tsi_eval.protect.disclosure.rounding.by_error import by_error


def number(quantity: Quantity, value: float, **more: Any) -> Estimate:
    return made.estimate(quantity, value, made.cell(40), outcome="score", **more)


@pytest.mark.parametrize("quantity", [Quantity.MEAN, Quantity.MEAN_CHANGE, Quantity.EXPECTED_CHANGE])
def test_level_and_change_have_the_digits_of_the_outcome(quantity: Quantity) -> None:
    exact = number(quantity, -1.475, se=0.67, ci_low=-2.834, ci_high=-0.116, p_value=0.0333)

    item = by_error(exact, DEFAULT, {"score": 2})

    assert (-1.48, 0.67, -2.83, -0.12, 0.034, 2) == (
        item.estimate,
        item.se,
        item.ci_low,
        item.ci_high,
        item.p_value,
        item.decimals,
    )


def test_interval_is_not_moved_with_its_middle() -> None:
    exact = number(Quantity.MEAN_CHANGE, -1.44, ci_low=-2.36, ci_high=-0.31)

    item = by_error(exact, DEFAULT, {"score": 1})

    assert (-1.4, -2.4, -0.3) == (item.estimate, item.ci_low, item.ci_high)


def test_effect_size_has_two_and_one_more_where_it_would_touch_nothing() -> None:
    first = made.estimate(Quantity.EFFECT_SIZE_Z, -0.412, made.cell(40), ci_low=-0.73, ci_high=-0.09)
    touching = made.estimate(Quantity.EFFECT_SIZE_Z, -0.312, made.cell(40), ci_low=-0.62, ci_high=-0.0041)

    found = [by_error(exact, DEFAULT, {}) for exact in (first, touching)]

    assert [(-0.41, -0.73, -0.09), (-0.312, -0.62, -0.004)] == [
        (item.estimate, item.ci_low, item.ci_high) for item in found
    ]


def test_share_that_leaves_out_nothing_is_never_shown_to_touch_it() -> None:
    exact = made.estimate(Quantity.SHARE_DIFFERENCE, 0.1, made.cell(40), made.cell(40), ci_low=0.0003, ci_high=0.2)

    assert (0.0003, 4) == (by_error(exact, DEFAULT, {}).ci_low, by_error(exact, DEFAULT, {}).decimals)


def test_bounds_are_rounded_away_from_each_other() -> None:
    exact = number(Quantity.BOUNDS, 0.0, ci_low=-3.951, ci_high=6.681)

    item = by_error(exact, DEFAULT, {"score": 1})

    assert (-4.0, 6.7) == (item.ci_low, item.ci_high)


def test_parts_have_nothing_but_the_number_and_its_ends() -> None:
    cells = made.group("all", 90), made.group("lower", 40), made.group("higher", 50)

    item = by_error(made.estimate(Quantity.ODDS_RATIO, 1.2345, *cells, se=0.2, p_value=0.03), DEFAULT, {})

    assert (1.23, None, None) == (item.estimate, item.se, item.p_value)
