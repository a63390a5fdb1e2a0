"""Sums so near an end of the scale that fewer than five can stand elsewhere than at that end.

A share near 0 or 100 % of a group under 20 is a band. The mean of the same persons on a scale would
say what the band does not: who is one of them knows that all the others, or all but a few, stand at
the end.

Whoever stands elsewhere lies at least one step from the end. So a sum of fewer than five steps is
made by fewer than five persons. It is secret, whichever number says it.

Worked example. Twelve children on a scale from 0 to 40 in whole steps: nine have 0 and three have
1. Their sum is 3, so that at least nine have 0, and the mean of 0.25 is hidden. Twelve whose sum is
5 may be seven at 0 and five at 1: their mean of 0.42 is shown. So it is from the top: twelve whose
mean is 39.75 miss 40 by 3 steps together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
FEW = 5
# Computed steps may miss a whole one by so much.
ROUNDING = 1e-6


def is_near_an_end(values: Vector, least: float | None, most: float | None, step: float) -> bool:
    """Tell whether fewer than five persons can stand elsewhere than at one end, by their sum.

    Args:
        values: One a person.
        least: Smallest possible value, or None.
        most: Largest possible value, or None.
        step: Smallest step of the scale.
    """
    above = None if least is None else float((values - least).sum())
    below = None if most is None else float((most - values).sum())
    return any(steps is not None and steps / step < FEW - ROUNDING for steps in (above, below))
