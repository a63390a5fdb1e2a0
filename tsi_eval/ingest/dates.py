"""Columns of dates: single days, which must have passed when the report is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.written_periods import parse_period

if TYPE_CHECKING:
    import pandas as pd


def day_numbers(file: SourceFile, theirs: str) -> pd.Series[float]:
    """Return a column's days, counted from the first of the calendar; missing where it is blank.

    What is no day is a problem (E135), and so is a day after the report's own (E368).
    """
    text = file.text(theirs)
    periods = {word: parse_period(word) for word in text.dropna().unique()}
    days = {word: period.start for word, period in periods.items() if period is not None and period.kind == "day"}
    late = [word for word, day in days.items() if day > file.pilot.report_date]
    file.refuse("E135", theirs, text.notna() & ~text.isin(list(days)))
    file.refuse("E368", theirs, text.isin(late))
    return text.map({word: day.toordinal() for word, day in days.items() if word not in late}).astype(float)
