"""Grids as text: csv and its kin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from .grid import Cell, Grid


def as_text(cell: Cell, decimal: str = ",") -> str:
    """Return a cell as Swedish Excel writes it in a csv file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.12g}".replace(".", decimal)
    return str(cell)


def quoted(field: str, delimiter: str) -> str:
    """Return a field in quotation marks where csv needs them."""
    needs = any(sign in field for sign in (delimiter, '"', "\n", "\r"))
    return '"' + field.replace('"', '""') + '"' if needs else field


def lines_of(
    rows: Iterable[Sequence[Cell]], delimiter: str = ";", decimal: str = ",", quote: Callable[[str, str], str] = quoted
) -> list[str]:
    """Return each row as a line of text without its end."""
    return [delimiter.join(quote(as_text(cell, decimal), delimiter) for cell in row) for row in rows]


def csv(
    grid: Grid,
    *,
    delimiter: str = ";",
    decimal: str = ",",
    end: str = "\n",
    encoding: str = "utf-8",
    before: Iterable[str] = (),
    after: Iterable[str] = (),
) -> bytes:
    """Return a grid as the bytes of a csv file, with lines before and after it."""
    lines = [*before, *lines_of(grid.all_rows(), delimiter, decimal), *after]
    return (end.join(lines) + end).encode(encoding)
