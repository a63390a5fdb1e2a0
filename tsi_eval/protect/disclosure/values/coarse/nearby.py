"""Other tables near a known one, with the same sums and often the same sums of squares.

Asking an integer programme takes a tenth of a second or more; a table near one that fits is found
in thousandths. Two persons of a piece move against each other: one goes up as many steps as the
other goes down, at either occasion. That keeps every sum. Two such moves of four persons whose
squares cancel keep the sums of squares as well.

Worked example. Of four children at 1, 2, 2 and 3, one goes from 1 to 2 and one from 3 to 2: the sum
stays 8 and the squares fall from 18 to 16. In the same table one at 2 goes to 1 and one at 2 to 3:
the squares rise by 2, and together nothing has changed but who is where. With more values the two
moves lead elsewhere: 0, 2, 2, 2, 4 and 1, 1, 1, 3, 4 have the same sum, 10, and squares, 28.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from tsi_eval.protect.disclosure.values.coarse.tables import NOT_MEASURED, Table, Whole

REACH = 2
MOST_PAIRS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Moves of two persons each, a row each.

    Attributes:
        out: The two columns that they leave.
        into: The two columns that they come to.
        squares: By how much the squares' sums grow: of first places, second places and changes.
    """

    out: Whole = field(repr=False)
    into: Whole = field(repr=False)
    squares: Whole = field(repr=False)


def near(table: Table, counts: Whole, rng: np.random.Generator) -> Whole:
    """Return tables near this one, a row each, that have the same pieces and the same sums.

    Args:
        table: The pieces and columns.
        counts: How many persons each column has.
        rng: Chooses among pairs of moves, of which there are many.
    """
    moves = _moves(table, counts)
    if not len(moves.out):
        return np.zeros((0, len(counts)), dtype=np.int64)
    every = np.arange(len(moves.out))
    one, other = _cancelling(moves, rng)
    found = [_moved(counts, moves, (every,)), _moved(counts, moves, (one, other))]
    tables = np.concatenate(found)
    return tables[(tables >= 0).all(axis=1)]


def _moved(counts: Whole, moves: Moves, chosen: tuple[Whole, ...]) -> Whole:
    tables = np.repeat(counts[np.newaxis], len(chosen[0]), axis=0)
    row = np.arange(len(tables))
    for places in chosen:
        for person in (0, 1):
            np.add.at(tables, (row, moves.out[places, person]), -1)
            np.add.at(tables, (row, moves.into[places, person]), 1)
    return tables


def _moves(table: Table, counts: Whole) -> Moves:
    """Return every move of two persons of a piece by `REACH` steps at the most."""
    place_of = {key: k for k, key in enumerate(zip(table.piece, table.first, table.second, strict=True))}
    found = [
        (one, other, *targets)
        for one, other in _pairs(table, counts)
        for a, b in product(range(-REACH, REACH + 1), repeat=2)
        if (targets := _targets(table, place_of, (one, other), (a, b)))
    ]
    rows = np.array(found, dtype=np.int64).reshape(-1, 4)
    places = np.stack([table.first, table.second, table.change]) ** 2
    squares = places[:, rows[:, 2:]].sum(axis=2) - places[:, rows[:, :2]].sum(axis=2)
    return Moves(out=rows[:, :2], into=rows[:, 2:], squares=squares.T)


def _pairs(table: Table, counts: Whole) -> Iterator[tuple[int, int]]:
    occupied = np.flatnonzero(counts)
    for one in occupied:
        for other in occupied[occupied >= one]:
            alone = one == other and counts[one] < 2  # noqa: PLR2004  a move takes two persons
            if table.piece[one] == table.piece[other] and not alone:
                yield int(one), int(other)


def _targets(
    table: Table, place_of: dict[tuple[int, int, int], int], pair: tuple[int, int], steps: tuple[int, int]
) -> tuple[int, int] | None:
    """Return the columns that two persons come to; None when there are none or nothing changes."""
    found = []
    for column, sign in zip(pair, (1, -1), strict=True):
        key = [int(table.piece[column])]
        for place, step in zip((table.first[column], table.second[column]), steps, strict=True):
            if place == NOT_MEASURED and step:
                return None
            key.append(int(place) + sign * step)
        found.append(place_of.get((key[0], key[1], key[2]), -1))
    if -1 in found or sorted(found) == sorted(pair):
        return None
    return found[0], found[1]


def _cancelling(moves: Moves, rng: np.random.Generator) -> tuple[Whole, Whole]:
    """Return pairs of moves whose squares cancel."""
    base = 2 * int(np.abs(moves.squares).max(initial=0)) + 1
    weights = np.array([1, base, base**2])
    keys = moves.squares @ weights
    order = np.argsort(keys, kind="stable")
    low = np.searchsorted(keys[order], -keys, side="left")
    high = np.searchsorted(keys[order], -keys, side="right")
    total = int((high - low).sum())
    if not total:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    drawn = np.unique(rng.integers(0, total, MOST_PAIRS)) if total > MOST_PAIRS else np.arange(total)
    ends = np.cumsum(high - low)
    one = np.searchsorted(ends, drawn, side="right")
    other = order[low[one] + drawn - (ends[one] - (high - low)[one])]
    return one, other
