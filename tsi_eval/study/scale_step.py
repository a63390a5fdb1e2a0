"""The smallest step of an outcome's values: as declared, or as the values themselves have it.

How many decimals of a mean are safe follows from the step. A declared step that is finer than the
values' own would give too many: of whole numbers the sum would follow from the mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tsi_eval.study.tables import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tsi_eval.study.study import Study

# Of a declared step: what two values differ by less is rounding, as in a third with six decimals.
TOLERANCE = 1e-3


def step_of(study: Study, outcome: str) -> float:
    """Return the step that the decimals of an outcome's means are chosen by.

    All its values are looked at, on every occasion, so that its level and its change get the same.

    Args:
        study: The study.
        outcome: The outcome's id.
    """
    rows = study.table(MEASURES.name)
    values = rows.loc[rows["outcome"] == outcome, "value"].dropna()
    return effective_step(study.outcomes[outcome].step, values)


def effective_step(declared: float, values: Iterable[float]) -> float:
    """Return the larger of a declared step and the step that all values share.

    Values that are all the same have no step of their own.

    Example:
        >>> effective_step(0.1, [3.0, 7.0, 12.0])
        1.0
        >>> effective_step(1.0, [0.5, 1.0, 2.0])
        1.0
    """
    found = np.unique(np.fromiter(values, dtype=np.float64))
    found = found[np.isfinite(found)]
    shared = 0.0
    for difference in np.diff(found).tolist():
        shared = _shared(shared, difference, declared * TOLERANCE)
    return declared if shared <= declared * (1 + TOLERANCE) else shared


def _shared(one: float, other: float, tolerance: float) -> float:
    """Return the largest number that two numbers are multiples of, but for a tolerance."""
    while other > tolerance:
        one, other = other, abs(one - round(one / other) * other)
    return one
