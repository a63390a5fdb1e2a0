"""An attacker's tool: the sizes that agree with everything that is shown, in whole numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

MORE_THAN_ANY = 10_000


def smallest_and_largest(
    goal: npt.ArrayLike, sums: LinearConstraint, low: Any = 0, high: Any = None
) -> tuple[int, int]:
    """Return the smallest and largest value of a weighted sum of unknown whole numbers.

    Args:
        goal: The weight of each unknown.
        sums: What is known of sums of the unknowns.
        low: The smallest that each unknown can be.
        high: The largest that each can be; None when only the sums bound them.
    """
    weights = np.asarray(goal, dtype=float)
    bounds = Bounds(low, MORE_THAN_ANY if high is None else high)
    ends = []
    for sign in (1, -1):
        solved = milp(sign * weights, constraints=sums, integrality=np.ones(len(weights)), bounds=bounds)
        assert solved.status == 0, "what is shown contradicts itself"
        ends.append(sign * round(solved.fun))
    return ends[0], ends[1]
