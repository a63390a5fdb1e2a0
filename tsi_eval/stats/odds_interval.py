"""Exact intervals of a binomial's odds."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from scipy.special import betainc, betaincinv

from tsi_eval.stats.inputs import choice, probability
from tsi_eval.stats.roots import bisect

OddsMethod = Literal["exact", "midp"]
METHODS = ("exact", "midp")


def odds_interval(successes: int, failures: int, *, level: float, method: OddsMethod) -> tuple[float, float]:
    """Return the exact interval of a binomial's odds, p / (1 - p), when there is a failure.

    Without successes the lower bound is 0.

    Raises:
        NotEstimable: An unknown method (E138), a level outside (0, 1) (E148).
    """
    choice(method, METHODS)
    tail = (1 - probability(level, "level")) / 2
    odds_above = _odds_above if method == "exact" else _midp_odds_above
    low = 1 / odds_above(failures, successes, tail) if successes else 0.0
    return low, odds_above(successes, failures, tail)


def _odds_above(successes: int, failures: int, tail: float) -> float:
    """Return the odds at which `successes` or fewer have probability `tail`."""
    fail = float(betaincinv(failures, successes + 1, tail))
    return (1 - fail) / fail


def _midp_odds_above(successes: int, failures: int, tail: float) -> float:
    """Return the odds at which so few successes have probability `tail`, by mid-p.

    So few are fewer than `successes`, and half the time exactly as many.
    """
    if successes == 0:
        # No successes have probability fail**failures, and half of it is the tail.
        fail = math.pow(2 * tail, 1 / failures)
        return (1 - fail) / fail

    def surplus(log_odds: float) -> float:
        fail = 1 / (1 + math.exp(log_odds))
        fewer, at_most = (float(betainc(failures + more, successes + 1 - more, fail)) for more in (1, 0))
        return (fewer + at_most) / 2 - tail

    return math.exp(_crossing(surplus, math.log(_odds_above(successes, failures, tail))))


def _crossing(function: Callable[[float], float], most: float) -> float:
    """Return where a decreasing function of the log odds crosses zero, somewhere below `most`."""
    least = most - 1.0
    while function(least) <= 0:
        least -= 1.0
    return bisect(function, least, most)
