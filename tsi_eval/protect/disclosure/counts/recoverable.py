"""Which hidden counts a reader could work out: what is published and every known sum, as one linear system.

Worked example. Published are 30 in all and 14 in Mora; hidden are x in Orsa and y in Älvdalen. The
reader knows 14 + x + y = 30 and that neither is negative: the smallest possible y is 0, the largest
16. If Orsa's band "at least 13" were published, the largest y would be 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import Problem, ProtectionError

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


def _limits(place: Mapping[str, int], known: Mapping[str, Range]) -> tuple[Sizes, Sizes]:
    """Return the smallest and largest size of every group of a system, from what is known."""
    low, high = np.zeros(len(place)), np.full(len(place), np.inf)
    for name, (least, most) in known.items():
        if name in place:
            low[place[name]], high[place[name]] = least, np.inf if most is None else most
    return low, high


class Links:
    """All sums, by which groups hang together; built once for all questions about them."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        self._sums = tuple(sums)
        self._root: dict[str, str] = {}
        for item in self._sums:
            for group in item.groups:
                self._join(item.total, group)
        self._parts: dict[str, list[Sum]] = {}
        for item in self._sums:
            self._parts.setdefault(self._find(item.total), []).append(item)
        self._systems: dict[str, tuple[Mapping[str, int], Constraint]] = {}
        self._solutions: dict[str, Sizes] = {}

    def __contains__(self, group: str) -> bool:
        return group in self._root

    def near(self, group: str) -> tuple[Sum, ...]:
        """Return the sums that say anything about a group, directly or through others."""
        return tuple(self._parts.get(self._find(group), ())) if group in self._root else ()

    def together(self, one: str, other: str) -> bool:
        """Tell whether two groups hang together."""
        return one in self._root and other in self._root and self._find(one) == self._find(other)

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
        """Return the smallest and largest size of a group among the solutions that were found for other groups and fit what is known.

        The true ends lie at these or beyond; without any such solution the range is turned about
        (infinity, minus infinity).
        """
        place, _ = self._system(group)
        solutions = self._solutions.get(self._find(group))
        if solutions is None:
            return np.inf, -np.inf
        low, high = _limits(place, known)
        fits = ((solutions >= low - SOLVED) & (solutions <= high + SOLVED)).all(axis=1)
        sizes = solutions[fits, place[group]]
        return (float(sizes.min()), float(sizes.max())) if sizes.size else (np.inf, -np.inf)

    def _end(self, group: str, known: Mapping[str, Range], sign: int) -> float:
        # `milp` without whole numbers is the same programme as `linprog`, in two thirds of the
        # time.
        from scipy.optimize import Bounds, milp  # noqa: PLC0415  only when something is hidden

        place, sums = self._system(group)
        goal = np.zeros(len(place))
        goal[place[group]] = sign
        solved = milp(goal, constraints=sums, bounds=Bounds(*_limits(place, known)))
        if solved.status != 0:
            # The solver calls a system without an end, and one that nothing fits, by the same name.
            if milp(np.zeros(len(place)), constraints=sums, bounds=Bounds(*_limits(place, known))).status != 0:
                raise ProtectionError(Problem(code="E186"))
            return -sign * np.inf
        root = self._find(group)
        before = self._solutions.get(root, np.empty((0, len(place))))
        self._solutions[root] = np.vstack([before, solved.x])[-MOST_KEPT:]
        return sign * float(solved.fun or 0.0)

    def _system(self, group: str) -> tuple[Mapping[str, int], Constraint]:
        root = self._find(group)
        if root not in self._systems:
            from scipy.optimize import LinearConstraint  # noqa: PLC0415
            from scipy.sparse import csr_array  # noqa: PLC0415

            near = self._parts[root]
            place = {name: i for i, name in enumerate(sorted({name for item in near for name in item.groups}))}
            entries = [(row, place[item.total], 1.0) for row, item in enumerate(near)]
            entries += [(row, place[part], -1.0) for row, item in enumerate(near) for part in item.parts]
            rows, columns, values = zip(*entries, strict=True)
            matrix = csr_array((values, (rows, columns)), shape=(len(near), len(place)))
            self._systems[root] = (place, LinearConstraint(matrix, 0, 0))
        return self._systems[root]

    def _find(self, group: str) -> str:
        while (above := self._root[group]) != group:
            self._root[group] = self._root[above]
            group = above
        return group

    def _join(self, one: str, other: str) -> None:
        for group in (one, other):
            self._root.setdefault(group, group)
        self._root[self._find(other)] = self._find(one)
