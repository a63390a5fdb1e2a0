"""How far the persons who were not measured could move a result."""

from __future__ import annotations

import numpy as np

from tsi_eval.stats.inputs import Mask, Vector, VectorLike, at_least, not_estimable, number, spread, vector, with_gaps
from tsi_eval.stats.result import result
from tsi_eval.stats.trimming import among_the_first


@result
class ChangeBounds:
    """Between which ends a mean change lies whatever the missing values were, or nearly whatever.

    Attributes:
        lower_bound: Lowest mean of after - before, in the outcome's unit.
        upper_bound: Highest mean.
        n: Persons with a value before.
        n_missing: Those of them without a value after.
    """

    lower_bound: float
    upper_bound: float
    n: int
    n_missing: int


def worst_case_change(before: VectorLike, after: VectorLike, *, minimum: float, maximum: float) -> ChangeBounds:
    """Bound the mean change of everybody by the worst that the missing values can be.

    Those who were not measured again are given the lowest or the highest possible value.

    Args:
        before: First measurement, shape (persons,), without gaps.
        after: Second measurement, same persons; NaN where there is none. At least one is measured.
        minimum: Lowest possible value of the outcome.
        maximum: Highest possible value.

    Returns:
        The bounds; both are the mean change when nothing is missing.

    Raises:
        NotEstimable: Nobody, or nobody measured again (E141), unequal lengths (E147), a gap in
            `before` or infinite values (E145), a value outside the scale or `minimum` not below
            `maximum` (E251).

    References:
        Horowitz & Manski (2000), J. Amer. Stat. Assoc. 95, 77-84.

    Example:
        >>> worst_case_change([10.0, 12.0, 20.0], [8.0, 13.0, float("nan")], minimum=0, maximum=40)
        ChangeBounds(lower_bound=-7, upper_bound=6.333, n=3, n_missing=1)
    """
    first, second, missing = _gapped(before, after)
    seen = np.concatenate([first, second[~missing]])
    ends = [number(end, "minimum, maximum") for end in (minimum, maximum)]
    if not (ends[0] < ends[1] and ends[0] <= seen.min() and seen.max() <= ends[1]):
        raise not_estimable("E251", low=f"{ends[0]:g}", high=f"{ends[1]:g}")
    with np.errstate(over="ignore", invalid="ignore"):
        low, high = (number(float(np.mean(np.where(missing, end, second) - first)), "minimum, maximum") for end in ends)
    return ChangeBounds(lower_bound=low, upper_bound=high, n=first.size, n_missing=int(missing.sum()))


def tail_bounds(before: VectorLike, after: VectorLike) -> ChangeBounds:
    """Bound the mean change of everybody by the extremes of those who stayed.

    Those who left are taken to have changed as the extremes of those who stayed did.

    Of n persons, k left and s = n - k stayed.

    1. Take the share k/n of the s changes that is lowest: (k/n) · s of them, counted as whole
       persons and a part of the next one. Their mean is L.
    2. Let those who left have changed by L: the lower bound is (s · mean + k · L) / n, where `mean`
       is that of the s changes.
    3. The upper bound takes the highest changes instead.

    Example: three persons stayed and changed by -2, -1 and 1, and one left. A share of 1/4 of three
    is 3/4 of a person, so that L = -2, and the lower bound is (-2 - 2) / 4 = -1.

    The share is the one that left, as in Lee's bounds. There are no two groups to compare, so that
    this is no identified bound but a milder assumption than the worst case: those who left are no
    more extreme than an equally large share of those who stayed.

    Args:
        before: First measurement, shape (persons,), without gaps.
        after: Second measurement, same persons; NaN where there is none. At least 2 are measured.

    Returns:
        The bounds; both are the mean change when nothing is missing.

    Raises:
        NotEstimable: Nobody (E141), one measured again (E143), the same change for all who stayed
            when somebody left (E140), unequal lengths (E147), a gap in `before` or infinite values
            (E145).

    References:
        Lee (2009), Rev. Econ. Stud. 76, 1071-1102 (the trimming, for two groups).

    Example:
        >>> tail_bounds([5.0, 5.0, 5.0, 5.0], [3.0, 4.0, 6.0, float("nan")])
        ChangeBounds(lower_bound=-1, upper_bound=-0.25, n=4, n_missing=1)
    """
    first, second, missing = _gapped(before, after)
    change = (second - first)[~missing]
    at_least(change.size, 2)
    n, gone = first.size, int(missing.sum())
    if gone:
        spread(change, scale=np.concatenate([first, second[~missing]]))
    stayed, count = float(change.mean()), gone * change.size / n
    low, high = (
        (change.size * stayed + gone * _tail_mean(change, count, sign)) / n if gone else stayed for sign in (1, -1)
    )
    return ChangeBounds(lower_bound=low, upper_bound=high, n=n, n_missing=gone)


def _gapped(before: VectorLike, after: VectorLike) -> tuple[Vector, Vector, Mask]:
    """Return both measurements and who lacks the second, or refuse (E141, E145, E147)."""
    first, second = vector(before, "before"), with_gaps(after)
    if first.shape != second.shape:
        raise not_estimable("E147", names="before, after")
    missing = np.isnan(second)
    at_least(int((~missing).sum()), 1)
    return first, second, missing


def _tail_mean(values: Vector, count: float, sign: int) -> float:
    """Return the mean of the `count` lowest (sign 1) or highest (-1)."""
    return sign * float(np.average(np.sort(sign * values), weights=among_the_first(values.size, count)))
