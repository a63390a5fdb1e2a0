"""Harmless rewritings of a file, which may be combined: each changes a file's rows or its text.

First the grid is rewritten, then its lines, and at last its bytes, so that any two or three of them
make a file that a municipality could send.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from .grid import Cell, Grid
from .text_files import lines_of
from .workbooks import ods, xls, xlsx

Lines = list[str]


def _spaced(grid: Grid) -> Grid:
    rows = tuple(tuple(f" {cell} " if isinstance(cell, str) else cell for cell in row) for row in grid.rows)
    return Grid(grid.names, rows)


def _numbered(grid: Grid) -> Grid:
    return grid.with_column("Radnr", range(1, len(grid.rows) + 1), at=0)


def _commented(grid: Grid) -> Grid:
    comments: list[Cell] = ["ring; se brev\ni pärmen" if i % 5 == 0 else None for i in range(len(grid.rows))]
    return grid.with_column("Kommentar", comments)


OF_GRIDS: Mapping[str, Callable[[Grid], Grid]] = {
    "columns turned round": lambda grid: grid.ordered(range(len(grid.names))[::-1]),
    "rows turned round": lambda grid: Grid(grid.names, grid.rows[::-1]),
    "numbered": _numbered,
    "commented": _commented,
    "words with spaces around": _spaced,
    "names with no-break spaces": lambda grid: grid.renamed(lambda name: name.replace(" ", "\u00a0")),
}
OF_LINES: Mapping[str, Callable[[Lines, str], Lines]] = {
    "a title": lambda lines, _: ["Familjeteamet, uttag 1", "", *lines],
    "blank lines": lambda lines, sign: [*lines, sign * lines[0].count(sign), ""],
    "blank lines first": lambda lines, _: ["", "", *lines],
}
OF_FILES = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
SIGNS = (";", ",", "\t", "|")
ENDS = ("\n", "\r\n")
BOOKS: Mapping[str, Callable[[Grid], bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """How a csv file is written."""

    encoding: str
    sign: str
    end: str
    of_grid: Collection[str]
    of_lines: Collection[str]


def rewritten_grid(grid: Grid, names: Collection[str]) -> Grid:
    """Return a grid with each rewriting done, in the order of the table."""
    for name, change in OF_GRIDS.items():
        if name in names:
            grid = change(grid)
    return grid


def written(grid: Grid, how: TextFile) -> bytes:
    """Return a grid as the bytes of a csv file that is written in some way."""
    lines = lines_of(rewritten_grid(grid, how.of_grid).all_rows(), how.sign)
    for name, change in OF_LINES.items():
        if name in how.of_lines:
            lines = change(lines, how.sign)
    return (how.end.join(lines) + how.end).encode(how.encoding)
