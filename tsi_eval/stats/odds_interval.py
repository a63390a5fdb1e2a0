"""Exact intervals of a binomial's odds."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

from scipy.special import betainc, betaincinv

from tsi_eval.stats.inputs import not_estimable, probability
from tsi_eval.stats.roots import bisect

OddsMethod = Literal["exact", "midp"]
METHODS = ("exact", "midp")


def odds_interval(successes: int, failures: int, *, level: float, method: OddsMethod) -> tuple[float, float]:
    """Return the exact interval of a binomial's odds, p / (1 - p), when both counts are at least 1 (E138, E148)."""
    if method not in METHODS:
        raise not_estimable("E138", name=str(method), known=", ".join(METHODS))
    tail = (1 - probability(level, "level")) / 2
    if method == "exact":
        return 1 / _odds_above(failures, successes, tail), _odds_above(successes, failures, tail)
    return 1 / _midp_odds_above(failures, successes, tail), _midp_odds_above(successes, failures, tail)


def _odds_above(successes: int, failures: int, tail: float) -> float:
    """Return the odds at which `successes` or fewer have probability `tail`."""
    fail = float(betaincinv(failures, successes + 1, tail))
    return (1 - fail) / fail


def _midp_odds_above(successes: int, failures: int, tail: float) -> float:
    """Return the odds at which fewer than `successes`, and half the time exactly as many, have probability `tail`."""

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
