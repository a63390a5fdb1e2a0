"""Exact search for the fewest persons whom a combination of told numbers rests on.

A row is what one number tells: unknown → weight. A combination of rows may leave few persons. The
search is exact: whole numbers first take away every combination that rests on a large class of
persons whom no row tells apart, and an integer programme looks for the fewest in what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

Unknown = Hashable
Row = Mapping[Unknown, int]
Matrix = npt.NDArray[np.object_]
Chosen = npt.NDArray[np.bool_]
# Of a combination whose largest number is one: how far it goes where it is news.
LARGE_ENOUGH, FAR = 1e-3, 100.0
MOST_TRIES = 60
UNDECIDED = "too many sets that one report tells of alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """The search: combinations, the class of each column, sizes, directions of news, limit."""

    basis: npt.NDArray[np.float64]
    of_class: npt.NDArray[np.int_]
    sizes: Sequence[int]
    away: npt.NDArray[np.float64]
    few: int


def fewest(
    reports: Sequence[Sequence[Row]], person_of: Callable[[Unknown], str], few: int, seed: int = 0
) -> frozenset[str]:
    """Return the smallest set of fewer than `few` persons that reports tell of only together.

    Args:
        reports: Of each report, what its numbers tell.
        person_of: Unknown → whose it is.
        few: Sets of this size or more are no secret.
        seed: Of the functional that holds the combination away from nothing.

    Returns:
        The persons, or nobody when there are none, or when one report alone tells of them.
    """
    unknowns = sorted({unknown for rows in reports for row in rows for unknown in row}, key=repr)
    tables = [_table(rows, unknowns) for rows in reports]
    persons = _classes(np.vstack(tables), unknowns, person_of)
    small = np.array([len(persons[person_of(unknown)]) < few for unknown in unknowns], dtype=bool)
    left = vanishing_outside(np.vstack(tables), small)
    if not len(left):
        return frozenset()
    classes = sorted({persons[person_of(u)] for u, inside in zip(unknowns, small, strict=True) if inside}, key=sorted)
    place = {name: i for i, one in enumerate(classes) for name in one}
    of_class = np.array([place.get(person_of(unknown), -1) for unknown in unknowns])
    problem = _Problem(
        basis=_scaled(left[:, small]),
        of_class=of_class[small],
        sizes=[len(one) for one in classes],
        away=_away(tables, small, seed),
        few=few,
    )
    cuts: list[Chosen] = []
    while (chosen := _programme(problem, cuts)) is not None:
        inside = np.isin(of_class, np.flatnonzero(chosen))
        apart = np.vstack([vanishing_outside(table, inside) for table in tables])
        if len(vanishing_outside(left, inside)) > rank(apart):
            return frozenset[str]().union(*(one for i, one in enumerate(classes) if chosen[i]))
        cuts.append(chosen)
        if len(cuts) > MOST_TRIES:
            raise AssertionError(UNDECIDED)
    return frozenset()


def _table(rows: Sequence[Row], unknowns: Sequence[Unknown]) -> Matrix:
    place = {unknown: i for i, unknown in enumerate(unknowns)}
    different = list({frozenset(row.items()): row for row in rows}.values())
    table = np.zeros((len(different), len(unknowns)), dtype=object)
    for i, row in enumerate(different):
        for unknown, weight in row.items():
            table[i, place[unknown]] = weight
    return table


def _classes(
    table: Matrix, unknowns: Sequence[Unknown], person_of: Callable[[Unknown], str]
) -> dict[str, frozenset[str]]:
    """Return person → the persons whom no row tells apart from that one."""
    columns: dict[str, list[tuple[int, ...]]] = {}
    for unknown, column in zip(unknowns, table.T, strict=True):
        columns.setdefault(person_of(unknown), []).append(tuple(column))
    alike: dict[tuple[tuple[int, ...], ...], set[str]] = {}
    for person, seen in columns.items():
        alike.setdefault(tuple(sorted(seen)), set()).add(person)
    return {person: frozenset(group) for group in alike.values() for person in group}


def vanishing_outside(table: Matrix, inside: Chosen) -> Matrix:
    """Return a basis of the combinations of rows that are nothing outside some columns."""
    order = np.concatenate([np.flatnonzero(~inside), np.flatnonzero(inside)])
    reduced, pivots = _reduced(table[:, order])
    first = int((~inside).sum())
    kept = [i for i, pivot in enumerate(pivots) if pivot >= first]
    found = np.zeros((len(kept), table.shape[1]), dtype=object)
    found[:, order] = reduced[kept]
    return found


def rank(table: Matrix) -> int:
    """Return how many rows are independent."""
    return len(_reduced(table)[1])


def _reduced(table: Matrix) -> tuple[Matrix, list[int]]:
    """Return the reduced rows, in whole numbers, and the column of each one's pivot."""
    # Columns that are equal are reduced once.
    if not table.size:
        return table[:0], []
    _, first, back = np.unique(table.astype(np.str_), axis=1, return_index=True, return_inverse=True)
    order = np.sort(first)
    rows = table[:, order].copy()
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        done = len(pivots)
        here = [i for i in range(done, len(rows)) if rows[i, column]]
        if not here:
            continue
        rows[[done, here[0]]] = rows[[here[0], done]]
        for i in range(len(rows)):
            if i != done and rows[i, column]:
                rows[i] = _shortened(rows[i] * rows[done, column] - rows[done] * rows[i, column])
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    where = np.searchsorted(order, first)[back.reshape(-1)]
    return rows[: len(pivots)][:, where], [int(order[pivot]) for pivot in pivots]


