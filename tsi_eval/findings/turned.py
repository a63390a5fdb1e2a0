"""Whether an answer becomes another one when it is computed otherwise: judged on exact values.

A sensitivity asks the same question in another way, such as without a known change in how something
is counted. It turns the answer in one of three ways, of which the gravest is said:

    WAY       it points the other way: 0.82 of what was expected becomes 1.02 of it
    NOTHING   one of the two intervals leaves out "nothing", and the other holds it
    MATTER    the two lie otherwise to the smallest change that was declared to matter

Bounds are no such way. They say how far an answer may lie when nothing is assumed of those who are
missing, and nearly always hold both ways. Nor is an interval of another level than the answer's,
which is shorter or longer whatever the data are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from tsi_eval.findings.claim import Role
from tsi_eval.findings.estimate import Estimate
from tsi_eval.findings.part import Part
from tsi_eval.findings.verdict import judged


class Turn(StrEnum):
    """How an answer becomes another one, the gravest first.

    Attributes:
        WAY: It points the other way.
        NOTHING: One of the intervals leaves out "nothing", and the other does not.
        MATTER: The intervals lie otherwise to the smallest change that matters.
    """

    WAY = "way"
    NOTHING = "nothing"
    MATTER = "matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A way of computing that gives another answer.

    Attributes:
        quantity: What that way computes, such as "mean_change".
        method: Its method.
        how: How the answer becomes another one.
    """

    quantity: str
    method: str
    how: Turn


def asks_again(answer: Estimate, other: Estimate) -> bool:
    """Tell whether a number is the same answer computed otherwise.

    It is of the same persons, or of all who were measured first.
    """
    is_same = (other.outcome, other.period, other.reference) == (answer.outcome, answer.period, answer.reference)
    of_whom = other.group in {answer.group, Part.BEFORE}
    record = other.quantity.record
    return is_same and of_whom and other.role is Role.SENSITIVITY and record.nothing is not None and not record.ends


def turn_of(answer: Estimate, other: Estimate, matters: float | None = None) -> Turn | None:
    """Return how an answer becomes another one, or None where it does not.

    Args:
        answer: The answer, exact.
        other: The same computed otherwise, exact, of which `asks_again` is true.
        matters: The smallest change that matters for the outcome, or None.

    Example:
        A ratio of 0.82 (0.44 to 1.51) that is 1.02 (0.62 to 1.68) otherwise is WAY.
    """
    if way_of(answer) * way_of(other) < 0:
        return Turn.WAY
    mine, its = judged(answer, matters), judged(other, matters)
    if mine is None or its is None or not _of_one_level(answer, other):
        return None
    if mine.leaves_out_nothing != its.leaves_out_nothing:
        return Turn.NOTHING
    # Only a change in the outcome's own unit is held against what matters.
    both = mine.matter is not None and its.matter is not None
    return Turn.MATTER if both and mine.matter is not its.matter else None


def way_of(item: Estimate) -> int:
    """Return on which side of "nothing" a number lies: 1 above, -1 below, 0 at it."""
    from_nothing = item.estimate - (item.quantity.record.nothing or 0.0)
    return int(math.copysign(1, from_nothing)) if from_nothing else 0


def _of_one_level(answer: Estimate, other: Estimate) -> bool:
    return answer.level is not None and other.level is not None and math.isclose(answer.level, other.level)
