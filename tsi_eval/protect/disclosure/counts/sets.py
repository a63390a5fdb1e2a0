"""All sets of persons and of tallies that a pilot's numbers rest on, cut into pieces.

Two questions may be about overlapping sets of persons, and two sets may be subtracted from each
other. So the sets are drawn as one Venn diagram, whose regions are called pieces, and every set is
the sum of its pieces.

1. Elements are the persons, or the smallest tallies with their counts. Each has a row that says
   which sets it is in (`cut`).
2. Elements with the same row make one piece. A piece's size is the number of its persons, or the
   sum of its tallies.
3. Every set is written as the sum of its pieces (`PersonSets.sums`). What one set has more than
   another is a set as well, and may be small (`PersonSets.small`).

Worked example. Question one counts 25 girls, question two 12 who finished, of whom 7 are girls.
The two sets make three pieces: girls who finished (7), girls who did not (18), and boys who
finished (5). A reader who knows 25, 12 and the union, 30, works out all three, whatever the
questions call them: so it is the members that are compared, and never the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.counts.sums import Sum

Pieces = npt.NDArray[np.bool_]
Sizes = npt.NDArray[np.int64]
# A person's pseudonym, or the name of a smallest tally with its count.
Element = str | tuple[str, int]
# A set is known by what it counts and by its elements.
SetOfKind = tuple[Kind, frozenset[Element]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSets:
    """All sets of persons and of tallies of a pilot's findings, as unions of pieces.

    Nothing in it depends on a pseudonym: sets are in order of appearance, pieces in order of their
    pattern.

    Attributes:
        names: The sets' names, in the columns' order.
        kinds: What each set counts.
        pieces: Which piece lies in which set, shape (pieces, sets).
        sizes: Persons, or what is counted, in each piece.
        wholes: Name of a part → its whole, where the part is everyone in the whole. Example: 12
            began and 12 finished. "Those who began" and "those who finished" are then the same
            persons, but a reader can't know that, so each keeps a name of its own.
        places: Where such parts occur (a question at one stage) → every set counted there. Among
            themselves these add up as the groups do, by pieces of their own, since a reader does
            not know that nobody left.
    """

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]
    pieces: Pieces
    sizes: Sizes
    wholes: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]

    def of(self, name: str) -> Pieces:
        """Return which pieces a set is made of."""
        column: Pieces = self.pieces[:, self.names.index(self.wholes.get(name, name))]
        return column

    def kind_of_piece(self, piece: int) -> Kind:
        """Return what a piece counts: the same as the first set that it lies in."""
        return self.kinds[int(np.argmax(self.pieces[piece]))]

    def sums(self) -> Iterator[Sum]:
        """Yield every set as the sum of its pieces.

        An empty set has none; that it is empty, or all of another, is not given to the reader.
        """
        for name in self.names:
            if pieces := self._piece_names(name):
                yield Sum(total=name, parts=pieces)
        for place, sets in self.places.items():
            for name in sets:
                if pieces := self._piece_names(name):
                    yield Sum(total=name, parts=tuple(f"{piece} at {place}" for piece in pieces))

    def _piece_names(self, name: str) -> tuple[str, ...]:
        return tuple(piece_name(int(piece)) for piece in np.flatnonzero(self.of(name)))

    def small(self, fewer_than: int) -> Iterator[tuple[str, Kind, Pieces]]:
        """Yield pieces, and what one set has more than another, that hold 1 to fewer than so many.

        Each is given once, by its first name, with what it counts and the pieces it is made of.
        """
        seen: set[bytes] = set()
        for name, kind, inside in self._following(fewer_than):
            if inside.tobytes() not in seen:
                seen.add(inside.tobytes())
                yield name, kind, inside

    def _following(self, fewer_than: int) -> Iterator[tuple[str, Kind, Pieces]]:
        """Yield each piece, and each difference of two sets, that holds 1 to fewer than so many."""
        for piece in np.flatnonzero((self.sizes > 0) & (self.sizes < fewer_than)).tolist():
            inside = np.zeros(len(self.sizes), dtype=np.bool_)
            inside[piece] = True
            yield piece_name(piece), self.kind_of_piece(piece), inside
        in_both = (self.pieces * self.sizes[:, None]).T @ self.pieces.astype(np.int64)
        more = np.diag(in_both)[:, None] - in_both
        for minuend, subtrahend in np.argwhere((more > 0) & (more < fewer_than)).tolist():
            name = f"{self.names[minuend]} less {self.names[subtrahend]}"
            yield name, self.kinds[minuend], self.pieces[:, minuend] & ~self.pieces[:, subtrahend]


def piece_name(piece: int) -> str:
    """Return the name of a piece."""
    return f"piece {piece}"


def cut(
    names: Mapping[SetOfKind, str],
    wholes: Mapping[str, str],
    places: Mapping[str, tuple[str, ...]],
) -> PersonSets:
    """Cut sets into the pieces that they make of each other.

    Args:
        names: Each set, and the name that it got, in order of appearance.
        wholes: As in `PersonSets`.
        places: As in `PersonSets`.
    """
    every_element = frozenset[Element]().union(*(elements for _, elements in names))
    elements = sorted(every_element, key=str)
    patterns, sizes = _merged(elements, _membership(elements, names))
    return PersonSets(
        names=tuple(names.values()),
        kinds=tuple(kind for kind, _ in names),
        pieces=patterns,
        sizes=sizes,
        wholes=wholes,
        places=places,
    )


def _membership(elements: list[Element], names: Mapping[SetOfKind, str]) -> Pieces:
    """Return which element is in which set, shape (elements, sets)."""
    row = {element: i for i, element in enumerate(elements)}
    table = np.zeros((len(elements), len(names)), dtype=np.bool_)
    for column, (_, inside) in enumerate(names):
        table[[row[element] for element in inside], column] = True
    return table


def _merged(elements: list[Element], table: Pieces) -> tuple[Pieces, Sizes]:
    """Return the different rows of a table of membership, and how much each of them holds."""
    if not elements:
        return table, np.zeros(0, dtype=np.int64)
    weights = np.array([element[1] if isinstance(element, tuple) else 1 for element in elements], dtype=np.int64)
    patterns, piece_of_element = np.unique(table, axis=0, return_inverse=True)
    sizes = np.zeros(len(patterns), dtype=np.int64)
    np.add.at(sizes, piece_of_element.reshape(-1), weights)
    return patterns.astype(np.bool_), sizes
