"""One share, by each of the intervals that are in use."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Literal

from scipy.special import bdtr, betaincinv, ndtri

from tsi_eval.stats.inputs import at_least, choice, count, not_estimable, probability, whole
from tsi_eval.stats.proportion import wilson
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect

ShareMethod = Literal[
    "wald", "wald_corrected", "wilson", "wilson_corrected", "clopper_pearson", "midp", "jeffreys", "agresti_coull"
]
Ends = tuple[float, float]


@result
class Share:
    """A share and its interval.

    Attributes:
        estimate: Successes over trials, in [0, 1].
        ci_low: Lower bound, in [0, 1].
        ci_high: Upper bound, in [0, 1].
        level: Confidence level.
        n: Trials.
        method: Which interval it is.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    method: ShareMethod


def share(successes: int, n: int, *, method: ShareMethod = "wilson", level: float = 0.95) -> Share:
    """Estimate a share with the interval that is asked for.

    Wilson's is a good choice for nearly all that a pilot counts. Wald's is too short near 0 and 1
    and in small groups. Clopper and Pearson's never covers too seldom, and is wide. Bounds are cut
    at 0 and 1. Jeffreys' interval begins at 0 without successes and ends at 1 without failures.

    Args:
        successes: How many of `n`; a whole number from 0 to `n`.
        n: Trials, at least 1.
        method: "wald", "wald_corrected" (by 1/2n), "wilson", "wilson_corrected" (for continuity),
            "clopper_pearson", "midp", "jeffreys" or "agresti_coull".
        level: Confidence level, in (0, 1).

    Returns:
        The share.

    Raises:
        NotEstimable: `n` is 0 (E141), `successes` is no whole number in 0..n (E149), an unknown
            method (E138), a level outside (0, 1) (E148).

    References:
        Newcombe (1998), Statistics in Medicine 17, 857-872; Brown, Cai & DasGupta (2001),
            Statistical Science 16, 101-133.

    Example:
        >>> found = share(15, 148, method="clopper_pearson")
        >>> round(found.ci_low, 4), round(found.ci_high, 4)
        (0.0578, 0.1617)
    """
    choice(method, tuple(_ENDS))
    level = probability(level, "level")
    total = whole(n, "n")
    at_least(total, 1)
    k = count(successes, "successes", most=total)
    low, high = _ENDS[method](k, total, level)
    return Share(estimate=k / total, ci_low=max(low, 0.0), ci_high=min(high, 1.0), level=level, n=total, method=method)


def wald(k: int, n: int, level: float) -> Ends:
    """Return the ends of Wald's interval, not cut at 0 and 1."""
    p = k / n
    half = _z(level) * math.sqrt(p * (1 - p) / n)
    return p - half, p + half


def _wald_corrected(k: int, n: int, level: float) -> Ends:
    low, high = wald(k, n, level)
    return low - 0.5 / n, high + 0.5 / n


def _wilson(k: int, n: int, level: float) -> Ends:
    found = wilson(k, n, level=level)
    return found.ci_low, found.ci_high


def wilson_corrected(k: int, n: int, level: float) -> Ends:
    """Return the ends of Wilson's interval with a correction for continuity.

    Its lower bound is Newcombe's method 4; the upper is that of the failures.
    """
    return _low_corrected(k, n, level), 1 - _low_corrected(n - k, n, level)


def _low_corrected(k: int, n: int, level: float) -> float:
    if k == 0:
        return 0.0
    z, p = _z(level), k / n
    root = math.sqrt(max(z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1), 0.0))
    return max(0.0, (2 * k + z * z - 1 - z * root) / (2 * (n + z * z)))


def _clopper_pearson(k: int, n: int, level: float) -> Ends:
    return _by_beta(k, n, level, 0.0, 1.0)


def _jeffreys(k: int, n: int, level: float) -> Ends:
    return _by_beta(k, n, level, 0.5, 0.5)


def _by_beta(k: int, n: int, level: float, own: float, other: float) -> Ends:
    """Return the quantiles of two beta distributions; the lower has `own` more successes."""
    tail = (1 - level) / 2
    low = float(betaincinv(k + own, n - k + other, tail)) if k else 0.0
    high = 1 - float(betaincinv(n - k + own, k + other, tail)) if k < n else 1.0
    return low, high


def _midp(k: int, n: int, level: float) -> Ends:
    return _low_midp(k, n, level), 1 - _low_midp(n - k, n, level)


def _low_midp(k: int, n: int, level: float) -> float:
    """Return the share under which so many successes have the tail's probability, by mid-p."""
    if k == 0:
        return 0.0
    tail = (1 - level) / 2

    def missing(p: float) -> float:
        fewer, as_few = float(bdtr(k - 1, n, p)), float(bdtr(k, n, p)) if k < n else 1.0
        return tail - (1 - (fewer + as_few) / 2)

    return bisect(missing, 0.0, k / n)


def _agresti_coull(k: int, n: int, level: float) -> Ends:
    z = _z(level)
    trials = n + z * z
    p = (k + z * z / 2) / trials
    half = z * math.sqrt(p * (1 - p) / trials)
    return p - half, p + half


def _z(level: float) -> float:
    return float(ndtri(0.5 + level / 2))


_ENDS: Mapping[str, Callable[[int, int, float], Ends]] = {
    "wald": wald,
    "wald_corrected": _wald_corrected,
    "wilson": _wilson,
    "wilson_corrected": wilson_corrected,
    "clopper_pearson": _clopper_pearson,
    "midp": _midp,
    "jeffreys": _jeffreys,
    "agresti_coull": _agresti_coull,
}


def four_counts(successes_1: int, n_1: int, successes_2: int, n_2: int) -> tuple[int, int, int, int]:
    """Return the counts of two groups, or refuse them (E141, E149)."""
    total_1, total_2 = whole(n_1, "n_1"), whole(n_2, "n_2")
    if min(total_1, total_2) < 1:
        raise not_estimable("E141")
    return (
        count(successes_1, "successes_1", most=total_1),
        total_1,
        count(successes_2, "successes_2", most=total_2),
        total_2,
    )
