"""Shares of a count."""

from __future__ import annotations

import math

from scipy.special import ndtri

from tsi_eval.stats.inputs import not_estimable, probability, whole
from tsi_eval.stats.result import result


@result
class Proportion:
    """A share and its interval.

    Attributes:
        estimate: Successes over trials, in [0, 1].
        ci_low: Lower bound, in [0, 1].
        ci_high: Upper bound, in [0, 1].
        level: Confidence level.
        n: Trials.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n: int


def wilson(successes: int, n: int, *, level: float = 0.95) -> Proportion:
    """Estimate a share with Wilson's score interval, without continuity correction.

    Args:
        successes: How many of `n`; a whole number from 0 to `n`.
        n: Trials, at least 1.
        level: Confidence level, in (0, 1).

    Returns:
        The share; the bound is exactly 0 when `successes` is 0 and exactly 1 when it is `n`.

    Raises:
        NotEstimable: When `n` is 0 (E141), `successes` is not a whole number in 0..n (E149), or the
            level is not in (0, 1) (E148).

    References:
        Wilson (1927), J. Amer. Stat. Assoc. 22, 209-212.

    Example:
        >>> share = wilson(42, 310)
        >>> round(share.ci_low, 4), round(share.ci_high, 4)
        (0.1018, 0.1781)
    """
    level = probability(level, "level")
    k, total = whole(successes, "successes"), whole(n, "n")
    if total == 0:
        raise not_estimable("E141")
    if not 0 <= k <= total:
        raise not_estimable("E149", name="successes")
    z = float(ndtri(0.5 + level / 2))
    p, zz = k / total, z * z
    centre = (p + zz / (2 * total)) / (1 + zz / total)
    half = z * math.sqrt(p * (1 - p) / total + zz / (4 * total * total)) / (1 + zz / total)
    return Proportion(
        estimate=p,
        ci_low=0.0 if k == 0 else centre - half,
        ci_high=1.0 if k == total else centre + half,
        level=level,
        n=total,
    )


@result
class ShareDifference:
    """The difference between two independent shares and its interval.

    Attributes:
        estimate: Second share minus the first, in [-1, 1].
        ci_low: Lower bound, in [-1, 1].
        ci_high: Upper bound, in [-1, 1].
        level: Confidence level.
        n_1: Trials of the first share.
        n_2: Trials of the second.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n_1: int
    n_2: int


def newcombe_difference(
    successes_1: int, n_1: int, successes_2: int, n_2: int, *, level: float = 0.95
) -> ShareDifference:
    """Estimate the difference between two independent shares, second minus first.

    The interval is Newcombe's hybrid score interval.

    Each bound lies as far from the estimate as the two shares' own Wilson bounds lie from theirs,
    added as squares. For persons measured twice the shares are not independent and this is not the
    interval.

    Args:
        successes_1: How many of `n_1`; a whole number from 0 to `n_1`.
        n_1: Trials of the first share, at least 1.
        successes_2: How many of `n_2`; a whole number from 0 to `n_2`.
        n_2: Trials of the second share, at least 1.
        level: Confidence level, in (0, 1).

    Returns:
        The difference; bounds never leave [-1, 1].

    Raises:
        NotEstimable: When `n_1` or `n_2` is 0 (E141), successes are not whole numbers in 0..n
            (E149), or the level is not in (0, 1) (E148).

    References:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10 (without continuity
            correction).

    Example:
        >>> found = newcombe_difference(48, 80, 56, 70)
        >>> round(found.estimate, 2), round(found.ci_low, 4), round(found.ci_high, 4)
        (0.2, 0.0524, 0.3339)
    """
    level = probability(level, "level")
    first, second = wilson(successes_1, n_1, level=level), wilson(successes_2, n_2, level=level)
    estimate = second.estimate - first.estimate
    below = math.hypot(second.estimate - second.ci_low, first.ci_high - first.estimate)
    above = math.hypot(second.ci_high - second.estimate, first.estimate - first.ci_low)
    return ShareDifference(
        estimate=estimate,
        ci_low=max(estimate - below, -1.0),
        ci_high=min(estimate + above, 1.0),
        level=level,
        n_1=first.n,
        n_2=second.n,
    )
