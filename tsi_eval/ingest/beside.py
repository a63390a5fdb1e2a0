"""Columns beside those of a layout that nobody declared, and that may belong among them.

Where a file has a column a month or a column a kind, a heading that changed, or a kind that is new,
makes a column of numbers that the layout doesn't know. Its numbers would be missing from every sum,
and nothing else would be wrong. So a column of numbers, wherever it stands, is a sum, numbers the
rows, is declared to be something else, or is refused.

Example: of "Vecka", "Elever", "Vårdn.havare" and "Kommentar" the layout knows "Elever". Where
"Vårdn.havare" holds numbers it is refused; "Kommentar" holds words and stays outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from tsi_eval.ingest.across import at_its_place, cells_in, used_columns
from tsi_eval.ingest.lone_text import LONGEST_NUMBER
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.sums import is_sum
from tsi_eval.written_periods import parse_period

# "3 st" and "4 (prel)" are numbers.
_COUNTED = re.compile(
    r"[^\w]*\d[\d\s.,]*[^\w]*(?:st|stycken|barn|elever|pers|personer|familjer|gånger|ggr|kr|h|tim|timmar|min|p|prel)[^\w]*",
    re.IGNORECASE,
)
LONGEST_COUNTED = 40
# ".." stands for a number that is not shown.
_HIDDEN = re.compile(r"\s*(?:\.\.+|…)\s*")
# A column in which so large a part is numbers holds numbers, and words where there is none.
_PART = 3
_OF_ROWS = re.compile(r"(?:löp\s*-?\s*(?:nr|nummer)|nr|nummer|rad|radnr|no|row|#)\.?", re.IGNORECASE)
# What a column beside a pattern's may be, such as "HT2023 / Andel" beside "{term} / Giltig".
_OF_OTHERS = re.compile(
    r"%|\b(?:andel|procent|medel|medelvärde|snitt|diff|differens|summa|totalt|share|mean)\b", re.IGNORECASE
)
# Two numbers may be 1 and 2 by chance.
_FEWEST_NUMBERED = 3


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

    Such a column holds numbers. Or its heading looks like theirs: it has a number in it, or stands
    between two of them.

    Args:
        source: The source; without a layout there are none.
        columns: The file's columns as text, in their order and without any other.
    """
    names = [str(name) for name in columns.columns]
    used = frozenset(used_columns(source, names))
    stretches = _stretches(source, names)
    # Where no column is the layout's, that is what is said.
    has_any = any(stretches.values())
    for place, name in enumerate(names):
        # A heading that stands twice, or is none, has a number of its own behind this sign.
        heading = name.partition("\0")[0]
        texts = {pattern: at_its_place(source, pattern, heading) for pattern in stretches}
        if name in used or _is_other(source, heading, texts):
            continue
        looks_so = any(_looks_so(text, within=place in stretches[pattern]) for pattern, text in texts.items())
        if looks_so or (has_any and _counts(used, names, place, columns[name])):
            yield Beside(heading=heading, place=place + 1)


def _is_other(source: Source, heading: str, texts: Mapping[str, str]) -> bool:
    """Tell whether a heading says that its column is none of the layout's.

    Args:
        source: The source.
        heading: The heading.
        texts: What stands in it at the place of each of the layout's patterns.
    """
    if source.layout is not None and heading in source.layout.other:
        return True
    fits = any(texts.values())
    is_share = bool(heading) and not fits and bool(_OF_OTHERS.search(heading))
    return is_share or any(is_sum(text, source.format.totals) for text in (heading, *texts.values()))


def _stretches(source: Source, names: list[str]) -> dict[str, range]:
    """Return pattern of a layout → the places from the first of its columns to the last."""
    cells = cells_in(source, names)
    return {
        pattern: _within(names, {column.theirs for column in cells if column.ours == ours})
        for ours, pattern in source.patterns().items()
    }


def _looks_so(text: str, *, within: bool) -> bool:
    """Tell whether a text is like those of the layout: between two of them, or with a number."""
    return bool(text) and (within or any(map(str.isdigit, text)))


def _within(names: list[str], theirs: set[str]) -> range:
    """Return the places from the first of some columns to the last."""
    places = [place for place, name in enumerate(names) if name in theirs]
    return range(min(places), max(places) + 1) if places else range(0)


def _counts(used: frozenset[str], names: list[str], place: int, fields: pd.Series[str]) -> bool:
    """Tell whether a column has numbers, other than those of the rows."""
    return _holds_numbers(fields) and not _numbers_rows(used, names, place, fields)


def _holds_numbers(fields: pd.Series[str]) -> bool:
    """Tell whether a column has numbers, and at most twice as many words."""
    signs = [*map(_sign, fields)]
    numbers = signs.count("number")
    return numbers > 0 and _PART * numbers >= numbers + signs.count("word")


def _sign(field: str) -> str:
    """Return what a field is: a "number", also with marks such as % or <, a "word", or ""."""
    if any(map(str.isalpha, field)):
        return "number" if len(field) <= LONGEST_COUNTED and _COUNTED.fullmatch(field) else "word"
    is_number = any(map(str.isdigit, field)) and parse_period(field.strip()) is None
    return "number" if is_number or _HIDDEN.fullmatch(field) else ""


def _numbers_rows(used: frozenset[str], names: list[str], place: int, fields: pd.Series[str]) -> bool:
    """Tell whether a column numbers the rows: it is called so, or stands first and is 1, 2, 3.

    Where it is called so, numbers may be left out, as those of sums are, and may begin again at 1.
    """
    numbers = _whole_numbers(fields)
    if _OF_ROWS.fullmatch(names[place].partition("\0")[0]):
        return bool(numbers) and all(one <= following or following == 1 for one, following in pairwise(numbers))
    is_first = not used.intersection(names[:place])
    return is_first and len(numbers) >= _FEWEST_NUMBERED and numbers == [*range(1, len(numbers) + 1)]


def _whole_numbers(fields: pd.Series[str]) -> list[int]:
    """Return the fields that are filled in, or nothing where one of them is no whole number."""
    written = [field.strip().rstrip(".") for field in fields if field.strip()]
    are_whole = all(field.isdecimal() and len(field) <= LONGEST_NUMBER for field in written)
    return [*map(int, written)] if are_whole else []
