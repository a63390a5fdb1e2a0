"""How many decimals of a mean are safe: n and a published mean must not give back the exact sum.

A mean with d decimals leaves n / (step · 10^d) sums open. The most decimals are chosen that still
leave enough of them: `SUMS_LEFT`, or `SUMS_LEFT_COARSE` below `COARSE_BELOW` persons.

Worked example. Twelve persons answered on a scale of whole points, and their mean is 7.4167.
Whoever knows n = 12 multiplies: 12 × 7.4167 = 89, the exact sum. Shown as 7.4 the sum lies between
12 × 7.35 = 88.2 and 12 × 7.45 = 89.4, and only 89 is a whole number there: one decimal gives it
away. Shown as 7 it lies between 78 and 90, and thirteen sums fit. So twelve persons get no
decimal.
"""

from __future__ import annotations

import math

# At least this many sums are consistent with a published mean. An attacker who tries every sum and
# sum of squares against all numbers of a question is left with one sum in most small pilots if p
# and the standard error stand beside (tests/protect/disclosure/test_attacks_on_sums.py).
SUMS_LEFT = 15
# Below this many persons there are no p, no standard error beside the interval, and one decimal of
# an effect size: then fewer sums do.
COARSE_BELOW = 400
SUMS_LEFT_COARSE = 4
MOST_DECIMALS = 4


def safe_decimals(n: int, step: float) -> int:
    """Return the most decimals at which a published mean leaves enough sums open.

    The result is negative where even the whole number would say too much: a mean is then shown in
    tens.

    Args:
        n: How many values.
        step: Smallest step of the scale.

    Example:
        >>> safe_decimals(12, 1.0), safe_decimals(40, 1.0), safe_decimals(5786, 1.0)
        (0, 1, 2)
    """
    sums_left = SUMS_LEFT_COARSE if n < COARSE_BELOW else SUMS_LEFT
    return min(MOST_DECIMALS, math.floor(math.log10(n / (sums_left * step)) + 1e-9))


def near(value: float | None, decimals: int) -> float | None:
    """Return a number with so many decimals, to the nearest."""
    return None if value is None else round(value, decimals)


def upwards(value: float, decimals: int) -> float:
    """Return a number with so many decimals, never smaller than it was."""
    factor = 10.0**decimals
    return math.ceil(value * factor - 1e-9) / factor
