"""The rows under a header as columns of text, so that whole columns are asked and never row by row.

Most rows of a long file are plain. What asks a single row is only asked of the few that look odd.
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
class Sheet:
    """What stands under a header.

    Attributes:
        text: A column for each place, from 0; at least as many as the header has names.
        filled: Which fields are more than blanks, shape (rows, places).
        numbers: The rows' numbers in the file.
        lengths: How many fields each row has in the file.
        header: The header.
        source: What the file was declared to be.
    """

    text: pd.DataFrame
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
        """The place of the first column that has a name; what stands in it is the row's own label."""
        return next(place for place, name in enumerate(self.header.names) if not name.startswith("\0"))

    def place(self, theirs: str) -> int | None:
        """Return where one of the file's columns stands, or None when it is not there."""
        return self.header.names.index(theirs) if theirs in self.header.names else None

    def declared_filled(self) -> NDArray[np.int64]:
        """Return how many of the declared columns each row fills in."""
        counts: NDArray[np.int64] = self.filled[:, list(self.header.declared_places)].sum(axis=1)
        return counts

    def matches(self, place: int, is_one: Callable[[str], bool]) -> NDArray[np.bool_]:
        """Return which fields of a column are so, after asking each different field once."""
        codes, fields = pd.factorize(self.text[place])
        answers = np.fromiter((is_one(field) for field in fields), dtype=bool, count=len(fields))
        return answers[codes]

    def is_among(self, place: int, words: Container[str]) -> NDArray[np.bool_]:
        """Return which fields of a column are among some words, which are in small letters."""
        return self.matches(place, lambda field: field.strip().casefold() in words)


def sheet_of(rows: tuple[Row, ...], header: Header, source: Source) -> Sheet:
    """Return rows as columns of text; a row that is shorter than others is blank where it ends."""
    width = len(header.names)
    lengths = np.fromiter((len(fields) for _, fields in rows), dtype=np.int64, count=len(rows))
    places = range(max(width, int(lengths.max(initial=0))))
    blanks = ("",) * len(places)
    fields = [fields if len(fields) == len(places) else (fields + blanks)[: len(places)] for _, fields in rows]
    text = pd.DataFrame(fields, columns=places, dtype="str")
    filled = np.column_stack([(text[place].str.strip() != "").to_numpy(dtype=bool) for place in places])
    numbers = np.fromiter((number for number, _ in rows), dtype=np.int64, count=len(rows))
    return Sheet(text=text, filled=filled, numbers=numbers, lengths=lengths, header=header, source=source)
