"""Which groups follow from known sizes by adding and subtracting alone.

Nearly all that is exposed is exposed in this way, and it costs no linear programme to see it:
`recoverable` asks here first. What follows here is exposed, whatever the sizes are. What does not
may still be exposed, as no size is negative: that takes a programme.

1. All sizes of a system can be told by as many numbers as it has atoms. These are kept as a basis:
   the known groups and the equations, as far as they don't follow from each other, and besides them
   atoms that are free.
2. Every group is one combination of the basis. It follows from what is known if no free part is in
   it, and the known groups in it are what it follows from.
3. A group that becomes known takes the place of a free part of it (`know`). One that is hidden
   stays in the basis and is free from then on, unless another known group can take its place
   (`forget`).

No size is used, so that the choice of a cover by what stands here tells none.

Worked example. 30 are 14 in Mora, x in Orsa and y in Älvdalen. "All" and Mora are known, and with
Orsa they are a basis: Älvdalen is all less Mora less Orsa, and Orsa is free. If Orsa becomes known,
Älvdalen follows from the three.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.protect.disclosure.counts.sums import System

Sizes = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
# Parts smaller than this are none; those of sums of whole groups are much larger.
NONE = 1e-7
# What stands in the basis and is no known group.
FREE, EQUATION = -1, -2


class Combination(NamedTuple):
    """The known groups that another is a combination of, and the size that they give it."""

    places: Places
    size: float


class Combinations:
    """What follows by adding and subtracting, while groups become known and are hidden."""

    def __init__(self, system: System) -> None:
        """Begin with a system of which no size is known."""
        self._made_of = system.made_of
        # How much of each part of the basis is in each atom, shape (atoms, parts).
        self._inverse = np.eye(system.made_of.shape[1])
        self._stands = np.full(system.made_of.shape[1], FREE)
        # Known group → its size.
        self._known: dict[int, float] = {}
        for equation in system.equal.toarray():
            self._put(EQUATION, equation @ self._inverse)

    def know(self, place: int, size: float) -> None:
        """Take in that a group's size is known.

        Raises:
            ProtectionError: When another size follows from what is known (E186).
        """
        if place in self._known:
            return
        parts = self._parts(place)
        if not self._put(place, parts) and abs(self._size(parts) - size) > NONE * (1 + abs(size)):
            raise ProtectionError(Problem(code="E186"))
        self._known[place] = size

    def forget(self, place: int) -> None:
        """Take in that a group's size is known no longer."""
        if self._known.pop(place, None) is None:
            return
        at = np.flatnonzero(self._stands == place)
        self._stands[at] = FREE
        others = sorted(self._known.keys() - set(self._stands.tolist()))
        if len(at) and others:
            best = others[int(np.argmax(np.abs(self._made_of[others] @ self._inverse[:, at])))]
            self._put(best, self._parts(best))

    def of(self, place: int) -> Combination | None:
        """Return what a group follows from, or None if it does not."""
        parts = self._parts(place)
        if np.abs(parts[self._stands == FREE]).max(initial=0) > NONE:
            return None
        places = self._stands[np.abs(parts) > NONE]
        return Combination(places=np.sort(places[places >= 0]), size=self._size(parts))

    def free(self) -> Sizes:
        """Return how atoms may change while all that is known stays, shape (atoms, ways)."""
        free: Sizes = self._inverse[:, self._stands == FREE]
        return free

    def that_follow(self, places: Places) -> npt.NDArray[np.bool_]:
        """Return which of several groups follow from what is known."""
        free = self._made_of[places] @ self._inverse[:, self._stands == FREE]
        follow: npt.NDArray[np.bool_] = np.abs(free).max(axis=1, initial=0) <= NONE
        return follow

    def _parts(self, place: int) -> Sizes:
        """Return how much of each part of the basis is in a group."""
        parts: Sizes = (self._made_of[[place]] @ self._inverse)[0]
        return parts

    def _size(self, parts: Sizes) -> float:
        """Return the size of what follows from what is known."""
        used = np.flatnonzero((np.abs(parts) > NONE) & (self._stands >= 0)).tolist()
        return float(sum(parts[at] * self._known[int(self._stands[at])] for at in used))

    def _put(self, stands: int, parts: Sizes) -> bool:
        """Put a group in the place of its largest free part, and tell whether it has one."""
        free = np.where(self._stands == FREE, np.abs(parts), 0)
        at = int(np.argmax(free)) if len(free) else 0
        if not len(free) or free[at] <= NONE:
            return False
        column = self._inverse[:, at] / parts[at]
        self._inverse -= np.outer(column, parts)
        self._inverse[:, at] = column
        self._stands[at] = stands
        return True
