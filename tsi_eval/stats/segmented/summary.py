"""From coefficients and their covariances to ratios, expected counts and intervals."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtr

from tsi_eval.stats.inputs import Matrix, Vector, not_estimable
from tsi_eval.stats.result import result
from tsi_eval.stats.segmented.covariance import Errors
from tsi_eval.stats.segmented.ratio import RateRatio, exponentials
from tsi_eval.stats.segmented.series import Series

ROUNDING = 1e-12


@result
class SegmentedFit:
    """What a segmented regression of monthly counts found.

    Attributes:
        step: The level from `start` on, over the level that the earlier months foretold for
            `start`.
        slope: Change of the monthly trend from `start` on, a ratio per month; `slope.over(12)` a
            year.
        trend: The trend before `start`, a ratio per month.
        average: Fitted counts from `start` on over those expected, all months together.
        observed_after: Counts from `start` on.
        expected_after: Expected counts from `start` on, had the earlier level and trend gone on.
        expected_after_ci_low: Lower bound of that mean (t, on the log scale); the months' own noise
            is not in it.
        expected_after_ci_high: Upper bound.
        level: Confidence level.
        dispersion: Pearson's chi-square over `df`: about 1 when the counts vary as the family says,
            above 1 when they vary more.
        alpha: Negative binomial: variance = mean + alpha · mean², by maximum likelihood; 0 for
            Poisson counts and less varying ones.
        autocorrelation: Correlation of the Pearson residuals of neighbouring months, or None
            without neighbours or residuals. The fit pulls it down, by about 0.1 for 45 months.
        rho: What the "ar1" covariance took that correlation to be with the pull of the fit taken
            away, from 0 to 0.9.
        lags: Months that the Newey-West covariance reaches over.
        n: Months.
        df: n - coefficients.
        family: "poisson" or "negative_binomial".
        fitted: Fitted counts, one a month, in the months' order.
        expected: Expected counts without step and slope; nuisance steps kept. Before `start` the
            same as `fitted`.
        expected_ci_low: Lower bound of each month's expected mean (t, on the log scale).
        expected_ci_high: Upper bound.
    """

    step: RateRatio
    slope: RateRatio
    trend: RateRatio
    average: RateRatio
    observed_after: int
    expected_after: float
    expected_after_ci_low: float
    expected_after_ci_high: float
    level: float
    dispersion: float
    alpha: float
    autocorrelation: float | None
    rho: float
    lags: int
    n: int
    df: int
    family: str
    fitted: tuple[float, ...]
    expected: tuple[float, ...]
    expected_ci_low: tuple[float, ...]
    expected_ci_high: tuple[float, ...]


@result
class Summary:
    """Everything that gets an interval, as logarithms with their standard errors.

    Attributes:
        logs: Logarithms of step, slope, trend, average, the expected count after `start`, and each
            month's expected count, in this order.
        se: Their standard errors.
        fitted: Fitted counts, one a month.
        observed_after: Counts from `start` on.
        errors: What the covariances were made of.
    """

    logs: Vector
    se: Vector
    fitted: Vector
    observed_after: int
    errors: Errors

    def result(self, *, level: float, quantile: float, df: int, alpha: float, lags: int, family: str) -> SegmentedFit:
        """Return the fit with its t intervals, made on the log scale."""
        centre, low, high = (exponentials(self.logs + sign * quantile * self.se).tolist() for sign in (0, -1, 1))
        p_values = (2 * stdtr(df, -np.abs(self.logs / self.se))).tolist()
        step, slope, trend, average = (
            RateRatio(
                estimate=centre[i],
                se=float(self.se[i]),
                ci_low=low[i],
                ci_high=high[i],
                level=level,
                p_value=p_values[i],
            )
            for i in range(4)
        )
        return SegmentedFit(
            step=step,
            slope=slope,
            trend=trend,
            average=average,
            observed_after=self.observed_after,
            expected_after=centre[4],
            expected_after_ci_low=low[4],
            expected_after_ci_high=high[4],
            level=level,
            dispersion=self.errors.dispersion,
            alpha=alpha,
            autocorrelation=self.errors.autocorrelation,
            rho=self.errors.rho,
            lags=lags,
            n=self.fitted.size,
            df=df,
            family=family,
            fitted=tuple(self.fitted.tolist()),
            expected=tuple(centre[5:]),
            expected_ci_low=tuple(low[5:]),
            expected_ci_high=tuple(high[5:]),
        )


def summary_of(
    x: Matrix, series: Series, beta: Vector, mean: Vector, errors: Errors, covariances: list[Matrix]
) -> Summary:
    """Return all quantities, each with the largest of its errors.

    Refuses when one has no error (E139).
    """
    after, step, slope, trend = series.after, x.shape[1] - 2, x.shape[1] - 1, 1
    without = x.copy()
    without[:, [step, slope]] = 0
    log_expected = without @ beta + series.offset
    expected = exponentials(log_expected)
    sums = float(mean[after].sum()), float(expected[after].sum())
    slopes = mean[after] @ x[after] / sums[0], expected[after] @ without[after] / sums[1]
    unit = np.eye(x.shape[1])
    gradients = np.vstack([unit[step], unit[slope], unit[trend], slopes[0] - slopes[1], slopes[1], without])
    variances = [np.einsum("ij,jk,ik->i", gradients, covariance, gradients) for covariance in covariances]
    se = np.sqrt(np.maximum(np.max(variances, axis=0), 0))
    if not (np.isfinite(se).all() and se.min() > ROUNDING):
        raise not_estimable("E139")
    totals = [math.log(sums[0] / sums[1]), math.log(sums[1])]
    return Summary(
        logs=np.concatenate([beta[[step, slope, trend]], totals, log_expected]),
        se=se,
        fitted=mean,
        observed_after=int(series.counts[after].sum()),
        errors=errors,
    )
