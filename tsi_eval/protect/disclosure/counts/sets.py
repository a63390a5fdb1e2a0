"""Which persons and tallies are in which sets: what every number rests on, cut into the smallest pieces that the sets make.

Worked example. Question one counts 25 girls, question two 12 who finished, of whom 7 are girls. The
two sets make three pieces: girls who finished (7), girls who did not (18), and boys who finished
(5). A reader who knows 25, 12 and the union, 30, works out all three, whatever the questions call
them: so it is the members that are compared, and never the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Cell, Estimate, Kind
from tsi_eval.protect.disclosure.counts.recoverable import Sum
from tsi_eval.protect.disclosure.decisions import complement
from tsi_eval.protect.disclosure.policies import POLICIES

# No policy bands shares in larger groups than this.
FULL_IS_SHOWN_FROM = max(policy.band_below for policy in POLICIES)
Pieces = npt.NDArray[np.bool_]
# A person's pseudonym, or the name of a smallest tally with its count.
Element = str | tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSets:
    """All sets of persons and of tallies of a pilot's findings, as unions of pieces (the regions of their Venn diagram).

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
    sizes: npt.NDArray[np.int64]
    wholes: Mapping[str, str]
    places: Mapping[str, tuple[str, ...]]

    def of(self, name: str) -> Pieces:
        """Return which pieces a set is made of."""
        column: Pieces = self.pieces[:, self.names.index(self.wholes.get(name, name))]
        return column

    def sums(self) -> Iterator[Sum]:
        """Yield every set as the sum of its pieces; that a set is empty, or all of another, is for the reader not given."""
        for name in self.names:
            if pieces := self._piece_names(name):
                yield Sum(total=name, parts=pieces)
        for place, sets in self.places.items():
            for name in sets:
                if pieces := self._piece_names(name):
                    yield Sum(total=name, parts=tuple(f"{piece} at {place}" for piece in pieces))

    def _piece_names(self, name: str) -> tuple[str, ...]:
        return tuple(piece_name(int(i)) for i in np.flatnonzero(self.of(name)))

    def small(self, fewer_than: int) -> Iterator[tuple[str, Kind, Pieces]]:
        """Yield pieces, and what one set has more than another, of 1 to fewer than so many persons, each once."""
        seen: set[bytes] = set()
        for name, kind, inside in self._derived():
            size = int(self.sizes[inside].sum())
            if 0 < size < fewer_than and inside.tobytes() not in seen:
                seen.add(inside.tobytes())
                yield name, kind, inside

    def _derived(self) -> Iterator[tuple[str, Kind, Pieces]]:
        for piece in range(len(self.sizes)):
            inside = np.zeros(len(self.sizes), dtype=np.bool_)
            inside[piece] = True
            place = int(np.argmax(self.pieces[piece]))
            yield piece_name(piece), self.kinds[place], inside
        for one, other in permutations(range(len(self.names)), 2):
            yield (
                f"{self.names[one]} less {self.names[other]}",
                self.kinds[one],
                self.pieces[:, one] & ~self.pieces[:, other],
            )


def piece_name(piece: int) -> str:
    """Return the name of a piece."""
    return f"piece {piece}"


def named(estimates: Iterable[Estimate]) -> tuple[tuple[Estimate, ...], PersonSets]:
    """Return the estimates with every set of persons named, the same set by the same name, and the sets."""
    estimates = tuple(estimates)
    names: dict[tuple[Kind, frozenset[Element]], str] = {}
    wholes: dict[str, str] = {}
    full = {_place(e): e.basis[0].members for e in estimates if _is_full(e.basis[0])}

    def name(kind: Kind, elements: Iterable[Element]) -> str:
        return names.setdefault((kind, frozenset(elements)), f"set {len(names)}")

    def part_of(whole: str, estimate: Estimate) -> str:
        part = f"{whole} at {'|'.join(_place(estimate))}"
        wholes[part] = whole
        return part

    def cell(item: Cell, estimate: Estimate) -> Cell:
        if item.tallies:
            return _of_tallies(item, names)
        if not item.members and item.group:
            return item
        group = name(item.kind, item.members)
        if item.numerator is None:
            is_part = item.members and full.get(_place(estimate)) == item.members and item is estimate.basis[0]
            return replace(item, group=part_of(group, estimate) if is_part else group)
        if _is_full(item):
            return replace(item, group=group, numerator_group=part_of(group, estimate))
        rest = item.members - item.numerator_members
        done = replace(item, group=group, numerator_group=name(item.kind, item.numerator_members))
        names.setdefault((item.kind, frozenset(rest)), complement(done))
        return done

    done = tuple(replace(e, basis=tuple(cell(item, e) for item in e.basis)) for e in estimates)
    return done, _pieces(names, wholes, _places(done, wholes))


def _of_tallies(item: Cell, names: dict[tuple[Kind, frozenset[Element]], str]) -> Cell:
    """Return a cell of tallies with its set and its part named, and what is not in the part among the names."""
    done = replace(item, group=names.setdefault((item.kind, frozenset(item.tallies)), f"set {len(names)}"))
    if item.numerator_tallies:
        part = names.setdefault((item.kind, frozenset(item.numerator_tallies)), f"set {len(names)}")
        done = replace(done, numerator_group=part)
    if item.rest_tallies:
        names.setdefault((item.kind, frozenset(item.rest_tallies)), complement(done))
    return done


def _places(estimates: Iterable[Estimate], wholes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for estimate in estimates:
        first = estimate.basis[0]
        if first.members:
            counted = first.group if first.numerator is None else first.numerator_group
            found.setdefault(f"{estimate.question}|{estimate.period}", {})[counted] = None
    return {place: tuple(sets) for place, sets in found.items() if not wholes.keys().isdisjoint(sets)}


def _is_full(cell: Cell) -> bool:
    """Tell whether a share is 100 % of so few that it is not shown; of many it is shown, and part and whole are one to a reader."""
    return (
        cell.numerator is not None
        and 0 < len(cell.members) < FULL_IS_SHOWN_FROM
        and cell.numerator_members == cell.members
    )


def _place(estimate: Estimate) -> tuple[str, str, str]:
    return (estimate.question, estimate.group, estimate.period)


def _pieces(
    names: Mapping[tuple[Kind, frozenset[Element]], str],
    wholes: Mapping[str, str],
    places: Mapping[str, tuple[str, ...]],
) -> PersonSets:
    elements = sorted(frozenset[Element]().union(*(inside for _, inside in names)), key=str)
    row = {element: i for i, element in enumerate(elements)}
    weights = np.array([element[1] if isinstance(element, tuple) else 1 for element in elements], dtype=np.int64)
    table = np.zeros((len(elements), len(names)), dtype=np.bool_)
    for column, (_, inside) in enumerate(names):
        table[[row[element] for element in inside], column] = True
    patterns, piece = (
        np.unique(table, axis=0, return_inverse=True) if elements else (table, np.zeros(0, dtype=np.int64))
    )
    sizes = np.zeros(len(patterns), dtype=np.int64)
    np.add.at(sizes, piece.reshape(-1), weights)
    return PersonSets(
        names=tuple(names.values()),
        kinds=tuple(kind for kind, _ in names),
        pieces=patterns.astype(np.bool_),
        sizes=sizes.astype(np.int64),
        wholes=wholes,
        places=places,
    )
