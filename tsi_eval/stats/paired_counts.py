"""Counts of events of the same persons before and after.

The person is the unit that varies: events of one person need not be independent.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import stdtr, stdtrit

from tsi_eval.stats.inputs import (
    LARGEST_COUNT,
    SMALLEST_EXPOSURE,
    Vector,
    VectorLike,
    at_least,
    choice,
    not_estimable,
    pair,
    probability,
    vector,
)
from tsi_eval.stats.result import result

Variance = Literal["sandwich", "jackknife"]
VARIANCES = ("sandwich", "jackknife")
NO_ERROR = 1e-12
FARTHEST = 700.0  # the exponential of more is not a number


@result
class PairedRateRatio:
    """The ratio of two rates of the same persons.

    Attributes:
        estimate: Rate after over rate before.
        se: Standard error of the natural logarithm of `estimate`.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons.
        df: n - 1.
        statistic: Student's t, log(estimate) / se.
        p_value: Two-sided, of equal rates.
        rate_before: Events per unit of exposure before.
        rate_after: Events per unit of exposure after.
        variance: "sandwich" or "jackknife".
        se_scale: "log", the scale of `se`.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    df: int
    statistic: float
    p_value: float
    rate_before: float
    rate_after: float
    variance: Variance
    se_scale: Literal["log"] = "log"


def rate_ratio(
    before: VectorLike,
    after: VectorLike,
    *,
    exposure_before: VectorLike | None = None,
    exposure_after: VectorLike | None = None,
    level: float = 0.95,
    variance: Variance = "sandwich",
) -> PairedRateRatio:
    """Estimate the ratio of the rates of events of the same persons, after over before.

    The person is the unit that varies.

    The estimate is that of Poisson regression with period and log exposure: all events over all
    exposure in each period. Its standard error is not Poisson's: it comes from how the persons
    differ, so a few persons with many events, or dependence within a person, are in it.

    Convention: "sandwich" is the covariance clustered on person (GEE with independence) times n /
    (n - 1); "jackknife" leaves one person out at a time. Both use Student's t with n - 1 degrees of
    freedom on the log scale. In simulations with gamma-distributed persons (variance 1 to 2 times
    the squared mean; level .95) the sandwich covered in 87 to 92 per cent with 10 persons, 91 to 94
    with 20 and 92 to 95 with 50 to 100; the jackknife in 92 to 94 with 10 and 93 to 95 from 20 on.

    Args:
        before: Events of each person before, shape (persons,), at least 2.
        after: Events of the same persons after.
        exposure_before: Time at risk of each person before, above 0, in any unit; None when all
            have the same in both periods.
        exposure_after: Time at risk after, in the same unit. Give both exposures or neither.
        level: Confidence level, in (0, 1).
        variance: "sandwich" or "jackknife".

    Returns:
        The rate ratio.

    Raises:
        NotEstimable: No persons (E141), one person, or so few that the interval is beyond numbers
            (E143), no events in a period (E245), everybody's events in the same proportion, so that
            nothing varies (E140), counts that are not whole and at least 0 (E149), exposures not
            from 1e-100 to 2^53 (E145), one exposure or unequal lengths (E147), an unknown
            option (E138), a bad level (E148). With the jackknife also: one person holds all events
            of a period (E245).

    References:
        Liang & Zeger (1986), Biometrika 73, 13-22; Zeger & Liang (1986), Biometrics 42, 121-130.

    Example:
        >>> found = rate_ratio([4, 2, 0, 3], [2, 1, 1, 0])
        >>> round(found.estimate, 3), round(found.se, 3)
        (0.444, 0.486)
    """
    level = probability(level, "level")
    choice(variance, VARIANCES)
    first, second = _counts(before, after)
    n = first.size
    at_least(n, 2)
    time_1, time_2 = _exposures(exposure_before, exposure_after, n)
    for name, events in (("events before", first), ("events after", second)):
        if not events.any():
            raise not_estimable("E245", name=name)
    rates = float(first.sum() / time_1.sum()), float(second.sum() / time_2.sum())
    influence = (second - rates[1] * time_2) / second.sum() - (first - rates[0] * time_1) / first.sum()
    if float(np.abs(influence).max()) <= NO_ERROR:
        raise not_estimable("E140")
    jackknife = variance == "jackknife"
    se = (
        _jackknife(first, second, time_1, time_2)
        if jackknife
        else math.sqrt(float(influence @ influence) * n / (n - 1))
    )
    log_ratio, df = math.log(rates[1] / rates[0]), n - 1
    half = float(stdtrit(df, 0.5 + level / 2)) * se
    if abs(log_ratio) + half > FARTHEST:
        raise not_estimable("E143", least=n + 1)
    return PairedRateRatio(
        estimate=rates[1] / rates[0],
        se=se,
        ci_low=math.exp(log_ratio - half),
        ci_high=math.exp(log_ratio + half),
        level=level,
        n=n,
        df=df,
        statistic=log_ratio / se,
        p_value=2 * float(stdtr(df, -abs(log_ratio / se))),
        rate_before=rates[0],
        rate_after=rates[1],
        variance=variance,
    )


def _counts(before: VectorLike, after: VectorLike) -> tuple[Vector, Vector]:
    first, second = pair(before, after)
    for name, counts in (("before", first), ("after", second)):
        if (counts < 0).any() or (counts != np.floor(counts)).any() or (counts > LARGEST_COUNT).any():
            raise not_estimable("E149", name=name)
    return first, second


def _exposures(before: VectorLike | None, after: VectorLike | None, n: int) -> tuple[Vector, Vector]:
    if before is None and after is None:
        return np.ones(n), np.ones(n)
    if before is None or after is None:
        raise not_estimable("E147", names="exposure_before, exposure_after")
    first, second = vector(before, "exposure_before"), vector(after, "exposure_after")
    if not first.size == second.size == n:
        raise not_estimable("E147", names="before, after, exposure_before, exposure_after")
    for name, exposure in (("exposure_before", first), ("exposure_after", second)):
        if not ((exposure >= SMALLEST_EXPOSURE) & (exposure < LARGEST_COUNT)).all():
            raise not_estimable("E145", name=name)
    return first, second


def _jackknife(first: Vector, second: Vector, time_1: Vector, time_2: Vector) -> float:
    """Return the jackknife standard error of the log rate ratio.

    One person is left out at a time.
    """
    without = [total.sum() - total for total in (first, second, time_1, time_2)]
    for name, events in zip(("events before", "events after"), without[:2], strict=True):
        if not events.all():
            raise not_estimable("E245", name=f"{name} without one of the persons")
    logs = np.log(without[1] / without[3]) - np.log(without[0] / without[2])
    n = first.size
    return math.sqrt((n - 1) / n * float(((logs - logs.mean()) ** 2).sum()))
