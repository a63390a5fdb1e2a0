"""Terms, also those that are written without their year beside a column of school years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from tsi_eval.ingest.convert import to_periods
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.periods import Period, school_year_of
from tsi_eval.study.tables.column import Column, ColumnKind
from tsi_eval.written_periods import parse_period, term_in_school_year

TERM = frozenset({"term"})
SCHOOL_YEAR = frozenset({"school_year"})


def terms(file: SourceFile, column: Column) -> pd.Series[Any]:
    """Return terms such as "HT2023"; where a term has no year of its own, the school year gives it.

    Example: "höst" beside "2023/24" is HT2023, and "vår" beside it VT2024. A term with a year of
    its own that lies in another school year is a problem (E395): one of both is wrong.
    """
    source = file.source
    theirs = source.columns[column.name]
    text = given = file.text(theirs)
    for year in source.record.of_kind(ColumnKind.SCHOOL_YEAR):
        if year.name in source.columns:
            years = file.periods(source.columns[year.name], SCHOOL_YEAR)
            text = _dated(given, years)
            file.refuse("E395", theirs, _contradicting(given, years), year=source.columns[year.name])
    named = file.frame.assign(**{theirs: text.fillna("")})
    periods = to_periods(named, theirs, TERM, source.format, file.name, file.problems)
    return periods.map(lambda period: period.name, na_action="ignore")


def _dated(text: pd.Series[str], years: pd.Series[Any]) -> pd.Series[str]:
    """Return terms with the year of their school year, where they have none."""
    return _by_pair(text, years, term_in_school_year).astype("str").fillna(text)


def _contradicting(text: pd.Series[str], years: pd.Series[Any]) -> pd.Series[bool]:
    """Return which terms have a year of their own that their school year does not have."""
    return _by_pair(text, years, _lies_elsewhere).eq(other=True)


def _lies_elsewhere(word: str, school_year: str) -> bool:
    term = parse_period(word)
    return term is not None and term.kind == "term" and school_year_of(f"{term.start:%Y-%m}") != school_year


def _by_pair(text: pd.Series[str], years: pd.Series[Any], found: Callable[[str, str], Any]) -> pd.Series[Any]:
    """Return what a function finds for each term and school year, each pair once; else missing."""
    names = years.map(lambda year: year.name if isinstance(year, Period) else None)
    codes, distinct = pd.MultiIndex.from_arrays([text.fillna(""), names.fillna("")]).factorize()
    values = [found(word, name) if word and name else None for word, name in distinct]
    return pd.Series(values, dtype=object).take(codes).set_axis(text.index)
