"""What an answer about change is held against: who is missing, what comes by itself, and what matters."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from tsi_eval.findings import Guard, Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.words import NONE, Words

WIDENED = "caveat.rounded_wide"
ROUNDING = 1e-9


def held_against(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    """Yield the sentences that belong to an answer, from numbers that are shown beside it."""
    yield from _with_those_missing(words, finding, answer)
    nothing = answer.quantity.record.nothing
    widened = any(message.key == WIDENED for message in finding.caveats)
    if widened and nothing is not None and nothing in {answer.ci_low, answer.ci_high}:
        yield words.say("more.ends_at_nothing")
    expected, beyond = (_beside(finding, answer, q) for q in (Quantity.EXPECTED_CHANGE, Quantity.BEYOND_EXPECTED))
    if expected is not None and beyond is not None:
        yield words.say(
            "more.expected",
            value=words.value(words.read(expected)),
            unit=words.unit(expected),
            beyond=words.value(words.read(beyond)),
            interval=words.interval(words.read(beyond)),
        )
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    if declared is not None and (key := _size(answer, declared)):
        end = max((answer.ci_low or 0.0, answer.ci_high or 0.0), key=abs)
        params = {"matters": words.value(declared), "unit": words.unit(answer), "end": words.figure_of(answer, end)}
        yield words.say(f"more.{key}", **params)


def is_small(finding: ReleasedFinding, answer: ReleasedEstimate) -> bool:
    """Tell whether the whole interval lies closer to nothing than the smallest change that matters."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    low, high = answer.ci_low, answer.ci_high
    if declared is None or low is None or high is None or answer.quantity.record.guard is not Guard.CHANGE:
        return False
    return -(declared.estimate or 0.0) < low and high < (declared.estimate or 0.0)


def matters(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> str:
    """Return the smallest change that matters, or a dash."""
    declared = _beside(finding, answer, Quantity.SMALLEST_THAT_MATTERS)
    return NONE if declared is None else words.value(declared)


def _size(answer: ReleasedEstimate, declared: ReleasedEstimate) -> str:
    """Return which sentence says how the interval lies to what matters; "" when the answer has said it already."""
    low, high, margin = answer.ci_low, answer.ci_high, declared.estimate or 0.0
    if low is None or high is None:
        return ""
    holds_nothing = low <= 0 <= high
    if -margin < low and high < margin:
        return "" if holds_nothing else "matters_little"
    if holds_nothing:
        return "just_reaches" if max(-low, high) <= margin else "unsure_is_not_small"
    return "matters_much" if low >= margin or high <= -margin else "matters_unsure"


def _with_those_missing(words: Words, finding: ReleasedFinding, answer: ReleasedEstimate) -> Iterator[str]:
    ways = [
        item
        for item in finding.estimates
        if item.group == Part.BEFORE
        and item.role is Role.SENSITIVITY
        and item.outcome == answer.outcome
        and item.status == "shown"
    ]
    if not ways:
        return
    ends = [end for item in (answer, *ways) for end in _ends(item)]
    finest = replace(answer, decimals=min(answer.decimals, max(item.decimals for item in ways)))
    # Outwards: a range without assumptions may not be said to be narrower than it is.
    unit = 10.0**-finest.decimals
    outer = (math.floor(min(ends) / unit + ROUNDING) * unit, math.ceil(max(ends) / unit - ROUNDING) * unit)
    low, high = (words.figure_of(finest, end) for end in outer)
    filled = [words.value(words.read(item)) for item in ways if not item.quantity.record.ends]
    bounded = len(filled) < len(ways)
    key = "missing" if not filled else "filled_and_missing" if bounded else "filled"
    named = words.say("unit.points_of_share") if words.in_points(answer) else words.unit(answer)
    yield words.say(f"more.{key}", filled="".join(filled[:1]), low=low, high=high, unit=named)


def _ends(item: ReleasedEstimate) -> tuple[float, ...]:
    """Return the ends of a range, or the number itself: what is meant is where the answer may lie, not how sure it is."""
    ends = (item.ci_low, item.ci_high) if item.quantity.record.ends else (item.estimate,)
    return tuple(end for end in ends if end is not None)


def _beside(finding: ReleasedFinding, answer: ReleasedEstimate, quantity: Quantity) -> ReleasedEstimate | None:
    found = (item for item in finding.estimates if item.quantity is quantity and item.outcome == answer.outcome)
    return next((item for item in found if item.status == "shown"), None)
