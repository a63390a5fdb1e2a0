"""One linear programme: the least that a goal can be, by what a reader knows of a system's groups.

`recoverable` asks it for solutions.

1. Groups of known size, and the system's own equations, are equalities; bands are inequalities over
   its atoms, none of which is negative.
2. A solution comes, where that is asked (`explained`), with the known groups that the end rests on:
   those without which the goal might be less (their dual values are not 0).

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
from tsi_eval.protect.disclosure.counts.sums import System

HALF = 0.5
Sizes = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A solution, and the places of the known groups that its goal's end rests on."""

    atoms: Sizes
    rests_on: Places


class Programme:
    """What is known of a system's groups, as a linear programme over its atoms."""

    def __init__(self, system: System, low: Sizes, high: Sizes) -> None:
        from scipy.sparse import vstack  # noqa: PLC0415  only when something is hidden

        self._made_of = system.made_of
        exact = np.flatnonzero(low == high)
        banded = np.flatnonzero((low < high) & ((low > 0) | (high < np.inf)))
        # The known groups whose rows come first, and those whose rows come last.
        self._exact, self._banded = exact, banded
        self._rows = vstack([system.made_of[exact], system.equal, system.made_of[banded]], format="csr")
        nothing = np.zeros(system.equal.shape[0])
        self._low = np.concatenate([low[exact], nothing, low[banded]])
        self._high = np.concatenate([high[exact], nothing, high[banded]])

    def least(self, goal: Sizes, caps: Mapping[int, float]) -> Sizes:
        """Return how large the atoms are with the least of a goal, and no group above its cap.

        Raises:
            ProtectionError: When nothing fits (E186).
        """
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
        from scipy.sparse import vstack  # noqa: PLC0415

        rows = vstack([self._rows, self._made_of[list(caps)]], format="csc") if caps else self._rows.tocsc()
        low = np.concatenate([self._low, np.full(len(caps), -np.inf)])
        high = np.concatenate([self._high, list(caps.values())])
        # Without whole numbers this is the same as `linprog`, in less time. So small a programme is
        # solved before it is made smaller.
        found = milp(
            goal,
            constraints=LinearConstraint(rows, low, high),
            bounds=Bounds(0, np.inf),
            options={"presolve": False},
        )
        if found.status != 0 or found.x is None:
            raise ProtectionError(Problem(code="E186"))
        atoms: Sizes = found.x
        return atoms

    def ends(self, place: int) -> tuple[float, float]:
        """Return the smallest and the largest size of the group at a place.

        Raises:
            ProtectionError: When nothing fits, or nothing bounds it (E186).
        """
        made_of: Sizes = np.asarray(self._made_of[[place]].sum(axis=0), dtype=float).reshape(-1)
        least, most = (float(made_of @ self.least(sign * made_of, {})) for sign in (1, -1))
        return least, most

    def explained(self, goal: Sizes, caps: Mapping[int, float]) -> Explained:
        """Return the same, with the groups that the end rests on.

        Raises:
            ProtectionError: When nothing fits (E186).
        """
        from scipy.optimize import linprog  # noqa: PLC0415
        from scipy.sparse import vstack  # noqa: PLC0415

        equal = len(self._low) - len(self._banded)
        banded, low, high = self._rows[equal:], self._low[equal:], self._high[equal:]
        below = np.flatnonzero(high < np.inf)
        found = linprog(
            goal,
            A_ub=vstack([-banded, banded[below], self._made_of[list(caps)]], format="csr"),
            b_ub=np.concatenate([-low, high[below], list(caps.values())]),
            A_eq=self._rows[:equal],
            b_eq=self._low[:equal],
            bounds=(0, None),
            method="highs-ds",
            options={"presolve": False},
        )
        if found.status != 0 or found.x is None:
            raise ProtectionError(Problem(code="E186"))
        matters = self._exact[np.flatnonzero(found.eqlin.marginals[: len(self._exact)])]
        places = np.concatenate([self._banded, self._banded[below]])
        of_bands = places[np.flatnonzero(found.ineqlin.marginals[: len(places)])]
        return Explained(atoms=found.x, rests_on=np.unique(np.concatenate([matters, of_bands])))


def atoms_that_may_be(system: System) -> Sizes:
    """Return for each atom 1, or 0 if it follows from the sums alone that nobody is in it.

    Raises:
        ProtectionError: When that can't be solved (E186).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import eye_array, hstack, vstack  # noqa: PLC0415

    equations, atoms = system.equal.shape
    if not equations:
        return np.ones(atoms)
    # As much as possible, but at most 1, of each atom: any solution times a number is one too.
    one = eye_array(atoms)
    rows = vstack([hstack([system.equal, 0 * system.equal]), hstack([one, -one])], format="csc")
    most = np.concatenate([np.zeros(equations), np.full(atoms, np.inf)])
    found = milp(
        np.repeat([0.0, -1.0], atoms),
        constraints=LinearConstraint(rows, 0, most),
        bounds=Bounds(0, np.repeat([np.inf, 1.0], atoms)),
    )
    if found.x is None:
        raise ProtectionError(Problem(code="E186"))
    may_be: Sizes = (found.x[atoms:] > HALF).astype(float)
    return may_be
