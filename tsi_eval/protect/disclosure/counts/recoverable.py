"""Which sizes a hidden group can have, for a reader who knows the published ones and the sums.

`covers` asks this of every group whose size must not be known.

1. Groups that no sum connects tell nothing about each other. So the sums are sorted into systems
   of groups that hang together (`Links`).
2. The reader knows for each published group its size, for each banded one its limits, and that no
   size is negative. With the sums that is one system of linear equations and limits.
3. The smallest and the largest size of a group are the two ends of a linear programme over that
   system (`smallest`, `largest`).
4. Each solution found on the way is one way in which all sizes could be. Solutions are kept, since
   one that was found for another group may already show enough sizes to be possible (`possible`).

Worked example. Published are 30 in all and 14 in Mora; hidden are x in Orsa and y in Älvdalen. The
reader knows 14 + x + y = 30 and that neither is negative: y is 0 at least and 16 at most. If Orsa's
band "at least 13" were published, y would be 3 at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import Problem, ProtectionError

# Smallest and largest size; the largest is None where nothing bounds it.
Range = tuple[float, float | None]
Sizes = npt.NDArray[np.float64]
# HiGHS keeps limits and sums to 1e-7.
SOLVED = 1e-6
MOST_KEPT = 500
Constraint = Any  # of scipy, which is loaded only when something is hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A group that is exactly made up of others."""

    total: str
    parts: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups in the sum."""
        return (self.total, *self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _System:
    """The sums over groups that hang together, as a linear constraint.

    Attributes:
        place: Group → its place among the unknown sizes.
        sums: Total less parts is 0, a row for each sum.
    """

    place: Mapping[str, int]
    sums: Constraint

    def limits(self, known: Mapping[str, Range]) -> tuple[Sizes, Sizes]:
        """Return the smallest and largest size of every group by what is known of itself."""
        low, high = np.zeros(len(self.place)), np.full(len(self.place), np.inf)
        for name, (least, most) in known.items():
            if name in self.place:
                low[self.place[name]] = least
                high[self.place[name]] = np.inf if most is None else most
        return low, high


class Links:
    """All sums, by which groups hang together; built once for all questions about them."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        all_sums = tuple(sums)
        # Groups form trees; those with the same root hang together.
        self._above: dict[str, str] = {}
        for item in all_sums:
            for group in item.groups:
                self._join(item.total, group)
        self._sums_at: dict[str, list[Sum]] = {}
        for item in all_sums:
            self._sums_at.setdefault(self._root(item.total), []).append(item)
        self._systems: dict[str, _System] = {}
        self._solutions: dict[str, Sizes] = {}

    def __contains__(self, group: str) -> bool:
        return group in self._above

    def near(self, group: str) -> tuple[Sum, ...]:
        """Return the sums that say anything about a group, directly or through others."""
        return tuple(self._sums_at.get(self._root(group), ())) if group in self else ()

    def together(self, first: str, second: str) -> bool:
        """Tell whether two groups hang together."""
        return first in self and second in self and self._root(first) == self._root(second)

    def smallest(self, group: str, known: Mapping[str, Range]) -> float:
        """Return the smallest size that a hidden group can have, given what is published.

        The reader is assumed to know every published size and band (`known`: group → smallest and
        largest), every sum, and that sizes are not negative. Solved as a linear programme (HiGHS,
        by scipy); an end that nothing bounds is infinite.
        """
        return self._end(group, known, 1)

    def largest(self, group: str, known: Mapping[str, Range]) -> float:
        """Return the largest size that a hidden group can have, given what is published."""
        return self._end(group, known, -1)

    def possible(self, group: str, known: Mapping[str, Range]) -> tuple[float, float]:
        """Return the smallest and largest size of a group among the kept solutions that fit.

        The true ends lie at these or beyond; without any such solution the range is turned about
        (infinity, minus infinity).
        """
        system = self._system(group)
        solutions = self._solutions.get(self._root(group))
        if solutions is None:
            return np.inf, -np.inf
        low, high = system.limits(known)
        fits = ((solutions >= low - SOLVED) & (solutions <= high + SOLVED)).all(axis=1)
        sizes = solutions[fits, system.place[group]]
        return (float(sizes.min()), float(sizes.max())) if sizes.size else (np.inf, -np.inf)

    def _end(self, group: str, known: Mapping[str, Range], sign: int) -> float:
        """Return the smallest size of a group (sign 1), or the largest (sign -1)."""
        # `milp` without whole numbers is the same programme as `linprog`, in two thirds of the
        # time.
        from scipy.optimize import Bounds, milp  # noqa: PLC0415  only when something is hidden

        system = self._system(group)
        unknowns = len(system.place)
        goal = np.zeros(unknowns)
        goal[system.place[group]] = sign
        solved = milp(goal, constraints=system.sums, bounds=Bounds(*system.limits(known)))
        if solved.status != 0:
            # The solver calls a system without an end, and one that nothing fits, by the same name:
            # without a goal only the second still fails.
            anything = milp(np.zeros(unknowns), constraints=system.sums, bounds=Bounds(*system.limits(known)))
            if anything.status != 0:
                raise ProtectionError(Problem(code="E186"))
            return -sign * np.inf
        self._keep(group, solved.x)
        return sign * float(solved.fun or 0.0)

    def _keep(self, group: str, solution: Sizes) -> None:
        root = self._root(group)
        before = self._solutions.get(root, np.empty((0, len(solution))))
        self._solutions[root] = np.vstack([before, solution])[-MOST_KEPT:]

    def _system(self, group: str) -> _System:
        root = self._root(group)
        if root not in self._systems:
            self._systems[root] = _system_of(self._sums_at[root])
        return self._systems[root]

    def _root(self, group: str) -> str:
        while (above := self._above[group]) != group:
            # Shorten the way for those who ask later.
            self._above[group] = self._above[above]
            group = above
        return group

    def _join(self, first: str, second: str) -> None:
        for group in (first, second):
            self._above.setdefault(group, group)
        self._above[self._root(second)] = self._root(first)


def _system_of(sums: list[Sum]) -> _System:
    from scipy.optimize import LinearConstraint  # noqa: PLC0415  only when something is hidden
    from scipy.sparse import csr_array  # noqa: PLC0415

    groups = frozenset[str]().union(*(item.groups for item in sums))
    place = {name: i for i, name in enumerate(sorted(groups))}
    rows, columns, values = [], [], []
    for row, item in enumerate(sums):
        rows.extend([row] * len(item.groups))
        columns.extend([place[name] for name in item.groups])
        values.extend([1.0] + [-1.0] * len(item.parts))
    matrix = csr_array((values, (rows, columns)), shape=(len(sums), len(place)))
    return _System(place=place, sums=LinearConstraint(matrix, 0, 0))
