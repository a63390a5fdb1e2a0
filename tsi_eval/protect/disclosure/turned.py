"""Saying of each answer which shown ways of computing it give another one (after step 7).

How an answer is turned is judged on exact values (`findings/turned.py`), so that rounding turns no
answer and hides no turn. It is said only where it tells nothing more than what is shown already.

1. The answer and the other number are shown, and both of this report. A word about a hidden number
   would say something of it.
2. That an interval leaves out "nothing" is a verdict that every shown number has.
3. That two numbers point to different sides is said where both are seen to. A change that is shown
   as 0 would otherwise be known to lie below or above it.

Worked example. Concern reports are 0.82 of what was expected (0.44 to 1.51), and 1.02 without a
known change in how they are counted. Both are shown, on either side of 1: the answer has the turn
"segmented_without_breaks way". Were the second shown as 1.00, nothing would be said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Role, Turn, Turned
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.findings.turned import asks_again, turn_of, way_of
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.verdicts import what_matters

Pair = tuple[ReleasedEstimate, Estimate]


def with_turned(released: Released, exact: Sequence[Finding]) -> Released:
    """Return a report in which each new answer says what gives another one.

    Args:
        released: All that is shown, as it leaves.
        exact: The findings that it shows, in the same order.
    """
    pairs = zip(released.findings, exact, strict=True)
    return replace(released, findings=tuple(_turned_finding(*pair) for pair in pairs))


def _turned_finding(finding: ReleasedFinding, exact: Finding) -> ReleasedFinding:
    values = {_mark(item): item for item in exact.estimates}
    shown = [(item, values[_mark(item)]) for item in finding.estimates if _is_new(item) and _mark(item) in values]
    matters = what_matters(exact)
    turned = {
        _mark(item): tuple(_turned((item, value), shown, matters.get(item.outcome)))
        for item, value in shown
        if item.role is Role.HEADLINE
    }
    estimates = (
        replace(item, turned=turned[_mark(item)]) if _is_new(item) and _mark(item) in turned else item
        for item in finding.estimates
    )
    return replace(finding, estimates=tuple(estimates))


def _turned(answer: Pair, shown: Sequence[Pair], matters: float | None) -> Iterator[Turned]:
    for other in shown:
        if asks_again(answer[1], other[1]):
            how = turn_of(answer[1], other[1], matters)
            if how is Turn.WAY and not (_is_seen(*answer) and _is_seen(*other)):
                continue
            if how is not None:
                yield Turned(quantity=other[1].quantity, method=other[1].method, how=how)


def _is_seen(shown: ReleasedEstimate, exact: Estimate) -> bool:
    """Tell whether a reader sees on which side of "nothing" a number lies."""
    if shown.estimate is None:
        return False
    return way_of(replace(exact, estimate=shown.estimate)) == way_of(exact)


def _is_new(item: ReleasedEstimate) -> bool:
    return item.status == SHOWN and item.as_of is None


def _mark(item: Estimate | ReleasedEstimate) -> tuple[str, ...]:
    return (item.quantity, item.outcome, item.group, item.reference, item.period, item.method, item.note, item.axis)
