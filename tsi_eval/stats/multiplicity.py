"""Many tests in one report: p values and intervals that say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from tsi_eval.stats.inputs import Vector, VectorLike, at_least, choice, count, not_estimable, probability, vector

Method = Literal["bonferroni", "holm", "hochberg", "benjamini_hochberg", "benjamini_yekutieli"]


def adjusted(p_values: VectorLike, *, method: Method = "holm") -> Vector:
    """Adjust p values for how many they are.

    "bonferroni" and "holm" bound the probability of any false finding whatever the tests'
    dependence, and holm is never the weaker; "hochberg" needs independent or positively dependent
    tests. "benjamini_hochberg" bounds the expected share of false findings among findings under the
    same condition, "benjamini_yekutieli" always. The default is holm.

    Args:
        p_values: All tests of the family, shape (m,), each in [0, 1]; none may be left out because
            it was large.
        method: Which adjustment.

    Returns:
        Adjusted p values in the given order, shape (m,), in [0, 1].

    Raises:
        NotEstimable: No p values (E141), not finite (E145), outside [0, 1] (E148), an unknown
            method (E138).

    References:
        Dunn (1961), J. Amer. Stat. Assoc. 56, 52-64; Holm (1979), Scand. J. Stat. 6, 65-70;
            Hochberg (1988), Biometrika 75, 800-802; Benjamini & Hochberg (1995), J. R. Stat. Soc. B
            57, 289-300; Benjamini & Yekutieli (2001), Ann. Stat. 29, 1165-1188.

    Example:
        >>> adjusted([0.01, 0.04, 0.03], method="holm").tolist()
        [0.03, 0.06, 0.06]
    """
    choice(method, METHODS)
    p = vector(p_values, "p_values")
    at_least(p.size, 1)
    if p.min() < 0 or p.max() > 1:
        raise not_estimable("E148", name="p_values")
    order = np.argsort(p, kind="stable")
    result = np.empty_like(p)
    result[order] = np.minimum(METHODS[method](p[order]), 1.0)
    return result


def simultaneous_level(level: float, m: int) -> float:
    """Return the level that each of `m` intervals needs for all to cover together (Bonferroni).

    Each has 1 - (1 - level)/m, so that the `m` together cover with at least `level`.

    Args:
        level: The joint confidence level, in (0, 1).
        m: Intervals, a whole number of at least 1.

    Returns:
        The level of each interval, in (0, 1).

    Raises:
        NotEstimable: No intervals (E141), not a whole number (E149), a level outside (0, 1), before
            or after (E148).

    References:
        Dunn (1961), J. Amer. Stat. Assoc. 56, 52-64.

    Example:
        >>> simultaneous_level(0.95, 5)
        0.99
    """
    level = probability(level, "level")
    m = count(m, "m")
    at_least(m, 1)
    return probability(1 - (1 - level) / m, "level")


def _ranks(p: Vector) -> Vector:
    return np.arange(1.0, p.size + 1)


def _running_largest(p: Vector) -> Vector:
    return np.maximum.accumulate(p)


def _running_smallest_from_the_end(p: Vector) -> Vector:
    return np.minimum.accumulate(p[::-1])[::-1]


def _bonferroni(p: Vector) -> Vector:
    return p * p.size


def _holm(p: Vector) -> Vector:
    return _running_largest(p * (p.size + 1 - _ranks(p)))


def _hochberg(p: Vector) -> Vector:
    return _running_smallest_from_the_end(p * (p.size + 1 - _ranks(p)))


def _benjamini_hochberg(p: Vector) -> Vector:
    return _running_smallest_from_the_end(p * (p.size / _ranks(p)))


def _benjamini_yekutieli(p: Vector) -> Vector:
    return _running_smallest_from_the_end(p * (float((1 / _ranks(p)).sum()) * p.size / _ranks(p)))


METHODS: dict[str, Callable[[Vector], Vector]] = {
    "bonferroni": _bonferroni,
    "holm": _holm,
    "hochberg": _hochberg,
    "benjamini_hochberg": _benjamini_hochberg,
    "benjamini_yekutieli": _benjamini_yekutieli,
}
