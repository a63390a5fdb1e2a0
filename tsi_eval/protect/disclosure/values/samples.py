"""Whose values a shown number says the spread of: groups at one occasion, or their changes.

Worked example. A mean at T0 of twelve children says the spread of their values at T0; their change
from T0 to T1 says that of their changes. Their d_av rests on both occasions and on the change, and
says all three. The share who moved lower says none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.coarse.levels import Kind, kind_of
from tsi_eval.protect.disclosure.values.coarse.scales import coarse_scale

Vector = npt.NDArray[np.float64]
Persons = frozenset[str]
# (Outcome, occasion) → everybody's values.
Columns = Mapping[tuple[str, str], Measured]
Ends = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A group's values of an outcome, or their changes.

    Attributes:
        outcome: What it is a number of, as in `Estimate.subject`.
        occasions: One occasion, or two where it is the change between them.
        members: The group; who was not measured then has no value.
    """

    outcome: str
    occasions: tuple[str, ...]
    members: Persons = field(repr=False)

    def values(self, columns: Columns) -> Vector:
        """Return the values, or the changes, shape (persons measured then,)."""
        of_all = [columns[self.outcome, at].values for at in self.occasions]
        there = sorted(self.members.intersection(*(values.keys() for values in of_all)))
        table = np.array([[values[person] for person in there] for values in of_all], dtype=np.float64)
        found: Vector = table[0] if len(of_all) == 1 else table[-1] - table[0]
        return found

    def ends(self, columns: Columns) -> Ends:
        """Return the smallest and the largest possible of these values, each None where unknown."""
        column = columns[self.outcome, self.occasions[0]]
        if len(self.occasions) == 1:
            return column.minimum, column.maximum
        if column.minimum is None or column.maximum is None:
            return None, None
        return column.minimum - column.maximum, column.maximum - column.minimum


def columns_of(measured: Sequence[Measured]) -> Columns:
    """Return everybody's values by outcome and occasion."""
    return {(item.outcome, item.occasion): item for item in measured}


def coarse_outcomes(measured: Sequence[Measured]) -> frozenset[str]:
    """Return the outcomes of few values: of these `coarse` guards every single value."""
    by_outcome: dict[str, list[Measured]] = {}
    for item in measured:
        if item.values:
            by_outcome.setdefault(item.outcome, []).append(item)
    return frozenset(outcome for outcome, items in by_outcome.items() if coarse_scale(items) is not None)


def samples_of(
    released: Sequence[ReleasedEstimate], exact: Sequence[Estimate], columns: Columns
) -> list[tuple[Sample, ...]]:
    """Return of every number the samples whose spread it says; none of a hidden one.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
        columns: Everybody's values.
    """
    return [
        tuple(_said(estimate, columns)) if item.status == SHOWN and kind_of(estimate) not in _SAY_NOTHING else ()
        for item, estimate in zip(released, exact, strict=True)
    ]


_SAY_NOTHING = frozenset({Kind.DECLARED, Kind.PART})
_OF_MEANS = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE})


def _said(estimate: Estimate, columns: Columns) -> Iterator[Sample]:
    ends = tuple(estimate.period.split(" > "))
    # Ranks and parts say no spread of values.
    if estimate.quantity.record.guard.of_counts or not all((estimate.subject, at) in columns for at in ends):
        return
    asked = [ends] if estimate.quantity.record.guard in _OF_MEANS else [*((at,) for at in ends), ends]
    for members in dict.fromkeys(cell.members for cell in estimate.basis if cell.members):
        for occasions in dict.fromkeys(asked):
            yield Sample(outcome=estimate.subject, occasions=occasions, members=members)
