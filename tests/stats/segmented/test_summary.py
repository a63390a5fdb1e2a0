"""Ratios, expected counts and intervals of the segmented regression."""

from __future__ import annotations

import numpy as np
import pytest
from monthly_counts import COUNTS, MONTHS, RATIOS, ROUNDING, START, fit


def test_the_largest_error_is_taken_for_each_quantity_by_itself() -> None:
    largest = fit(season=False)
    each = [fit(season=False, covariance=one) for one in ("quasi", "newey_west", "ar1")]

    for name in RATIOS:
        assert pytest.approx(max(getattr(one, name).se for one in each)) == getattr(largest, name).se
    assert pytest.approx(np.max([one.expected_ci_high for one in each], axis=0)) == largest.expected_ci_high
    assert pytest.approx(np.min([one.expected_ci_low for one in each], axis=0)) == largest.expected_ci_low


def test_expected_is_fitted_before_start_and_keeps_the_known_steps() -> None:
    jump = START - 12
    counts = np.where(MONTHS >= jump, 20.0, 10.0) * np.where(MONTHS >= START, 0.5, 1.0)

    found, blind = fit(counts, jumps=[jump], season=False), fit(counts, season=False)

    assert pytest.approx(found.fitted[:36]) == found.expected[:36]
    assert pytest.approx([20.0] * 10, rel=ROUNDING) == found.expected[36:]
    assert pytest.approx(0.5, rel=ROUNDING) == found.step.estimate
    assert blind.average.estimate < 0.45
    assert found.df == blind.df - 1


def test_a_known_step_after_start_is_taken_away_too() -> None:
    counts = np.where(MONTHS >= START + 5, 30.0, 10.0)

    found = fit(counts, jumps=[START + 5], season=False)

    assert pytest.approx((1.0, 1.0), rel=ROUNDING) == (found.step.estimate, found.average.estimate)


def test_sums_hold() -> None:
    found = fit()

    assert pytest.approx(COUNTS[36:].sum()) == found.observed_after
    assert pytest.approx(found.observed_after) == sum(found.fitted[36:])
    assert pytest.approx(sum(found.expected[36:])) == found.expected_after
    assert pytest.approx(found.observed_after / found.expected_after) == found.average.estimate
    assert (46, 46 - 15, 3, "poisson", 0.0) == (found.n, found.df, found.lags, found.family, found.alpha)
