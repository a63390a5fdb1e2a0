"""Which guarded groups a reader could work out, in one system of groups that hang together.

`covers` asks this each time something was hidden or shown again.

1. The reader knows for each published group its size, for each banded one its limits, how groups
   add up, and that no size is negative. That is one system of linear equations and limits over
   atoms (`sums`). The smallest and the largest size of a group are two ends of a linear programme
   over it.
2. Each solution found on the way is one way in which all sizes could be. Solutions are kept
   (`solutions`), as they say something of every group at once: while one fits what is known, all
   its sizes are possible. Most groups need no programme of their own.
3. What follows by adding and subtracting alone is exposed, and needs no programme either
   (`combining`). That any group is safe is never taken from there: it takes solutions.
4. When a group is asked about, it is asked about by itself. Before that, while no solution is
   known, all are asked about together: one programme makes all small, another makes them large.
   When a cover is shown on trial, one solution leads to the next (`walks`): from how all may be now
   one walks to how small, and how large, each group may be that no solution shows to be safe. A
   programme is asked only where such a walk leads nowhere.
5. What shows that a group is exposed is kept too, while covers are chosen (`proofs`).

Worked example. Published are 30 in all and 14 in Mora; hidden are x in Orsa and y in Älvdalen. The
reader knows 14 + x + y = 30 and that neither is negative: y is 0 at least and 16 at most. One
solution, (x, y) = (16, 0), gives the largest Orsa and the smallest Älvdalen. If Orsa's 13 were
published, y would be 3, and that rests on all three known sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.counts.combining import Combinations
from tsi_eval.protect.disclosure.counts.guards import Guarded, Guards
from tsi_eval.protect.disclosure.counts.programme import Places, Programme
from tsi_eval.protect.disclosure.counts.proofs import Proofs
from tsi_eval.protect.disclosure.counts.published import Range
from tsi_eval.protect.disclosure.counts.solutions import Sizes, Solutions
from tsi_eval.protect.disclosure.counts.sums import System
from tsi_eval.protect.disclosure.counts.walks import Walks

# From so many narrow groups on they are asked about together first.
TOGETHER = 3
BOTH_ENDS = (1, -1)
# So many times as far as must be. What lies so far apart stays wide when a cover is shown.
FAR = 3


class Reader:
    """What a reader can work out of one system; it follows as more or less is known."""

    def __init__(self, system: System, guarded: Sequence[Guarded], known: Mapping[str, Range]) -> None:
        """Begin with a system, its groups that must not be exposed, and what is known of sizes."""
        self._system = system
        self._names = list(system.place)
        self._guards = Guards(system, guarded)
        width = len(system.place)
        self._low, self._high = np.zeros(width), np.full(width, np.inf)
        self._solutions = Solutions(width, self._guards.rows)
        self._proofs = Proofs()
        self._combinations = Combinations(system)
        self._programme: Programme | None = None
        self._walks = Walks(system, self._guards, self._solutions)
        self.learn(known)

    def learn(self, changes: Mapping[str, Range | None]) -> bool:
        """Take in what is known of groups now (None: nothing), and tell whether any is here."""
        here = self._add_up(changes)
        for place, limits in here:
            low, high = limits or (0, None)
            self._low[place], self._high[place] = low, np.inf if high is None else high
        if here:
            self._programme = None
            self._solutions.lead([place for place, _ in here], self._low, self._high)
        return bool(here)

    def exposes_by_adding(self, changes: Mapping[str, Range | None]) -> bool:
        """Tell whether adding and subtracting alone would expose a group, if changes were so.

        They are kept for this question only until `learn` is told of them, or of their end.
        """
        self._add_up(changes)
        someone = np.ones(len(self._guards.rows))
        follow = self._combinations.that_follow(self._guards.rows) & self._guards.are_narrow(someone, someone)
        return any(self._combination(one) is not None for one in np.flatnonzero(follow).tolist())

    def _add_up(self, changes: Mapping[str, Range | None]) -> list[tuple[int, Range | None]]:
        """Take in whether sizes are known exactly, and return all that is here by its place."""
        place = self._system.place
        here = [(place[name], limits) for name, limits in changes.items() if name in place]
        # In one order, whatever that of the changes: what is a basis depends on it.
        for at, limits in sorted(here, key=itemgetter(0)):
            if limits is not None and limits[0] == limits[1]:
                self._combinations.know(at, limits[0])
            else:
                self._combinations.forget(at)
        return here

    def _combination(self, one: int) -> Places | None:
        """Return the known groups that an exposed group is a combination of, if it is one."""
        found = self._combinations.of(int(self._guards.rows[one]))
        if found is None:
            return None
        size = np.full(len(self._guards.rows), found.size)
        return found.places if self._guards.are_narrow(size, size)[one] else None

    def guard(self, name: str, *, on: bool) -> None:
        """Guard a group from now on, or no longer."""
        self._guards.guard(name, on=on)

    def exposes(self, name: str) -> bool:
        """Tell whether a guarded group is exposed by what is known.

        Raises:
            ProtectionError: When what is known contradicts itself (E186).
        """
        one = self._guards.place[name]
        if not self._is_narrow(one):
            return False
        if self._is_proved(one):
            return True
        if (places := self._combination(one)) is not None:
            self._proofs.add(one, places, self._low, self._high)
            return True
        if not len(self._solutions):
            self._widen()
        return self._is_narrow(one) and self._is_proved_now(one)

    def ends_without(self, name: str) -> tuple[float, float]:
        """Return a group's smallest and largest size, by all that is known but its own band."""
        place = self._system.place[name]
        low, high = self._low.copy(), self._high.copy()
        low[place], high[place] = 0, np.inf
        return Programme(self._system, low, high).ends(place)

    def why(self, name: str) -> list[str]:
        """Return the known groups that it follows from that an exposed group is (step 5)."""
        places = self._proofs.rest_on(self._guards.place[name], self._low, self._high)
        return [self._names[place] for place in places]

    def exposes_any(self, first: str = "") -> bool:
        """Tell whether any guarded group is exposed by what is known.

        Args:
            first: The group that is most likely to be, if it is here; it is asked about before
                others.

        Raises:
            ProtectionError: When what is known contradicts itself (E186).
        """
        if any(self._is_proved(one) for one in self._proofs.groups() if self._guards.is_on(one)):
            return True
        free = self._combinations.free()
        corner = self._walks.begin(self._low, self._high, free, self._some)
        likely = [self._guards.place[first]] if first in self._guards.place else []
        while (one := self._walks.next(likely)) is not None:
            exposed = self._walks.is_exposed(corner, one, free.shape[1])
            if exposed or (exposed is None and self._is_exposed_by_itself(one)):
                return True
        self._solutions.accept()
        self._walks.accept(corner)
        return False

    def _narrow(self) -> list[int]:
        narrow: list[int] = np.flatnonzero(self._are_narrow()).tolist()
        return narrow

    def _are_narrow(self) -> npt.NDArray[np.bool_]:
        return self._guards.are_narrow(self._solutions.least, self._solutions.most)

    def _is_narrow(self, one: int) -> bool:
        return bool(self._are_narrow()[one])

    def _is_proved(self, one: int) -> bool:
        return self._proofs.holds(one, self._low, self._high)

    def _widen(self) -> None:
        """Ask about all narrow groups together: how small they may be, and how large."""
        if not len(self._solutions):
            self._ask(self._goal(self._narrow()))
        ends, in_vain = cycle(BOTH_ENDS), 0
        narrow = self._narrow()
        while len(narrow) >= TOGETHER and in_vain < len(BOTH_ENDS):
            sign = next(ends)
            self._ask(sign * self._goal(narrow), self._caps(narrow) if sign < 0 else None)
            before, narrow = len(narrow), self._narrow()
            in_vain = 0 if len(narrow) < before else in_vain + 1

    def _is_exposed_by_itself(self, one: int) -> bool:
        """Ask how small, and how large, one group may be."""
        self._ask(self._goal([one]))
        if self._is_narrow(one):
            self._ask(-self._goal([one]), self._caps([one]))
        return self._is_narrow(one)

    def _is_proved_now(self, one: int) -> bool:
        """Ask the same, and keep a proof if the group is exposed."""
        smallest = self._ask_why(self._goal([one]))
        if not self._is_narrow(one):
            return False
        largest = self._ask_why(-self._goal([one]), self._caps([one]))
        if not self._is_narrow(one):
            return False
        self._proofs.add(one, np.union1d(smallest, largest), self._low, self._high)
        return True

    def _goal(self, several: Iterable[int]) -> Sizes:
        goal: Sizes = np.asarray(
            self._system.made_of[self._guards.rows[list(several)]].sum(axis=0), dtype=float
        ).reshape(-1)
        return goal

    def _caps(self, several: Iterable[int]) -> dict[int, float]:
        """Return a limit for each group that lies far enough above a size that is possible.

        Without it a group might have no largest size, and one could be made large at the cost of
        others.
        """
        last = self._solutions.last()
        return {
            int(self._guards.rows[one]): float(last[self._guards.rows[one]] + FAR * self._guards.enough[one])
            for one in several
        }

    def _some(self) -> Sizes:
        """Keep a solution, and return how large its atoms are."""
        atoms = self._now().least(np.zeros(self._system.made_of.shape[1]), {})
        self._keep(atoms)
        return atoms

    def _ask(self, goal: Sizes, caps: Mapping[int, float] | None = None) -> None:
        """Keep the solution with the least of a goal."""
        self._keep(self._now().least(goal, caps or {}))

    def _ask_why(self, goal: Sizes, caps: Mapping[int, float] | None = None) -> Places:
        """Keep the solution with the least of a goal, and return the groups that it rests on."""
        explained = self._now().explained(goal, caps or {})
        self._keep(explained.atoms)
        return explained.rests_on

    def _keep(self, atoms: Sizes) -> None:
        self._solutions.add(self._system.made_of @ atoms)

    def _now(self) -> Programme:
        if self._programme is None:
            self._programme = Programme(self._system, self._low, self._high)
        return self._programme
