"""Blanks in a researcher's own frame, and the statuses that say why a number is not there.

A frame has one blank for what a file writes in three ways: nothing at all, which is a fault, ".."
for a number that was hidden, and "." for one that nobody knows. `status` tells them apart: a number
may be missing where its row's status is "secret" or "missing", and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.study.frame_columns import NAMES, Read
from tsi_eval.study.tables.column import NUMBERS, STATUSES, WITHHELD_STATUSES, Blank, Column, ColumnKind, Presence
from tsi_eval.study.tables.in_frames import presence
from tsi_eval.study.tables.table import Fault, Table

# A blank status says nothing, a blank state that the person was there, and a blank school year only
# that the term has its own; rows without a person are a problem of the key.
OF_NO_CONSEQUENCE = frozenset({ColumnKind.STATUS, ColumnKind.STATE, ColumnKind.SCHOOL_YEAR, ColumnKind.PERSON})


def blank_faults(table: Table, rows: pd.DataFrame, reads: Mapping[str, Read]) -> Iterator[Fault]:
    """Yield blanks where the record allows none.

    Their code is the column's own; a blank period names none (E203); any other is E214.
    """
    for column in table.columns:
        if column.name in reads and column.blank is Blank.PROBLEM and column.kind not in OF_NO_CONSEQUENCE:
            wrong = _wrongly_blank(table, column, rows, reads[column.name])
            code = column.code or ("E203" if column.kind in NAMES else "E214")
            yield Fault(code=code, column=column.name, rows=wrong)


def _wrongly_blank(table: Table, column: Column, rows: pd.DataFrame, read: Read) -> pd.Series[bool]:
    blank = read.values.isna() & ~read.wrong
    optional = presence(table, column) is Presence.MAY
    if column.kind in NUMBERS:
        return blank & ~_none_in_series(table, rows, blank) if optional else blank & ~_withheld(table, column, rows)
    if optional and column.kind is not ColumnKind.PERIOD:
        # Empty text says that a row has none, such as no school; None and NaN do so for all rows.
        return read.blank & bool(not read.blank.all())
    return blank


def _none_in_series(table: Table, rows: pd.DataFrame, blank: pd.Series[bool]) -> pd.Series[bool]:
    """Return the rows of series that have no number at all in an optional column.

    A series with a number in some months only would be divided by too few pupils.
    """
    if not table.unbroken:
        return blank & bool(blank.all())
    series = blank.groupby([rows[name] for name in table.unbroken], dropna=False)
    whole: pd.Series[bool] = series.transform("all")
    return whole


def _withheld(table: Table, column: Column, rows: pd.DataFrame) -> pd.Series[bool]:
    """Return the rows whose status says why a number is not there."""
    withheld = pd.Series(data=False, index=rows.index)
    for status in table.of_kind(ColumnKind.STATUS):
        if column.name in status.made_of:
            withheld |= rows[status.name].isin(WITHHELD_STATUSES)
    return withheld


def status_faults(table: Table, rows: pd.DataFrame, reads: Mapping[str, Read]) -> Iterator[Fault]:
    """Yield statuses that no record knows (E128), and those that the numbers contradict (E307)."""
    for status in table.of_kind(ColumnKind.STATUS):
        if status.name not in reads:
            continue
        reason = rows[status.name]
        known = reason.isin(["", *STATUSES])
        yield Fault(code="E128", column=status.name, rows=~known, more={"known": ", ".join(STATUSES)})
        if {*status.made_of} <= {*reads}:
            numbers = rows[list(status.made_of)]
            wrong = reason.isin(WITHHELD_STATUSES) & numbers.notna().all(axis=1)
            wrong |= (reason == "zero") & ~(numbers == 0).any(axis=1)
            yield Fault(code="E307", column=status.name, rows=wrong)