def _shortened(row: Matrix) -> Matrix:
    common = gcd(*(int(x) for x in row))
    return row // common if common > 1 else row


def _programme(problem: _Problem, cuts: Sequence[Chosen]) -> Chosen | None:
    """Return the classes of fewest persons on which a combination that is news rests."""
    many, classes, reports = problem.basis.shape[0], len(problem.sizes), len(problem.away)
    told = csr_array(problem.basis.T)
    used = csr_array(np.eye(classes)[problem.of_class])
    signs = csr_array((problem.basis.shape[1], reports))
    weights = np.array(problem.sizes, dtype=float)
    # Beyond what one report tells, to one side or the other: a binary a report says which.
    beyond, none = problem.away @ problem.basis.T, np.zeros((reports, classes))
    limits = [
        LinearConstraint(hstack([told, -used, signs]), -np.inf, 0.0),
        LinearConstraint(hstack([told, used, signs]), 0.0, np.inf),
        LinearConstraint(np.hstack([beyond, none, FAR * np.eye(reports)]), LARGE_ENOUGH, np.inf),
        LinearConstraint(np.hstack([beyond, none, FAR * np.eye(reports)]), -np.inf, FAR - LARGE_ENOUGH),
        LinearConstraint(_on_classes(weights, many, reports), 0.0, problem.few - 1.0),
    ]
    limits += [
        LinearConstraint(_on_classes(np.where(cut, -1.0, 1.0), many, reports), 1.0 - cut.sum(), np.inf) for cut in cuts
    ]
    found = milp(
        c=_on_classes(weights, many, reports),
        constraints=limits,
        integrality=np.concatenate([np.zeros(many), np.ones(classes + reports)]),
        bounds=Bounds(
            np.concatenate([np.full(many, -np.inf), np.zeros(classes + reports)]),
            np.concatenate([np.full(many, np.inf), np.ones(classes + reports)]),
        ),
    )
    return None if found.x is None else found.x[many : many + classes] > 0.5


def _on_classes(weights: npt.NDArray[np.float64], many: int, reports: int) -> npt.NDArray[np.float64]:
    return np.concatenate([np.zeros(many), weights, np.zeros(reports)])


def _away(tables: Sequence[Matrix], inside: Chosen, seed: int) -> npt.NDArray[np.float64]:
    """Return of each report a random direction in which nothing lies that it tells alone."""
    chance = np.random.default_rng(seed)
    found = []
    for table in tables:
        direction = chance.normal(size=int(inside.sum()))
        alone = _scaled(vanishing_outside(table, inside)[:, inside])
        if len(alone):
            direction -= np.linalg.lstsq(alone, alone @ direction, rcond=None)[0]
        found.append(direction)
    return np.array(found)


def _scaled(table: Matrix) -> npt.NDArray[np.float64]:
    """Return rows whose largest number is one."""
    return np.array([[x / max(map(abs, row)) for x in row] for row in table], dtype=float).reshape(table.shape)
