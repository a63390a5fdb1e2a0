"""Risk ratios and odds ratios of two independent groups."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from scipy.special import ndtri
from scipy.stats.contingency import odds_ratio as conditional_odds_ratio

from tsi_eval.stats.inputs import choice, not_estimable, probability
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect
from tsi_eval.stats.shares import Ends, four_counts

RiskMethod = Literal["log", "koopman"]
OddsRatioMethod = Literal["log", "exact"]
# A ratio beyond this is infinite for all that anybody wants to know.
LARGEST_LOG_RATIO = 60.0
# A distance from an expected share that is no more than rounding.
ROUNDING = 1e-12


@result
class RatioOfShares:
    """A ratio of two independent groups, second over first.

    Attributes:
        estimate: The ratio: of the shares, or of their odds.
        se: Standard error of its logarithm, or None where a cell is empty.
        ci_low: Lower bound.
        ci_high: Upper bound; infinite where the first group has no success.
        level: Confidence level.
        n_1: Trials of the first group.
        n_2: Trials of the second group.
        method: Which interval it is.
        se_scale: Of `se`.
    """

    estimate: float
    se: float | None
    ci_low: float
    ci_high: float
    level: float
    n_1: int
    n_2: int
    method: RiskMethod | OddsRatioMethod
    se_scale: Literal["log"] = "log"


def risk_ratio(
    successes_1: int, n_1: int, successes_2: int, n_2: int, *, method: RiskMethod = "koopman", level: float = 0.95
) -> RatioOfShares:
    """Estimate the ratio of two independent shares, second over first.

    Args:
        successes_1: How many of `n_1`; at least 1.
        n_1: Trials of the first share.
        successes_2: How many of `n_2`.
        n_2: Trials of the second share.
        method: "koopman" (by the score) or "log" (Katz), which needs a success in each group.
        level: Confidence level, in (0, 1).

    Returns:
        The ratio.

    Raises:
        NotEstimable: A group is empty (E141), counts are not whole numbers in 0..n (E149), nobody
            in the first group, or under "log" in the second, has a success (E245), an unknown
            method (E138), a level outside (0, 1) (E148).

    References:
        Katz et al. (1978), Biometrics 34, 469-474; Koopman (1984), Biometrics 40, 513-517.

    Example:
        >>> found = risk_ratio(15, 60, 24, 60, method="log")
        >>> round(found.estimate, 2), round(found.ci_low, 3), round(found.ci_high, 3)
        (1.6, 0.935, 2.737)
    """
    choice(method, ("log", "koopman"))
    level = probability(level, "level")
    k_1, total_1, k_2, total_2 = four_counts(successes_1, n_1, successes_2, n_2)
    if k_1 == 0 or (method == "log" and k_2 == 0):
        raise not_estimable("E245", name="successes_1" if k_1 == 0 else "successes_2")
    ratio = (k_2 / total_2) / (k_1 / total_1)
    se = math.sqrt(1 / k_1 - 1 / total_1 + 1 / k_2 - 1 / total_2) if k_2 else None
    z = float(ndtri(0.5 + level / 2))
    low, high = _around(ratio, se, z) if method == "log" else _koopman(k_1, total_1, k_2, total_2, z)
    return RatioOfShares(
        estimate=ratio, se=se, ci_low=low, ci_high=high, level=level, n_1=total_1, n_2=total_2, method=method
    )


def odds_ratio(
    successes_1: int, n_1: int, successes_2: int, n_2: int, *, method: OddsRatioMethod = "exact", level: float = 0.95
) -> RatioOfShares:
    """Estimate the ratio of the odds of two independent groups, second over first.

    The estimate is the sample's own ratio of odds, also beside the exact interval, whose method has
    another one (the conditional one).

    Args:
        successes_1: How many of `n_1`.
        n_1: Trials of the first group.
        successes_2: How many of `n_2`.
        n_2: Trials of the second group.
        method: "exact" (given both margins, as Fisher's test) or "log" (Woolf), which needs a
            success and a failure in each group.
        level: Confidence level, in (0, 1).

    Returns:
        The ratio; 0 or infinite where one cell is empty.

    Raises:
        NotEstimable: A group is empty (E141), counts are not whole numbers in 0..n (E149), cells
            are empty so that there is no ratio, or under "log" any is (E245), an unknown method
            (E138), a level outside (0, 1) (E148).

    References:
        Woolf (1955), Annals of Human Genetics 19, 251-253; Fisher (1962), Australian J. Statistics
            4, 41.

    Example:
        >>> found = odds_ratio(15, 60, 24, 60, method="log")
        >>> round(found.estimate, 2), round(found.ci_low, 3), round(found.ci_high, 3)
        (2.0, 0.917, 4.362)
    """
    choice(method, ("log", "exact"))
    level = probability(level, "level")
    k_1, total_1, k_2, total_2 = four_counts(successes_1, n_1, successes_2, n_2)
    cells = (k_1, total_1 - k_1, k_2, total_2 - k_2)
    up, down = cells[2] * cells[1], cells[0] * cells[3]
    if (up == 0 and down == 0) or (method == "log" and 0 in cells):
        raise not_estimable("E245", name="successes_1, successes_2")
    ratio = up / down if down else math.inf
    se = math.sqrt(sum(1 / cell for cell in cells)) if 0 not in cells else None
    if method == "log":
        low, high = _around(ratio, se, float(ndtri(0.5 + level / 2)))
    else:
        found = conditional_odds_ratio([[cells[2], cells[3]], [cells[0], cells[1]]], kind="conditional")
        low, high = (float(end) for end in found.confidence_interval(level))
    return RatioOfShares(
        estimate=ratio, se=se, ci_low=low, ci_high=high, level=level, n_1=total_1, n_2=total_2, method=method
    )


def _around(ratio: float, se: float | None, z: float) -> Ends:
    half = math.exp(z * (se or 0.0))
    return ratio / half, ratio * half


def _koopman(k_1: int, n_1: int, k_2: int, n_2: int, z: float) -> Ends:
    """Return the ratios at which the score's square is the normal's."""
    ratio = (k_2 / n_2) / (k_1 / n_1)

    def beyond(log_ratio: float) -> float:
        return z * z - _squared_score(k_1, n_1, k_2, n_2, math.exp(log_ratio))

    middle = math.log(ratio) if k_2 else -LARGEST_LOG_RATIO
    low = math.exp(-_edge(lambda up: beyond(-up), -middle)) if k_2 else 0.0
    at = middle if k_2 else _first_inside(beyond)
    return low, math.exp(_edge(beyond, at))


def _first_inside(beyond: Callable[[float], float]) -> float:
    """Return a logarithm that belongs to the interval, when the ratio itself is 0."""
    return next(at for at in range(-int(LARGEST_LOG_RATIO), int(LARGEST_LOG_RATIO)) if beyond(float(at)) > 0)


def _edge(beyond: Callable[[float], float], inside: float) -> float:
    return bisect(beyond, inside, inside + LARGEST_LOG_RATIO)


def _squared_score(k_1: int, n_1: int, k_2: int, n_2: int, ratio: float) -> float:
    """Return the square of the score of a ratio of shares that is tried."""
    total, both = n_1 + n_2, k_1 + k_2
    # The first share of greatest likelihood when the second is `ratio` times as large.
    a = total * ratio
    b = n_2 * ratio + k_2 + n_1 + k_1 * ratio
    root = math.sqrt(max(b * b - 4 * a * both, 0.0))
    p_1 = (b - root) / (2 * a)
    p_2 = min(p_1 * ratio, 1.0)
    return _distance(k_1, n_1, p_2 / ratio) + _distance(k_2, n_2, p_2)


def _distance(k: int, n: int, p: float) -> float:
    """Return the squared distance of a count from its expectation, in its variance."""
    away = k - n * p
    if abs(away) <= n * ROUNDING:
        return 0.0
    return away**2 / (n * p * (1 - p)) if 0 < p < 1 else math.inf
