"""Asking of a trial by walking: a cover is shown, and each group may have to stay as wide.

`recoverable` asks here. Walks go from one corner of what is possible to the next (`corners`).

1. The corners at which the latest accepted trials ended are kept. What is shown since only narrows
   what is possible, so that the latest of them can be led there (`begin`).
2. Where something was hidden since, that corner says too much and is forgotten, and the one before
   it is taken. Without any, the first corner is found from a solution.
3. From there one walks to how small a group may be, and then to how large, until its sizes reach as
   far as they must, or end before (`is_exposed`).

Worked example. Mora was shown on trial and accepted, and a corner kept. Orsa is shown on trial, and
a copy of the corner is led to Orsa's size. The trial exposes Älvdalen, and Orsa is hidden again.
For the next trial the corner from before is there as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from tsi_eval.protect.disclosure.counts.corners import AstrayError, Corner, Sizes, begun, led
from tsi_eval.protect.disclosure.counts.guards import Guards
from tsi_eval.protect.disclosure.counts.solutions import Solutions
from tsi_eval.protect.disclosure.counts.sums import System

BOTH_ENDS = (1, -1)
# A trial that one reader accepts another may refuse, so that one corner alone would not do.
MOST_KEPT = 3


class Walks:
    """The corners of one system from which walks may begin."""

    def __init__(self, system: System, guards: Guards, solutions: Solutions) -> None:
        """Begin without any.

        Args:
            system: Whose groups.
            guards: Which of them must be how wide.
            solutions: Where what is found is kept.
        """
        self._system, self._guards, self._solutions = system, guards, solutions
        self._kept: list[Corner] = []

    def begin(self, low: Sizes, high: Sizes, free: Sizes, solve: Callable[[], Sizes]) -> Corner | None:
        """Return a corner of what is known now, or None where none is found.

        Args:
            low: The smallest size of each group that is known.
            high: The largest.
            free: How atoms may change while all known sizes stay, shape (atoms, ways).
            solve: Returns how large each atom is in a solution.
        """
        while self._kept and not self._kept[-1].is_wider(low, high):
            self._kept.pop()
        try:
            return led(self._kept[-1], low, high) if self._kept else begun(self._system, low, high, solve(), free)
        except AstrayError:
            return None

    def accept(self, corner: Corner | None) -> None:
        """Keep a corner, as what is shown there stays so."""
        if corner is not None:
            self._kept = [*self._kept, corner][-MOST_KEPT:]

    def next(self, likely: Iterable[int]) -> int | None:
        """Return a group that is narrow: a likely one, or the narrowest; None if none is."""
        least, most = self._solutions.least, self._solutions.most
        narrow = self._guards.are_narrow(least, most)
        every = np.flatnonzero(narrow)
        first = [one for one in likely if narrow[one]]
        return next(iter([*first, *every[np.argsort(most[every] - least[every])[:1]].tolist()]), None)

    def is_exposed(self, corner: Corner | None, one: int, ways: int) -> bool | None:
        """Tell whether a narrow group has no sizes that reach far enough; None if walks can't tell.

        Args:
            corner: From where to walk, and where the walk ends.
            one: The group's number among those that are guarded.
            ways: How many ways there should be.
        """
        if corner is None:
            return None
        try:
            if any(self._is_wide_towards(corner, one, sign) for sign in BOTH_ENDS):
                return False
        except AstrayError:
            return None
        return True if corner.sees_all(ways) else None

    def _is_wide_towards(self, corner: Corner, one: int, sign: int) -> bool:
        group = self._system.made_of[[self._guards.rows[one]]].toarray()[0]
        least, most = self._solutions.least[one], self._solutions.most[one]
        for size in corner.towards(group, sign):
            least, most = min(least, size), max(most, size)
            if not self._guards.is_narrow(one, least, most):
                break
        self._solutions.add(corner.sizes())
        return not self._guards.is_narrow(one, self._solutions.least[one], self._solutions.most[one])
