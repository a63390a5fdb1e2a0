"""What a number rests on: persons, households, events or smallest tallies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a cell counts; the first four are protected."""

    PERSON = "person"
    HOUSEHOLD = "household"
    STAFF = "staff"
    EVENT_ABOUT_PERSON = "event_about_person"
    ORGANISATION = "organisation"
    EVENT = "event"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The persons, households or events that a number rests on.

    Attributes:
        kind: What is counted.
        n: Its size.
        members: Pseudonyms of exactly these persons, so that `release` sees which sets overlap,
            whatever question they come from; empty for tallies and other things that have no
            persons. Never printed, gone after release.
        tallies: For what has no persons: its smallest tallies, (name, count) each, so that
            `release` sees which tallies overlap. The same name is the same tally everywhere.
        group: Name of a cell that has neither members nor tallies; the same name is the same cell
            everywhere.
        numerator: Size of the part that a share is of, or None.
        numerator_members: The persons of that part.
        numerator_group: Name of that part, when it has neither members nor tallies.
        numerator_tallies: The smallest tallies of that part, which may be tallied beside the whole.
        rest_tallies: The smallest tallies of what is in the whole and not in the part.
    """

    kind: Kind
    n: int
    members: frozenset[str] = field(default=frozenset(), repr=False)
    tallies: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)
    group: str = ""
    numerator: int | None = None
    numerator_members: frozenset[str] = field(default=frozenset(), repr=False)
    numerator_group: str = ""
    numerator_tallies: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)
    rest_tallies: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)


def people(members: frozenset[str], part: frozenset[str] | None = None, *, kind: Kind) -> Cell:
    """Return the cell of these persons; with `part`, of a share of them.

    Args:
        members: Their pseudonyms.
        part: Those of them that a share is of, or None.
        kind: What they are: persons, or for example staff, who have a rule of their own.

    Raises:
        ValueError: When the part is not inside.
    """
    if part is not None and not part <= members:
        raise ValueError
    return Cell(
        kind=kind,
        n=len(members),
        members=members,
        numerator=None if part is None else len(part),
        numerator_members=part or frozenset(),
    )


def tallied(tallies: Mapping[str, int], kind: Kind) -> Cell:
    """Return the cell of these tallies: name → count."""
    return Cell(kind=kind, n=sum(tallies.values()), tallies=frozenset(tallies.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A total and the parts that make it up, for what has neither members nor smallest tallies.

    A reader who knows all but one of them knows the last. Sets of persons need no partition, since
    their members say how they add up.

    Attributes:
        total: The whole.
        parts: Cells that don't overlap and sum to the whole; parts need not be shown anywhere.
    """

    total: Cell
    parts: tuple[Cell, ...]
