"""What an answer about change is held against: who is missing, what comes by itself, what matters.

An answer alone can mislead. Four sentences may stand after it, each only where the numbers that it
needs are shown beside the answer:

1. Those who were not measured again: what the answer becomes when they are filled in, and how far
   it may lie when nothing is assumed of them.
2. Why an interval that ends exactly at "nothing" decides nothing.
3. What would have been expected without any intervention, and what goes beyond it.
4. How the interval lies to the smallest change that matters, if the project lead declared one.

Example of the fourth. Three points were declared to matter. The table says what is said of a fall
or a rise, by its interval (here of a rise; a fall is its mirror):

    −1.2 to 2.4    nothing more: the answer has said that the change is too small to matter
     0.4 to 2.4    matters_little: all of the interval lies below what matters
     3.4 to 5.2    matters_much: all of it lies at or beyond what matters
     1.4 to 4.6    matters_unsure: whether the change is large enough can't be told
    −0.8 to 4.4    unsure_is_not_small: not to know is not the same as a small change
    −0.8 to 3.0    just_reaches: the interval reaches exactly what matters
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from tsi_eval.findings import Guard, Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.words import NONE, Words

WIDENED = "caveat.rounded_wide"
# A binary fraction may miss the decimal that it stands for by this little.
ROUNDING = 1e-9


def held_against(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield the sentences that belong to an answer, from numbers that are shown beside it."""
    yield from _with_those_missing(words, finding, answer)
    if _ends_at_nothing_for_protection(finding, answer):
        yield words.say("more.ends_at_nothing")
    yield from _beyond_expected(words, finding, answer)
    yield from _to_what_matters(words, finding, answer)


def is_small(finding: ReleasedFinding, answer: ReleasedEstimate) -> bool:
    """Tell whether all of the interval lies closer to nothing than what was declared to matter."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    low, high = answer.ci_low, answer.ci_high
    if declared is None or low is None or high is None or answer.quantity.record.guard is not Guard.CHANGE:
        return False
    margin = declared.estimate or 0.0
    return -margin < low and high < margin


def matters(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return the smallest change that matters, or a dash."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    return NONE if declared is None else words.value(declared)


def _with_those_missing(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Say what the answer is for all who were measured first, filled in and without assumptions.

    Example: the answer is −4.0, it becomes −5.0 with those missing filled in, and they may move it
    anywhere between −9.5 and 1.5. All three are ways to the same number, so that the range that is
    said goes from −9.5 to 1.5 and holds the other two.
    """
    others = _of_all_measured_first(finding, answer)
    if not others:
        return
    low, high = _outermost(words, answer, others)
    filled_in = [words.value(words.read(item)) for item in others if not item.quantity.record.ends]
    has_bounds = len(filled_in) < len(others)
    key = "missing"
    if filled_in:
        key = "filled_and_missing" if has_bounds else "filled"
    unit = words.say("unit.points_of_share") if words.in_points(answer) else words.unit(answer)
    yield words.say(f"more.{key}", filled="".join(filled_in[:1]), low=low, high=high, unit=unit)


def _of_all_measured_first(finding: ReleasedFinding, answer: ReleasedEstimate) -> list[ReleasedEstimate]:
    """Return the shown answers to the same question for all who were measured first."""
    return [
        item
        for item in finding.estimates
        if item.group == Part.BEFORE
        and item.role is Role.SENSITIVITY
        and item.outcome == answer.outcome
        and item.status == "shown"
    ]


def _outermost(words: Words, answer: ReleasedEstimate, others: list[ReleasedEstimate]) -> tuple[str, str]:
    """Return how far apart an answer and its alternatives lie, rounded outwards.

    A range without assumptions may not be said to be narrower than it is: with one decimal, a lower
    end of −9.51 is said as −9.6.
    """
    ends = [end for item in (answer, *others) for end in _ends(item)]
    decimals = min(answer.decimals, max(item.decimals for item in others))
    unit = 10.0**-decimals
    low = math.floor(min(ends) / unit + ROUNDING) * unit
    high = math.ceil(max(ends) / unit - ROUNDING) * unit
    rounded = replace(answer, decimals=decimals)
    return words.figure_of(rounded, low), words.figure_of(rounded, high)


def _ends(item: ReleasedEstimate) -> tuple[float, ...]:
    """Return both ends of bounds, which are all that bounds say; of any other number its value."""
    values = (item.ci_low, item.ci_high) if item.quantity.record.ends else (item.estimate,)
    return tuple(value for value in values if value is not None)


def _ends_at_nothing_for_protection(finding: ReleasedFinding, answer: ReleasedEstimate) -> bool:
    """Tell whether an interval ends exactly at "nothing" where protection has widened intervals."""
    nothing = answer.quantity.record.nothing
    is_widened = any(message.key == WIDENED for message in finding.caveats)
    return is_widened and nothing is not None and nothing in {answer.ci_low, answer.ci_high}


def _beyond_expected(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Say how the group would have moved by itself, and what is left of the change beyond that."""
    expected = _beside(finding, answer, Quantity.EXPECTED_CHANGE)
    beyond = _beside(finding, answer, Quantity.BEYOND_EXPECTED)
    if expected is None or beyond is None:
        return
    yield words.say(
        "more.expected",
        value=words.value(words.read(expected)),
        unit=words.unit(expected),
        beyond=words.value(words.read(beyond)),
        interval=words.interval(words.read(beyond)),
    )


def _to_what_matters(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Say how the interval lies to the smallest change that matters."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    key = "" if declared is None else _position(answer, declared.estimate or 0.0)
    if declared is None or not key:
        return
    farthest = max((answer.ci_low or 0.0, answer.ci_high or 0.0), key=abs)
    yield words.say(
        f"more.{key}",
        matters=words.value(declared),
        unit=words.unit(answer),
        end=words.figure_of(answer, farthest),
    )


def _position(answer: ReleasedEstimate, margin: float) -> str:
    """Return how the interval lies to what matters, in the words of the module's table.

    It is "" where nothing is to be added.
    """
    low, high = answer.ci_low, answer.ci_high
    if low is None or high is None:
        return ""
    holds_nothing = low <= 0 <= high
    if -margin < low and high < margin:
        return "" if holds_nothing else "matters_little"
    if holds_nothing:
        return "just_reaches" if max(-low, high) <= margin else "unsure_is_not_small"
    return "matters_much" if low >= margin or high <= -margin else "matters_unsure"


def _beside(finding: ReleasedFinding, answer: ReleasedEstimate, quantity: Quantity) -> ReleasedEstimate | None:
    """Return the number of a quantity that is shown beside an answer, of the same outcome."""
    found = (item for item in finding.estimates if item.quantity is quantity and item.outcome == answer.outcome)
    return next((item for item in found if item.status == "shown"), None)
