"""The decimals of an outcome follow from the error of its first shown answer."""

from __future__ import annotations

from typing import Any

import made
import pytest

from tsi_eval.findings import Estimate, Quantity, Role
from tsi_eval.protect.disclosure.rounding.digits import (
    decimals_for,
    decimals_of_step,
    digits_of_outcomes,
    error_of,
    one_more_where_it_touches,
)


def change(estimate: float, **more: Any) -> Estimate:
    about = {"role": Role.HEADLINE, "outcome": "score"}
    return made.estimate(Quantity.MEAN_CHANGE, estimate, made.cell(40), **about | more)


@pytest.mark.parametrize(
    ("se", "decimals"),
    [(0.51, 2), (0.099, 3), (0.1, 2), (1.2, 1), (9.9, 1), (12.0, 0), (240.0, 0), (0.000004, 4)],
)
def test_two_digits_of_the_error(se: float, decimals: int) -> None:
    assert {"score": decimals} == digits_of_outcomes([change(-1.33, se=se)])


def test_the_first_answer_decides_for_all_numbers_of_its_outcome() -> None:
    answers = [change(-1.33, se=0.51), change(2.0, se=4.0), change(0.1, se=0.02, role=Role.SENSITIVITY)]

    digits = digits_of_outcomes(answers)

    assert 2 == decimals_for(made.mean("g", 40), digits)


def test_no_error_without_an_interval_or_of_one_that_is_a_point() -> None:
    half_width = error_of(change(1.0, ci_low=0.02, ci_high=1.98, level=0.95))

    assert [None, None] == [error_of(change(1.0)), error_of(change(1.0, ci_low=1.0, ci_high=1.0, level=0.95))]
    assert 0.5 == pytest.approx(half_width, abs=1e-4)


@pytest.mark.parametrize(("low", "decimals"), [(0.013, 2), (0.049, 2), (0.051, 1), (0.0, 1), (-0.049, 2), (-0.3, 1)])
def test_one_more_where_an_end_would_be_shown_as_nothing(low: float, decimals: int) -> None:
    answer = change(2.4, se=1.22, ci_low=low, ci_high=4.8)

    assert {"score": decimals} == digits_of_outcomes([answer])
    assert decimals == one_more_where_it_touches(answer, 1)


@pytest.mark.parametrize(
    ("step", "decimals"), [(1.0, 0), (2.0, 0), (0.5, 1), (0.1, 1), (0.25, 2), (1 / 3, 1), (1e-7, 3)]
)
def test_outcome_without_an_answer_has_one_decimal_more_than_its_scale(step: float, decimals: int) -> None:
    mean = made.estimate(Quantity.MEAN, 7.4167, made.cell(12), step=step)

    assert decimals == decimals_of_step(step)
    assert decimals + 1 == decimals_for(mean, {})
