"""Which scales are coarse, and values as steps on them.

Worked example. An item from 0 to 2 in whole steps has three values, and is coarse. A total from 0
to 40 has 41, and is not. Where an end is not declared, the values that occur count: 3, 4 and 7 in
whole steps are a scale of five values, from 3 to 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tsi_eval.findings.measured import Measured

MOST_VALUES = 11
# A value may miss its place on the scale by so much of a step.
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A scale of few values.

    Attributes:
        minimum: Its smallest value.
        step: From one value to the next.
        size: How many values it has.
    """

    minimum: float
    step: float
    size: int

    def place(self, value: float) -> int:
        """Return how many steps a value lies above the smallest."""
        return round((value - self.minimum) / self.step)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies on the scale."""
        steps = (value - self.minimum) / self.step
        return abs(steps - round(steps)) <= ROUNDING and 0 <= round(steps) < self.size


def coarse_scale(measured: Iterable[Measured]) -> Scale | None:
    """Return the scale of an outcome, or None when it has more than `MOST_VALUES` values.

    A declared scale that the values contradict is taken by the values that occur.

    Args:
        measured: The outcome's values, an item an occasion; some value must be there.
    """
    items = tuple(measured)
    values = [value for item in items for value in item.values.values()]
    declared = _from_to(items[0].minimum, items[0].maximum, items[0].step)
    scale = declared or _from_to(min(values), max(values), items[0].step)
    if scale is None or not all(scale.holds(value) for value in values):
        scale = _by_distinct(values)
    return scale if scale is not None and scale.size <= MOST_VALUES else None


def _from_to(minimum: float | None, maximum: float | None, step: float) -> Scale | None:
    if minimum is None or maximum is None:
        return None
    return Scale(minimum=minimum, step=step, size=round((maximum - minimum) / step) + 1)


def _by_distinct(values: Iterable[float]) -> Scale | None:
    """Return the scale of values that lie on no declared one: by their smallest distance."""
    distinct = sorted(set(values))
    gaps = [after - before for before, after in pairwise(distinct)]
    scale = _from_to(distinct[0], distinct[-1], min(gaps, default=1.0))
    return scale if scale is not None and all(scale.holds(value) for value in distinct) else None
