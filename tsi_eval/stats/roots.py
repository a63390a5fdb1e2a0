"""Where a monotone function crosses zero."""

from __future__ import annotations

from collections.abc import Callable


def bisect(function: Callable[[float], float], low: float, high: float) -> float:
    """Return the crossing of a decreasing function between `low` and `high`, to the last bits.

    Plain halving: no start value to get wrong, and the same answer on every machine. About 60
    calls, and up to about 1,100 when the crossing is at 0.
    """
    middle = low + (high - low) / 2
    while low < middle < high:
        if function(middle) > 0:
            low = middle
        else:
            high = middle
        middle = low + (high - low) / 2
    return middle
