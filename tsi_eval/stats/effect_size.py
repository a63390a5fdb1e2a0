"""Standardised change for the same persons before and after.

The intervals respect that the two measurements are of the same persons.
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import ndtri, poch

from tsi_eval.stats.inputs import (
    Vector,
    VectorLike,
    at_least,
    choice,
    not_estimable,
    pair,
    probability,
    spread,
    whole,
    yes_or_no,
)
from tsi_eval.stats.noncentral import noncentrality_for
from tsi_eval.stats.result import result

Standardiser = Literal["root_mean_square", "mean_sd"]
NO_ERROR = 1e-12
SMALLEST = 1e-100
STANDARDISERS = ("root_mean_square", "mean_sd")


@result
class EffectSize:
    """A standardised mean change.

    Attributes:
        estimate: Change in standard deviations; with `hedges`, already multiplied by `correction`
            (then it is Hedges' g).
        se: Large-sample standard error.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: Pairs.
        correction: Hedges' small-sample factor J(n - 1), or 1.
        standardiser: The standard deviation divided by, in the outcome's unit.
        correlation: Pearson correlation of before and after; None when one of them does not vary.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    correction: float
    standardiser: float
    correlation: float | None = None


def hedges_correction(df: int) -> float:
    """Return Hedges' exact factor J = Γ(df/2) / (√(df/2) Γ((df-1)/2)).

    Args:
        df: Degrees of freedom of the standard deviation, a whole number of at least 1.

    Returns:
        What a standardised difference is multiplied by, from 0 (when df is 1) to almost 1.

    Raises:
        NotEstimable: Fewer than 1 (E141, E143), not a whole number (E149).

    References:
        Hedges (1981), J. Educ. Stat. 6, 107-128, eq. 6e.

    Example:
        >>> round(hedges_correction(10), 4)
        0.9227
    """
    df = whole(df, "df")
    at_least(df, 1)
    if df == 1:
        return 0.0
    return float(poch((df - 1) / 2, 0.5)) / math.sqrt(df / 2)


def d_z(before: VectorLike, after: VectorLike, *, level: float = 0.95, hedges: bool = True) -> EffectSize:
    """Standardise the change by the standard deviation of the changes.

    The interval is exact for normal changes: it inverts the noncentral t distribution with n - 1
    degrees of freedom (to 1e-4 of its ends when |t| is above 10,000). d_z answers how consistent
    the change is, not how large it is on the outcome's own scale. With `hedges=True` the result is
    Hedges' g_z; its bounds are the exact ones multiplied by the factor.

    Args:
        before: First measurement, shape (persons,), at least 3.
        after: Second measurement, same persons.
        level: Confidence level, in (0, 1).
        hedges: Multiply estimate, standard error and bounds by Hedges' factor J(n - 1).

    Returns:
        The effect size.

    Raises:
        NotEstimable: Fewer than 3 pairs (E141, E143), no variation (E140), bad input (E138, E145,
            E147, E148).

    References:
        Cumming & Finch (2001), Educ. Psychol. Meas. 61, 532-574 (interval); Hedges (1981) (factor);
            Borenstein et al. (2009), Introduction to Meta-Analysis, ch. 4 (large-sample standard
            error).

    Example:
        >>> found = d_z([1, 2, 3, 4], [2, 4, 3, 6], hedges=False)
        >>> round(found.estimate, 4), round(found.se, 4)
        (1.3056, 0.6805)
    """
    level = probability(level, "level")
    hedges = yes_or_no(hedges)
    first, second = pair(before, after)
    at_least(first.size, 3)
    change = second - first
    sd, n = spread(change, scale=np.concatenate([first, second])), first.size
    d, tail = float(change.mean()) / sd, (1 - level) / 2
    t = d * math.sqrt(n)
    low, high = (noncentrality_for(t, n - 1, p) / math.sqrt(n) for p in (1 - tail, tail))
    j = hedges_correction(n - 1) if hedges else 1.0
    return EffectSize(
        estimate=j * d,
        se=j * math.sqrt(1 / n + d * d / (2 * n)),
        ci_low=j * low,
        ci_high=j * high,
        level=level,
        n=n,
        correction=j,
        standardiser=sd,
        correlation=correlation(first, second) if min(np.ptp(first), np.ptp(second)) > 0 else None,
    )


def d_av(
    before: VectorLike,
    after: VectorLike,
    *,
    level: float = 0.95,
    hedges: bool = True,
    standardiser: Standardiser = "root_mean_square",
) -> EffectSize:
    """Standardise the change by the average standard deviation s of before and after.

    The standard error is Bonett's, which holds for unequal standard deviations: √(s_change²/(n-1) +
    d²·v)/s, with s_change the standard deviation of the changes, r the correlation, and v the
    sampling variance of s by the delta method: (s₁⁴+s₂⁴+2r²s₁²s₂²)/(8(n-1)s²) for
    "root_mean_square", (s₁²+s₂²+2r²s₁s₂)/(8(n-1)) for "mean_sd". When s₁ = s₂ both are √((2(1-r) +
    d²(1+r²)/4)/(n-1)). The interval takes normal quantiles. With `hedges=True` the result is
    Hedges' g_av.

    Args:
        before: First measurement, shape (persons,), at least 3.
        after: Second measurement, same persons.
        level: Confidence level, in (0, 1).
        hedges: Multiply estimate, standard error and bounds by Hedges' factor J(n - 1).
        standardiser: "root_mean_square" is √((s₁²+s₂²)/2); "mean_sd" is (s₁+s₂)/2.

    Returns:
        The effect size.

    Raises:
        NotEstimable: Fewer than 3 pairs (E141, E143), no variation (E140), bad input (E138, E145,
            E147, E148).

    References:
        Bonett (2008), Psychol. Methods 13, 99-109 (interval); Cumming (2012), Understanding the New
            Statistics, ch. 11 (both standardisers).

    Example:
        >>> found = d_av([12, 9, 15, 8, 11, 10], [10, 9, 16, 5, 9, 4], hedges=False)
        >>> round(found.estimate, 3), round(found.se, 3)
        (-0.573, 0.358)
    """
    level = probability(level, "level")
    hedges = yes_or_no(hedges)
    choice(standardiser, STANDARDISERS)
    first, second = pair(before, after)
    at_least(first.size, 3)
    s1, s2, n = spread(first), spread(second), first.size
    change, r = second - first, correlation(first, second)
    average = math.sqrt((s1 * s1 + s2 * s2) / 2) if standardiser == "root_mean_square" else (s1 + s2) / 2
    # Relative variance of the standardiser; shares of the average, so that nothing overflows at the
    # fourth power.
    p, q = s1 / average, s2 / average
    spreads = (
        p**4 + q**4 + 2 * (r * p * q) ** 2 if standardiser == "root_mean_square" else p * p + q * q + 2 * r * r * p * q
    )
    return from_moments(
        d=float(change.mean()) / average,
        variance_of_mean=(float(np.std(change, ddof=1)) / average) ** 2 / (n - 1),
        variance_of_divisor=spreads / (8 * (n - 1)),
        standardiser=average,
        r=r,
        n=n,
        level=level,
        hedges=hedges,
    )


def from_moments(
    *,
    d: float,
    variance_of_mean: float,
    variance_of_divisor: float,
    standardiser: float,
    r: float | None,
    n: int,
    level: float,
    hedges: bool,
) -> EffectSize:
    """Return d with the normal interval of the delta method, or refuse when it has no error (E140).

    Args:
        d: Mean change over the standardiser.
        variance_of_mean: Sampling variance of the mean change, in squared standardisers.
        variance_of_divisor: Sampling variance of the standardiser, in squared standardisers;
            independent of the mean.
        standardiser: What the change is divided by, in the outcome's unit.
        r: Correlation of before and after.
        n: Pairs.
        level: Confidence level, in (0, 1).
        hedges: Multiply by J(n - 1).
    """
    se = math.sqrt(variance_of_mean + d * d * variance_of_divisor)
    if se <= NO_ERROR:
        raise not_estimable("E140")
    half = float(ndtri(0.5 + probability(level, "level") / 2)) * se
    j = hedges_correction(n - 1) if hedges else 1.0
    return EffectSize(
        estimate=j * d,
        se=j * se,
        ci_low=j * (d - half),
        ci_high=j * (d + half),
        level=level,
        n=n,
        correction=j,
        standardiser=standardiser,
        correlation=r,
    )


def correlation(first: Vector, second: Vector) -> float:
    """Return Pearson's correlation of two measurements that both vary."""
    return float(np.clip(np.corrcoef(_squarable(first), _squarable(second))[0, 1], -1.0, 1.0))


def _squarable(values: Vector) -> Vector:
    """Return values as they are, or times a power of two, which is exact, if they are tiny."""
    largest = float(np.abs(values).max())
    return values if largest > SMALLEST else np.ldexp(values, -math.frexp(largest)[1])
