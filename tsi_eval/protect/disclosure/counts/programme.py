"""One linear programme: the least that a goal can be, by what a reader knows of a system's groups.

`recoverable` asks it for solutions.

1. Groups of known size, and the system's own equations, are equalities; bands are inequalities over
   its atoms, none of which is negative.
2. A solution comes with the known groups that the end rests on: those without which the goal might
   be less (their dual values are not 0).

Worked example. Known are 30 in all and 14 in Mora; Orsa and Älvdalen are hidden. The least of
Älvdalen is 0, with 16 in Orsa. That it is 0 rests on nothing but that no size is negative; that it
is 16 at most rests on the 30 and the 14.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.protect.disclosure.counts.sums import Matrix, System

Sizes = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A solution, and the places of the known groups that its goal's end rests on."""

    atoms: Sizes
    rests_on: Places


class Programme:
    """What is known of a system's groups, as a linear programme over its atoms."""

    def __init__(self, system: System, low: Sizes, high: Sizes) -> None:
        from scipy.sparse import vstack  # noqa: PLC0415  only when something is hidden

        self._made_of = system.made_of
        self._exact = np.flatnonzero(low == high)
        self._above = np.flatnonzero((low > 0) & (low < high))
        self._below = np.flatnonzero((high < np.inf) & (low < high))
        self._equal = vstack([system.made_of[self._exact], system.equal], format="csr")
        self._equal_to = np.concatenate([low[self._exact], np.zeros(system.equal.shape[0])])
        self._less = vstack([-system.made_of[self._above], system.made_of[self._below]], format="csr")
        self._less_than = np.concatenate([-low[self._above], high[self._below]])

    def solved(self, goal: Sizes, caps: Mapping[int, float]) -> Solved:
        """Return a solution with the least of a goal, in which no group is above its cap.

        Raises:
            ProtectionError: When nothing fits (E186).
        """
        from scipy.optimize import linprog  # noqa: PLC0415
        from scipy.sparse import vstack  # noqa: PLC0415

        less: Matrix = vstack([self._less, self._made_of[list(caps)]], format="csr") if caps else self._less
        less_than = np.concatenate([self._less_than, list(caps.values())])
        found = linprog(
            goal,
            A_ub=less,
            b_ub=less_than,
            A_eq=self._equal,
            b_eq=self._equal_to,
            bounds=(0, None),
            method="highs-ds",
            # So small a programme is solved before it is made smaller.
            options={"presolve": False},
        )
        if found.status != 0 or found.x is None:
            raise ProtectionError(Problem(code="E186"))
        matters = np.flatnonzero(found.eqlin.marginals[: len(self._exact)])
        of_bands = np.flatnonzero(found.ineqlin.marginals[: len(self._less_than)])
        places = np.concatenate([self._exact[matters], np.concatenate([self._above, self._below])[of_bands]])
        return Solved(atoms=found.x, rests_on=np.unique(places))
