"""Which numbers rest on the same set: every set of persons or tallies gets one name.

Designs do not know each other, and two of them may count the same children under two names. Here
the members are compared, and groups are named anew: "set 0", "set 1" and so on, in order of
appearance.

1. The members of a cell are named; the same members of the same kind always have the same name. A
   cell without members or tallies keeps the name that its design gave it.
2. Of a share, the part and the rest are sets as well, and are named.
3. A part that is all of its whole gets a name of its own, if the whole is so small that 100 % is
   not shown: a reader does not know that it is all. So does a number about those persons at the
   same stage of the same question.
4. The sets are then cut into pieces (`sets`).

Worked example. 12 families began ("set 0") and all 12 finished. The share of 12 among 12 is of so
few that it is shown as a band, "at least 8 of 12", and to a reader from 8 to 12 finished. If they
were called "set 0" too, the two would be one group, and those who began would publish its size, 12.
So they are called "set 0 at reached||completed".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tsi_eval.findings import Cell, Estimate, Kind
from tsi_eval.protect.disclosure.counts.sets import Element, PersonSets, SetOfKind, cut
from tsi_eval.protect.disclosure.decisions import complement
from tsi_eval.protect.disclosure.policies import POLICIES

# No policy bands shares in larger groups than this.
FULL_IS_SHOWN_FROM = max(policy.band_below for policy in POLICIES)
Place = tuple[str, str, str]


def named(estimates: Iterable[Estimate]) -> tuple[tuple[Estimate, ...], PersonSets]:
    """Return the estimates with every set of persons named, and the sets.

    The same set has the same name in all of them.
    """
    estimates = tuple(estimates)
    names = _Names(full=_full_groups(estimates))
    renamed = []
    for estimate in estimates:
        basis = tuple(names.cell(cell, estimate) for cell in estimate.basis)
        renamed.append(replace(estimate, basis=basis))
    return tuple(renamed), cut(names.of_sets, names.wholes, _places(renamed, names.wholes))


def _full_groups(estimates: tuple[Estimate, ...]) -> dict[Place, frozenset[str]]:
    """Return where a share is 100 % of so few that it is not shown → those few."""
    return {_place(estimate): estimate.basis[0].members for estimate in estimates if _is_full(estimate.basis[0])}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names that were given so far.

    Attributes:
        full: Where a part is all of its whole → its members.
        of_sets: Each set → its name, in order of appearance.
        wholes: Name of a part that is all of its whole → the whole's name.
    """

    full: Mapping[Place, frozenset[str]]
    of_sets: dict[SetOfKind, str] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)

    def cell(self, cell: Cell, estimate: Estimate) -> Cell:
        """Return a cell of an estimate with its group, and its part, named."""
        if cell.tallies:
            return self._cell_of_tallies(cell)
        if not cell.members and cell.group:
            return cell
        group = self._name(cell.kind, cell.members)
        if cell.numerator is None:
            counts_a_full_part = cell is estimate.basis[0] and bool(cell.members)
            if counts_a_full_part and self.full.get(_place(estimate)) == cell.members:
                return replace(cell, group=self._part_that_is_all(group, estimate))
            return replace(cell, group=group)
        if _is_full(cell):
            return replace(cell, group=group, numerator_group=self._part_that_is_all(group, estimate))
        named_cell = replace(cell, group=group, numerator_group=self._name(cell.kind, cell.numerator_members))
        self._keep(cell.kind, cell.members - cell.numerator_members, complement(named_cell))
        return named_cell

    def _cell_of_tallies(self, cell: Cell) -> Cell:
        named_cell = replace(cell, group=self._name(cell.kind, cell.tallies))
        if cell.numerator_tallies:
            named_cell = replace(named_cell, numerator_group=self._name(cell.kind, cell.numerator_tallies))
        if cell.rest_tallies:
            self._keep(cell.kind, cell.rest_tallies, complement(named_cell))
        return named_cell

    def _name(self, kind: Kind, elements: Iterable[Element]) -> str:
        return self._keep(kind, elements, f"set {len(self.of_sets)}")

    def _keep(self, kind: Kind, elements: Iterable[Element], name: str) -> str:
        """Return the name that a set has; if it has none, it gets this one."""
        return self.of_sets.setdefault((kind, frozenset(elements)), name)

    def _part_that_is_all(self, whole: str, estimate: Estimate) -> str:
        part = f"{whole} at {'|'.join(_place(estimate))}"
        self.wholes[part] = whole
        return part


def _places(estimates: Iterable[Estimate], wholes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the places at which a part is all of its whole → every set that is counted there.

    A place is here a question at one stage: all its groups together, since they add up.
    """
    counted_at: dict[str, dict[str, None]] = {}
    for estimate in estimates:
        first = estimate.basis[0]
        if first.members:
            counted = first.group if first.numerator is None else first.numerator_group
            counted_at.setdefault(f"{estimate.question}|{estimate.period}", {})[counted] = None
    return {place: tuple(sets) for place, sets in counted_at.items() if not wholes.keys().isdisjoint(sets)}


def _is_full(cell: Cell) -> bool:
    """Tell whether a share is 100 % of so few that it is not shown.

    Of many it is shown, and part and whole are one set to a reader.
    """
    return (
        cell.numerator is not None
        and 0 < len(cell.members) < FULL_IS_SHOWN_FROM
        and cell.numerator_members == cell.members
    )


def _place(estimate: Estimate) -> Place:
    return (estimate.question, estimate.group, estimate.period)
