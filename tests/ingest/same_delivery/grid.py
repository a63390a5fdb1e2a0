"""A table as it lies in a file: a row of names, and rows of cells that have a type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A file's rows. The first row holds the names of the columns.

    Rows are counted from 0, and the row of names is not counted.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def all_rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the names and the rows."""
        return (self.names, *self.rows)

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return the cells of a column."""
        place = self.names.index(name)
        return tuple(row[place] for row in self.rows)

    def mapped(self, name: str, change: Callable[[Cell], Cell]) -> Grid:
        """Return the grid with each cell of a column changed."""
        place = self.names.index(name)
        return Grid(self.names, tuple((*row[:place], change(row[place]), *row[place + 1 :]) for row in self.rows))

    def put(self, row: int, name: str, cell: Cell) -> Grid:
        """Return the grid with one cell changed."""
        place = self.names.index(name)
        rows = list(self.rows)
        rows[row] = (*rows[row][:place], cell, *rows[row][place + 1 :])
        return Grid(self.names, tuple(rows))

    def plus(self, *rows: Sequence[Cell], at: int | None = None) -> Grid:
        """Return the grid with rows added, at its end or before a row; short rows get blanks."""
        place = len(self.rows) if at is None else at
        width = len(self.names)
        full = tuple((*row, *(None,) * (width - len(row))) for row in rows)
        return Grid(self.names, (*self.rows[:place], *full, *self.rows[place:]))

    def row(self, **cells: Cell) -> tuple[Cell, ...]:
        """Return a row with some cells filled in; names with spaces are given by `**{…}`."""
        assert set(cells) <= set(self.names)
        return tuple(cells.get(name) for name in self.names)

    def with_column(self, name: str, cells: Sequence[Cell], at: int | None = None) -> Grid:
        """Return the grid with a column added, at its right end or before a place."""
        place = len(self.names) if at is None else at
        rows = tuple((*row[:place], cell, *row[place:]) for row, cell in zip(self.rows, cells, strict=True))
        return Grid((*self.names[:place], name, *self.names[place:]), rows)

    def renamed(self, change: Callable[[str], str]) -> Grid:
        """Return the grid with each name changed."""
        return Grid(tuple(change(name) for name in self.names), self.rows)

    def ordered(self, places: Sequence[int]) -> Grid:
        """Return the grid with its columns in another order."""
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Grid(tuple(self.names[place] for place in places), rows)

    def kept(self, keep: Callable[[int], bool]) -> Grid:
        """Return the grid with the rows whose places are kept."""
        return Grid(self.names, tuple(row for place, row in enumerate(self.rows) if keep(place)))
