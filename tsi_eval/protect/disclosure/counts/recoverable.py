"""Which guarded groups a reader could work out, in one system of groups that hang together.

`covers` asks this each time something was hidden or shown again.

1. The reader knows for each published group its size, for each banded one its limits, how groups
   add up, and that no size is negative. That is one system of linear equations and limits over
   atoms (`sums`). The smallest and the largest size of a group are two ends of a linear programme
   over it.
2. Each solution found on the way is one way in which all sizes could be. Solutions are kept, as
   they say something of every group at once: while one fits what is known, all its sizes are
   possible. Most groups need no programme of their own.
3. Groups that no solution shows to be safe are first asked about together: one programme makes them
   all small, another makes them large. Only what is then still narrow is asked about by itself.
4. What shows that a group is exposed is kept too: the few known sizes that the ends rest on. As
   long as these are known it stays exposed, whatever else is hidden.

Worked example. Published are 30 in all and 14 in Mora; hidden are x in Orsa and y in Älvdalen. The
reader knows 14 + x + y = 30 and that neither is negative: y is 0 at least and 16 at most. One
solution, (x, y) = (16, 0), gives the largest Orsa and the smallest Älvdalen. If Orsa's 13 were
published, y would be 3, and that rests on all three known sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.counts.programme import Places, Programme, Sizes
from tsi_eval.protect.disclosure.counts.published import Range
from tsi_eval.protect.disclosure.counts.sums import System

# HiGHS keeps limits and sums to 1e-7.
SOLVED = 1e-6
MOST_KEPT = 1000
# From so many narrow groups on they are asked about together first.
TOGETHER = 3
# So many groups are asked about alone before that, the narrowest.
FIRST = 2
BOTH_ENDS = (1, -1)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """Limits of known groups from which it follows that a group is exposed."""

    places: Places
    low: Sizes
    high: Sizes


class Reader:
    """What a reader can work out of one system; it follows as more or less is known."""

    def __init__(self, system: System, guarded: Sequence[Guarded], known: Mapping[str, Range]) -> None:
        """Begin with a system, its groups that must not be exposed, and what is known of sizes."""
        self._system = system
        self._guarded = {item.name: i for i, item in enumerate(guarded)}
        self._rows = np.array([system.place[item.name] for item in guarded], dtype=np.intp)
        self._enough = np.array([item.enough for item in guarded], dtype=float)
        self._may_be_empty = np.array([item.may_be_empty for item in guarded], dtype=np.bool_)
        self._low = np.zeros(len(system.place))
        self._high = np.full(len(system.place), np.inf)
        self._kept = self._fitting = np.empty((0, len(system.place)))
        self._proofs: dict[int, list[_Proof]] = {}
        self._never: dict[int, bool] = {}
        self._programme: Programme | None = None
        self._least, self._most = _ends_of(self._fitting[:, self._rows])
        self.learn(known)

    def learn(self, changes: Mapping[str, Range | None]) -> bool:
        """Take in what is known of groups now (None: nothing), and tell whether any is here."""
        here = [(self._system.place[name], limits) for name, limits in changes.items() if name in self._system.place]
        for place, limits in here:
            low, high = limits or (0, None)
            self._low[place], self._high[place] = low, np.inf if high is None else high
        if here:
            self._programme = None
            self._fitting = self._led([place for place, _ in here])
            self._least, self._most = _ends_of(self._fitting[:, self._rows])
        return bool(here)

    def exposes(self, name: str) -> bool:
        """Tell whether a guarded group is exposed by what is known.

        Raises:
            ProtectionError: When what is known contradicts itself (E186).
        """
        one = self._guarded[name]
        if not self._are_narrow()[one] or self._is_never_exposed(one):
            return False
        if self._is_proved(one):
            return True
        self._widen()
        return bool(self._are_narrow()[one]) and self._is_exposed_by_itself(one)

    def exposes_any(self) -> bool:
        """Tell whether any guarded group is exposed by what is known.

        Raises:
            ProtectionError: When what is known contradicts itself (E186).
        """
        if any(self._is_proved(one) for one in self._proofs):
            return True
        if len(self._fitting) and any(self._is_exposed_by_itself(one) for one in self._narrow()[:FIRST]):
            return True
        self._widen()
        if any(self._are_narrow()[one] and self._is_exposed_by_itself(one) for one in self._narrow()):
            return True
        # What was led to what is known now is as good as what was solved.
        self._kept = self._fitting
        return False

    def _narrow(self) -> list[int]:
        """Return the guarded groups that are narrow, the narrowest first."""
        narrow: list[int] = np.flatnonzero(self._are_narrow()).tolist()
        narrow = [one for one in narrow if not self._is_never_exposed(one)]
        return sorted(narrow, key=lambda one: self._most[one] - self._least[one])

    def _are_narrow(self) -> npt.NDArray[np.bool_]:
        may_be_none = self._may_be_empty & (self._least < 1 - SOLVED)
        narrow: npt.NDArray[np.bool_] = (self._most - self._least < self._enough - SOLVED) & ~may_be_none
        return narrow

    def _is_proved(self, one: int) -> bool:
        return any(
            bool((self._low[proof.places] >= proof.low).all() and (self._high[proof.places] <= proof.high).all())
            for proof in self._proofs.get(one, ())
        )

    def _is_never_exposed(self, one: int) -> bool:
        """Tell whether it follows from the sums alone that nobody is in a group.

        Hiding could not help against that. Any other group may be of any size when nothing is
        known.
        """
        if one not in self._never:
            row = self._rows[one]
            if self._may_be_empty[one] or (self._kept[:, row] > SOLVED).any():
                return False
            nothing = Programme(self._system, np.zeros_like(self._low), np.full_like(self._high, np.inf))
            goal = self._goal([one])
            self._never[one] = bool(goal @ nothing.solved(-goal, {int(row): 1.0}).atoms < SOLVED)
        return self._never[one]

    def _widen(self) -> None:
        """Ask about all narrow groups together: how small they may be, and how large."""
        if not len(self._fitting):
            self._ask(self._goal(self._narrow()))
        ends, in_vain = cycle(BOTH_ENDS), 0
        narrow = self._narrow()
        while len(narrow) >= TOGETHER and in_vain < len(BOTH_ENDS):
            sign = next(ends)
            self._ask(sign * self._goal(narrow), self._caps(narrow) if sign < 0 else {})
            before, narrow = len(narrow), self._narrow()
            in_vain = 0 if len(narrow) < before else in_vain + 1

    def _is_exposed_by_itself(self, one: int) -> bool:
        """Ask how small, and how large, one group may be."""
        goal = self._goal([one])
        smallest = self._ask(goal)
        if not self._are_narrow()[one]:
            return False
        largest = self._ask(-goal, self._caps([one]))
        if not self._are_narrow()[one]:
            return False
        places = np.union1d(smallest, largest)
        proof = _Proof(places=places, low=self._low[places].copy(), high=self._high[places].copy())
        self._proofs.setdefault(one, []).append(proof)
        return True

    def _goal(self, several: Iterable[int]) -> Sizes:
        goal: Sizes = np.asarray(self._system.made_of[self._rows[list(several)]].sum(axis=0), dtype=float).reshape(-1)
        return goal

    def _caps(self, several: Iterable[int]) -> dict[int, float]:
        """Return a limit for each group that lies far enough above a size that is possible.

        Without it a group might have no largest size, and one could be made large at the cost of
        others.
        """
        last = self._fitting[-1]
        return {int(self._rows[one]): float(last[self._rows[one]] + self._enough[one]) for one in several}

    def _ask(self, goal: Sizes, caps: Mapping[int, float] | None = None) -> Places:
        """Keep the solution with the least of a goal, and return the groups that it rests on."""
        if self._programme is None:
            self._programme = Programme(self._system, self._low, self._high)
        solved = self._programme.solved(goal, caps or {})
        sizes: Sizes = self._system.made_of @ solved.atoms
        self._kept = np.vstack([self._kept, sizes])[-MOST_KEPT:]
        self._fitting = np.vstack([self._fitting, sizes])[-MOST_KEPT:]
        at = sizes[self._rows]
        self._least, self._most = np.minimum(self._least, at), np.maximum(self._most, at)
        return solved.rests_on

    def _led(self, places: Iterable[int]) -> Sizes:
        """Return the kept solutions, led to the limits of what is known now at some places.

        They fitted what was known before.
        """
        solutions = self._kept
        for place in places:
            solutions = _led_between(solutions, place, self._low[place], self._high[place])
        return solutions


def _led_between(solutions: Sizes, place: int, low: float, high: float) -> Sizes:
    """Return solutions whose size at a place lies between limits.

    One that lies outside is mixed with the one that lies furthest on the other side: what lies
    between two solutions is a solution too. Where nothing lies there it is left out.
    """
    sizes = solutions[:, place]
    below, above = sizes < low - SOLVED, sizes > high + SOLVED
    led = [solutions[~below & ~above]]
    if below.any() and (sizes > low).any():
        led.append(_mixed(solutions[below], solutions[np.argmax(sizes)], place, low))
    if above.any() and (sizes < high).any():
        led.append(_mixed(solutions[above], solutions[np.argmin(sizes)], place, high))
    return np.vstack(led)


def _mixed(solutions: Sizes, other: Sizes, place: int, limit: float) -> Sizes:
    """Return what lies between each solution and another, with the limit at a place."""
    weight = (limit - solutions[:, place]) / (other[place] - solutions[:, place])
    return solutions + weight[:, None] * (other - solutions)


def _ends_of(sizes: Sizes) -> tuple[Sizes, Sizes]:
    """Return the smallest and largest of each column; turned about where there is no row."""
    return sizes.min(axis=0, initial=np.inf), sizes.max(axis=0, initial=-np.inf)
