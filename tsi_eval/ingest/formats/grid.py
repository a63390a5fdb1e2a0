"""What a file holds before anybody knows what it means: rows of text, each with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# A row's number in the file, and its fields.
Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One way to read a file: its rows, as text.

    Attributes:
        rows: The rows, from the file's first.
        found: What was found rather than declared: setting → how it is written.
        outside: Text that stands in no row, by its place, such as the names of sheets.
    """

    rows: tuple[Row, ...]
    found: Mapping[str, str] = field(default_factory=dict)
    outside: tuple[tuple[str, str], ...] = ()


class UnreadableError(Exception):
    """A file can't be read at all; carries the code of its problem."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params
