"""How far those who were not measured could move the difference between two random groups."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtr, ndtri

from tsi_eval.stats.inputs import EDGE, Vector, VectorLike, at_least, not_estimable, probability, spread, vector, whole
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect


@result
class LeeBounds:
    """Between which ends an effect lies on those who are measured in either group.

    Attributes:
        lower_bound: Lowest difference, treated - comparison, in the outcome's unit.
        upper_bound: Highest difference.
        se_lower_bound: Lee's standard error of `lower_bound`.
        se_upper_bound: Lee's standard error of `upper_bound`.
        ci_low: Lower end of Imbens & Manski's interval, which covers the effect (not both bounds)
            with probability `level`.
        ci_high: Its upper end.
        level: Confidence level.
        trimmed: The group with the higher response, "treated" or "comparison".
        trimmed_share: Share of its measured persons that is left out, (larger response - smaller) /
            larger.
        n_treated: Treated persons, measured or not.
        n_comparison: Persons of the comparison group, measured or not.
        n_measured_treated: Treated persons who were measured.
        n_measured_comparison: Persons of the comparison group who were measured.
    """

    lower_bound: float
    upper_bound: float
    se_lower_bound: float
    se_upper_bound: float
    ci_low: float
    ci_high: float
    level: float
    trimmed: str
    trimmed_share: float
    n_treated: int
    n_comparison: int
    n_measured_treated: int
    n_measured_comparison: int


def lee_bounds(
    treated: VectorLike, n_treated: int, comparison: VectorLike, n_comparison: int, *, level: float = 0.95
) -> LeeBounds:
    """Bound a randomised effect when one group was measured more often than the other.

    The group with the higher response is trimmed until both have the same; the trimmed mean minus
    the other group's bounds the effect on the persons who are measured whichever group they are in.
    That needs random groups, and a treatment that moves measurement one way only: it makes nobody
    less likely to be measured, or nobody more likely.

    A part of the boundary person is trimmed where the share is no whole number of persons, also
    among equal values. Lee's sample formula keeps every value at the boundary instead, which
    narrows the bounds of a score that many share. Variances are divided by n - 1, that of the
    trimmed group by its persons kept - 1, so that equal responses of 1 give Welch's standard error.
    With equal responses, the treated are taken as the trimmed group, with share 0.

    Args:
        treated: Outcomes of the treated who were measured, at least 2.
        n_treated: Treated persons, measured or not.
        comparison: Outcomes of the comparison group who were measured, at least 2.
        n_comparison: Persons of the comparison group, measured or not.
        level: Confidence level, in (0, 1).

    Returns:
        The bounds, their standard errors and the interval of the effect.

    Raises:
        NotEstimable: A group without values (E142), fewer than 2 in one or after trimming (E143),
            counts that are not whole or less than the values (E149), no variation in either group
            (E140), missing or infinite values (E145), a level outside (0, 1) (E148).

    References:
        Lee (2009), Rev. Econ. Stud. 76, 1071-1102, propositions 1-3; Imbens & Manski (2004),
            Econometrica 72, 1845-1857 (interval).

    Example:
        >>> found = lee_bounds([1.0, 2.0, 3.0, 4.0], 4, [1.0, 2.0, 3.0], 4)
        >>> found.lower_bound, found.upper_bound, found.trimmed_share
        (0.0, 1.0, 0.25)
    """
    level = probability(level, "level")
    arms = [_arm(treated, n_treated, "treated"), _arm(comparison, n_comparison, "comparison")]
    both = np.concatenate([values for values, _ in arms])
    spread(np.concatenate([values - values.mean() for values, _ in arms]), scale=both)
    trims_treated = arms[0][0].size * arms[1][1] >= arms[1][0].size * arms[0][1]
    (more, n_more), (less, n_less) = arms if trims_treated else arms[::-1]
    # One division of whole numbers: a whole number of persons must come out as one, and equal
    # responses as share 0.
    kept = less.size * n_more / n_less
    at_least(max(1, math.floor(kept)), 2)
    of_share = (1 - more.size / n_more) / more.size + (1 - less.size / n_less) / less.size
    other, centre = float(np.var(less, ddof=1)) / less.size, float(less.mean())
    (below, v_below), (above, v_above) = (_kept(more, kept, of_share, sign) for sign in (1, -1))
    se_below, se_above = math.sqrt(v_below + other), math.sqrt(v_above + other)
    if min(se_below, se_above) <= EDGE * float(np.max(np.abs(both))):
        raise not_estimable("E140")
    if trims_treated:
        low, high, se_low, se_high = below - centre, above - centre, se_below, se_above
    else:
        low, high, se_low, se_high = centre - above, centre - below, se_above, se_below
    critical = _imbens_manski((high - low) / max(se_low, se_high), level)
    return LeeBounds(
        lower_bound=low,
        upper_bound=high,
        se_lower_bound=se_low,
        se_upper_bound=se_high,
        ci_low=low - critical * se_low,
        ci_high=high + critical * se_high,
        level=level,
        trimmed="treated" if trims_treated else "comparison",
        trimmed_share=(more.size - kept) / more.size,
        n_treated=arms[0][1],
        n_comparison=arms[1][1],
        n_measured_treated=arms[0][0].size,
        n_measured_comparison=arms[1][0].size,
    )


def among_the_first(n: int, count: float) -> Vector:
    """Return how much of each of `n` persons in order is among the first `count`."""
    return np.clip(count - np.arange(n), 0.0, 1.0)


def _arm(values: VectorLike, n: int, name: str) -> tuple[Vector, int]:
    array = vector(values, name)
    if array.size == 0:
        raise not_estimable("E142", group=name)
    at_least(array.size, 2)
    total = whole(n, "n")
    if total < array.size:
        raise not_estimable("E149", name="n")
    return array, total


def _kept(values: Vector, kept: float, of_share: float, sign: int) -> tuple[float, float]:
    """Return the mean of the `kept` lowest (sign 1) or highest (-1), and its variance.

    The variance is that of Lee's proposition 3.

    `of_share` is the variance of the logarithm of the share that is kept.
    """
    ordered = np.sort(sign * values)
    weights = among_the_first(values.size, kept)
    mean = float(weights @ ordered) / kept
    boundary = float(ordered[np.flatnonzero(weights)[-1]])
    # Divided by kept - 1, so that without trimming it is the usual variance of a mean.
    inside = float(weights @ (ordered - mean) ** 2) / (kept - 1)
    variance = inside / kept + (boundary - mean) ** 2 * ((1 / kept - 1 / values.size) + of_share)
    return sign * mean, variance


def _imbens_manski(width: float, level: float) -> float:
    """Return Imbens & Manski's quantile for bounds `width` standard errors apart.

    It grows from the one-sided to the two-sided normal quantile as the bounds close up.
    """
    low, high = float(ndtri(level)), float(ndtri(0.5 + level / 2))
    return bisect(lambda c: level - float(ndtr(c + width) - ndtr(-c)), low, high)
