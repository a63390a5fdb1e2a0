"""A column of a table, read from a file by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tsi_eval.ingest.convert import to_labels, to_numbers
from tsi_eval.ingest.placing import to_windows
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.terms import terms
from tsi_eval.ingest.units import to_units
from tsi_eval.periods import DAYS_TO_MONTHS, Period
from tsi_eval.study.spelling import as_seen, folded
from tsi_eval.study.tables.checks import number_faults
from tsi_eval.study.tables.column import NUMBERS, WITHHELD_STATUSES, Blank, Column, ColumnKind

Series: TypeAlias = "pd.Series[Any]"
# Their readers refuse a blank field as they refuse any other that names no unit or period.
REFUSED_BY_READER = frozenset(
    {ColumnKind.PERSON, ColumnKind.UNIT, ColumnKind.PERIOD, ColumnKind.SCHOOL_YEAR, ColumnKind.TERM}
)


def read_column(file: SourceFile, column: Column) -> Series:
    """Return a column of the study, after adding what is wrong with it to the file's problems."""
    values = values_of(file, column)
    check_filled(file, column, values)
    if column.kind in NUMBERS and column.name in file.source.columns:
        check_numbers(file, column, values, file.source.columns[column.name])
    return values


def values_of(file: SourceFile, column: Column) -> Series:
    """Return a column of the study, whatever blanks it has.

    A column that the source does not declare is "" for words and missing for numbers.
    """
    return READERS[column.kind](file, column)


def check_filled(file: SourceFile, column: Column, values: Series | None = None) -> None:
    """Add a problem where a declared column has no value and must have one."""
    theirs = file.source.columns.get(column.name)
    if theirs is None or column.blank is not Blank.PROBLEM:
        return
    if column.code and values is not None:
        file.refuse(column.code, theirs, values.isna())
    elif column.kind not in REFUSED_BY_READER:
        file.refuse_blanks(theirs)


def check_numbers(file: SourceFile, column: Column, values: Series, theirs: str) -> None:
    """Add problems where numbers are negative, no whole numbers, or off the column's limits."""
    for fault in number_faults(column, values):
        file.refuse(fault.code, theirs, fault.rows, **fault.more)


def labels(file: SourceFile, column: Column) -> Series:
    """Return a column of labels, translated where values are declared.

    Without a translation, our own words are known whatever their capitals: "Month" is "month".
    """
    source, ours = file.source, column.name
    if ours not in source.columns:
        return pd.Series("", file.frame.index, dtype=str)
    values, theirs = source.values.get(ours), source.columns[ours]
    read = to_labels(file.frame, theirs, values, source.format, file.name, file.problems)
    if values is not None:
        text = file.text(theirs)
        otherwise = int((read.notna() & ~text.isin([as_seen(word) for word in values])).sum())
        if otherwise:
            file.respelled[theirs] = otherwise
        return read
    if not column.words:
        return read
    known = {word: folded(word) for word in read.dropna().unique() if folded(word) in column.words}
    return read.replace(known)


def occasions(file: SourceFile, column: Column) -> Series:
    """Return the windows that dates lie in.

    Where the source declares no date, they are the labels of its column of occasions.
    """
    source = file.source
    date = next((c.name for c in source.record.of_kind(ColumnKind.DATE) if c.name in source.columns), None)
    if date is None:
        return labels(file, column)
    return to_windows(file, source.columns[date])


def _person(file: SourceFile, _: Column) -> Series:
    return file.text(file.source.person)


def _identifier(file: SourceFile, column: Column) -> Series:
    return file.text(file.source.columns[column.name])


def _unit(file: SourceFile, column: Column) -> Series:
    if column.name not in file.source.columns:
        return labels(file, column)
    return to_units(file.frame, file.source, file.pilot, file.name, file.problems, file.found)


def _period(file: SourceFile, column: Column) -> Series:
    return _named(file, file.source.columns[column.name], lambda period: period.name)


def _month(file: SourceFile, column: Column) -> Series:
    return _named(file, file.source.columns[column.made_of[0]], lambda period: period.month)


def _named(file: SourceFile, theirs: str, name: Callable[[Period], str]) -> Series:
    """Return what the periods of a column are called; each distinct one is named once."""
    codes, distinct = pd.factorize(file.periods(theirs, DAYS_TO_MONTHS))
    if not len(distinct):
        return _nothing(file)
    # The name after the last is for what is missing, whose code is -1.
    names = pd.Series([*map(name, distinct), None], dtype="str")
    return names.take(codes).set_axis(file.frame.index)


def _level(file: SourceFile, column: Column) -> Series:
    theirs = file.source.columns.get(column.name)
    if theirs is None:
        return _nothing(file)
    return to_numbers(file.frame, theirs, file.source.format, file.name, file.problems)


def _amount(file: SourceFile, column: Column) -> Series:
    theirs = file.source.columns.get(column.name)
    return _nothing(file) if theirs is None else file.amounts(theirs)[0]


def _status(file: SourceFile, column: Column) -> Series:
    """Return why a row's numbers are not there, whichever of them it is, before what is a zero."""
    status, *others = (file.amounts(file.source.columns[name])[1] for name in column.made_of)
    for other in others:
        says_more = (status == "") | (other.isin(WITHHELD_STATUSES) & ~status.isin(WITHHELD_STATUSES))
        status = status.mask(says_more, other)
    return status


def _nothing(file: SourceFile) -> Series:
    return pd.Series(np.nan, file.frame.index, dtype=float)


READERS: Mapping[ColumnKind, Callable[[SourceFile, Column], Series]] = {
    ColumnKind.PERSON: _person,
    ColumnKind.WITHIN_PERSON: _identifier,
    ColumnKind.LABEL: labels,
    ColumnKind.UNIT: _unit,
    ColumnKind.OCCASION: occasions,
    ColumnKind.PERIOD: _period,
    ColumnKind.MONTH: _month,
    ColumnKind.TERM: terms,
    ColumnKind.LEVEL: _level,
    ColumnKind.COUNT: _amount,
    ColumnKind.AMOUNT: _amount,
    ColumnKind.YEAR: _amount,
    ColumnKind.STATE: labels,
    ColumnKind.STATUS: _status,
}
