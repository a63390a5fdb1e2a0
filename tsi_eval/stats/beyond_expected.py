"""How much more a group changed than it would have by regression to the mean alone."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtr, stdtrit

from tsi_eval.stats.inputs import VectorLike, at_least, pair, probability, spread
from tsi_eval.stats.regression_to_mean import expected_movement
from tsi_eval.stats.result import result


@result
class BeyondExpected:
    """The mean change left when regression to the mean is taken away.

    Attributes:
        estimate: Observed mean change minus the expected movement, in the outcome's unit.
        se: Standard error of the mean residual.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Pairs.
        df: n - 1.
        p_value: Two-sided, against 0.
        change: Observed mean change.
        expected: The part of it that regression to the mean alone would give.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    df: int
    p_value: float
    change: float
    expected: float


def observed_beyond_expected(
    before: VectorLike, after: VectorLike, *, population_mean: float, reliability: float, level: float = 0.95
) -> BeyondExpected:
    """Estimate how much more the same persons changed than regression to the mean explains.

    Each person's residual is after - (mean + reliability · (before - mean)); the interval is
    Student's for their mean. Population mean and reliability count as known: the interval does not
    carry their uncertainty. A change that remains may have other causes than the pilot.

    Args:
        before: First measurement, shape (persons,), at least 2.
        after: Second measurement, same persons in the same order.
        population_mean: Mean of the population that they were taken from, in the outcome's unit.
        reliability: Correlation of two measurements in that population without change, in (0, 1).
        level: Confidence level, in (0, 1).

    Returns:
        The remaining change, and the two it is the difference of.

    Raises:
        NotEstimable: No pairs (E141), one (E143), all residuals equal (E140), unequal lengths
            (E147), missing or infinite values (E145), a reliability or level outside (0, 1) (E148).

    References:
        Davis (1976), Am. J. Epidemiol. 104, 493-498; Barnett, van der Pols & Dobson (2005), Int. J.
            Epidemiol. 34, 215-220.

    Example:
        >>> before, after = [20, 24, 28], [17, 18, 24]
        >>> found = observed_beyond_expected(before, after, population_mean=14, reliability=0.75)
        >>> round(found.change, 3), found.expected, round(found.estimate, 3)
        (-4.333, -2.5, -1.833)
    """
    level = probability(level, "level")
    first, second = pair(before, after)
    at_least(first.size, 2)
    expected = expected_movement(first, population_mean=population_mean, reliability=reliability)
    centre, reliability = expected.population_mean, expected.reliability
    with np.errstate(over="ignore", invalid="ignore"):
        residual = (second - centre) - reliability * (first - centre)
    n = residual.size
    se = spread(residual, scale=np.concatenate([first, second, [centre]])) / math.sqrt(n)
    estimate = float(residual.mean())
    half = float(stdtrit(n - 1, 0.5 + level / 2)) * se
    return BeyondExpected(
        estimate=estimate,
        se=se,
        ci_low=estimate - half,
        ci_high=estimate + half,
        level=level,
        n=n,
        df=n - 1,
        p_value=2 * float(stdtr(n - 1, -abs(estimate / se))),
        change=float((second - first).mean()),
        expected=expected.estimate,
    )
