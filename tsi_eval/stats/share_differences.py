"""The difference of two independent shares, by each of the intervals that are in use."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Literal

import numpy as np
from scipy.special import ndtri

from tsi_eval.stats.exact_difference import exact_ends
from tsi_eval.stats.inputs import choice, probability
from tsi_eval.stats.proportion import newcombe_difference
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect
from tsi_eval.stats.score_difference import score
from tsi_eval.stats.shares import Ends, four_counts, wilson_corrected

DifferenceMethod = Literal["wald", "newcombe", "newcombe_corrected", "agresti_caffo", "miettinen_nurminen", "exact"]


@result
class DifferenceOfShares:
    """The difference of two independent shares, second minus first.

    Attributes:
        estimate: The difference, in [-1, 1].
        ci_low: Lower bound, in [-1, 1].
        ci_high: Upper bound, in [-1, 1].
        level: Confidence level.
        n_1: Trials of the first share.
        n_2: Trials of the second share.
        method: Which interval it is.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n_1: int
    n_2: int
    method: DifferenceMethod


def share_difference(
    successes_1: int,
    n_1: int,
    successes_2: int,
    n_2: int,
    *,
    method: DifferenceMethod = "newcombe",
    level: float = 0.95,
) -> DifferenceOfShares:
    """Estimate the difference of two independent shares, second minus first.

    The estimate is the difference of the two observed shares, whatever the interval. "exact" is
    unconditional and by the score: all shares are left out under which a score as far out has a
    probability below the tail's, whatever the nuisance. It never covers too seldom, and takes time
    that grows with n_1 times n_2.

    Args:
        successes_1: How many of `n_1`; a whole number from 0 to `n_1`.
        n_1: Trials of the first share, at least 1.
        successes_2: How many of `n_2`; a whole number from 0 to `n_2`.
        n_2: Trials of the second share, at least 1.
        method: "wald", "newcombe", "newcombe_corrected" (for continuity), "agresti_caffo",
            "miettinen_nurminen" or "exact".
        level: Confidence level, in (0, 1).

    Returns:
        The difference; its bounds are cut at -1 and 1.

    Raises:
        NotEstimable: A group is empty (E141), counts are not whole numbers in 0..n (E149), an
            unknown method (E138), a level outside (0, 1) (E148), groups too large for the exact
            interval (E312).

    References:
        Newcombe (1998), Statistics in Medicine 17, 873-890; Agresti & Caffo (2000), The American
            Statistician 54, 280-288; Miettinen & Nurminen (1985), Statistics in Medicine 4,
            213-226; Chan & Zhang (1999), Biometrics 55, 1202-1209.

    Example:
        >>> found = share_difference(48, 80, 56, 70, method="miettinen_nurminen")
        >>> round(found.ci_low, 4), round(found.ci_high, 4)
        (0.0528, 0.3382)
    """
    choice(method, tuple(_ENDS))
    level = probability(level, "level")
    k_1, total_1, k_2, total_2 = four_counts(successes_1, n_1, successes_2, n_2)
    low, high = _ENDS[method](k_1, total_1, k_2, total_2, level)
    return DifferenceOfShares(
        estimate=k_2 / total_2 - k_1 / total_1,
        ci_low=max(low, -1.0),
        ci_high=min(high, 1.0),
        level=level,
        n_1=total_1,
        n_2=total_2,
        method=method,
    )


def _wald(k_1: int, n_1: int, k_2: int, n_2: int, level: float) -> Ends:
    return _normal(k_1 / n_1, n_1, k_2 / n_2, n_2, level)


def _agresti_caffo(k_1: int, n_1: int, k_2: int, n_2: int, level: float) -> Ends:
    return _normal((k_1 + 1) / (n_1 + 2), n_1 + 2, (k_2 + 1) / (n_2 + 2), n_2 + 2, level)


def _normal(p_1: float, n_1: int, p_2: float, n_2: int, level: float) -> Ends:
    half = float(ndtri(0.5 + level / 2)) * math.sqrt(p_1 * (1 - p_1) / n_1 + p_2 * (1 - p_2) / n_2)
    return p_2 - p_1 - half, p_2 - p_1 + half


def _newcombe(k_1: int, n_1: int, k_2: int, n_2: int, level: float) -> Ends:
    found = newcombe_difference(k_1, n_1, k_2, n_2, level=level)
    return found.ci_low, found.ci_high


def _newcombe_corrected(k_1: int, n_1: int, k_2: int, n_2: int, level: float) -> Ends:
    p_1, p_2 = k_1 / n_1, k_2 / n_2
    (low_1, high_1), (low_2, high_2) = wilson_corrected(k_1, n_1, level), wilson_corrected(k_2, n_2, level)
    below, above = math.hypot(p_2 - low_2, high_1 - p_1), math.hypot(high_2 - p_2, p_1 - low_1)
    return p_2 - p_1 - below, p_2 - p_1 + above


def _miettinen_nurminen(k_1: int, n_1: int, k_2: int, n_2: int, level: float) -> Ends:
    """Return the differences at which the score, with its variance enlarged, is the normal's."""
    z, estimate = float(ndtri(0.5 + level / 2)), k_2 / n_2 - k_1 / n_1
    larger = math.sqrt((n_1 + n_2 - 1) / (n_1 + n_2))

    def at(difference: float) -> float:
        return float(score(np.array(k_1), n_1, np.array(k_2), n_2, difference)) * larger

    # The score falls as the difference that is tried rises.
    low = bisect(lambda difference: at(difference) - z, -1.0, estimate) if estimate > -1 else -1.0
    high = bisect(lambda difference: at(difference) + z, estimate, 1.0) if estimate < 1 else 1.0
    return low, high


_ENDS: Mapping[str, Callable[[int, int, int, int, float], Ends]] = {
    "wald": _wald,
    "newcombe": _newcombe,
    "newcombe_corrected": _newcombe_corrected,
    "agresti_caffo": _agresti_caffo,
    "miettinen_nurminen": _miettinen_nurminen,
    "exact": exact_ends,
}
