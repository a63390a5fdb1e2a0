"""Which persons changed at all, and which more than measurement error would make them."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri

from tsi_eval.stats.inputs import Vector, VectorLike, at_least, not_estimable, pair, positive, probability
from tsi_eval.stats.proportion import Proportion, wilson
from tsi_eval.stats.result import result

ROUNDING = 1e-12


@result
class ReliableChange:
    """How many persons changed reliably, and how much that takes.

    Attributes:
        smallest: The change that a reliable one exceeds, in points: quantile · s_diff.
        sem: Standard error of measurement, sd · sqrt(1 - reliability), in points.
        s_diff: Standard error of a difference between two measurements, sqrt(2) · sem, in points.
        level: Confidence level; at 0.95 a change is reliable when |change| / s_diff exceeds 1.96.
        n: Pairs.
        n_decreased: Pairs whose value fell by more than `smallest`.
        n_unchanged: Pairs without a reliable change.
        n_increased: Pairs whose value rose by more than `smallest`.
        directions: -1 (decreased), 0 or 1 (increased) for each pair, in order.
    """

    smallest: float
    sem: float
    s_diff: float
    level: float
    n: int
    n_decreased: int
    n_unchanged: int
    n_increased: int
    directions: tuple[int, ...]


def reliable_change(
    before: VectorLike, after: VectorLike, *, sd: float, reliability: float, level: float = 0.95
) -> ReliableChange:
    """Count the persons whose change exceeds what measurement error alone would give.

    Whether a decrease is an improvement is the scale's matter, not this function's. A change equal
    to `smallest` is not reliable; equal means within 1e-12 of the largest value, so that rounding
    decides nothing.

    Args:
        before: First measurement, shape (persons,).
        after: Second measurement, same persons in the same order.
        sd: Standard deviation of the norm group or of the first measurement, in points, above 0.
        reliability: Test-retest reliability preferably, in (0, 1).
        level: Confidence level, in (0, 1).

    Returns:
        Counts by direction, the smallest reliable change, and each person's direction.

    Raises:
        NotEstimable: No pairs (E141), `sd` not above 0 (E140) or infinite (E145), reliability or
            level outside (0, 1) (E148), unequal lengths (E147), missing or infinite values (E145).

    References:
        Jacobson & Truax (1991), J. Consulting and Clinical Psychology 59, 12-19.

    Example:
        >>> found = reliable_change([20, 20, 20], [12, 18, 27], sd=5.8, reliability=0.82)
        >>> round(found.smallest, 2), found.directions
        (6.82, (-1, 0, 1))
    """
    level = probability(level, "level")
    first, second = pair(before, after)
    at_least(first.size, 1)
    sem = positive(sd, "sd") * math.sqrt(1 - probability(reliability, "reliability"))
    s_diff = math.sqrt(2) * sem
    smallest = float(ndtri(0.5 + level / 2)) * s_diff
    with np.errstate(over="ignore"):
        change = second - first
    if not (np.isfinite(change).all() and math.isfinite(smallest)):
        raise not_estimable("E145", name="before, after")
    noise = max(rounding_noise(first, second), ROUNDING * smallest)
    directions = np.where(np.abs(change) > smallest + noise, np.sign(change), 0).astype(int).tolist()
    return ReliableChange(
        smallest=smallest,
        sem=sem,
        s_diff=s_diff,
        level=level,
        n=first.size,
        n_decreased=directions.count(-1),
        n_unchanged=directions.count(0),
        n_increased=directions.count(1),
        directions=tuple(directions),
    )


@result
class Directions:
    """How many persons' values fell, stayed and rose, by plain sign.

    Attributes:
        n_decreased: Pairs whose value fell.
        n_unchanged: Pairs with the same value twice.
        n_increased: Pairs whose value rose.
        decreased: Share that fell, of all pairs, with Wilson's interval.
        unchanged: Share that stayed.
        increased: Share that rose.
        level: Confidence level of each interval.
        n: Pairs.
    """

    n_decreased: int
    n_unchanged: int
    n_increased: int
    decreased: Proportion
    unchanged: Proportion
    increased: Proportion
    level: float
    n: int


def directions(before: VectorLike, after: VectorLike, *, level: float = 0.95) -> Directions:
    """Count the persons whose value fell, stayed and rose, however little.

    Whether a fall is an improvement is the scale's matter, not this function's. Values equal but
    for rounding (1e-12 of the largest) are the same. The three intervals are each their own, not
    simultaneous.

    Args:
        before: First measurement, shape (persons,).
        after: Second measurement, same persons in the same order.
        level: Confidence level, in (0, 1).

    Returns:
        Counts, and shares with Wilson's intervals.

    Raises:
        NotEstimable: No pairs (E141), unequal lengths (E147), missing or infinite values (E145), a
            level outside (0, 1) (E148).

    References:
        Wilson (1927), J. Amer. Stat. Assoc. 22, 209-212.

    Example:
        >>> found = directions([20, 20, 20], [12, 20, 19])
        >>> found.n_decreased, found.n_unchanged, found.n_increased
        (2, 1, 0)
    """
    level = probability(level, "level")
    first, second = pair(before, after)
    at_least(first.size, 1)
    noise = rounding_noise(first, second)
    fell, rose = (int((high / 2 - low / 2 > noise / 2).sum()) for low, high in ((second, first), (first, second)))
    stayed = first.size - fell - rose
    shares = [wilson(count, first.size, level=level) for count in (fell, stayed, rose)]
    return Directions(
        n_decreased=fell,
        n_unchanged=stayed,
        n_increased=rose,
        decreased=shares[0],
        unchanged=shares[1],
        increased=shares[2],
        level=level,
        n=first.size,
    )


def rounding_noise(first: Vector, second: Vector) -> float:
    """Return what counts as no difference: 1e-12 of the largest absolute value."""
    return ROUNDING * max(float(np.abs(first).max()), float(np.abs(second).max()))
