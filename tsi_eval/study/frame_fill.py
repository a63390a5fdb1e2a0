"""What follows from other columns of a researcher's frame, or may be left out, filled in.

Example: a frame of contacts has `period` "2023-W35" and no `month`. The month is then "2023-08",
where the week's Thursday lies. It has no `status` either: then no number of it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tsi_eval.periods import school_year_of
from tsi_eval.study.frame_columns import Read, read_fields
from tsi_eval.study.tables.column import NUMBERS, Column, ColumnKind, Presence
from tsi_eval.study.tables.enrolment import State
from tsi_eval.study.tables.in_frames import presence, stand_ins
from tsi_eval.study.tables.table import Fault, Table
from tsi_eval.written_periods import term_in_school_year

Series: TypeAlias = "pd.Series[Any]"


def with_years(table: Table, columns: Mapping[str, Series]) -> dict[str, Series]:
    """Return a frame's columns, with their year for terms that take it from the school year."""
    dated = dict(columns)
    for year in table.of_kind(ColumnKind.SCHOOL_YEAR):
        for term in table.of_kind(ColumnKind.TERM):
            if year.name in columns and term.name in columns:
                years = read_fields(columns[year.name], year.kind).values
                dated[term.name] = _with_year(columns[term.name], years)
    return dated


def _with_year(terms: Series, years: Series) -> Series:
    dated = []
    for term, year in zip(terms.astype(object), years, strict=True):
        both = isinstance(term, str) and isinstance(year, str)
        dated.append((term_in_school_year(term, year) if both else None) or term)
    return pd.Series(dated, terms.index, dtype=object)


def filled(table: Table, reads: Mapping[str, Read], index: pd.Index) -> pd.DataFrame:
    """Return the table's columns in its own order, and after them the attributes."""
    rows = pd.DataFrame(index=index)
    for column in table.columns:
        if column.study:
            rows[column.name] = _values(table, column, reads, index)
    for name, read in reads.items():
        if all(name != column.name for column in table.columns):
            rows[name] = read.values
    return rows


def _values(table: Table, column: Column, reads: Mapping[str, Read], index: pd.Index) -> Series:
    if column.name in reads:
        values = reads[column.name].values
        if column.kind is ColumnKind.STATE:
            return values.fillna(State.PRESENT.value)
        as_none = presence(table, column) is Presence.MAY and column.kind not in NUMBERS
        return values.fillna("") if as_none else values
    for other in stand_ins(table, column):
        if other in reads:
            return read_fields(reads[other].values, column.kind).values
    if column.kind in NUMBERS:
        return pd.Series(np.nan, index, dtype=float)
    plain = State.PRESENT.value if column.kind is ColumnKind.STATE else ""
    return pd.Series(plain, index, dtype="str")


def contradictions(table: Table, reads: Mapping[str, Read]) -> Iterator[Fault]:
    """Yield rows whose month is not the one that their period belongs to (E308).

    Then come rows whose term does not lie in the school year beside it (E316).
    """
    for month in table.of_kind(ColumnKind.MONTH):
        for other in month.made_of:
            if month.name in reads and other in reads:
                given, derived = reads[month.name].values, read_fields(reads[other].values, month.kind).values
                wrong = given.notna() & derived.notna() & (given != derived)
                yield Fault(code="E308", column=month.name, rows=wrong, more={"other": other})
    for term in table.of_kind(ColumnKind.TERM):
        for year in table.of_kind(ColumnKind.SCHOOL_YEAR):
            if term.name in reads and year.name in reads:
                wrong = _in_another_year(reads[term.name].values, reads[year.name].values)
                yield Fault(code="E316", column=term.name, rows=wrong, more={"other": year.name})


def _in_another_year(terms: Series, years: Series) -> pd.Series[bool]:
    own = terms.map({term: _year_of(term) for term in terms.dropna().unique()})
    return own.notna() & years.notna() & (own != years)


def _year_of(term: str) -> str:
    """Return the school year of a term such as "VT2024", which begins the autumn before."""
    return school_year_of(f"{term[2:]}-{'08' if term.startswith('HT') else '01'}")
