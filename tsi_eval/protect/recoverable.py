"""Which hidden counts a reader could work out: what is published and every known sum, as one linear system."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

Range = tuple[float, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A group that is exactly made up of others."""

    total: str
    parts: tuple[str, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups in the sum."""
        return (self.total, *self.parts)


def possible_range(group: str, known: Mapping[str, Range], sums: Iterable[Sum]) -> tuple[float, float]:
    """Return the smallest and largest size that a hidden group can have, given what is published.

    The reader is assumed to know every published size and band (`known`: group → smallest and largest), every sum, and that
    sizes are not negative. Solved as two linear programmes (HiGHS, by scipy); an end that nothing bounds is infinite.
    """
    from scipy.optimize import linprog  # noqa: PLC0415  only when something is hidden

    near = connected(group, sums)
    names = sorted({name for item in near for name in item.groups} | {group})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(near), len(names)))
    for row, item in enumerate(near):
        matrix[row, place[item.total]] = 1
        for part in item.parts:
            matrix[row, place[part]] -= 1
    bounds = [known.get(name, (0, None)) for name in names]
    goal = np.zeros(len(names))
    goal[place[group]] = 1
    ends = []
    for sign in (1, -1):
        solved = linprog(sign * goal, A_eq=matrix, b_eq=np.zeros(len(near)), bounds=bounds, method="highs")
        ends.append(sign * float(solved.fun or 0.0) if solved.status == 0 else -sign * np.inf)
    return float(ends[0]), float(ends[1])


def connected(group: str, sums: Iterable[Sum]) -> tuple[Sum, ...]:
    """Return the sums that say anything about a group, directly or through others."""
    left, found, reached = list(sums), [], {group}
    grew = True
    while grew:
        near = [item for item in left if reached.intersection(item.groups)]
        left = [item for item in left if item not in near]
        found += near
        reached.update(name for item in near for name in item.groups)
        grew = bool(near)
    return tuple(found)
