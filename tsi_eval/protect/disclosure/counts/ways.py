"""Quantities that may not be negative, and the ways in which they may change together.

`corners` walks on them.

1. Each way changes every quantity by so much for each unit of its length. It leads until one of
   them is 0 (`room`).
2. At a corner each way has a quantity that is 0 and grows by it alone. Where a way ends, the
   quantity that is 0 there takes the place of the one that grew: that is the way back, and all
   other ways are written anew, so that none of them changes it (`pivot`).
3. Ways can be given up until nothing changes some sum any more (`give_up`), and quantities can be
   added (`add`).

Worked example. x in Orsa and y in Älvdalen are 16. From (16, 0) the one way makes y grow by 1 and x
by -1; its room is 16. At (0, 16) it is turned round: x grows by 1, and y by -1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Sizes = npt.NDArray[np.float64]
# Changes smaller than this are none; those of sums of whole groups are much larger.
NONE = 1e-9


@dataclass(slots=True, kw_only=True)
class Ways:
    """How large quantities are, and how they change.

    Attributes:
        values: How large each is.
        changes: How much each changes by each way, shape (quantities, ways).
    """

    values: Sizes
    changes: Sizes

    def __len__(self) -> int:
        return int(self.changes.shape[1])

    def copy(self) -> Ways:
        """Return the same, to go elsewhere."""
        return Ways(values=self.values.copy(), changes=self.changes.copy())

    def room(self, way: int) -> tuple[float, int]:
        """Return how far a way leads, and which quantity is 0 then; -1 where nothing ends it."""
        column = self.changes[:, way]
        falls = np.flatnonzero(column < -NONE)
        if not len(falls):
            return np.inf, -1
        room = self.values[falls] / -column[falls]
        least = room.min()
        near = falls[room <= least + NONE]
        return max(float(least), 0.0), int(near[np.argmin(column[near])])

    def turn(self, way: int) -> None:
        """Go a way in the other direction."""
        self.changes[:, way] *= -1

    def go(self, way: int, length: float) -> None:
        """Go so far."""
        self.values += length * self.changes[:, way]

    def pivot(self, way: int, at: int) -> None:
        """Let a quantity that is 0 be the one that grows by a way alone."""
        row = self.changes[at].copy()
        column = self.changes[:, way] / row[way]
        row[way] = 0
        self.changes -= np.outer(column, row)
        self.changes[:, way] = column
        self.changes[at] = 0
        self.changes[at, way] = 1
        self.values[at] = 0

    def give_up(self, change: Sizes, way: int | None = None) -> None:
        """Give up a way, so that no way changes a sum of quantities any more.

        Args:
            change: How much each way changes it.
            way: The one that is given up; it must change it. Otherwise the one that does most.
        """
        if way is None:
            way = int(np.argmax(np.abs(change))) if len(change) else 0
        if not len(change) or abs(change[way]) <= NONE:
            return
        column = self.changes[:, way] / change[way]
        self.changes = np.delete(self.changes - np.outer(column, change), way, axis=1)

    def add(self, value: float, change: Sizes) -> int:
        """Add a quantity, and return its number."""
        self.values = np.append(self.values, value)
        self.changes = np.vstack([self.changes, change])
        return len(self.values) - 1


def most_negative(change: Sizes) -> int | None:
    """Return the way that makes something smaller most quickly, or None if none does."""
    way = int(np.argmin(change)) if len(change) else 0
    return way if len(change) and change[way] < -NONE else None
