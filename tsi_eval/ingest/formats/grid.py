"""What a file holds before anybody knows what it means: rows of text, each with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tsi_eval.errors import Param

# A row's number in the file, and its fields.
Row = tuple[int, tuple[str, ...]]


class UnreadableError(Exception):
    """A file can't be read at all; carries the code of its problem, and the rows that cause it."""

    def __init__(self, code: str, rows: tuple[int, ...] = (), **params: Param) -> None:
        super().__init__(code)
        self.code, self.rows, self.params = code, rows, params


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells that a workbook shows as one; only the first of them has the value.

    Attributes:
        top: Number of its first row.
        bottom: Number of its last row.
        left: Place of its first column, from 0.
        right: Place of its last column.
    """

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One way to read a file: its rows, as text.

    Attributes:
        rows: The rows, from the file's first. A blank row may have no fields at all.
        found: What was found rather than declared: setting → how it is written.
        outside: Text that stands in no row, by its place, such as the names of sheets.
        sheet: Name of the sheet that it is, or "" where a file has no sheets.
        merges: Merged cells.
        faults: Why it can't be read if it is the one that was meant, such as a formula without a
            value.
        labels: Column name → field → the word that the file itself gives for it, as SPSS does.
    """

    rows: tuple[Row, ...]
    found: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    merges: tuple[Merge, ...] = ()
    faults: tuple[UnreadableError, ...] = ()
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
