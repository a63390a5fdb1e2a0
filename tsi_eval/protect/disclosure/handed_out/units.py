"""What is renewed together, and in which order.

A question's numbers are renewed in four units at most, each whole or not at all:

- "total": how many its largest group holds;
- "answer": the answer, and all that rests on the same persons, such as its n, its p and its words;
- "groups": all of its groups, such as schools, together;
- "more": what rests on others, such as those who were measured only once. A chain of stages has
  none: all of its stages belong to the answer.

First come the totals of all questions, in the declared order, then all answers, then all groups,
then the rest. Groups are never renewed without the answer or the total, and the rest never without
the answer. What was delivered comes last, since it answers nothing.

Worked example. "62 % of 50 finished", and by school. The 50 are the total; 62 %, 31 and 19 are the
answer; three schools are the groups. If ten have come of whom three have left, the total becomes
60, and the answer stays 62 % of 50 with its date: 19 and 22 would tell of the three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tsi_eval.findings import Estimate, Finding, Quantity, Role
from tsi_eval.findings.finding import RECEIPT
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.handed_out.told import STAGES, VALUES, Told

TOTAL, ANSWER, GROUPS, MORE = "total", "answer", "groups", "more"
ORDER = (TOTAL, ANSWER, GROUPS, MORE)
# Of two units only with at least one of those named.
ONLY_WITH = {TOTAL: (), ANSWER: (), GROUPS: (TOTAL, ANSWER), MORE: (ANSWER,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Numbers that are renewed together.

    Attributes:
        finding: The place of their finding.
        part: Which of its units it is.
        places: Their places among all numbers.
    """

    finding: int
    part: str
    places: tuple[int, ...]


def is_of_a_group(item: Estimate | ReleasedEstimate) -> bool:
    """Tell whether a number is of a group such as "school=a", rather than of all."""
    return "=" in item.group or "=" in item.reference


def units_of(findings: Sequence[Finding], told: Sequence[tuple[Told, ...]]) -> tuple[Unit, ...]:
    """Return all units, in the order in which they are renewed.

    Args:
        findings: All of them.
        told: What each of their numbers tells, in their order.
    """
    every: list[Unit] = []
    start = 0
    for number, finding in enumerate(findings):
        parts = parts_of(finding, told[start : start + len(tuple(finding.every_estimate()))])
        for part in ORDER:
            places = tuple(start + place for place, mine in enumerate(parts) if mine == part)
            if places:
                every.append(Unit(finding=number, part=part, places=places))
        start += len(parts)
    is_receipt = [findings[unit.finding].design == RECEIPT for unit in every]
    ordered = sorted(zip(every, is_receipt, strict=True), key=lambda pair: (pair[1], ORDER.index(pair[0].part)))
    return tuple(unit for unit, _ in ordered)


def parts_of(finding: Finding, told: Sequence[tuple[Told, ...]]) -> list[str]:
    """Return the unit of each of a finding's numbers; the points of a series share one.

    Where the answer rests on nobody, such as a sum of money, all of the question is one unit: what
    a child cost is never said beside another whole cost than it was made of.
    """
    items = tuple(finding.every_estimate())
    sets = [frozenset(item.counts or item.members for item in some if item.pool[0] != VALUES) for some in told]
    of_all = [place for place, item in enumerate(items) if not is_of_a_group(item)]
    answers = {place for place in of_all if items[place].role is Role.HEADLINE}
    if answers and not any(told[place] for place in answers):
        return [ANSWER] * len(items)
    asked = frozenset[object]().union(*(sets[place] for place in answers))
    largest = max((one for place in of_all for one in sets[place]), key=len, default=None)
    of_stages = all(item.pool == STAGES for place in answers for item in told[place])
    parts = [GROUPS] * len(items)
    for place in of_all:
        rests_on_it = of_stages or not answers or place in answers or sets[place] <= asked
        parts[place] = ANSWER if rests_on_it else MORE
        is_total = items[place].quantity is Quantity.COUNT and place not in answers and sets[place] == {largest}
        if is_total and asked - {largest}:
            parts[place] = TOTAL
    start = len(finding.estimates)
    for series in finding.series:
        end = start + len(series.points)
        parts[start:end] = [_last(parts[start:end])] * len(series.points)
        start = end
    return parts


def _last(parts: Sequence[str]) -> str:
    """Return the unit of a whole series: no point is renewed before another."""
    if GROUPS in parts:
        return GROUPS
    return MORE if MORE in parts else ANSWER


def may_come(unit: Unit, renewed: Sequence[Unit], every: Sequence[Unit]) -> bool:
    """Tell whether what a unit is only renewed with was renewed, or is not there."""
    needed = [other for other in every if other.finding == unit.finding and other.part in ONLY_WITH[unit.part]]
    return not needed or any(other in renewed for other in needed)


def places_in_series(finding: Finding) -> Iterator[tuple[str, int]]:
    """Yield each series' name and the place of its first point among the finding's numbers."""
    start = len(finding.estimates)
    for series in finding.series:
        yield series.name, start
        start += len(series.points)
