"""Fields of text turned into numbers, labels and dates.

What can't be turned into them is counted, and never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from tsi_eval.errors import Param, Problem
from tsi_eval.ingest.currencies import currency_of_heading
from tsi_eval.ingest.made_columns import shown
from tsi_eval.ingest.multiples import in_multiples
from tsi_eval.ingest.numbers import in_currency, read_numbers, ways_of_writing
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.source import FileFormat
from tsi_eval.study.spelling import as_seen, folded
from tsi_eval.study.tables.checks import KEPT_ROWS
from tsi_eval.written_periods import parse_period


def present_text(column: pd.Series[str], form: FileFormat) -> pd.Series[str]:
    """Return a column as it looks, with the declared signs for "no value" as missing.

    What nobody sees is taken away: blanks around a field, signs without a width, and the difference
    between blanks of several kinds. Two fields that look the same are then the same.
    """
    return _by_distinct(column, lambda fields: _as_seen(fields, form))


def _by_distinct(column: pd.Series[str], read: Callable[[pd.Series[str]], pd.Series[Any]]) -> pd.Series[Any]:
    """Return a column read field by field, where each distinct field is read once."""
    codes, distinct = pd.factorize(column)
    # The place after the last is for what is missing.
    values = read(pd.Series(distinct, dtype="str"))
    return values.reindex([*values.index, len(values)]).take(codes).set_axis(column.index)


def _as_seen(fields: pd.Series[str], form: FileFormat) -> pd.Series[str]:
    text = fields.map(as_seen).astype("str")
    return text.mask(text.isin(["", *(as_seen(sign) for sign in form.missing)]))


def to_numbers(
    frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> pd.Series[float]:
    """Return a column as floats; what is not understood as a number is a problem."""
    return _numbers(present_text(frame[column], form), frame, column, form, file, problems)


def way_of_writing(column: pd.Series[str], form: FileFormat) -> dict[str, str]:
    """Return what a column of numbers shows of how they are written."""
    return dict(ways_of_writing(pd.Series(column.unique(), dtype="str").dropna(), form))


def to_amounts(
    frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> tuple[pd.Series[float], pd.Series[str]]:
    """Return a tally's column as floats, and beside it why a field holds no number.

    A sign that means nothing is a zero with status "zero". A column whose name says that it is in
    thousands or millions of crowns is refused (E350) until `format.times` says the same, and one in
    another currency is refused (E319).
    """
    text = present_text(frame[column], form)
    signs: dict[str, str] = {**form.markers}
    status = text.map(signs).where(text.notna(), "missing").fillna("")
    if currency := currency_of_heading(column):
        given = text.notna() & (status == "")
        params = {**in_currency(currency), **where(frame, column, file, given)}
        problems.append(Problem(code="E319", params=params, rows=rows_of(frame, given)))
        return pd.Series(np.nan, text.index), status
    if in_multiples(column, form):
        given = text.notna() & (status == "")
        problems.append(Problem(code="E350", params=where(frame, column, file, given), rows=rows_of(frame, given)))
        return pd.Series(np.nan, text.index), status
    numbers = _numbers(text.mask(status != ""), frame, column, form, file, problems)
    return numbers.mask(status == "zero", 0.0), status


def _numbers(
    text: pd.Series[str], frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> pd.Series[float]:
    distinct = pd.Series(text.dropna().unique(), dtype="str")
    read = read_numbers(distinct, form, column)
    for item in read.unread:
        wrong = text.isin(distinct[item.fields])
        params = {**item.more, **where(frame, column, file, wrong)}
        problems.append(Problem(code=item.code, params=params, rows=rows_of(frame, wrong)))
    return text.map(dict(zip(distinct, read.values, strict=True))).astype(float)


def to_periods(
    frame: pd.DataFrame,
    column: str,
    kinds: frozenset[str],
    form: FileFormat,
    file: str,
    problems: list[Problem],
) -> pd.Series[Any]:
    """Return the period that each field names.

    Fields that name none, or none of these kinds, are one problem (E203).
    """
    text = present_text(frame[column], form)
    found = {word: parse_period(word) for word in text.dropna().unique()}
    wrong = ~text.isin([word for word, period in found.items() if period is not None and period.kind in kinds])
    periods = text.astype(object).map(found)
    if wrong.any():
        problems.append(Problem(code="E203", params=where(frame, column, file, wrong), rows=rows_of(frame, wrong)))
    return periods.mask(wrong)


def to_labels(
    frame: pd.DataFrame,
    column: str,
    values: Mapping[str, str] | None,
    form: FileFormat,
    file: str,
    problems: list[Problem],
) -> pd.Series[str]:
    """Return a column as our labels.

    Spellings of one word are one word there. Fields outside a declared mapping of values are one
    problem (E128).
    """
    text = present_text(frame[column], form)
    if values is None:
        return text
    known = {folded(theirs): ours for theirs, ours in values.items()}
    spelled = {word: folded(word) for word in text.dropna().unique()}
    plain = text.map(spelled)
    wrong = text.notna() & ~plain.isin(list(known))
    if wrong.any():
        params = {"known": ", ".join(values), **where(frame, column, file, wrong)}
        problems.append(Problem(code="E128", params=params, rows=rows_of(frame, wrong)))
    return plain.map(known)


def where(frame: pd.DataFrame, column: str, file: str, wrong: pd.Series[bool]) -> dict[str, Param]:
    """Return what a problem says of its place."""
    return {"file": file, "column": shown(column), "count": int(wrong.sum()), "of": len(frame)}


def rows_of(frame: pd.DataFrame, wrong: pd.Series[bool]) -> tuple[int, ...]:
    """Return the file's numbers of some rows, for the console."""
    return tuple(int(row) for row in frame.loc[wrong, ROW].head(KEPT_ROWS))
