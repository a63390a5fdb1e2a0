"""What is known of a table of frequencies, and the search for another table that fits it.

Known are the pieces' sizes, sums of cells between two bounds (rows), and sums of places and of
their squares (moments): a shown mean leaves a few sums open, and each of these has its own bounds
for the sum of squares.

Worked example. Twelve persons on 0 to 2 with the sum 14 and the squares' sum 20: besides
(1, 8, 3) no whole numbers fit. Without the squares (2, 6, 4), (0, 10, 2) and others do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tsi_eval.protect.disclosure.values.coarse.tables import Table, Whole

# Nodes of the search after which nothing counts as found. If it were seconds, what is shown would
# hang on how busy the machine is.
PATIENCE = 200
ROUNDING = 1e-6
Vector = npt.NDArray[np.float64]
# A possible sum → least and largest sum of squares beside it.
Options = Mapping[int, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sum over columns that lies between two bounds."""

    weights: Vector = field(repr=False)
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The possible sums of places on a scale, or of changes, each with its squares' bounds.

    Attributes:
        weights: Each column's place or change; 0 outside the group.
        options: What is possible; never empty.
    """

    weights: Whole = field(repr=False)
    options: Options


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known of a table.

    Attributes:
        table: The table whose pieces and columns these are.
        rows: Sums of cells.
        moments: Sums and sums of squares.
        most: How many persons each column can have; 0 where nobody can be.
    """

    table: Table
    rows: tuple[Row, ...]
    moments: tuple[Moment, ...]
    most: Whole = field(repr=False)

    def fits(self, counts: Whole) -> bool:
        """Tell whether a table of whole numbers gives the same report."""
        return len(self.fitting(counts[np.newaxis])) == 1

    def fitting(self, tables: Whole) -> Whole:
        """Return those of some tables, a row each, that give the same report."""
        kept = tables[((tables >= 0) & (tables <= self.most)).all(axis=1)]
        for piece, size in enumerate(self.table.sizes()):
            kept = kept[kept @ (self.table.piece == piece) == size]
        for moment in self.moments:
            kept = kept[_allowed(moment, kept)]
        for row in self.rows:
            sums = kept @ row.weights
            kept = kept[(row.low - ROUNDING <= sums) & (sums <= row.high + ROUNDING)]
        return kept


def _allowed(moment: Moment, tables: Whole) -> npt.NDArray[np.bool_]:
    sums, squares = tables @ moment.weights, tables @ moment.weights**2
    allowed = np.zeros(len(tables), dtype=np.bool_)
    for total, (low, high) in moment.options.items():
        allowed |= (sums == total) & (low <= squares) & (squares <= high)
    return allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """An integer programme of everything known, ready to be asked with one more row.

    Attributes:
        matrix: A row each; the columns are the table's, then one for each option of a moment that
            has several.
        low: Each row's lower bound.
        high: Its upper bound.
        most: Each column's upper bound.
    """

    matrix: Vector
    low: Vector
    high: Vector
    most: Vector

    def another(self, columns: Whole, low: float, high: float, own: int | None) -> Whole | None:
        """Return a table in which so many persons are in these columns, or None.

        Args:
            columns: 1 where a column is counted.
            low: How many at least.
            high: How many at most.
            own: A column in which somebody must be, or None.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415  only for coarse scales

        cells, width = len(columns), self.matrix.shape[1]
        asked = np.concatenate([columns, np.zeros(width - cells)])
        least = np.zeros(width)
        if own is not None:
            least[own] = 1.0
        rows = LinearConstraint(np.vstack([self.matrix, asked]), np.append(self.low, low), np.append(self.high, high))
        solved = milp(
            np.zeros(width),
            constraints=rows,
            bounds=Bounds(least, np.maximum(self.most, least)),
            integrality=np.ones(width, dtype=np.int64),
            options={"node_limit": PATIENCE},
        )
        return None if solved.x is None else np.round(solved.x[:cells]).astype(np.int64)


def programme_of(known: Known) -> Programme:
    """Return the programme of what is known."""
    cells = len(known.most)
    several = [moment for moment in known.moments if len(moment.options) > 1]
    width = cells + sum(len(moment.options) for moment in several)
    rows: list[tuple[Vector, float, float]] = list(_plain_rows(known, width))
    start = cells
    for moment in several:
        rows += _choice(moment, start, width, persons=int(known.table.counts.sum()))
        start += len(moment.options)
    matrix, low, high = zip(*rows, strict=True)
    most = np.concatenate([known.most, np.ones(width - cells)]).astype(float)
    return Programme(matrix=np.array(matrix), low=np.array(low), high=np.array(high), most=most)


def _plain_rows(known: Known, width: int) -> Iterator[tuple[Vector, float, float]]:
    for piece, size in enumerate(known.table.sizes()):
        yield _wide(known.table.piece == piece, width), size, size
    for row in known.rows:
        yield _wide(row.weights, width), row.low, row.high
    for moment in known.moments:
        if len(moment.options) == 1:
            ((total, (low, high)),) = moment.options.items()
            yield _wide(moment.weights, width), total, total
            yield _wide(moment.weights**2, width), low, high


def _choice(moment: Moment, start: int, width: int, *, persons: int) -> Iterator[tuple[Vector, float, float]]:
    """Yield that one of a moment's options holds."""
    places = slice(start, start + len(moment.options))
    # What no table reaches bounds nothing, and keeps the numbers finite.
    most = float(np.abs(moment.weights).max(initial=0) ** 2) * persons
    low, high = np.array([(max(low, 0.0), min(high, most)) for low, high in moment.options.values()]).T
    one = np.zeros(width)
    one[places] = 1.0
    yield one, 1.0, 1.0
    for weights, chosen, least, largest in (
        (moment.weights, np.array(list(moment.options), dtype=float), 0.0, 0.0),
        (moment.weights**2, low, 0.0, np.inf),
        (moment.weights**2, high, -np.inf, 0.0),
    ):
        row = _wide(weights, width)
        row[places] = -chosen
        yield row, least, largest


def _wide(weights: npt.NDArray[np.generic], width: int) -> Vector:
    row = np.zeros(width)
    row[: len(weights)] = weights
    return row
