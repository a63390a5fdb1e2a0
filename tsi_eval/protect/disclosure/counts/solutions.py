"""Ways in which all sizes of a system could be: kept, and led to what is shown on trial.

`recoverable` asks here what is possible before it solves anything.

1. A solution is a row with the size of every group.
2. While a cover is hidden every kept solution still fits. When one is shown on trial, solutions are
   led to its size: what lies between two solutions is a solution too (`_led_between`).
3. If the trial is accepted, the led ones take the place of those that were kept (`accept`).
4. The latest `MOST_KEPT` are kept.

Worked example. Orsa and Älvdalen are 16 together. Two solutions are (16, 0) and (4, 12). When
Orsa's 13 is shown, both are led to (13, 3): three quarters of the first and one of the second.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Sizes = npt.NDArray[np.float64]
# HiGHS keeps limits and sums to 1e-7.
SOLVED = 1e-6
MOST_KEPT = 100


class Solutions:
    """Solutions that fit what is known.

    Attributes:
        least: The smallest size of each column that is watched; infinite without any solution.
        most: The largest; minus infinity without any solution.
    """

    def __init__(self, width: int, watched: npt.NDArray[np.intp]) -> None:
        """Begin without any.

        Args:
            width: How many groups there are.
            watched: The columns whose ends are kept up.
        """
        # Those before a cover was shown on trial, the same led to what is shown now, and those
        # found since, which fit both.
        self._kept = self._led = np.empty((0, width))
        self._new: list[Sizes] = []
        self._watched = watched
        self.least, self.most = self._ends()

    def __len__(self) -> int:
        return len(self._led) + len(self._new)

    def last(self) -> Sizes:
        """Return the solution that was found last."""
        last: Sizes = self._new[-1] if self._new else self._led[-1]
        return last

    def add(self, solution: Sizes) -> None:
        """Keep a solution that fits what is known now."""
        self._new.append(solution)
        at = solution[self._watched]
        self.least, self.most = np.minimum(self.least, at), np.maximum(self.most, at)

    def lead(self, places: Iterable[int], low: Sizes, high: Sizes) -> None:
        """Lead what was kept to the smallest and largest sizes known now at some places."""
        self._kept = np.vstack([self._kept, *self._new])[-MOST_KEPT:]
        self._new = []
        self._led = self._kept
        for place in places:
            self._led = _led_between(self._led, place, low[place], high[place])
        self.least, self.most = self._ends()

    def accept(self) -> None:
        """Keep those that were led, as what is shown now stays so."""
        self._kept = self._led

    def _ends(self) -> tuple[Sizes, Sizes]:
        watched = self._led[:, self._watched]
        return watched.min(axis=0, initial=np.inf), watched.max(axis=0, initial=-np.inf)


def _led_between(solutions: Sizes, place: int, low: float, high: float) -> Sizes:
    """Return solutions whose size at a place lies between limits.

    One that lies outside is mixed with the one that lies furthest on the other side: what lies
    between two solutions is a solution too. Where nothing lies there it is left out.
    """
    sizes = solutions[:, place]
    below, above = sizes < low - SOLVED, sizes > high + SOLVED
    if not (below.any() or above.any()):
        return solutions
    led = [solutions[~below & ~above]]
    if below.any() and (sizes > low).any():
        led.append(_mixed(solutions[below], solutions[np.argmax(sizes)], place, low))
    if above.any() and (sizes < high).any():
        led.append(_mixed(solutions[above], solutions[np.argmin(sizes)], place, high))
    return np.vstack(led)


def _mixed(solutions: Sizes, other: Sizes, place: int, limit: float) -> Sizes:
    """Return what lies between each solution and another, with the limit at a place."""
    weight = (limit - solutions[:, place]) / (other[place] - solutions[:, place])
    mixed: Sizes = solutions + weight[:, None] * (other - solutions)
    return mixed
