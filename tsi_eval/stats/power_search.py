"""The search for the smallest number of persons, and what all power functions refuse."""

from __future__ import annotations

from collections.abc import Callable

from tsi_eval.stats.inputs import not_estimable, probability

MOST = 10_000_000
ROUNDING = 1e-9


def smallest_n(reached: Callable[[int], float], least: int, power: float) -> int:
    """Return the smallest n from `least` on with at least this power.

    The power grows with n. More than 10 million is refused (E255).
    """
    low, high = least - 1, least
    while reached(high) < power - ROUNDING:
        if high >= MOST:
            raise not_estimable("E255")
        low, high = high, min(2 * high, MOST)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reached(middle) < power - ROUNDING else (low, middle)
    return high


def check_levels(power: float, level: float) -> None:
    """Refuse a power or level outside (0, 1), and a power not above 1 - level (E148)."""
    if not probability(power, "power") > 1 - probability(level, "level"):
        raise not_estimable("E148", name="power")
