"""A ratio of rates with its interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from monthly_counts import ROUNDING, fit
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.segmented.ratio import RateRatio, exponentials, log_of


def test_slope_over_a_year_is_the_slope_twelve_times() -> None:
    month = fit().slope

    year = month.over(12)

    expected = (month.estimate**12, month.ci_low**12, month.ci_high**12, month.se * 12, month.p_value)
    assert pytest.approx(expected, rel=ROUNDING) == (
        year.estimate,
        year.ci_low,
        year.ci_high,
        year.se,
        year.p_value,
    )


@pytest.mark.parametrize(("months", "code"), [(0, "E145"), (-1, "E145"), (math.nan, "E145"), (1e6, "E139")])
def test_a_ratio_over_no_months_or_too_many_is_refused(months: float, code: str) -> None:
    ratio = RateRatio(estimate=1.1, se=0.1, ci_low=0.0, ci_high=1.3, level=0.95, p_value=0.5)

    with pytest.raises(NotEstimable) as error:
        ratio.over(months)

    assert code == error.value.problems[0].code


def test_a_ratio_says_that_its_error_is_on_the_log_scale() -> None:
    assert "log" == fit().step.se_scale == fit().step.over(12).se_scale


def test_a_lower_bound_of_0_stays_0_over_any_months() -> None:
    ratio = RateRatio(estimate=0.5, se=0.1, ci_low=0.0, ci_high=1.0, level=0.95, p_value=0.5)

    assert pytest.approx((0.125, 0.0, 1.0), rel=ROUNDING, abs=0) == (
        ratio.over(3).estimate,
        ratio.over(3).ci_low,
        ratio.over(3).ci_high,
    )


@pytest.mark.parametrize(("value", "expected"), [(1.0, 0.0), (math.e, 1.0), (0.0, -math.inf)])
def test_log_of_nothing_is_minus_infinity(value: float, expected: float) -> None:
    assert expected == log_of(value)


def test_exponentials_undo_logarithms_and_refuse_what_is_no_number() -> None:
    assert pytest.approx([1.0, 0.5, 0.0]) == exponentials(np.array([0.0, math.log(0.5), -math.inf])).tolist()
    assert "E139" == code_of(exponentials, np.array([0.0, 800.0]))
