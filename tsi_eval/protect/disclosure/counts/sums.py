"""How groups add up, and which of them hang together.

`covers` asks here for the groups near one that must not be known; `recoverable` asks for the system
of equations that a reader may solve.

1. A sum says that a group is exactly made up of others (`Sum`).
2. Groups that no sum connects tell nothing about each other. So the sums are sorted into systems of
   groups that hang together (`Links`).
3. In a system, a total is put in place of its parts until only *atoms* are left, which are made up
   of nothing: every group is a sum of atoms. A second sum of the same total is an equation between
   atoms, or says nothing new.
4. Atoms that no wanted group tells apart are one atom. Only their sum matters.

Worked example. All 30 are 14 in Mora and 16 elsewhere; those elsewhere are 13 in Orsa and 3 in
Älvdalen. Mora, Orsa and Älvdalen are the atoms, and "all" is one of each. If nobody asks about
Orsa or Älvdalen alone, "elsewhere" is one atom, and two are left. That all are 30 women and men
would be one equation: Mora + Orsa + Älvdalen - women - men = 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Matrix = Any  # of scipy, which is loaded only when something is hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A group that is exactly made up of others."""

    total: str
    parts: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups in the sum."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The groups that hang together, written by their atoms.

    Attributes:
        place: Wanted group → its row in `made_of`.
        made_of: How many times each atom is in a group, shape (groups, atoms).
        equal: Sums of atoms that are 0, shape (equations, atoms).
    """

    place: Mapping[str, int]
    made_of: Matrix
    equal: Matrix


class Links:
    """All sums, by which groups hang together; built once for all questions about them."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        # Groups form trees; those with the same root hang together.
        self._above: dict[str, str] = {}
        self._sums_with: dict[str, list[Sum]] = {}
        all_sums = tuple(sums)
        for item in all_sums:
            for group in item.groups:
                self._join(item.total, group)
                self._sums_with.setdefault(group, []).append(item)
        self._sums_at: dict[str, list[Sum]] = {}
        for item in all_sums:
            self._sums_at.setdefault(self.root(item.total), []).append(item)

    def __contains__(self, group: str) -> bool:
        return group in self._above

    def near(self, group: str) -> tuple[Sum, ...]:
        """Return the sums that say anything about a group, directly or through others."""
        return tuple(self._sums_at.get(self.root(group), ())) if group in self else ()

    def direct(self, group: str) -> tuple[Sum, ...]:
        """Return the sums that a group stands in."""
        return tuple(self._sums_with.get(group, ()))

    def root(self, group: str) -> str:
        """Return the group that stands for all that hang together with one."""
        while (above := self._above[group]) != group:
            # Shorten the way for those who ask later.
            self._above[group] = self._above[above]
            group = above
        return group

    def _join(self, first: str, second: str) -> None:
        for group in (first, second):
            self._above.setdefault(group, group)
        self._above[self.root(second)] = self.root(first)


def system_of(sums: Iterable[Sum], wanted: Iterable[str]) -> System:
    """Return a system of sums, written by its atoms.

    Args:
        sums: How groups that hang together add up.
        wanted: The groups that are asked about, or whose size a reader may know. Others are left
            out where they only stand between.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415  only when something is hidden

    made_of, equations = _by_atoms(tuple(sums))
    names = sorted(made_of.keys() & set(wanted))
    place = {name: i for i, name in enumerate(names)}
    rows = [made_of[name] for name in names] + equations
    columns = _columns(rows)
    table = np.zeros((len(rows), len(columns)))
    for column, entries in enumerate(columns):
        for row, times in entries:
            table[row, column] = times
    return System(place=place, made_of=csr_array(table[: len(names)]), equal=csr_array(table[len(names) :]))


def _by_atoms(sums: tuple[Sum, ...]) -> tuple[dict[str, Counter[str]], list[Counter[str]]]:
    """Return each group as a sum of atoms, and what must be 0 besides."""
    parts_of: dict[str, tuple[str, ...]] = {}
    others = []
    for item in sums:
        if item.total in parts_of or _leads_to(item.parts, item.total, parts_of):
            others.append(item)
        else:
            parts_of[item.total] = item.parts
    made_of: dict[str, Counter[str]] = {}
    for group in dict.fromkeys(group for item in sums for group in item.groups):
        _fill(group, parts_of, made_of)
    return made_of, list(_equations(others, made_of))


def _leads_to(groups: Iterable[str], goal: str, parts_of: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a group stands among others or their parts: a total can't be made of itself."""
    ahead, seen = list(groups), set(groups)
    while ahead:
        group = ahead.pop()
        if group == goal:
            return True
        new = set(parts_of.get(group, ())) - seen
        seen |= new
        ahead.extend(new)
    return False


def _fill(group: str, parts_of: Mapping[str, tuple[str, ...]], made_of: dict[str, Counter[str]]) -> None:
    """Write a group, and all that it is made of, by atoms."""
    if group in made_of:
        return
    total: Counter[str] = Counter() if group in parts_of else Counter({group: 1})
    for part in parts_of.get(group, ()):
        _fill(part, parts_of, made_of)
        total.update(made_of[part])
    made_of[group] = total


def _equations(sums: Iterable[Sum], made_of: Mapping[str, Counter[str]]) -> Iterator[Counter[str]]:
    """Yield what is 0 by sums of totals that have a sum already; most of them say nothing new."""
    seen = set()
    for item in sums:
        left = Counter(made_of[item.total])
        for part in item.parts:
            left.subtract(made_of[part])
        equation = frozenset((atom, times) for atom, times in left.items() if times)
        if equation and equation not in seen:
            seen.add(equation)
            yield Counter(dict(equation))


def _columns(rows: list[Counter[str]]) -> list[tuple[tuple[int, int], ...]]:
    """Return the different columns of a table: in which rows an atom stands, and how many times."""
    entries: dict[str, list[tuple[int, int]]] = {}
    for row, atoms in enumerate(rows):
        for atom, times in atoms.items():
            entries.setdefault(atom, []).append((row, times))
    return sorted(set(map(tuple, entries.values())))
