"""The three covariances of the segmented regression's coefficients."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from monthly_counts import COUNTS, MONTHS, ORACLES, R_ROUNDING, RATIOS, ROUNDING, START, STATSMODELS, fit, in_r

from tsi_eval.stats.segmented import segmented_counts
from tsi_eval.stats.segmented.covariance import errors_of
from tsi_eval.stats.segmented.series import series_of


@pytest.mark.parametrize("covariance", ["quasi", "newey_west", "ar1"])
@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: case["id"])
def test_each_standard_error_is_what_r_gives(case: dict[str, Any], covariance: Any) -> None:
    found = in_r(case, covariance=covariance)

    assert pytest.approx(case[f"se_{covariance}"], rel=R_ROUNDING) == [getattr(found, name).se for name in RATIOS]


def test_newey_west_matches_statsmodels_without_gaps() -> None:
    from statsmodels.api import GLM, families

    exposure = np.linspace(300, 420, MONTHS.size)
    since = (MONTHS - START).astype(float)
    x = np.column_stack([np.ones(MONTHS.size), since, since >= 0, np.maximum(since, 0)])
    model = GLM(COUNTS, x, family=families.Poisson(), exposure=exposure)
    theirs = model.fit(tol=1e-14, cov_type="HAC", cov_kwds={"maxlags": 5, "use_correction": True})

    found = fit(exposure=exposure, season=False, lags=5, covariance="newey_west")

    ours = [(math.log(one.estimate), one.se) for one in (found.trend, found.step, found.slope)]
    assert pytest.approx(theirs.params[1:], rel=STATSMODELS) == [one[0] for one in ours]
    assert pytest.approx(theirs.bse[1:], rel=STATSMODELS) == [one[1] for one in ours]


def test_june_and_august_are_not_neighbours() -> None:
    months = MONTHS[MONTHS % 12 != 6]
    counts = COUNTS[MONTHS % 12 != 6]

    found = fit(counts, months, season=False)

    fitted = np.array(found.fitted)
    residuals = (counts - fitted) / np.sqrt(fitted)
    products = [residuals[i] * residuals[i + 1] for i in range(months.size - 1) if months[i + 1] - months[i] == 1]
    assert months.size - 1 - 3 == len(products)
    assert pytest.approx(np.mean(products) / np.mean(residuals**2)) == found.autocorrelation


def test_quarters_have_no_neighbours() -> None:
    found = segmented_counts(COUNTS[:30], np.arange(30) * 3, start=60)

    assert (None, 0.0, 30, 30 - 4 - 3) == (found.autocorrelation, found.rho, found.n, found.df)


def test_a_level_alone_has_its_errors_in_closed_form() -> None:
    # Poisson counts with one mean m: the variance of the log mean is 1 / (n m), and the dispersion
    # that multiplies it is the sum of squares over m (n - 1).
    mean, n = COUNTS.mean(), COUNTS.size
    series = series_of(COUNTS, MONTHS, START, None)
    dispersion = float(((COUNTS - mean) ** 2).sum()) / mean / (n - 1)

    found = errors_of(np.ones((n, 1)), series, np.full(n, mean), alpha=0.0, lags=0)

    assert pytest.approx(dispersion, rel=ROUNDING) == found.dispersion
    assert pytest.approx(max(dispersion, 1) / (n * mean), rel=ROUNDING) == found.covariances["quasi"][0, 0]
    # Without lags, Newey and West's is White's with n / (n - 1).
    assert pytest.approx(dispersion / (n * mean), rel=ROUNDING) == found.covariances["newey_west"][0, 0]


def test_counts_that_vary_less_than_poisson_are_given_poissons_errors() -> None:
    counts = np.where(MONTHS % 2 == 0, 9.0, 11.0)
    series = series_of(counts, MONTHS, START, None)

    found = errors_of(np.ones((counts.size, 1)), series, np.full(counts.size, 10.0), alpha=0.0, lags=0)

    assert pytest.approx(0.1 * counts.size / (counts.size - 1), rel=ROUNDING) == found.dispersion
    assert pytest.approx(1 / (10 * counts.size), rel=ROUNDING) == found.covariances["quasi"][0, 0]
    assert pytest.approx(-1.0, rel=ROUNDING) == found.autocorrelation
    assert 0.0 == found.rho
