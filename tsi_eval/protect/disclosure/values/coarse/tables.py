"""Tables of frequencies: who had which value when, by piece, and the small counts in them.

The shown groups cut each other into pieces, whose sizes a reader may work out; those who were
measured at both occasions, at the first only and at the second only are pieces of their own. The
columns of a table are the pieces' cells: a piece, a first and a second place on the scale.

Worked example. Twelve children, an item from 0 to 2 at one occasion: 1, 8 and 3 children. One
piece of three columns, and the table is (1, 8, 3). Small counts are the 1 at value 0 and the 3 at
value 2; the 8 is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.values.coarse.scales import Scale

Persons = frozenset[str]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
NOT_MEASURED = -1
FEW, FROM = 4, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The frequencies of one outcome at two occasions, or at one.

    Attributes:
        piece: Each column's piece.
        first: Each column's place on the scale at the first occasion, or `NOT_MEASURED`.
        second: At the second.
        counts: How many persons each column has.
        pieces: Each piece's persons.
        column_of: Person → column.
    """

    piece: Whole
    first: Whole
    second: Whole
    counts: Whole = field(repr=False)
    pieces: tuple[Persons, ...] = field(repr=False)
    column_of: Mapping[str, int] = field(repr=False)

    @property
    def twice(self) -> Mask:
        """Whether each column is of persons who were measured at both occasions."""
        both: Mask = (self.first != NOT_MEASURED) & (self.second != NOT_MEASURED)
        return both

    @property
    def change(self) -> Whole:
        """Each column's change in steps; 0 where an occasion is missing."""
        return np.where(self.twice, self.second - self.first, 0)

    def within(self, group: Persons) -> Mask:
        """Tell of each column whether its piece lies in a group, which is a sum of pieces."""
        inside = [piece <= group for piece in self.pieces]
        columns: Mask = np.array(inside, dtype=np.bool_)[self.piece]
        return columns

    def sizes(self) -> Whole:
        """Return each piece's size."""
        return np.array([len(piece) for piece in self.pieces], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """What may not be pinned down: how many of a group have one value, or one change.

    Attributes:
        columns: 1 where a column is counted, else 0.
    """

    columns: Whole


def table_of(first: Mapping[str, float], second: Mapping[str, float], groups: Iterable[Persons], scale: Scale) -> Table:
    """Return the table of two occasions.

    Args:
        first: Person → value at the first occasion.
        second: At the second; empty when the question is about one occasion.
        groups: The shown groups. Who is in none of them is left out.
        scale: The scale.
    """
    pieces = tuple(_pieces(first, second, groups))
    columns = [(k, a, b) for k, piece in enumerate(pieces) for a, b in _cells(piece, first, second, scale)]
    places = {column: place for place, column in enumerate(columns)}
    column_of = {
        person: places[k, _place(person, first, scale), _place(person, second, scale)]
        for k, piece in enumerate(pieces)
        for person in piece
    }
    counts = np.bincount(list(column_of.values()), minlength=len(columns)).astype(np.int64)
    piece, a, b = np.array(columns, dtype=np.int64).reshape(-1, 3).T
    return Table(piece=piece, first=a, second=b, counts=counts, pieces=pieces, column_of=column_of)


def _place(person: str, values: Mapping[str, float], scale: Scale) -> int:
    return scale.place(values[person]) if person in values else NOT_MEASURED


def _pieces(first: Mapping[str, float], second: Mapping[str, float], groups: Iterable[Persons]) -> Iterator[Persons]:
    known = sorted(set(groups), key=sorted)
    marks: dict[tuple[bool, ...], set[str]] = {}
    for person in sorted(frozenset().union(*known) & (first.keys() | second.keys())):
        mark = (person in first, person in second, *(person in group for group in known))
        marks.setdefault(mark, set()).add(person)
    yield from (frozenset(persons) for persons in marks.values())


def _cells(
    piece: Persons, first: Mapping[str, float], second: Mapping[str, float], scale: Scale
) -> Iterator[tuple[int, int]]:
    someone = min(piece)
    every, missing = range(scale.size), (NOT_MEASURED,)
    for a in every if someone in first else missing:
        for b in every if someone in second else missing:
            yield a, b


def countable(table: Table, groups: Iterable[Persons]) -> tuple[Small, ...]:
    """Return every value and every step of change that somebody in a group of fewer than 100 has.

    Two groups of the same columns are asked once.
    """
    found: dict[bytes, Small] = {}
    for group in groups:
        inside = table.within(group)
        if not 0 < table.counts[inside].sum() < FROM:
            continue
        for small in _of_group(table, inside):
            found.setdefault(small.columns.tobytes(), small)
    return tuple(found.values())


def _of_group(table: Table, inside: Mask) -> Iterator[Small]:
    places = ((table.first, table.first >= 0), (table.second, table.second >= 0), (table.change, table.twice))
    for what, there in places:
        counted = Counter(what[inside & there & (table.counts > 0)].tolist())
        for value in sorted(counted):
            yield Small(columns=(inside & there & (what == value)).astype(np.int64))
