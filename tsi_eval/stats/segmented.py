"""Interrupted time series of monthly counts: a level and a slope that change at a known month."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import psi, stdtr, stdtrit

from tsi_eval.stats.inputs import Vector, VectorLike, at_least, not_estimable, probability, vector
from tsi_eval.stats.roots import bisect

Matrix: TypeAlias = npt.NDArray[np.float64]
Months: TypeAlias = npt.NDArray[np.int64]
MonthsLike: TypeAlias = npt.NDArray[Any] | Sequence[int]
Family: TypeAlias = Literal["poisson", "negative_binomial"]
Covariance: TypeAlias = Literal["largest", "quasi", "newey_west", "ar1"]

FAMILIES = ("poisson", "negative_binomial")
COVARIANCES = ("largest", "quasi", "newey_west", "ar1")
YEAR = 12
LEAST_BEFORE = 12
LEAST_AFTER = 3
LEAST_DF = 6
CONDITION_LIMIT = 1e8
NO_VARIATION = 1e-9
ROUNDING = 1e-12
ITERATIONS = 50
TURNS = 300
SETTLED = 1e-10
LEAST_THETA, LARGEST_THETA = 1e-6, 1e5
LARGEST_RHO = 0.9
LARGEST_MONTH = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRatio:
    """A ratio of rates and its interval, made on the log scale.

    Attributes:
        estimate: The ratio; 1 is no change.
        se: Standard error of the natural logarithm of `estimate`.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        p_value: Two-sided, against a ratio of 1.
        se_scale: "log", the scale of `se`.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    p_value: float
    se_scale: Literal["log"] = "log"

    def over(self, months: float) -> RateRatio:
        """Return a ratio per month as the ratio over `months` months, such as 12 for a year.

        Args:
            months: How many months, above 0.

        Returns:
            The ratio and its bounds raised to `months`; the p value is the same.

        Raises:
            NotEstimable: `months` is not a finite number above 0 (E145), or a bound is too large
                for a number (E139).

        Example:
            >>> per_month = RateRatio(estimate=0.5, se=0.1, ci_low=0.25, ci_high=1.0, level=0.95, p_value=0.05)
            >>> per_month.over(2).estimate
            0.25
        """
        if not (math.isfinite(months) and months > 0):
            raise not_estimable("E145", name="months")
        logs = [_log(value) * months for value in (self.estimate, self.ci_low, self.ci_high)]
        estimate, low, high = _exp(np.array(logs)).tolist()
        return RateRatio(
            estimate=estimate,
            se=self.se * months,
            ci_low=low,
            ci_high=high,
            level=self.level,
            p_value=self.p_value,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
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
        expected_after_ci_low: Lower bound of that mean (t, on the log scale); the months' own noise is
            not in it.
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


def segmented_counts(
    counts: VectorLike,
    months: MonthsLike,
    *,
    start: int,
    exposure: VectorLike | None = None,
    jumps: Sequence[int] = (),
    family: Family = "poisson",
    season: bool = True,
    lags: int | None = None,
    level: float = 0.95,
    covariance: Covariance = "largest",
) -> SegmentedFit:
    """Fit log mean = log exposure + level + trend + month effects + known steps + step and slope from `start` on.

    Standard errors, with t and n - k degrees of freedom, are the largest of three, for each
    quantity by itself:

    - "quasi": the model's, times Pearson's chi-square / (n - k), at least 1.
    - "newey_west": Bartlett weights over `lags` months, times n / (n - k). Months left out count as
      months without a score: the weights go by the calendar's distance, so that June and August are
      two months apart and not neighbours.
    - "ar1": the model's, with residuals correlated rho^distance. rho and the dispersion are the
      ones under which the residuals of this very design would show the correlation and chi-square
      that they show; rho from 0 to 0.9, dispersion at least 1.

    The reason is measured (the whole table is in tests/stats/test_segmented.py): 36 months before
    and 10 or 17 after, July left out, month effects, 5, 10 and 40 a month, variance 1, 1.5 and 2
    times the mean. Share of 95 % intervals that held the planted step, mean (least) of these 18
    settings, by the autocorrelation of the normal noise behind the counts:

    ==========  ===========  ===========  ===========
    errors      0            0.15         0.3
    ==========  ===========  ===========  ===========
    largest     .966 (.959)  .955 (.939)  .945 (.929)
    quasi       .956 (.948)  .925 (.905)  .877 (.853)
    newey_west  .863 (.838)  .841 (.814)  .808 (.785)
    ==========  ===========  ===========  ===========

    "ar1" is the largest nearly always. Beyond an autocorrelation of 0.3 nothing was measured.

    Args:
        counts: Events a month, shape (months,), whole numbers from 0.
        months: Each count's month as 12 · year + month - 1, strictly increasing; months may be left
            out.
        start: Index of the first month of the intervention.
        exposure: What the counts are out of, such as pupils, above 0, shape (months,), or None.
        jumps: Months from which the level is known to have shifted for another reason, such as a
            new case system.
        family: "poisson", or "negative_binomial" (NB2, weights mean / (1 + alpha · mean)).
        season: Whether each calendar month that is present has its own level.
        lags: Months for Newey-West, 0 to n; None gives floor(4 · (n / 100)^(2/9)), 3 for 28 to 99
            months.
        level: Confidence level, in (0, 1).
        covariance: "largest", or one of the three.

    Returns:
        Rate ratios, counts observed and expected, and the two curves.

    Raises:
        NotEstimable: No months (E141), fewer than 12 before or 3 after, or than 6 more than there
            are coefficients (E143), only zeros before or after (E140), coefficients not told apart
            (E144), no fit, as when a calendar month has only zeros (E230), no standard error or a
            bound too large for a number (E139), counts not whole or below 0, or lags not whole or
            outside 0..n (E149), bad months, exposure, start or jumps (E145), unequal lengths
            (E147), an unknown family or covariance (E138), a level outside (0, 1) (E148).

    References:
        Bernal, Cummins & Gasparrini (2017), Int. J. Epidemiology 46, 348-355 (the model); Newey &
            West (1987), Econometrica 55, 703-708;
        Parzen (1963), Sankhya A 25, 383-392 (missing months as zeros).

    Example:
        >>> before, after = [8, 12] * 9, [4, 6] * 6
        >>> fit = segmented_counts(before + after, list(range(30)), start=18, season=False)
        >>> round(fit.average.estimate, 2)
        0.47
    """
    data = _data(counts, months, start, exposure)
    probability(level, "level")
    _known(family, FAMILIES)
    _known(covariance, COVARIANCES)
    reach = _lags(lags, data.months.size)
    x = _design(data, jumps, season=season)
    df = x.shape[0] - x.shape[1]
    beta, mean, alpha = _fit(x, data, family)
    errors = _errors(x, data, mean, alpha, reach)
    chosen = errors.covariances if covariance == "largest" else {covariance: errors.covariances[covariance]}
    return _summary(x, data, beta, mean, errors, list(chosen.values())).result(
        level=level, quantile=float(stdtrit(df, 0.5 + level / 2)), df=df, alpha=alpha, lags=reach, family=family
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Data:
    counts: Vector
    months: Months
    start: int
    offset: Vector

    @property
    def after(self) -> npt.NDArray[np.bool_]:
        after: npt.NDArray[np.bool_] = self.months >= self.start
        return after

    @property
    def distance(self) -> Months:
        distance: Months = np.abs(self.months[:, None] - self.months[None, :])
        return distance


def _data(counts: VectorLike, months: MonthsLike, start: int, exposure: VectorLike | None) -> _Data:
    y = vector(counts, "counts")
    month = _months(months, "months")
    size = vector(np.ones(y.size) if exposure is None else exposure, "exposure")
    if not y.shape == month.shape == size.shape:
        raise not_estimable("E147", names="counts, months" if exposure is None else "counts, months, exposure")
    at_least(y.size, 1)
    if (y < 0).any() or (y != np.floor(y)).any():
        raise not_estimable("E149")
    if (np.diff(month) <= 0).any():
        raise not_estimable("E145", name="months")
    if (size <= 0).any():
        raise not_estimable("E145", name="exposure")
    data = _Data(counts=y, months=month, start=int(_months([start], "start")[0]), offset=np.log(size))
    for part, least in ((~data.after, LEAST_BEFORE), (data.after, LEAST_AFTER)):
        if part.sum() < least:
            raise not_estimable("E143", least=least)
        if not y[part].any():
            raise not_estimable("E140")
    return data


def _months(values: MonthsLike, name: str) -> Months:
    array = vector(values, name)
    if (array != np.floor(array)).any() or (np.abs(array) > LARGEST_MONTH).any():
        raise not_estimable("E145", name=name)
    return array.astype(np.int64)


def _known(choice: str, known: tuple[str, ...]) -> None:
    if choice not in known:
        raise not_estimable("E138", name=str(choice), known=", ".join(known))


def _lags(lags: int | None, n: int) -> int:
    if lags is None:
        return int(4 * (n / 100) ** (2 / 9))
    if not (0 <= lags <= n and lags == int(lags)):
        raise not_estimable("E149")
    return int(lags)


def _design(data: _Data, jumps: Sequence[int], *, season: bool) -> Matrix:
    """Return the columns: level, trend, months of the year but the first, known steps, step, slope."""
    since = (data.months - data.start).astype(np.float64)
    month = data.months % YEAR
    columns: list[npt.NDArray[Any]] = [np.ones(month.size), since]
    columns += [month == one for one in np.unique(month)[1:]] if season else []
    columns += [data.months >= jump for jump in _months(list(jumps), "jumps").tolist()]
    columns += [data.after, np.maximum(since, 0)]
    x = np.column_stack(columns).astype(np.float64)
    at_least(x.shape[0], x.shape[1] + LEAST_DF)
    norms = np.sqrt((x * x).sum(axis=0))
    if (norms < NO_VARIATION).any() or np.linalg.cond(x / norms) > CONDITION_LIMIT:
        raise not_estimable("E144")
    return x


def _fit(x: Matrix, data: _Data, family: str) -> tuple[Vector, Vector, float]:
    """Return coefficients, means and alpha: least squares iterated, in turn with alpha until it stays."""
    alpha = 0.0
    beta, mean = _least_squares(x, data, alpha)
    if family == "poisson":
        return beta, mean, alpha
    for _ in range(TURNS):
        last, alpha = alpha, _alpha(data.counts, mean)
        beta, mean = _least_squares(x, data, alpha)
        if abs(alpha - last) <= SETTLED:
            return beta, mean, alpha
    raise not_estimable("E230")


def _least_squares(x: Matrix, data: _Data, alpha: float) -> tuple[Vector, Vector]:
    # The linear predictor has to settle, not the deviance: where only zeros drive a coefficient,
    # the deviance stops and it doesn't.
    y, offset = data.counts, data.offset
    mean = y + 0.5
    eta = np.log(mean)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(ITERATIONS):
            root = np.sqrt(mean / (1 + alpha * mean))
            target = root * (eta - offset + (y - mean) / mean)
            if not np.isfinite(target).all():
                break
            beta: Vector = np.linalg.lstsq(root[:, None] * x, target, rcond=None)[0].astype(np.float64)
            last, eta = eta, x @ beta + offset
            mean = np.exp(eta)
            if np.abs(eta - last).max() <= SETTLED:
                return beta, mean
    raise not_estimable("E230")


def _alpha(y: Vector, mean: Vector) -> float:
    """Return the NB2 alpha that is likeliest for these means; 0 where the counts vary no more than Poisson counts."""

    def score(log_theta: float) -> float:
        theta = math.exp(log_theta)
        parts = psi(y + theta) - psi(theta) + 1 - np.log1p(mean / theta) - (y + theta) / (mean + theta)
        return float(parts.sum())

    low, high = math.log(LEAST_THETA), math.log(LARGEST_THETA)
    return 0.0 if score(high) >= 0 else math.exp(-bisect(score, low, high))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errors:
    covariances: dict[str, Matrix]
    dispersion: float
    autocorrelation: float | None
    rho: float


def _errors(x: Matrix, data: _Data, mean: Vector, alpha: float, lags: int) -> _Errors:
    n, k = x.shape
    variance = mean * (1 + alpha * mean)
    weighted = x * np.sqrt(mean / (1 + alpha * mean))[:, None]
    residuals = (data.counts - mean) / np.sqrt(variance)
    bread = np.linalg.inv(weighted.T @ weighted)
    dispersion = float(residuals @ residuals) / (n - k)
    bartlett = np.maximum(1 - data.distance / (lags + 1), 0)
    scores = weighted * residuals[:, None]
    rho, scale = _ar1(np.eye(n) - weighted @ bread @ weighted.T, residuals, data.distance)
    correlated = weighted.T @ rho**data.distance @ weighted * scale
    return _Errors(
        covariances={
            "quasi": bread * max(dispersion, 1.0),
            "newey_west": bread @ (scores.T @ bartlett @ scores) @ bread * (n / (n - k)),
            "ar1": bread @ correlated @ bread,
        },
        dispersion=dispersion,
        autocorrelation=_autocorrelation(residuals, data.distance),
        rho=rho,
    )


def _ar1(maker: Matrix, residuals: Vector, distance: Months) -> tuple[float, float]:
    """Return rho and the dispersion, at least 1, that give such residuals: residuals = maker @ errors, cov(errors) ~ rho^distance."""
    neighbours = (distance == 1).astype(np.float64)
    total = float(residuals @ residuals)
    shown = float(residuals @ neighbours @ residuals) / total if total > ROUNDING else 0.0
    flat = distance.ravel()
    squares = np.bincount(flat, weights=maker.ravel())
    products = np.bincount(flat, weights=(maker @ neighbours @ maker).ravel())
    powers = np.arange(squares.size)

    def lacking(rho: float) -> float:
        return float((shown * squares - products) @ rho**powers)

    rho = bisect(lacking, 0.0, LARGEST_RHO) if total > ROUNDING and lacking(0.0) > 0 else 0.0
    return rho, max(total / float(squares @ rho**powers), 1.0)


def _autocorrelation(residuals: Vector, distance: Months) -> float | None:
    first, second = np.nonzero(np.triu(distance == 1))
    square = float(np.mean(residuals**2))
    if first.size == 0 or square <= ROUNDING:
        return None
    return float(np.mean(residuals[first] * residuals[second])) / square


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summary:
    """Logarithms of everything that gets an interval: step, slope, trend, average, expected after, expected a month."""

    logs: Vector
    se: Vector
    fitted: Vector
    observed_after: int
    errors: _Errors

    def result(self, *, level: float, quantile: float, df: int, alpha: float, lags: int, family: str) -> SegmentedFit:
        centre, low, high = (_exp(self.logs + sign * quantile * self.se).tolist() for sign in (0, -1, 1))
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


def _summary(
    x: Matrix, data: _Data, beta: Vector, mean: Vector, errors: _Errors, covariances: list[Matrix]
) -> _Summary:
    after, step, slope, trend = data.after, x.shape[1] - 2, x.shape[1] - 1, 1
    without = x.copy()
    without[:, [step, slope]] = 0
    log_expected = without @ beta + data.offset
    expected = _exp(log_expected)
    sums = float(mean[after].sum()), float(expected[after].sum())
    slopes = mean[after] @ x[after] / sums[0], expected[after] @ without[after] / sums[1]
    unit = np.eye(x.shape[1])
    gradients = np.vstack([unit[step], unit[slope], unit[trend], slopes[0] - slopes[1], slopes[1], without])
    variances = [np.einsum("ij,jk,ik->i", gradients, one, gradients) for one in covariances]
    se = np.sqrt(np.maximum(np.max(variances, axis=0), 0))
    if not (np.isfinite(se).all() and se.min() > ROUNDING):
        raise not_estimable("E139")
    totals = [math.log(sums[0] / sums[1]), math.log(sums[1])]
    return _Summary(
        logs=np.concatenate([beta[[step, slope, trend]], totals, log_expected]),
        se=se,
        fitted=mean,
        observed_after=int(data.counts[after].sum()),
        errors=errors,
    )


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf


def _exp(logs: Vector) -> Vector:
    """Return the exponentials, or refuse when one is too large for a number (E139)."""
    with np.errstate(over="ignore"):
        values: Vector = np.exp(logs)
    if not np.isfinite(values).all():
        raise not_estimable("E139")
    return values
