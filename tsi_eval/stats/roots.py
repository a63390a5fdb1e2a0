"""Where a monotone function crosses zero."""

from __future__ import annotations

from collections.abc import Callable


def bisect(function: Callable[[float], float], low: float, high: float) -> float:
    """Return the crossing of a decreasing function between `low` and `high`, to the last bits.

    Plain halving: about 60 calls, no start value to get wrong, and the same answer on every machine.
    """
    while True:
        middle = low + (high - low) / 2
        if middle in (low, high):
            return middle
        if function(middle) > 0:
            low = middle
        else:
            high = middle
