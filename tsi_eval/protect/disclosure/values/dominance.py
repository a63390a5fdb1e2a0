"""Sums that one or two persons make almost alone: they would say such a person's value, roughly.

1. A sum is dominated when one person has over half of it, or two over nine tenths. What counts is
   how far above the smallest possible value each lies (without a declared one, how far from 0). Of
   a change it is how far each moved.
2. It is no news where the end of the scale says as much. Of values from 0 to 40 that sum to 44 the
   largest is 40 at most, with or without the sum.

Worked example. Ten children's days: 62, 20, 18, 15, 12, 10, 8, 6, 5 and 4 sum to 160, and nobody
has over half of it: the mean is shown, 16.0. With 120 for the 62 they sum to 218. The 120 is over
half, and the mean of 21.8 days is hidden; with a declared maximum of 200 days it is shown, since
200 says more of the largest than 218 does.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
HALF, NINE_TENTHS = 0.5, 0.9
# Of fewer, a sum is hidden whoever has it.
FEWEST = 2


def is_dominated(parts: Vector, largest: float | None) -> bool:
    """Tell whether one or two persons make a sum almost alone.

    Args:
        parts: What each person has of it, 0 or more.
        largest: The most that one person can have, or None.
    """
    total, most = float(parts.sum()), np.inf if largest is None else largest
    if total <= 0 or len(parts) < FEWEST:
        return False
    second, first = np.sort(parts)[-2:].tolist()
    one = first > HALF * total and most > total
    # Who has the second largest part takes it from the sum.
    two = first + second > NINE_TENTHS * total and most > total - second
    return bool(one or two)
