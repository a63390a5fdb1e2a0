"""The rows under a header as columns of text, so that whole columns are asked and never row by row.

A column is kept as its different fields, and for each row which of them it has. What is asked of a
field is asked of each different one once: a word stands in many rows of a long file.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.formats.grid import Row
from tsi_eval.ingest.header import Header
from tsi_eval.pilot.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class TextColumn:
    """A column of text.

    Attributes:
        fields: Its different fields.
        which: Which of them each row has, shape (rows,).
    """

    fields: NDArray[np.object_]
    which: NDArray[np.intp]

    def matches(self, is_one: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return in which rows the field is so."""
        return np.fromiter(map(is_one, self.fields), dtype=bool, count=len(self.fields))[self.which]

    def chosen(self, answers: pd.Series[bool]) -> NDArray[np.bool_]:
        """Return in which rows the answer for the field is yes, from an answer for each field."""
        found: NDArray[np.bool_] = answers.to_numpy(dtype=bool)[self.which]
        return found

    def of_rows(self, rows: NDArray[np.bool_]) -> NDArray[np.object_]:
        """Return the fields of some rows."""
        return self.fields[self.which[rows]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands under a header.

    Attributes:
        columns: A column for each place, from 0; at least as many as the header has names.
        filled: Which fields are more than blanks, shape (rows, places).
        numbers: The rows' numbers in the file.
        lengths: How many fields each row has in the file.
        header: The header.
        source: What the file was declared to be.
    """

    columns: tuple[TextColumn, ...]
    filled: NDArray[np.bool_]
    numbers: NDArray[np.int64]
    lengths: NDArray[np.int64]
    header: Header
    source: Source

    @property
    def width(self) -> int:
        """How many columns the header names."""
        return len(self.header.names)

    @property
    def first(self) -> int:
        """The place of the first column that has a name; what stands in it is the row's label."""
        return next(place for place, name in enumerate(self.header.names) if not name.startswith("\0"))

    def place(self, theirs: str) -> int | None:
        """Return where one of the file's columns stands, or None when it is not there."""
        return self.header.names.index(theirs) if theirs in self.header.names else None

    def nowhere(self) -> NDArray[np.bool_]:
        """Return an answer of no for each row."""
        return np.zeros(len(self.numbers), dtype=bool)

    def is_among(self, place: int, words: Container[str]) -> NDArray[np.bool_]:
        """Return which fields of a column are among some words, which are in small letters."""
        return self.columns[place].matches(lambda field: field.strip().casefold() in words)

    def frame(self, rows: NDArray[np.bool_]) -> pd.DataFrame:
        """Return some rows as text, a column a name of the header."""
        columns = [pd.Series(column.of_rows(rows), dtype="str") for column in self.columns[: self.width]]
        return pd.concat(columns, axis=1, keys=self.header.names)


def sheet_of(rows: tuple[Row, ...], header: Header, source: Source) -> Sheet:
    """Return rows as columns of text; a row that is shorter than others is blank where it ends."""
    lengths = np.fromiter((len(fields) for _, fields in rows), dtype=np.int64, count=len(rows))
    places = max(len(header.names), int(lengths.max(initial=0)))
    blanks = ("",) * places
    fields = [fields if len(fields) == places else (fields + blanks)[:places] for _, fields in rows]
    cells = np.array(fields, dtype=object).reshape(len(rows), places)
    columns = tuple(_column(cells[:, place]) for place in range(places))
    return Sheet(
        columns=columns,
        filled=np.column_stack([column.matches(lambda field: bool(field.strip())) for column in columns]),
        numbers=np.fromiter((number for number, _ in rows), dtype=np.int64, count=len(rows)),
        lengths=lengths,
        header=header,
        source=source,
    )


def _column(cells: NDArray[np.object_]) -> TextColumn:
    which, fields = pd.factorize(cells)
    return TextColumn(fields=np.asarray(fields, dtype=object), which=which)
