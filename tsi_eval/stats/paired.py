"""The same persons before and after, on a continuous scale."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import chdtri, stdtr, stdtrit

from tsi_eval.stats.inputs import (
    VectorLike,
    at_least,
    not_estimable,
    number,
    pair,
    positive,
    probability,
    spread,
    whole,
)
from tsi_eval.stats.noncentral import BEYOND_NORMAL, noncentral_t_cdf
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect


@result
class PairedT:
    """A mean change and Student's paired test.

    Attributes:
        estimate: Mean of after - before, in the outcome's unit.
        se: Its standard error.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Pairs.
        sd: Standard deviation of the changes (n - 1).
        statistic: Student's t, estimate / se.
        df: n - 1.
        p_value: Two-sided.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    sd: float
    statistic: float
    df: int
    p_value: float


def paired_t(before: VectorLike, after: VectorLike, *, level: float = 0.95) -> PairedT:
    """Estimate the mean change of the same persons.

    Args:
        before: First measurement, shape (persons,), at least 2.
        after: Second measurement, same persons in the same order.
        level: Confidence level, in (0, 1).

    Returns:
        The change with its t interval and two-sided p.

    Raises:
        NotEstimable: No pairs (E141), one pair (E143), all changes equal (E140), unequal lengths
            (E147), missing or infinite values (E145), a level outside (0, 1) (E148).

    References:
        Student (1908), Biometrika 6, 1-25.

    Example:
        >>> paired_t([1.0, 2.0, 3.0], [2.0, 3.0, 5.0]).df
        2
    """
    level = probability(level, "level")
    first, second = pair(before, after)
    at_least(first.size, 2)
    change = second - first
    sd = spread(change, scale=np.concatenate([first, second]))
    n = change.size
    centre, se = float(change.mean()), sd / math.sqrt(n)
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * se
    return PairedT(
        estimate=centre,
        se=se,
        ci_low=centre - half,
        ci_high=centre + half,
        level=level,
        n=n,
        sd=sd,
        statistic=centre / se,
        df=n - 1,
        p_value=2 * float(stdtr(n - 1, -abs(centre / se))),
    )


def smallest_detectable_change(n: int, sd: float, *, power: float = 0.8, level: float = 0.95) -> float:
    """Return the mean change that a two-sided paired t-test would find with probability `power`.

    Args:
        n: Pairs, at least 2.
        sd: Standard deviation of the changes, in the outcome's unit, above 0.
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        The change, in the outcome's unit.

    Raises:
        NotEstimable: Fewer than 2 pairs (E141, E143), not whole (E149), no spread (E140) or an
            infinite one (E145), a level or power outside its limits (E148).

    References:
        Cohen (1988), Statistical power analysis, ch. 2; exact by the noncentral t distribution.

    Example:
        >>> round(smallest_detectable_change(20, 1.0), 2)
        0.66
    """
    power = probability(power, "power")
    level = probability(level, "level")
    n, sd = whole(n, "n"), positive(sd, "sd")
    at_least(n, 2)
    df, tail = n - 1, (1 - level) / 2
    if not power > 2 * tail:
        raise not_estimable("E148", name="power")
    critical = float(stdtrit(df, 1 - tail))

    def shortfall(value: float) -> float:
        return power - (1 - noncentral_t_cdf(critical, df, value) + noncentral_t_cdf(-critical, df, value))

    furthest = 2 * critical * math.sqrt(float(chdtri(df, 1 - power)) / df) + BEYOND_NORMAL
    return number(bisect(shortfall, 0.0, furthest) * sd / math.sqrt(n), "sd")
