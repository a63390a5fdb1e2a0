"""What stands under a header: the table's rows, and what stands among them without being rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tsi_eval.ingest.formats.grid import Row
from tsi_eval.ingest.header import Header
from tsi_eval.pilot.source import Source

# A row that holds nothing but this many words is a note, also in a file of persons.
SENTENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What stands under a header.

    Attributes:
        rows: The table's rows, each with its number in the file.
        outside: Rows of sums and footnotes, which stand among them: the kind and the text.
        left_out: Why each row that is no row of the table is none, and its number in the file.
        ragged: Numbers of the rows that have more or fewer fields than the header.
    """

    rows: list[list[Any]] = field(default_factory=list)
    outside: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, int]] = field(default_factory=list)
    ragged: list[int] = field(default_factory=list)


def body_of(rows: tuple[Row, ...], header: Header, source: Source) -> Body:
    """Tell the table's rows from sums, footnotes and ragged rows; empty rows are left out."""
    body = Body()
    width = len(header.names)
    for number, fields in rows:
        filled = _filled(fields)
        if not filled:
            body.left_out.append(("blank", number))
            continue
        if source.is_tally and _is_total(fields, header, source):
            body.outside.extend(("totals", text) for text in filled)
            body.left_out.append(("totals", number))
        elif width > 1 and _is_footnote(filled, source):
            body.outside.append(("footnotes", filled[0]))
            body.left_out.append(("footnotes", number))
        elif _fits(fields, width):
            body.rows.append([number, *fields[:width]])
        else:
            body.ragged.append(number)
    return body


def _filled(fields: tuple[str, ...]) -> list[str]:
    """Return the fields that are more than blanks."""
    return [text for text in fields if text.strip()]


def _is_footnote(filled: list[str], source: Source) -> bool:
    """Tell whether a row's only text is a note.

    In a file of persons a few words may be a value, so that only a sentence is a note.
    """
    return len(filled) == 1 and (source.is_tally or len(filled[0].split()) >= SENTENCE)


def _fits(fields: tuple[str, ...], width: int) -> bool:
    """Tell whether a row has a field for each column, and nothing but empty ones beyond."""
    return len(fields) >= width and not _filled(fields[width:])


def _is_total(fields: tuple[str, ...], header: Header, source: Source) -> bool:
    blank = source.columns.get(source.record.blank_in_sums)
    if blank in header.names and "".join(fields[header.names.index(blank) :][:1]).strip():
        return False
    words = "|".join(re.escape(word) for word in source.format.totals)
    total = re.compile(rf"\s*(?:{words})\b", re.IGNORECASE)
    return bool(words) and any(total.match(fields[place]) for place in header.label_places if place < len(fields))
