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

from dataclasses import dataclass, field
from itertools import product

import numpy as np

from tsi_eval.protect.disclosure.values.coarse.tables import NOT_MEASURED, Table, Whole

REACH = 2
MOST_PAIRS = 4000
PERSONS = 2
# More than there are places on a coarse scale, with the steps beyond its ends.
KEYS = 1000


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
    one, other = _pairs(table, counts)
    reached = _reached(table)
    # The steps are in an order that is turned around when each of them is.
    to = np.stack([reached[one].ravel(), reached[other][:, ::-1].ravel()], axis=1)
    out = np.repeat(np.stack([one, other], axis=1), reached.shape[1], axis=0)
    changes = (np.sort(to, axis=1) != np.sort(out, axis=1)).any(axis=1)
    kept = (to >= 0).all(axis=1) & changes
    out, into = out[kept], to[kept]
    places = np.stack([table.first, table.second, table.change]) ** 2
    squares = places[:, into].sum(axis=2) - places[:, out].sum(axis=2)
    return Moves(out=out, into=into, squares=squares.T)


def _pairs(table: Table, counts: Whole) -> tuple[Whole, Whole]:
    """Return the columns of two persons of the same piece; of one column, where it has two."""
    occupied = np.flatnonzero(counts)
    first, second = np.triu_indices(len(occupied))
    one, other = occupied[first], occupied[second]
    there = (table.piece[one] == table.piece[other]) & ((one != other) | (counts[one] >= PERSONS))
    return one[there], other[there]


def _reached(table: Table) -> Whole:
    """Return the column that each column leads to by each step; -1 where there is none."""
    keys = _keys(table.piece, table.first, table.second)
    order = np.argsort(keys)
    found = []
    for a, b in product(range(-REACH, REACH + 1), repeat=2):
        key = _keys(table.piece, table.first + a, table.second + b)
        place = np.minimum(np.searchsorted(keys[order], key), len(keys) - 1)
        there = keys[order][place] == key
        for step, at in ((a, table.first), (b, table.second)):
            # Whoever was not measured stays so, and nobody becomes so.
            there &= (step == 0) | ((at != NOT_MEASURED) & (at + step != NOT_MEASURED))
        found.append(np.where(there, order[place], -1))
    return np.stack(found, axis=1)


def _keys(piece: Whole, first: Whole, second: Whole) -> Whole:
    return (piece * KEYS + first + REACH + 1) * KEYS + second + REACH + 1


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
