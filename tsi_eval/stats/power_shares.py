"""How small a difference between two shares can be seen, and how many persons it takes."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from scipy.special import ndtr, ndtri

from tsi_eval.stats.inputs import at_least, choice, count, not_estimable, probability, yes_or_no
from tsi_eval.stats.power_search import check_levels, smallest_n
from tsi_eval.stats.roots import bisect

Formula = Literal["arcsine", "normal"]
FORMULAS = ("arcsine", "normal")


def two_proportion_n(
    p1: float, p2: float, *, formula: Formula = "normal", power: float = 0.8, level: float = 0.95
) -> int:
    """Return the persons that each of two groups needs to show that their shares differ.

    The groups are equally large.

    "normal" is the uncorrected formula with the pooled variance under no difference, the far tail
    left out: R's power.prop.test. "arcsine" is Cohen's h = 2 asin √p1 - 2 asin √p2, both tails: R's
    pwr.2p.test. Both rounded up.

    Args:
        p1: First share, in (0, 1).
        p2: Second share, in (0, 1), not the first.
        formula: "normal" or "arcsine".
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        Persons in each group.

    Raises:
        NotEstimable: An unknown formula (E138), equal shares (E140), a share, level or power
            outside its limits (E148), more than 10 million needed (E255).

    References:
        Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, eq. 4.14; Cohen
            (1988), ch. 6.

    Example:
        >>> two_proportion_n(0.45, 0.60), two_proportion_n(0.45, 0.60, formula="arcsine")
        (173, 173)
    """
    power = probability(power, "power")
    level = probability(level, "level")
    reached = _share_power(formula)
    check_levels(power, level)
    p1, p2 = probability(p1, "p1"), probability(p2, "p2")
    if p1 == p2:
        raise not_estimable("E140")
    return smallest_n(lambda n: reached(n, p1, p2, level), 1, power)


def detectable_share_difference(
    p1: float,
    n: int,
    *,
    formula: Formula = "normal",
    increase: bool = True,
    power: float = 0.8,
    level: float = 0.95,
) -> float:
    """Return the difference from share `p1` that two groups of `n` would show.

    This is the inverse of `two_proportion_n`.

    Args:
        p1: First share, in (0, 1).
        n: Persons in each group, at least 1.
        formula: "normal" or "arcsine", as in `two_proportion_n`.
        increase: Whether the second share is the larger.
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        Second share minus the first; below 0 when not `increase`.

    Raises:
        NotEstimable: No persons (E141), not whole (E149), an unknown formula (E138), a share, level
            or power outside its limits (E148), no share however far away that would be seen (E255).

    References:
        Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, eq. 4.14; Cohen
            (1988), ch. 6.

    Example:
        >>> round(detectable_share_difference(0.45, 173), 3)
        0.15
    """
    power = probability(power, "power")
    level = probability(level, "level")
    increase = yes_or_no(increase)
    reached = _share_power(formula)
    check_levels(power, level)
    n, p1 = count(n, "n"), probability(p1, "p1")
    at_least(n, 1)
    room = 1 - p1 if increase else p1
    sign = 1 if increase else -1

    def shortfall(distance: float) -> float:
        return power - reached(n, p1, min(max(p1 + sign * distance, 0.0), 1.0), level)

    if shortfall(room) > 0:
        raise not_estimable("E255")
    return sign * bisect(shortfall, 0.0, room)


def _share_power(formula: Formula) -> Callable[[int, float, float, float], float]:
    choice(formula, FORMULAS)
    return _power_normal if formula == "normal" else _power_arcsine


def _power_normal(n: int, p1: float, p2: float, level: float) -> float:
    apart, total = abs(p1 - p2), p1 + p2
    pooled = math.sqrt(total * (1 - total / 2))
    z = float(ndtri(0.5 + level / 2))
    return float(ndtr((math.sqrt(n) * apart - z * pooled) / math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))))


def _power_arcsine(n: int, p1: float, p2: float, level: float) -> float:
    away = abs(2 * math.asin(math.sqrt(p1)) - 2 * math.asin(math.sqrt(p2))) * math.sqrt(n / 2)
    z = float(ndtri(0.5 + level / 2))
    return float(ndtr(away - z) + ndtr(-away - z))
