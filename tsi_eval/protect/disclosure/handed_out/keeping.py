"""The last shown numbers stand where a question, or its groups, is not renewed.

1. A question's last answer is found by its id, or, if it was renamed, by what its answers are
   (`last_answer`). If it asks for something else than then, it has none.
2. What is kept has the date of the report in which it was renewed last (`kept`).
3. Where only some units of a question stay behind, such as its groups, their rows are the last
   ones, and all else is new (`with_kept`).

Worked example. The question "started" counted 60 in June, 22 of them in Nora. In December the total
is renewed to 68, and Nora's number, which would be 24, stays 22 with June's date.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tsi_eval.findings import Estimate, Finding, Quantity, Role, is_of_a_group
from tsi_eval.findings.released import Released, ReleasedEstimate, ReleasedFinding
from tsi_eval.protect.disclosure.decisions import SUPPRESSED
from tsi_eval.protect.disclosure.handed_out.units import ANSWER, GROUPS, MORE, places_in_series

Mark = tuple[str, ...]
Answers = frozenset[tuple[str, str, str, str]]


def last_answer(finding: Finding, last: Released) -> ReleasedFinding | None:
    """Return what the last report said to a question, or None if it did not ask it."""
    same_id = [then for then in last.findings if then.question == finding.question and then.design == finding.design]
    if same_id:
        return same_id[0] if _subjects(same_id[0].estimates) == _subjects(finding.estimates) else None
    same = [then for then in last.findings if then.design == finding.design and _answers(then) == _answers(finding)]
    return same[0] if len(same) == 1 else None


def _subjects(estimates: Iterable[Estimate | ReleasedEstimate]) -> frozenset[tuple[str, str]]:
    return frozenset((item.quantity.value, item.outcome) for item in estimates if item.role is Role.HEADLINE)


def _answers(finding: Finding | ReleasedFinding) -> Answers:
    return frozenset(
        (item.quantity.value, item.outcome, item.group, item.period)
        for item in finding.estimates
        if item.role is Role.HEADLINE
    )


def would_vanish(now: Iterable[ReleasedEstimate], then: Iterable[ReleasedEstimate]) -> bool:
    """Tell whether an answer, a total or a group's number that was shown would be hidden now."""
    gone = {_mark(item) for item in now if item.status == SUPPRESSED}
    return any(_mark(item) in gone for item in then if item.status != SUPPRESSED and _counts(item))


def _counts(item: ReleasedEstimate) -> bool:
    """Tell whether a number is missed: beside an answer, not every number that supports it is."""
    of_size = item.quantity in {Quantity.COUNT, Quantity.SHARE}
    return item.role is Role.HEADLINE or (of_size and (is_of_a_group(item) or not item.outcome))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Which unit each number of a question belongs to.

    Attributes:
        of_numbers: Mark of a number → its unit.
        of_series: Name of a series → its unit.
    """

    of_numbers: Mapping[Mark, str]
    of_series: Mapping[str, str]

    def of(self, item: ReleasedEstimate) -> str:
        """Return the unit of a number, old or new; one that is asked for no more is of the rest."""
        return self.of_numbers.get(_mark(item), GROUPS if is_of_a_group(item) else MORE)


def named_parts(finding: Finding, parts: Sequence[str]) -> Parts:
    """Return the units of a finding's numbers by what they are.

    Args:
        finding: A finding.
        parts: The unit of each of its numbers, in their order.
    """
    return Parts(
        of_numbers={_mark(item): part for item, part in zip(finding.estimates, parts, strict=False)},
        of_series={name: parts[start] for name, start in places_in_series(finding)},
    )


def _mark(item: Estimate | ReleasedEstimate) -> Mark:
    return (item.quantity.value, item.outcome, item.group, item.reference, item.period, item.method, item.note)


def of_part(finding: ReleasedFinding, part: str, parts: Parts) -> Iterator[ReleasedEstimate]:
    """Yield a finding's numbers of one unit."""
    yield from (item for item in finding.estimates if parts.of(item) == part)
    for name, points in finding.series.items():
        if _of_series(name, points, parts) == part:
            yield from points


def _of_series(name: str, points: Sequence[ReleasedEstimate], parts: Parts) -> str:
    return parts.of_series.get(name, GROUPS if any(map(is_of_a_group, points)) else MORE)


def numbers_of(finding: ReleasedFinding) -> dict[tuple[str, Mark], tuple[float | int | None, ...]]:
    """Return the numbers of a finding as they are shown, each by its series and what it is."""
    return {
        (series, _mark(item)): (item.estimate, item.ci_low, item.ci_high, item.n, item.p_value)
        for series, item in finding.every_estimate()
    }


def kept(then: ReleasedFinding, question: str, day: date) -> ReleasedFinding:
    """Return the last answer to a question as it stands in a new report.

    Args:
        then: The answer.
        question: What the question is called now.
        day: The date of the report that it stood in.
    """
    return replace(
        then,
        question=question,
        estimates=_dated(then.estimates, question, day),
        series={name: _dated(points, question, day) for name, points in then.series.items()},
    )


def with_kept(
    now: ReleasedFinding, then: ReleasedFinding, staying: Collection[str], parts: Parts, day: date
) -> ReleasedFinding:
    """Return a renewed finding in which some units are as they were.

    Its doubts are those of the answer: the last ones where the answer is not renewed.

    Args:
        now: The new one.
        then: The last one.
        staying: The units that are not renewed.
        parts: Which unit each number belongs to.
        day: The date of the report that the last one stood in.
    """
    old = kept(then, now.question, day)
    estimates = [item for item in now.estimates if parts.of(item) not in staying]
    estimates += [item for item in old.estimates if parts.of(item) in staying]
    series = {name: some for name, some in now.series.items() if _of_series(name, some, parts) not in staying}
    series |= {name: some for name, some in old.series.items() if _of_series(name, some, parts) in staying}
    names = [*dict.fromkeys((*parts.of_series, *series))]
    order = {mark: place for place, mark in enumerate(parts.of_numbers)}
    return replace(
        old if ANSWER in staying else now,
        estimates=tuple(sorted(estimates, key=lambda item: order.get(_mark(item), len(order)))),
        series={name: series[name] for name in names if name in series},
    )


def _dated(items: Iterable[ReleasedEstimate], question: str, day: date) -> tuple[ReleasedEstimate, ...]:
    return tuple(replace(item, question=question, as_of=item.as_of or day) for item in items)
