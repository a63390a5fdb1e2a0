"""Hiding intervals that would say one person's value: the largest of a group, by its spread.

Of n values with the mean m and the standard deviation s none lies further from m than
s (n - 1) / sqrt(n). An interval gives s. Where one value lies far from all the others it lies
almost there, and a reader has it.

1. A group's spread tells when m + s (n - 1) / sqrt(n) is less than 1.1 times its largest value. It
   is no news where the scale ends at that bound or below. Values below 0 are asked likewise, by the
   smallest (`tells_an_extreme`).
2. The spread of what one group has more than another follows from theirs, and is asked too; of the
   two, the smaller group loses its interval.
3. Of a scale of few values this is not asked: `coarse` guards each of its values.
4. A number whose spread tells loses its interval, standard error and p. What else gives the spread,
   such as d_z, is withheld. The mean stays (`without_telling_spreads`).

Worked example. Ten children's days: 62, 20, 18, 15, 12, 10, 8, 6, 5 and 4. The mean is 16.0 and
the standard deviation 17.06, so that nobody has more than 16.0 + 17.06 * 9 / 3.162 = 64.5 days: the
child with 62 is told, and the interval goes. Of 30, 28, 25, 22, 20, 18, 15, 12, 10 and 8 the bound
is 18.8 + 7.54 * 2.846 = 40.3, and 1.1 * 30 is 33: it stays.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.values.coarse.levels import Level, Step, kind_of, shown_at
from tsi_eval.protect.disclosure.values.samples import Columns, Sample, Vector, coarse_outcomes, columns_of, samples_of

NEAR = 1.1
FEWEST = 2
WITHOUT = Level(step=Step.NO_INTERVALS)


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
    columns = columns_of(measured)
    samples = samples_of(released, exact, columns)
    coarse = coarse_outcomes(measured)
    asked = {sample for many in samples for sample in many if sample.outcome not in coarse}
    telling = set(_telling(asked, columns))
    return [
        shown_at(item, estimate, kind_of(estimate), WITHOUT) if telling.intersection(own) else item
        for item, estimate, own in zip(released, exact, samples, strict=True)
    ]


def _telling(samples: set[Sample], columns: Columns) -> Iterator[Sample]:
    """Yield the samples whose spread must not be known."""
    for sample in samples:
        others = [item.members for item in samples if replace(item, members=sample.members) == sample]
        # Of two groups the smaller goes: the larger is asked only by itself.
        larger = [group for group in others if len(group) >= len(sample.members) and group & sample.members]
        rests = [rest for group in larger for rest in (group - sample.members, sample.members - group) if rest]
        if any(_tells(replace(sample, members=group), columns) for group in (sample.members, *rests)):
            yield sample


def _tells(sample: Sample, columns: Columns) -> bool:
    return tells_an_extreme(sample.values(columns), *sample.ends(columns))
