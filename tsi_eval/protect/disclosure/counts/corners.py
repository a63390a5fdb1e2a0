"""Walking among all that is possible, from corner to corner.

`walks` asks here whether a cover that is shown on trial exposes a group. What is found on a walk is
a solution like any other, and is checked as one.

1. Atoms, and what limits leave below and above a banded group, may not be negative: these are the
   quantities of `ways`. At a corner as many of them are 0 as there are ways to go (`begun`).
2. To make a group smaller or larger, the way is taken that changes it most, until another quantity
   is 0: that is the next corner (`towards`). Where no way changes it so, it has its smallest or
   largest size.
3. When more becomes known, the corner is led to it: the group is changed until it has the known
   size, and the way on which it has it is given up (`led`). So a walk begins near where the last
   one ended.

Steps are cheap, since a corner keeps how every quantity changes by every way. Its errors would add
up; so every solution is held against what is known (`sizes`), and so are the ways, before it is
believed that they lead to all that is possible (`sees_all`). Where a check fails, or a walk leads
nowhere, a linear programme is asked instead.

Worked example. Of 30, 14 live in Mora; x in Orsa and y in Älvdalen are 16. There is one way to go,
and two corners: (16, 0) and (0, 16). If Orsa's 13 become known, the first is led to (13, 3), and no
way is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.counts.sums import System
from tsi_eval.protect.disclosure.counts.ways import NONE, Ways, most_negative

Sizes = npt.NDArray[np.float64]
# What is off by less than this fits: HiGHS keeps limits and sums to it too.
FITS = 1e-7
# A walk of so many steps leads nowhere.
MOST_STEPS = 300


class AstrayError(Exception):
    """A walk led nowhere, or to what does not fit what is known."""


@dataclass(slots=True, kw_only=True)
class Corner:
    """A corner of what is possible, and the ways from it.

    Attributes:
        system: Whose groups.
        low: The smallest size of each group that is known.
        high: The largest; infinite where nothing is known.
        ways: How large each quantity is, atoms first, and how they may change.
    """

    system: System
    low: Sizes
    high: Sizes
    ways: Ways

    def is_wider(self, low: Sizes, high: Sizes) -> bool:
        """Tell whether no less is possible here than within other limits."""
        return bool((self.low <= low).all() and (self.high >= high).all())

    def sizes(self) -> Sizes:
        """Return how large each group is here.

        Raises:
            AstrayError: When that does not fit what is known.
        """
        atoms = self._atoms()
        sizes: Sizes = self.system.made_of @ atoms
        room = FITS * (1 + np.abs(sizes))
        within = (sizes >= self.low - room).all() and (sizes <= self.high + room).all()
        if not within or atoms.min(initial=0) < -FITS or not _is_none(self.system.equal @ atoms):
            raise AstrayError
        return sizes

    def sees_all(self, ways: int) -> bool:
        """Tell whether all that is possible lies on the ways from here.

        It does if there are as many as there should be, and none of them changes what is known: no
        two of them are the same, as each has a quantity that grows by it alone.

        Args:
            ways: How many there should be.
        """
        known = self.system.made_of[np.flatnonzero(self.low == self.high)]
        atoms = self.ways.changes[: self.system.made_of.shape[1]]
        return len(self.ways) == ways and all(_is_none(rows @ atoms, NONE) for rows in (known, self.system.equal))

    def towards(self, group: Sizes, sign: int) -> Iterator[float]:
        """Make a group smaller or larger, and yield its size at each corner on the way.

        Args:
            group: How many times each atom is in it.
            sign: 1 to make it smaller, -1 to make it larger.

        Raises:
            AstrayError: When that never ends.
        """
        for _ in range(MOST_STEPS):
            way = most_negative(sign * self._change(group))
            if way is None:
                return
            self.step(way)
            yield self._size(group)
        raise AstrayError

    def step(self, way: int) -> None:
        """Go a way as far as it leads.

        Raises:
            AstrayError: When nothing ends it.
        """
        length, at = self.ways.room(way)
        if at < 0:
            raise AstrayError
        self.ways.go(way, length)
        self.ways.pivot(way, at)

    def limit(self, place: int) -> None:
        """Go to where a group lies within what is known of it, and keep it there.

        Raises:
            AstrayError: When that is nowhere.
        """
        group, low, high = self.system.made_of[[place]].toarray()[0], self.low[place], self.high[place]
        size = self._size(group)
        goal = min(max(size, low), high)
        way = self._reach(group, goal) if abs(size - goal) > NONE else None
        if low == high:
            self.ways.give_up(self._change(group), way)
            return
        size, change = self._size(group), self._change(group)
        ends = [(low, self.ways.add(size - low, change))]
        if high < np.inf:
            ends.append((high, self.ways.add(high - size, -change)))
        if way is not None:
            self.ways.pivot(way, dict(ends)[goal])

    def _reach(self, group: Sizes, goal: float) -> int | None:
        """Go to where a group has a size, and return the way on which it has, if not at an end."""
        for _ in range(MOST_STEPS):
            size, change = self._size(group), self._change(group)
            way = most_negative(change if size > goal else -change)
            if way is None:
                break
            wanted = (goal - size) / float(change[way])
            if wanted <= self.ways.room(way)[0]:
                self.ways.go(way, wanted)
                return way
            self.step(way)
        if abs(self._size(group) - goal) > FITS:
            raise AstrayError
        return None

    def _atoms(self) -> Sizes:
        return self.ways.values[: self.system.made_of.shape[1]]

    def _size(self, group: Sizes) -> float:
        return float(group @ self._atoms())

    def _change(self, group: Sizes) -> Sizes:
        """Return how much a group changes by each way."""
        change: Sizes = group @ self.ways.changes[: len(group)]
        return change


def begun(system: System, low: Sizes, high: Sizes, atoms: Sizes, free: Sizes) -> Corner:
    """Return a corner that is found from a solution.

    Args:
        system: Whose groups.
        low: The smallest size of each group that is known.
        high: The largest.
        atoms: How large each atom is; it fits these limits.
        free: How atoms may change while all known sizes stay, shape (atoms, ways).

    Raises:
        AstrayError: None is found.
    """
    ways = Ways(values=np.maximum(atoms, 0), changes=free.copy())
    corner = Corner(system=system, low=low.copy(), high=high.copy(), ways=ways)
    for place in np.flatnonzero((low < high) & ((low > 0) | (high < np.inf))).tolist():
        corner.limit(place)
    for way in range(len(ways)):
        if ways.room(way)[1] < 0:
            ways.turn(way)
        corner.step(way)
    return corner


def led(corner: Corner, low: Sizes, high: Sizes) -> Corner:
    """Return a corner that fits narrower limits; the other stays as it is.

    Raises:
        AstrayError: None is found.
    """
    changed = np.flatnonzero((low > corner.low) | (high < corner.high)).tolist()
    other = Corner(system=corner.system, low=low.copy(), high=high.copy(), ways=corner.ways.copy())
    for place in changed:
        other.limit(place)
    return other


def _is_none(change: Sizes, limit: float = FITS) -> bool:
    return bool(np.abs(change).max(initial=0) < limit)
