"""Which columns of a file are the values of one of our columns, where a source declares a layout.

A table may have its months, its years or its kinds of persons as columns. The pilot says what the
columns stand for, and their names say the rest: next term's column is read without a new line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.in_layouts import PARTS_OF_PERIODS
from tsi_eval.written_periods import parse_period

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_NUMBER = re.compile(r"0?[1-9]|1[0-2]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A column of a file that holds numbers of one value of the column that lies across.

    Attributes:
        label: What it stands for, such as "2024-03".
        ours: Our name for its numbers.
        theirs: Its name in the file.
    """

    label: str
    ours: str
    theirs: str


def cells_in(source: Source, names: Iterable[str]) -> tuple[Cells, ...]:
    """Return the columns that hold what the layout says, in the order of the file.

    Without a layout there are none.
    """
    named = [*names]
    return tuple(
        Cells(label=label, ours=ours, theirs=name)
        for ours, pattern in source.patterns().items()
        for name in named
        if (text := at_its_place(source, pattern, name)) and (label := _label(source, text))
    )


def used_columns(source: Source, names: Iterable[str]) -> tuple[str, ...]:
    """Return the file's columns that a source uses: those that it names, or that its layout has."""
    return (*source.their_columns(), *(cells.theirs for cells in cells_in(source, names)))


def at_its_place(source: Source, pattern: str, name: str) -> str:
    """Return what stands in a name where the pattern has its place; "" where it does not fit."""
    if source.layout is None or name in (*source.their_columns(), *source.layout.other):
        return ""
    before, _, after = pattern.partition(f"{{{source.layout.across}}}")
    fits = re.fullmatch(rf"{re.escape(before)}(.+?){re.escape(after)}", name, re.IGNORECASE)
    return fits[1].strip() if fits else ""


def _label(source: Source, text: str) -> str:
    """Return the value that a column's name stands for; "" where it stands for none."""
    across = source.layout.across if source.layout is not None else ""
    column = source.record.column(across)
    reader = _READERS.get(across if column is None or across in PARTS_OF_PERIODS else column.kind)
    if reader is not None:
        return reader(text)
    return text if text.casefold() in {word.strip().casefold() for word in source.values.get(across, {})} else ""


def _year(text: str) -> str:
    return text if _YEAR.fullmatch(text) else ""


def _month(text: str) -> str:
    """Return a month without its year, such as "jan" or "1"."""
    if _MONTH_NUMBER.fullmatch(text):
        return f"{int(text):02}"
    period = parse_period(f"{text} 2001")
    return period.month[5:] if period is not None and period.kind == "month" else ""


def _period(*kinds: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        period = parse_period(text)
        return period.name if period is not None and period.kind in kinds else ""

    return read


_READERS: Mapping[str | ColumnKind, Callable[[str], str]] = {
    "year": _year,
    "month": _month,
    ColumnKind.YEAR: _year,
    ColumnKind.PERIOD: _period("day", "week", "month"),
    ColumnKind.TERM: _period("term"),
    ColumnKind.SCHOOL_YEAR: _period("school_year"),
}


def month_of_year(word: str, year: str) -> str:
    """Return the month that two parts name, one of which stands in the row; or what can't be one.

    Example:
        >>> month_of_year("mars", "2024"), month_of_year("3", "2024"), month_of_year("x", "2024")
        ('2024-03', '2024-03', 'x 2024')
    """
    month = _month(word.strip())
    return f"{year.strip()}-{month}" if month and _year(year.strip()) else f"{word} {year}"
