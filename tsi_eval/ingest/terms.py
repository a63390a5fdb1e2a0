"""Terms, also those that are written without their year beside a column of school years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tsi_eval.ingest.convert import to_periods
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.periods import Period, term_in_school_year
from tsi_eval.study.tables.table import Column, ColumnKind

TERM = frozenset({"term"})
SCHOOL_YEAR = frozenset({"school_year"})


def terms(file: SourceFile, column: Column) -> pd.Series[Any]:
    """Return terms such as "HT2023"; where a term has no year of its own, the school year gives it.

    Example: "höst" beside "2023/24" is HT2023, and "vår" beside it VT2024.
    """
    source = file.source
    theirs = source.columns[column.name]
    text = file.text(theirs)
    for year in source.record.of_kind(ColumnKind.SCHOOL_YEAR):
        if year.name in source.columns:
            text = _dated(text, file.periods(source.columns[year.name], SCHOOL_YEAR))
    named = file.frame.assign(**{theirs: text.fillna("")})
    periods = to_periods(named, theirs, TERM, source.format, file.name, file.problems)
    return periods.map(lambda period: period.name, na_action="ignore")


def _dated(text: pd.Series[str], years: pd.Series[Any]) -> pd.Series[str]:
    """Return terms with the year of their school year, where they have none."""
    dated = []
    for word, year in zip(text, years, strict=True):
        known = isinstance(word, str) and isinstance(year, Period)
        dated.append(term_in_school_year(word, year.name) if known else None)
    return pd.Series(dated, text.index, dtype="str").fillna(text)
