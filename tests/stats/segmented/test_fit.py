"""Coefficients and alpha of the segmented regression."""

from __future__ import annotations

import math
from dataclasses import asdict

import numpy as np
import pytest
from monthly_counts import COUNTS, MONTHS, ROUNDING, START, STATSMODELS, fit
from stats_results import code_of

from tsi_eval.stats.segmented.fit import fitted
from tsi_eval.stats.segmented.series import series_of


def test_a_level_alone_is_fitted_as_the_mean() -> None:
    series = series_of(COUNTS, MONTHS, START, None)

    beta, mean, alpha = fitted(np.ones((COUNTS.size, 1)), series, "poisson")

    assert pytest.approx([math.log(COUNTS.mean())], rel=ROUNDING) == beta.tolist()
    assert pytest.approx([COUNTS.mean()] * COUNTS.size, rel=ROUNDING) == mean.tolist()
    assert 0.0 == alpha


def test_a_level_alone_is_a_rate_when_months_are_out_of_different_numbers() -> None:
    exposure = np.linspace(300, 420, MONTHS.size)
    series = series_of(COUNTS, MONTHS, START, exposure)

    beta, mean, _ = fitted(np.ones((COUNTS.size, 1)), series, "poisson")

    rate = COUNTS.sum() / exposure.sum()
    assert pytest.approx(rate, rel=ROUNDING) == math.exp(beta[0])
    assert pytest.approx((rate * exposure).tolist(), rel=ROUNDING) == mean.tolist()


def test_a_column_that_only_zeros_drive_has_no_fit() -> None:
    counts = np.where(MONTHS % 12 == 4, 0.0, 10.0)
    columns = np.column_stack([np.ones(MONTHS.size), MONTHS % 12 == 4])

    for family in ("poisson", "negative_binomial"):
        assert "E230" == code_of(fitted, columns, series_of(counts, MONTHS, START, None), family)


def test_alpha_matches_statsmodels() -> None:
    from statsmodels.discrete.discrete_model import NegativeBinomial

    since = (MONTHS - START).astype(float)
    x = np.column_stack([np.ones(MONTHS.size), since, since >= 0, np.maximum(since, 0)])
    counts = np.random.default_rng(5).negative_binomial(4, 0.25, MONTHS.size)
    start = [math.log(counts.mean()), 0, 0, 0, 0.3]
    theirs = NegativeBinomial(counts, x).fit(start_params=start, method="newton", maxiter=200, disp=0)

    found = fit(counts, season=False, family="negative_binomial")

    assert found.alpha > 0
    assert pytest.approx(theirs.params[4], rel=STATSMODELS) == found.alpha
    assert pytest.approx(theirs.params[2], rel=STATSMODELS) == math.log(found.step.estimate)


def test_negative_binomial_is_poisson_where_counts_vary_less() -> None:
    counts = np.where(MONTHS % 2 == 0, 11.0, 13.0)

    one, other = fit(counts, season=False), fit(counts, season=False, family="negative_binomial")

    assert 0.0 == other.alpha
    assert asdict(one) | {"family": ""} == asdict(other) | {"family": ""}
