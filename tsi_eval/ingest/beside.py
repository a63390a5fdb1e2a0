"""Columns beside those of a layout that nobody declared, and that may belong among them.

Where a file has a column a month or a column a kind, a heading that changed, or a kind that is new,
makes a column of numbers that the layout doesn't know. Its numbers would be missing from every sum,
and nothing else would be wrong. So what stands among the layout's columns, or next to them, is a
remark, a sum, declared to be something else, or refused.

Example: of "Vecka", "Elever", "Vårdn.havare" and "Kommentar" the layout knows "Elever". Where
"Vårdn.havare" holds numbers it is refused; "Kommentar" holds words and stays outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tsi_eval.ingest.across import at_its_place, cells_in, used_columns
from tsi_eval.periods import parse_period
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.sums import is_sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A column that may belong to a layout.

    Attributes:
        heading: Its heading in the file; "" where it has none.
        place: Its place among the file's columns, from 1.
    """

    heading: str
    place: int


def not_understood(source: Source, columns: pd.DataFrame) -> Iterator[Beside]:
    """Yield the columns that may belong to the source's layout, and whose headings don't say so.

    Such a column holds numbers and stands among the columns of the layout or next to them. Or its
    heading looks like theirs: it has a number in it, or stands between two of them.

    Args:
        source: The source; without a layout there are none.
        columns: The file's columns as text, in their order and without any other.
    """
    names = [str(name) for name in columns.columns]
    used = frozenset(used_columns(source, names))
    for ours, pattern in source.patterns().items():
        within, around = _stretches(names, _cells_of(ours, source, names), frozenset(source.their_columns()))
        for place, name in enumerate(names):
            # A heading that stands twice, or is none, has a number of its own behind this sign.
            heading = name.partition("\0")[0]
            text = at_its_place(source, pattern, heading)
            if name in used or (heading and not text) or is_sum(text, source.format.totals):
                continue
            if _looks_so(text, within=place in within) or (place in around and _holds_numbers(columns[name])):
                yield Beside(heading=heading, place=place + 1)


def _cells_of(ours: str, source: Source, names: list[str]) -> set[str]:
    return {cells.theirs for cells in cells_in(source, names) if cells.ours == ours}


def _looks_so(text: str, *, within: bool) -> bool:
    """Tell whether a text is like those of the layout: between two of them, or with a number."""
    return bool(text) and (within or any(map(str.isdigit, text)))


def _stretches(names: list[str], theirs: set[str], declared: frozenset[str]) -> tuple[range, range]:
    """Return the places from the first of some columns to the last, and on to the next declared."""
    places = [place for place, name in enumerate(names) if name in theirs]
    if not places:
        return range(0), range(0)
    first, last = min(places), max(places)
    left = next((place for place in range(first, 0, -1) if names[place - 1] in declared), 0)
    right = next((place for place in range(last, len(names) - 1) if names[place + 1] in declared), len(names) - 1)
    return range(first, last + 1), range(left, right + 1)


def _holds_numbers(fields: pd.Series[str]) -> bool:
    """Tell whether a column has numbers, and no more words than numbers."""
    signs = [*map(_sign, fields)]
    return 0 < signs.count("number") >= signs.count("word")


def _sign(field: str) -> str:
    """Return what a field is: a "word", a "number" also with marks such as % or <, or ""."""
    if any(map(str.isalpha, field)):
        return "word"
    is_number = any(map(str.isdigit, field)) and parse_period(field.strip()) is None
    return "number" if is_number else ""
