"""What stands under a header: the table's rows, and what stands among them without being rows.

Each row is one thing: blank, the header once more, a sum, a note, a section title, or a row of the
table. What is certainly no row of the table is left out and counted. What may be a row and may be
something else is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tsi_eval.ingest.blanks import below_left_out
from tsi_eval.ingest.formats.grid import Row
from tsi_eval.ingest.header import Header
from tsi_eval.ingest.lone_text import NOTE, TITLE, UNCLEAR, lone_texts
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.odd_persons import odd_persons
from tsi_eval.ingest.repeated_header import repeated_headers
from tsi_eval.ingest.section_titles import (
    HEADER,
    MAYBE_SUM,
    MAYBE_TITLE,
    SUM,
    UNTITLED,
    declared_titles,
    titles_over,
    told_by_titles,
)
from tsi_eval.ingest.sheet import Sheet, sheet_of
from tsi_eval.ingest.sum_rows import sum_rows
from tsi_eval.pilot.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Where a row is neither left out nor refused.
KEPT = "row"
# Why a row is refused: the code of its problem. Other reasons are those of rows that are left out.
REFUSED = {
    MAYBE_SUM: "E336",
    "resembling": "E339",
    UNCLEAR: "E340",
    "odd": "E341",
    MAYBE_TITLE: "E399",
    "below": "E402",
    UNTITLED: "E403",
}
# Rows that are left out, and whose texts are searched for identity numbers.
LEFT_OUT = (HEADER, SUM, NOTE, TITLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What stands under a header.

    Attributes:
        frame: The table's rows as text, a column a header name; and `TITLES`, where the source
            declares section titles.
        numbers: The number of each of those rows in the file.
        outside: Texts of the rows that are left out: why, and the text.
        left_out: Why each row that is no row of the table is none, and its number in the file.
        refused: Code of a problem → the numbers of its rows.
        ragged: Numbers of the rows that have more or fewer fields than the header.
    """

    frame: pd.DataFrame
    numbers: NDArray[np.int64]
    outside: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, int], ...]
    refused: dict[str, tuple[int, ...]]
    ragged: tuple[int, ...]


def body_of(rows: tuple[Row, ...], header: Header, source: Source, units: Iterable[str] = ()) -> Body:
    """Tell the table's rows from all that stands among them.

    Args:
        rows: The rows under the header.
        header: The header.
        source: What the file was declared to be.
        units: What the pilot's units are called; a unit is never a sum.
    """
    sheet, units = sheet_of(rows, header, source), [*units]
    why = _reasons(sheet, units)
    kept = why == KEPT
    ragged = kept & _is_ragged(sheet)
    frame = sheet.frame(kept & ~ragged)
    if source.sections:
        frame[TITLES] = titles_over(sheet, why, units)[kept & ~ragged]
    gone = np.isin(why, ("blank", *LEFT_OUT))
    return Body(
        frame=frame,
        numbers=sheet.numbers[kept & ~ragged],
        outside=tuple(_outside(sheet, why)),
        left_out=tuple(zip(why[gone].tolist(), sheet.numbers[gone].tolist(), strict=True)),
        refused={code: _rows(sheet, why == reason) for reason, code in REFUSED.items() if (why == reason).any()},
        ragged=_rows(sheet, ragged),
    )


def _reasons(sheet: Sheet, units: list[str]) -> NDArray[np.object_]:
    """Return what each row is: a reason to leave it out or to refuse it, or `KEPT`."""
    why = np.full(len(sheet.numbers), KEPT, dtype=object)
    why[~sheet.filled.any(axis=1)] = "blank"
    headers, resembling = repeated_headers(sheet)
    totals, perhaps = sum_rows(sheet, units)
    declared = declared_titles(sheet, units)
    for reason, found in ((HEADER, headers), ("resembling", resembling), (SUM, totals), (MAYBE_SUM, perhaps)):
        why[found & (why == KEPT) & ~declared] = reason
    lone = lone_texts(sheet, why == KEPT, units)
    why = np.where(np.isin(lone, (NOTE, TITLE, UNCLEAR)), lone, why)
    why = told_by_titles(sheet, why, KEPT, units)
    why[odd_persons(sheet, why == KEPT)] = "odd"
    why[below_left_out(sheet, np.isin(why, (HEADER, SUM, NOTE))) & (why == KEPT)] = "below"
    return why


def _is_ragged(sheet: Sheet) -> NDArray[np.bool_]:
    """Return which rows lack a field for some column, or have a filled one beyond the last."""
    beyond = sheet.filled[:, sheet.width :].any(axis=1)
    ragged: NDArray[np.bool_] = (sheet.lengths < sheet.width) | beyond
    return ragged


def _outside(sheet: Sheet, why: NDArray[np.object_]) -> Iterator[tuple[str, str]]:
    """Yield the texts of the rows that are left out, in the order of the file."""
    gone = np.flatnonzero(np.isin(why, LEFT_OUT))
    for row in gone.tolist():
        for place in np.flatnonzero(sheet.filled[row]).tolist():
            column = sheet.columns[place]
            yield str(why[row]), str(column.fields[column.which[row]])


def _rows(sheet: Sheet, chosen: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(sheet.numbers[chosen].tolist())
