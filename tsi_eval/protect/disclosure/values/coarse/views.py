"""What a question shows of one outcome at two occasions, or at one.

Worked example. A question shows means at T0 and T1 of the 30 measured both times, their change, and
the mean at T0 of the 12 who left. That is one view, T0 > T1, of two groups.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

import numpy as np

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.values.coarse.levels import Kind
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.coarse.spreads import Gauge, quantile
from tsi_eval.protect.disclosure.values.coarse.tables import Mask, Persons, Table, Whole, table_of

Values = Mapping[str, float]


class At(IntEnum):
    """What is summed: first places, second places, or changes."""

    FIRST = 0
    SECOND = 1
    CHANGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One number of a question about the outcome.

    Attributes:
        item: As it is shown.
        exact: Before rounding.
        kind: What it is to the steps.
        matters: The smallest change of the outcome that matters by its question, or None.
    """

    item: ReleasedEstimate
    exact: Estimate
    kind: Kind
    matters: float | None = None

    @property
    def persons(self) -> Persons:
        """Whom it is a number of."""
        return self.exact.basis[0].members


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The tables behind what is shown of one or two occasions.

    Attributes:
        occasions: The occasions; the second is "" when there is one.
        scale: The scale.
        table: Who had which value when.
    """

    occasions: tuple[str, str]
    scale: Scale
    table: Table = field(repr=False)

    @property
    def between(self) -> str:
        """The period of a change."""
        return " > ".join(self.occasions)

    def at(self, number: Number) -> At | None:
        """Return what a number is about by its period, or None if it is about other occasions."""
        periods = {self.occasions[0]: At.FIRST, self.occasions[1]: At.SECOND, self.between: At.CHANGE}
        return periods.get(number.exact.period) if number.exact.period else None

    def weights(self, at: At, persons: Persons) -> Whole:
        """Return each column's place or change, and 0 outside a group."""
        table = self.table
        there, places = {
            At.FIRST: (table.first >= 0, table.first),
            At.SECOND: (table.second >= 0, table.second),
            At.CHANGE: (table.twice, table.change),
        }[at]
        return np.where(self.inside(persons) & there, places, 0)

    def inside(self, persons: Persons) -> Mask:
        """Tell which columns are of a group."""
        return self.table.within(persons)

    def gauge(self, at: At, persons: Persons, exact: Estimate) -> Gauge:
        """Return how a group's sum becomes a mean and an interval such as a number's."""
        weights, counts, n = self.weights(at, persons), self.table.counts, len(persons)
        plain = Gauge(
            n=n,
            origin=0.0 if at is At.CHANGE else self.scale.minimum,
            step=self.scale.step,
            total=int(weights @ counts),
            squares=int((weights**2) @ counts),
            quantile=quantile(n, exact.level or 0.95),
        )
        arm = arm_of(exact)
        if arm and plain.arm() and not math.isclose(arm, plain.arm(), rel_tol=1e-6):
            return replace(plain, narrower=plain.arm() / arm)
        return plain


def arm_of(exact: Estimate) -> float | None:
    """Return half the width of a number's interval, or None where there is none."""
    if exact.ci_low is None or exact.ci_high is None:
        return None
    return (exact.ci_high - exact.ci_low) / 2


def view_of(
    numbers: Sequence[Number], occasions: tuple[str, str], values: Mapping[str, Values], scale: Scale
) -> View | None:
    """Return the view of two occasions, or None when no group of these numbers was measured then.

    Args:
        numbers: The question's numbers about the outcome.
        occasions: The occasions; the second may be "".
        values: Occasion → person → value.
        scale: The scale.
    """
    first, second = (values.get(at, {}) for at in occasions)
    groups: set[Persons] = set()
    for number in numbers:
        if number.exact.period in {*occasions, " > ".join(occasions)} and number.exact.period:
            groups.update(cells_of(number))
    measured = first.keys() | second.keys()
    known = [group for group in groups if group & measured]
    if not known:
        return None
    return View(occasions=occasions, scale=scale, table=table_of(first, second, known, scale))


def cells_of(number: Number) -> tuple[Persons, ...]:
    """Return the groups whose values a number is a number of, without the parts it counts."""
    cells = number.exact.basis if number.exact.quantity.record.guard in _OF_ALL_CELLS else number.exact.basis[:1]
    return tuple(cell.members for cell in cells)


_OF_ALL_CELLS = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE, Guard.VALUES})
