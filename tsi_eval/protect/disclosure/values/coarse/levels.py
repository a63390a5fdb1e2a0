"""What a question shows less of a coarse scale, step by step, until every small count is open.

1. ALL: everything is shown.
2. RECKONED: without what nobody can reckon with here: ranks, resampling, correlations, checks by
   another method.
3. NO_TESTS: without p-values, standard errors and effect sizes.
4. ANSWERS: of intervals only those of answers are left.
5. NO_PARTS: without counts and shares of those who moved or stood somewhere.
6. NO_INTERVALS: without intervals, and with those counts again; `level` stays, and says that there
   would be an interval.
7. NEITHER: without both.
8. FEWER_DECIMALS: means lose one decimal after the other, down to whole steps; what follows from
   several means is not shown beside them.
9. NO_MEAN: nothing that rests on the values is shown.

Numbers of fewer than 20 persons on a scale of five values at the most begin at NEITHER, where a
mean is shown: there a mean and anything beside it are all but the table itself.

Worked example. Twelve children's mean on 0 to 2 is 1.17 (0.80 to 1.53). At NEITHER it is 1.17
without an interval, and its sum is 14. At FEWER_DECIMALS it is 1.2, with the same sum; then 1, with
any sum from 6 to 18.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto

from tsi_eval.findings import Estimate, Guard, Role, Rounding, Spread, Trait, trait_of
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.coarse.scales import Scale
from tsi_eval.protect.disclosure.values.withheld import TELLS_VALUES, withheld

FEW_VALUES, FEW_PERSONS = 5, 20
ANSWERS = frozenset({Role.HEADLINE, Role.SECONDARY})


class Step(IntEnum):
    """How much less is shown; each step has those before it, but for `NO_INTERVALS`."""

    ALL = 0
    RECKONED = 1
    NO_TESTS = 2
    ANSWERS = 3
    NO_PARTS = 4
    NO_INTERVALS = 5
    NEITHER = 6
    FEWER_DECIMALS = 7
    NO_MEAN = 8


class Kind(Enum):
    """What a number about an outcome is to these steps.

    Attributes:
        MEAN: A mean, a change, or a difference of two.
        FOLLOWS: It follows from means, by its `lines`.
        SPREAD: It gives sums of squares, such as d_z.
        OBSCURE: It rests on the values in a way that is not reckoned with.
        PART: It counts those who moved or stood somewhere.
        DECLARED: It says nothing of the values.
    """

    MEAN = auto()
    FOLLOWS = auto()
    SPREAD = auto()
    OBSCURE = auto()
    PART = auto()
    DECLARED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How much less is shown.

    Attributes:
        step: The step.
        decimals: Decimals that a mean has at the most, or None for its own.
    """

    step: Step
    decimals: int | None = None


def levels(most: int, supported: int, scale: Scale) -> Iterator[Level]:
    """Yield every level, from the one that shows most.

    Args:
        most: Decimals of any shown mean.
        supported: Decimals that the answer's error supports: one more was there to keep an end of
            its interval from "nothing", and goes with the interval.
        scale: The scale: a mean in whole steps has no decimals below its step.
    """
    most = min(most, supported)
    yield from (Level(step=step) for step in (Step.ALL, Step.RECKONED, Step.NO_TESTS, Step.ANSWERS))
    yield Level(step=Step.NO_PARTS)
    yield from (Level(step=step, decimals=most) for step in (Step.NO_INTERVALS, Step.NEITHER))
    fewest = min(most, math.floor(-math.log10(scale.step) + 1e-9))
    for decimals in range(most - 1, fewest - 1, -1):
        yield Level(step=Step.FEWER_DECIMALS, decimals=decimals)
    yield Level(step=Step.NO_MEAN)


def kind_of(estimate: Estimate) -> Kind:
    """Return what a number that rests on persons and is about a coarse outcome is."""
    record, checks = estimate.quantity.record, estimate.role is Role.SENSITIVITY
    if estimate.lines:
        return Kind.FOLLOWS
    if record.guard.of_counts:
        obscure = record.guard is Guard.PARTS and estimate.role is not Role.HEADLINE
        return Kind.OBSCURE if obscure else Kind.PART
    if record.guard is Guard.VALUES:
        return _kind_of_values(estimate)
    return Kind.OBSCURE if checks or record.guard in {Guard.MEDIAN, Guard.QUARTILE} else Kind.MEAN


def _kind_of_values(estimate: Estimate) -> Kind:
    record = estimate.quantity.record
    published = trait_of(estimate.method) is Trait.PUBLISHED
    if published or record.rounding in {Rounding.FIXED, Rounding.AS_WRITTEN}:
        return Kind.DECLARED
    if estimate.role is Role.HEADLINE:
        return Kind.MEAN
    reckoned = record.spread in {Spread.ALWAYS, Spread.UNLESS_PUBLISHED} and not record.outermost
    return Kind.SPREAD if reckoned and estimate.role is not Role.SENSITIVITY else Kind.OBSCURE


def at_least(level: Level, scale: Scale, persons: int) -> Level:
    """Return the level of a number of so many persons: few persons on few values begin later."""
    begins_late = scale.size <= FEW_VALUES and persons < FEW_PERSONS
    return replace(level, step=max(level.step, Step.NEITHER)) if begins_late else level


def shown_at(item: ReleasedEstimate, exact: Estimate, kind: Kind, level: Level) -> ReleasedEstimate:
    """Return what is shown of a number at a level.

    Args:
        item: The number as it was rounded, shown or banded.
        exact: The same before rounding.
        kind: What it is.
        level: The level.
    """
    if kind is Kind.DECLARED:
        return item
    if level.step >= _WITHHELD_FROM[kind] and not (kind is Kind.PART and level.step is Step.NO_INTERVALS):
        return withheld(item, TELLS_VALUES)
    if level.step >= Step.NO_TESTS:
        item = replace(item, se=None, p_value=None)
    last = Step.NO_INTERVALS if exact.role in ANSWERS else Step.ANSWERS
    if level.step >= last and _has_own_interval(exact, kind):
        item = replace(item, ci_low=None, ci_high=None)
    if level.decimals is not None and kind is Kind.MEAN and item.status == SHOWN:
        decimals = min(level.decimals, item.decimals)
        item = replace(item, estimate=round(exact.estimate, decimals) + 0.0, decimals=decimals)
    return item


_WITHHELD_FROM = {
    Kind.MEAN: Step.NO_MEAN,
    Kind.FOLLOWS: Step.FEWER_DECIMALS,
    Kind.SPREAD: Step.NO_TESTS,
    Kind.OBSCURE: Step.RECKONED,
    Kind.PART: Step.NO_PARTS,
}


def _has_own_interval(exact: Estimate, kind: Kind) -> bool:
    """Tell whether the interval says how widely the values lie; a share's does not."""
    if kind is Kind.FOLLOWS:
        return any(part != "estimate" for line in exact.lines.values() for _, part, _ in line.terms)
    return exact.quantity.record.guard is not Guard.SHARE
