"""What an attacker reads in reports that were handed out one after the other.

She takes what each report renewed, and knows whom each number truly rests on; whether she could
know it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tsi_eval.findings import Estimate, Findings, Quantity
from tsi_eval.findings.released import Released, ReleasedEstimate

COUNTED = {Quantity.COUNT, Quantity.SHARE}
Valued = tuple[str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A number that a report renewed, and what it truly rests on.

    Attributes:
        report: The report's place in the chain.
        item: As it was released.
        outcome: Its outcome in the words of every report, or "" for a count at a stage.
        whole: Its persons.
        part: Those of them that a share counts, or None.
        values: (Person, occasion, value) → weight in it, where it is about values.
    """

    report: int
    item: ReleasedEstimate
    outcome: str
    whole: frozenset[str] = field(repr=False)
    part: frozenset[str] | None = field(repr=False)
    values: Mapping[Valued, int] = field(repr=False)

    def name(self) -> tuple[str, ...]:
        """Return what the number is called."""
        return mark(self.item)


def mark(item: ReleasedEstimate | Estimate) -> tuple[str, ...]:
    """Return what a number is called, in its report's words."""
    return (
        item.question,
        str(item.quantity),
        item.outcome,
        item.group,
        item.reference,
        item.period,
        item.method,
        item.note,
        str(item.role),
    )


def read(
    report: int, found: Findings, released: Released, called: Mapping[str, str], earlier: Sequence[Read] = ()
) -> list[Read]:
    """Return every number that a report renewed; `called` says what its words are in every report.

    A number that it left as it was and that still rests on the same is its own too: the report was
    judged with it by itself.

    Raises:
        KeyError: The report shows a number that was not found.
    """
    truly = {mark(one): one for one in _with_fallbacks(found)}
    values = {(one.outcome, one.occasion): one.values for one in found.measured}
    known = {(one.whole, one.part, frozenset(one.values.items())) for one in earlier}
    everything = []
    for item in _shown(released):
        estimate = truly[mark(item)] if item.as_of is None else truly.get(mark(item))
        if estimate is None or not estimate.basis[0].members:
            continue
        cell = estimate.basis[0]
        one = Read(
            report=report,
            item=item,
            outcome=called.get(item.outcome, item.outcome),
            whole=cell.members,
            part=None if cell.numerator is None else cell.numerator_members,
            values=_values(item, cell.members, values, called),
        )
        if item.as_of is None or (one.whole, one.part, frozenset(one.values.items())) in known:
            everything.append(one)
    return everything


def _with_fallbacks(found: Findings) -> Iterator[Estimate]:
    for answer in found.findings:
        for estimate in answer.every_estimate():
            one: Estimate | None = estimate
            while one is not None:
                yield one
                one = one.instead


def _shown(released: Released) -> Iterator[ReleasedEstimate]:
    """Yield what a report says: a number, or a size beside a hidden one."""
    for answer in released.findings:
        for _, item in answer.every_estimate():
            if item.status == "shown" or item.n is not None:
                yield item


def _values(
    item: ReleasedEstimate,
    persons: frozenset[str],
    measured: Mapping[tuple[str, str], Mapping[str, float]],
    called: Mapping[str, str],
) -> Mapping[Valued, int]:
    if item.status != "shown" or item.quantity in COUNTED or not item.outcome:
        return {}
    found: dict[Valued, int] = {}
    occasions = item.period.split(" > ")
    for occasion, weight in zip(occasions, (-1, 1) if len(occasions) > 1 else (1,), strict=True):
        name, of = called.get(occasion, occasion), measured.get((item.outcome, occasion), {})
        found |= {(person, name, of[person]): weight for person in persons if person in of}
    return found
