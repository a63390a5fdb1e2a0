"""Two independent estimates, each with its standard error: their difference and their ratio."""

from __future__ import annotations

import math
from typing import Literal

from scipy.special import ndtr, ndtri

from tsi_eval.stats.inputs import choice, moderate, not_estimable, positive, probability
from tsi_eval.stats.result import result

RatioMethod = Literal["log", "fieller"]
# An interval that reaches further says nothing, and is soon no float.
LARGEST_LOG = 200.0


@result
class TwoEstimates:
    """Two independent estimates compared, second with first.

    Attributes:
        estimate: The difference, or the ratio.
        se: Its standard error; of a ratio that of its logarithm.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        p_value: Two-sided, of no difference; of a ratio, of 1.
        se_scale: Of `se`: "identity" or "log".
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    p_value: float
    se_scale: Literal["identity", "log"]


def difference_of_estimates(
    estimate_1: float, se_1: float, estimate_2: float, se_2: float, *, level: float = 0.95
) -> TwoEstimates:
    """Compare two independent estimates by their difference, second minus first.

    Such are two schools' changes, or one pilot's change and a published one. Estimates of the same
    persons are not independent.

    Args:
        estimate_1: The first estimate.
        se_1: Its standard error, above 0.
        estimate_2: The second estimate, in the same unit.
        se_2: Its standard error, above 0.
        level: Confidence level, in (0, 1).

    Returns:
        The difference with its normal interval.

    Raises:
        NotEstimable: What is no finite number (E145), a standard error that is not above 0 (E140),
            a level outside (0, 1) (E148).

    References:
        Altman & Bland (2003), BMJ 326, 219.

    Example:
        >>> found = difference_of_estimates(-1.33, 0.5, -3.0, 0.6)
        >>> round(found.estimate, 2), round(found.p_value, 4)
        (-1.67, 0.0325)
    """
    level = probability(level, "level")
    first, second = moderate(estimate_1, "estimate_1"), moderate(estimate_2, "estimate_2")
    se = math.hypot(_above_0(se_1, "se_1"), _above_0(se_2, "se_2"))
    difference, half = second - first, float(ndtri(0.5 + level / 2)) * se
    return TwoEstimates(
        estimate=difference,
        se=se,
        ci_low=difference - half,
        ci_high=difference + half,
        level=level,
        p_value=_two_sided(difference / se),
        se_scale="identity",
    )


def ratio_of_estimates(
    estimate_1: float,
    se_1: float,
    estimate_2: float,
    se_2: float,
    *,
    method: RatioMethod = "fieller",
    level: float = 0.95,
) -> TwoEstimates:
    """Compare two independent positive estimates by their ratio, second over first.

    Args:
        estimate_1: The first estimate, above 0.
        se_1: Its standard error, above 0.
        estimate_2: The second estimate, above 0, in the same unit.
        se_2: Its standard error, above 0.
        method: "fieller", for estimates that are normal, or "log", by the delta method on the
            logarithms, for such as are nearer normal there.
        level: Confidence level, in (0, 1).

    Returns:
        The ratio.

    Raises:
        NotEstimable: What is no finite number (E145), an estimate or an error that is not above 0
            (E140), a first estimate so uncertain that Fieller's interval is not finite (E245), an
            unknown method (E138), a level outside (0, 1) (E148).

    References:
        Fieller (1954), J. Royal Statistical Society B 16, 175-185.

    Example:
        >>> found = ratio_of_estimates(10.0, 1.0, 12.0, 1.5)
        >>> round(found.estimate, 2), round(found.ci_low, 3), round(found.ci_high, 3)
        (1.2, 0.861, 1.635)
    """
    choice(method, ("log", "fieller"))
    level = probability(level, "level")
    first, second = _above_0(estimate_1, "estimate_1"), _above_0(estimate_2, "estimate_2")
    error_1, error_2 = _above_0(se_1, "se_1"), _above_0(se_2, "se_2")
    ratio, z = second / first, float(ndtri(0.5 + level / 2))
    se = math.hypot(error_1 / first, error_2 / second)
    if method == "log":
        if z * se > LARGEST_LOG:
            raise not_estimable("E245", name="estimate_1")
        low, high = ratio * math.exp(-z * se), ratio * math.exp(z * se)
        p_value = _two_sided(math.log(ratio) / se)
    else:
        low, high = _fieller(ratio, (z * error_1 / first) ** 2, (z * error_2 / first) ** 2)
        p_value = _two_sided((second - first) / math.hypot(error_1, error_2))
    return TwoEstimates(estimate=ratio, se=se, ci_low=low, ci_high=high, level=level, p_value=p_value, se_scale="log")


def _fieller(ratio: float, g: float, other: float) -> tuple[float, float]:
    """Return the ends, by the squares of z times each error over the first estimate."""
    if g >= 1:
        raise not_estimable("E245", name="estimate_1")
    half = math.sqrt(other * (1 - g) + ratio * ratio * g)
    return (ratio - half) / (1 - g), (ratio + half) / (1 - g)


def _two_sided(z: float) -> float:
    return float(2 * ndtr(-abs(z)))


def _above_0(value: float, name: str) -> float:
    return positive(moderate(value, name), name)
