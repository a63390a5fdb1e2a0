"""Which groups must not be exposed, and how far their possible sizes must reach.

`recoverable` and `covers` say it here; groups can be guarded for a while only.

Worked example. Älvdalen is guarded, and `enough` is 4. Sizes from 0 to 4 are enough, those from 0
to 3 are too narrow. Of a derived group that may be empty, those from 0 to 3 are enough too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.counts.programme import atoms_that_may_be
from tsi_eval.protect.disclosure.counts.solutions import SOLVED
from tsi_eval.protect.disclosure.counts.sums import System

Sizes = npt.NDArray[np.float64]
Each = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A group whose size must stay open.

    Attributes:
        name: The group.
        enough: How far its possible sizes must reach at least.
        may_be_empty: Whether it is also enough that nobody may be in it.
    """

    name: str
    enough: int
    may_be_empty: bool


class Guards:
    """The guarded groups of a system.

    Attributes:
        place: Group → its number here.
        rows: Its row in the system, by number.
        enough: How far its possible sizes must reach, by number.
    """

    def __init__(self, system: System, guarded: Sequence[Guarded]) -> None:
        """Begin with all of them guarded."""
        self.place = {item.name: i for i, item in enumerate(guarded)}
        self.rows = np.array([system.place[item.name] for item in guarded], dtype=np.intp)
        self.enough = np.array([item.enough for item in guarded], dtype=float)
        self._may_be_empty = np.array([item.may_be_empty for item in guarded], dtype=np.bool_)
        # Of some it follows from the sums alone that nobody is in them. Hiding could not help
        # against that. Any other group may be of any size when nothing is known.
        self._never = system.made_of[self.rows] @ atoms_that_may_be(system) == 0
        self._off = np.zeros(len(guarded), dtype=np.bool_)

    def guard(self, name: str, *, on: bool) -> None:
        """Guard a group from now on, or no longer."""
        self._off[self.place[name]] = not on

    def is_on(self, one: int) -> bool:
        """Tell whether a group is guarded now."""
        return not self._off[one]

    def are_narrow(self, least: Sizes, most: Sizes) -> Each:
        """Return which groups are too narrow if their sizes reach from the least to the most."""
        may_be_none = self._may_be_empty & (least < 1 - SOLVED)
        passed_over = may_be_none | self._never | self._off
        narrow: Each = (most - least < self.enough - SOLVED) & ~passed_over
        return narrow

    def is_narrow(self, one: int, least: float, most: float) -> bool:
        """Tell the same of a single group, one that is not passed over."""
        may_be_none = self._may_be_empty[one] and least < 1 - SOLVED
        return bool(most - least < self.enough[one] - SOLVED and not may_be_none)
