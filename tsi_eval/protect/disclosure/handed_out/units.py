"""What is renewed together, and in which order.

A question's numbers are renewed in four units at most, each whole or not at all:

- "total": how many its largest group holds; of a cost, all that is money alone;
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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from tsi_eval.findings import RECEIPT, Estimate, Finding, Quantity, Role, is_of_a_group
from tsi_eval.protect.disclosure.handed_out.told import STAGES, VALUES, Counts, Elements, Told
from tsi_eval.protect.disclosure.policies import PROTECTED

T = TypeVar("T")
# Persons, or tallies with their counts.
Set = Elements | Counts
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


def by_finding(findings: Iterable[Finding], told: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield what stands in the order of all numbers, cut into a piece a finding."""
    start = 0
    for finding in findings:
        end = start + sum(1 for _ in finding.every_estimate())
        yield told[start:end]
        start = end


def units_of(findings: Sequence[Finding], parts: Sequence[Sequence[str]]) -> tuple[Unit, ...]:
    """Return all units, in the order in which they are renewed.

    Args:
        findings: All of them.
        parts: The unit of each of their numbers (`parts_of`), a sequence a finding.
    """
    units: list[Unit] = []
    start = 0
    for number, mine in enumerate(parts):
        for part in ORDER:
            places = tuple(place for place, name in enumerate(mine, start) if name == part)
            if places:
                units.append(Unit(finding=number, part=part, places=places))
        start += len(mine)
    return tuple(sorted(units, key=lambda unit: (findings[unit.finding].design == RECEIPT, ORDER.index(unit.part))))


def parts_of(finding: Finding, told: Sequence[tuple[Told, ...]]) -> tuple[str, ...]:
    """Return the unit of each of a finding's numbers; the points of a series share one.

    Where the answer rests on nobody, such as a sum of money, that is the total, which is always
    renewed; what a child cost is the answer.

    Args:
        finding: A finding.
        told: What each of its numbers tells, in their order.
    """
    items = tuple(finding.every_estimate())
    if (answers := [item for item in items if _is_answer(item)]) and not any(map(_rests_on_persons, answers)):
        return tuple(ANSWER if _rests_on_persons(item) else TOTAL for item in items)
    asked = _asked(items, told)
    parts = [asked.part(item, frozenset(_sets(mine))) for item, mine in zip(items, told, strict=True)]
    return _one_a_series(finding, parts)


def _rests_on_persons(item: Estimate) -> bool:
    return any(cell.kind in PROTECTED for cell in item.basis)


def _asked(items: Sequence[Estimate], told: Sequence[tuple[Told, ...]]) -> _Asked:
    pairs = [
        (item, mine)
        for item, mine in zip(items, told, strict=True)
        if not is_of_a_group(item) and not item.quantity.record.aside
    ]
    answers = [mine for item, mine in pairs if _is_answer(item)]
    return _Asked(
        of_answers=frozenset(chain.from_iterable(map(_sets, answers))) if answers else None,
        largest=max(chain.from_iterable(_sets(mine) for _, mine in pairs), key=len, default=frozenset()),
        of_stages=all(one.pool == STAGES for one in chain.from_iterable(answers)),
    )


def _is_answer(item: Estimate) -> bool:
    return item.role is Role.HEADLINE and not is_of_a_group(item)


def _sets(told: Iterable[Told]) -> Iterator[Set]:
    """Yield the persons or the tallies that are told of."""
    return (one.counts or one.members for one in told if one.pool[0] != VALUES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a question's answers tell of.

    Attributes:
        of_answers: The sets that its answers tell of; None where it has no answer but its groups'.
        largest: The largest set that it tells of.
        of_stages: Whether its answers are of a chain of stages.
    """

    of_answers: frozenset[Set] | None
    largest: Set
    of_stages: bool

    def part(self, item: Estimate, sets: frozenset[Set]) -> str:
        """Return the unit of a number that tells of these sets."""
        if item.quantity.record.aside:
            return MORE
        if is_of_a_group(item):
            return GROUPS
        if self.of_answers is None or _is_answer(item):
            return ANSWER
        if item.quantity is Quantity.COUNT and sets == {self.largest} and self.of_answers != sets:
            return TOTAL
        return ANSWER if self.of_stages or sets <= self.of_answers else MORE


def _one_a_series(finding: Finding, parts: list[str]) -> tuple[str, ...]:
    for series, (_, start) in zip(finding.series, places_in_series(finding), strict=True):
        end = start + len(series.points)
        parts[start:end] = [_last(parts[start:end])] * len(series.points)
    return tuple(parts)


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
