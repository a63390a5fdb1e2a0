"""The mean of one group."""

from __future__ import annotations

import math

from scipy.special import stdtrit

from tsi_eval.stats.inputs import VectorLike, at_least, probability, spread, vector
from tsi_eval.stats.result import result


@result
class Mean:
    """A mean and its t interval.

    Attributes:
        estimate: The mean, in the values' unit.
        se: Its standard error, sd / sqrt(n).
        ci_low: Lower bound of the t interval with n - 1 degrees of freedom.
        ci_high: Upper bound.
        level: Confidence level.
        n: Observations.
        sd: Sample standard deviation (n - 1).
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    sd: float


def mean(values: VectorLike, *, level: float = 0.95) -> Mean:
    """Estimate a mean with Student's t interval.

    Args:
        values: Observations, shape (n,), n at least 2.
        level: Confidence level, in (0, 1).

    Returns:
        Mean, standard error and interval in the values' unit.

    Raises:
        NotEstimable: No values (E141), one value (E143), all equal (E140), not finite (E145), or a
            level outside (0, 1) (E148).

    References:
        Student (1908), Biometrika 6, 1-25.

    Example:
        >>> mean([1.0, 2.0, 3.0, 4.0]).estimate
        2.5
    """
    level = probability(level, "level")
    x = vector(values, "values")
    at_least(x.size, 2)
    sd = spread(x)
    centre, se = float(x.mean()), sd / math.sqrt(x.size)
    half = float(stdtrit(x.size - 1, 0.5 + level / 2)) * se
    return Mean(estimate=centre, se=se, ci_low=centre - half, ci_high=centre + half, level=level, n=x.size, sd=sd)
