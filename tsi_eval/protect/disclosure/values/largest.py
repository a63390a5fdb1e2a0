"""Hiding intervals that would say one person's value: the largest of a group, by its spread.

Of n values with the mean m and the standard deviation s none lies further from m than
s (n - 1) / sqrt(n). An interval gives s. Where one value lies far from all the others it lies
almost there, and a reader has it.

1. A group's spread tells when m + s (n - 1) / sqrt(n) is less than 1.1 times its largest value. It
   is no news where the scale ends at that bound or below. Values below 0 are asked likewise, by the
   smallest (`tells_an_extreme`).
2. The spread of what one group has more than another follows from theirs, and is asked too; of the
   two, the smaller group loses its interval.
3. A number whose spread tells loses its interval, standard error and p. What else gives the spread,
   such as d_z, is withheld. The mean stays (`without_telling_spreads`).

Worked example. Ten children's days: 62, 20, 18, 15, 12, 10, 8, 6, 5 and 4. The mean is 16.0 and the
standard deviation 17.1, so that nobody has more than 16.0 + 17.1 * 9 / 3.162 = 64.5 days: the child
with 62 is told, and the interval goes. If the ten have 30, 28, 25, 22, 20, 18, 15, 12, 10 and 8, the
bound is 18.8 + 7.4 * 2.846 = 39.9, and 1.1 * 30 is 33: it stays.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.coarse.levels import Kind, Level, Step, kind_of, shown_at

Vector = npt.NDArray[np.float64]
Persons = frozenset[str]
NEAR = 1.1
FEWEST = 2
WITHOUT = Level(step=Step.NO_INTERVALS)
# An outcome, its occasions (two of a change) and a group.
Sample = tuple[str, tuple[str, ...], Persons]


def tells_an_extreme(values: Vector, least: float | None, most: float | None) -> bool:
    """Tell whether the spread of values, beside their mean, says the largest or the smallest.

    Args:
        values: One a person.
        least: Smallest possible value, or None.
        most: Largest possible value, or None.
    """
    n = len(values)
    if n < FEWEST or values.std() == 0:
        return False
    reach = float(values.std(ddof=1)) * (n - 1) / math.sqrt(n)
    high, low = float(values.mean()) + reach, float(values.mean()) - reach
    says_largest = high < NEAR * values.max() and (most is None or high < most)
    says_smallest = low > NEAR * values.min() and (least is None or low > least)
    return bool(says_largest or says_smallest)


def without_telling_spreads(
    released: Sequence[ReleasedEstimate], exact: Sequence[Estimate], measured: Sequence[Measured]
) -> list[ReleasedEstimate]:
    """Return the numbers without whatever spread would say somebody's value.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
        measured: Everybody's values.
    """
    values = {(item.outcome, item.occasion): item for item in measured}
    shown = [
        item.status == SHOWN and kind_of(estimate) not in _SAY_NOTHING for item, estimate in _both(released, exact)
    ]
    samples = [
        tuple(_samples(estimate, values)) if is_shown else () for estimate, is_shown in zip(exact, shown, strict=True)
    ]
    telling = set(_telling({sample for many in samples for sample in many}, values))
    return [
        shown_at(item, estimate, kind_of(estimate), WITHOUT) if telling.intersection(own) else item
        for (item, estimate), own in zip(_both(released, exact), samples, strict=True)
    ]


_SAY_NOTHING = frozenset({Kind.DECLARED, Kind.PART})
_OF_MEANS = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE})


def _both(
    released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]
) -> Iterator[tuple[ReleasedEstimate, Estimate]]:
    return zip(released, exact, strict=True)


def _samples(estimate: Estimate, values: Mapping[tuple[str, str], Measured]) -> Iterator[Sample]:
    """Yield what a number says the spread of: levels and changes of its groups."""
    ends = tuple(estimate.period.split(" > "))
    if not all((estimate.outcome, at) in values for at in ends):
        return
    asked = [ends] if estimate.quantity.record.guard in _OF_MEANS else [*((at,) for at in ends), ends]
    for cell in estimate.basis:
        for occasions in dict.fromkeys(asked):
            if cell.members:
                yield estimate.outcome, occasions, cell.members


def _telling(samples: set[Sample], values: Mapping[tuple[str, str], Measured]) -> Iterator[Sample]:
    """Yield the samples whose spread must not be known."""
    for sample in samples:
        outcome, occasions, members = sample
        others = [group for name, at, group in samples if (name, at) == (outcome, occasions)]
        # Of two groups the smaller goes: the larger is asked only by itself.
        smaller_than = [group for group in others if len(group) >= len(members) and group != members]
        rests = [rest for group in smaller_than for rest in (group - members, members - group) if group & members]
        if any(_tells(outcome, occasions, group, values) for group in (members, *rests)):
            yield sample


def _tells(
    outcome: str, occasions: tuple[str, ...], members: Persons, values: Mapping[tuple[str, str], Measured]
) -> bool:
    columns = [values[outcome, at] for at in occasions]
    there = sorted(members.intersection(*(column.values.keys() for column in columns)))
    table = np.array([[column.values[person] for person in there] for column in columns], dtype=np.float64)
    least, most = columns[0].minimum, columns[0].maximum
    if len(columns) == 1:
        return tells_an_extreme(table[0], least, most)
    widest = None if least is None or most is None else most - least
    return tells_an_extreme(table[1] - table[0], None if widest is None else -widest, widest)
