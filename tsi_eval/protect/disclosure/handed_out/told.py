"""What a shown number tells, as sets of persons or named tallies.

A shown number tells how many are in its groups, and perhaps the sum of their values. So it is one
or more of:

- a set of persons (`pool` "n|…"), and for a share also the part and the rest;
- a set of persons with their values (`pool` "v|…"), in which somebody whose value was corrected is
  another element than before;
- named tallies with their counts (`pool` "t|…").

What stands in one pool may be combined by a reader: everything that counts persons at stages is one
pool, and each outcome at each occasion is one. No element says who somebody is: it is a keyed
digest, the same in every report.

Worked example. "62 % of 50 finished" tells of three sets of persons: the 50, the 31 and the 19. "A
mean of 14.2 at T0 of 45" tells of the 45 as persons, and of the 45 with their values at T0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tsi_eval.findings import Cell, Estimate, Guard, Kind
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN
from tsi_eval.protect.disclosure.policies import policy_for
from tsi_eval.protect.disclosure.values.samples import Columns

if TYPE_CHECKING:
    from tsi_eval.protect.pseudonyms.lasting import Lasting

PERSONS, VALUES, TALLIES = "n", "v", "t"
# The pool of all who are counted at stages.
STAGES = "n||"
Elements = frozenset[str]
Counts = frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that a reader learns from a shown number.

    Attributes:
        pool: What it may be combined with.
        kind: What is counted.
        members: Keyed digests of persons, or of persons with their values.
        whole: Of a part of a share: the whole that it is a part of.
        counts: Named tallies with their counts, instead of members.
    """

    pool: str
    kind: Kind
    members: Elements = field(default=frozenset(), repr=False)
    whole: Elements = field(default=frozenset(), repr=False)
    counts: Counts = field(default=frozenset(), repr=False)


def told_by(estimate: Estimate, status: str, columns: Columns, lasting: Lasting, policy: str) -> Iterator[Told]:
    """Yield what a reader learns from a number; nothing from a hidden one.

    Args:
        estimate: The number before rounding, with what it rests on.
        status: "shown", "suppressed" or "banded".
        columns: Everybody's values.
        lasting: What persons are called in every report.
        policy: The policy's id.
    """
    if status not in {SHOWN, BANDED}:
        return
    every = estimate.quantity.record.guard.tells_every_cell
    for cell in estimate.basis if every else estimate.basis[:1]:
        if policy_for(policy, cell.kind) is not None:
            yield from _of_cell(cell, _pool(estimate), lasting, part_is_told=status == SHOWN)
            yield from _values(estimate, cell, columns, lasting)


def _pool(estimate: Estimate) -> str:
    """Return what counts of these persons are combined with: stages are one pool."""
    return f"{estimate.subject}|{estimate.period}" if estimate.subject else "|"


def _of_cell(cell: Cell, pool: str, lasting: Lasting, *, part_is_told: bool) -> Iterator[Told]:
    if not cell.members:
        yield from _of_tallies(cell, part_is_told=part_is_told)
        return
    whole = lasting.persons(cell.members)
    yield Told(pool=f"{PERSONS}|{pool}", kind=cell.kind, members=whole)
    if cell.numerator is not None and part_is_told:
        part = lasting.persons(cell.numerator_members)
        yield Told(pool=f"{PERSONS}|{pool}", kind=cell.kind, members=part, whole=whole)
        yield Told(pool=f"{PERSONS}|{pool}", kind=cell.kind, members=whole - part, whole=whole)


def _of_tallies(cell: Cell, *, part_is_told: bool) -> Iterator[Told]:
    counts = cell.tallies or frozenset({(cell.group, cell.n)})
    several = [counts]
    if cell.numerator is not None and part_is_told:
        part = cell.numerator_tallies or frozenset({(cell.numerator_group, cell.numerator)})
        several += [part, cell.rest_tallies]
    for some in several:
        if some:
            yield Told(pool=f"{TALLIES}|", kind=cell.kind, counts=some)


def _values(estimate: Estimate, cell: Cell, columns: Columns, lasting: Lasting) -> Iterator[Told]:
    """Yield the set of persons with their values, where a number says something of these."""
    guard, ends = estimate.quantity.record.guard, estimate.period.split(" > ")
    # Ranks rest on everybody's values, though what is guarded is how many went which way.
    is_of_parts = guard is Guard.PARTS and cell is estimate.basis[0]
    if not cell.members or guard is Guard.TALLIED or (guard.of_counts and not is_of_parts):
        return
    known = [columns[estimate.subject, at].values for at in ends if (estimate.subject, at) in columns]
    if len(known) == len(ends):
        there = cell.members.intersection(*known)
        members = frozenset(lasting.with_value(person, tuple(at[person] for at in known)) for person in there)
        yield Told(pool=f"{VALUES}|{_pool(estimate)}", kind=cell.kind, members=members)
