"""Fields of text turned into numbers, labels and dates.

What can't be turned into them is counted, and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from tsi_eval.errors import Param, Problem
from tsi_eval.ingest.made_columns import shown
from tsi_eval.ingest.read import ROW
from tsi_eval.periods import Period, Window, parse_period
from tsi_eval.pilot.source import FileFormat
from tsi_eval.study.tables.checks import KEPT_ROWS

_GAPS = "[ \u00a0\u202f\u2009]"
_CURRENCY = re.compile(r"(?:(?<=\d)[ \u00a0\u202f]*(?:kr|SEK)\.?)$", re.IGNORECASE)
_POINT_IN_THOUSANDS = re.compile(r"[+\-\u2212]?[1-9]\d{0,2}\.\d{3}")
_DATED = frozenset({"day", "month"})


def present_text(column: pd.Series[str], form: FileFormat) -> pd.Series[str]:
    """Return a column stripped of blanks, with the declared signs for "no value" as missing."""
    # A Mac writes å as a and a ring: the same word, which must be the same label.
    text = column.str.normalize("NFC").str.strip()
    return text.mask(text.isin(["", *form.missing]))


def to_numbers(
    frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> pd.Series[float]:
    """Return a column as floats.

    Fields that are not numbers are one problem (E121), two decimal signs another (E202).
    """
    text = present_text(frame[column], form)
    return _numbers(text, frame, column, form, file, problems)


def way_of_writing(column: pd.Series[str], form: FileFormat) -> dict[str, str]:
    """Return what a column of numbers shows of how they are written.

    That is the decimal sign, when it was not declared, and gaps in thousands.
    """
    found = {}
    for sign in ",.":
        if form.decimal == "auto" and column.str.contains(rf"\d{re.escape(sign)}\d", regex=True).any():
            found["decimal"] = sign
    if column.str.contains(rf"\d{_GAPS}\d{{3}}", regex=True).any():
        found["thousands"] = ""
    return found


def to_amounts(
    frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> tuple[pd.Series[float], pd.Series[str]]:
    """Return a tally's column as floats, and beside it why a field holds no number.

    A sign that means nothing is a zero with status "zero".
    """
    text = present_text(frame[column], form)
    signs: dict[str, str] = {**form.markers}
    status = text.map(signs).where(text.notna(), "missing").fillna("")
    numbers = _numbers(text.mask(status != ""), frame, column, form, file, problems)
    numbers = numbers.mask(status == "zero", 0.0)
    return numbers, status


def _numbers(
    text: pd.Series[str], frame: pd.DataFrame, column: str, form: FileFormat, file: str, problems: list[Problem]
) -> pd.Series[float]:
    clean = text.str.replace(_CURRENCY, "", regex=True)
    decimal: str = form.decimal
    if decimal == "auto":
        with_comma, with_point = _fits(clean, ","), _fits(clean, ".")
        only_point = with_point & ~with_comma
        if only_point.any() and (with_comma & ~with_point).any():
            params = where(frame, column, file, only_point)
            problems.append(Problem(code="E202", params=params, rows=rows_of(frame, only_point)))
            return pd.Series(np.nan, text.index)
        decimal = "." if only_point.any() and not _may_be_thousands(clean) else ","
    wrong = text.notna() & ~_fits(clean, decimal)
    if wrong.any():
        params = {"decimal": decimal, **where(frame, column, file, wrong)}
        problems.append(Problem(code="E121", params=params, rows=rows_of(frame, wrong)))
    plain = clean.mask(wrong).str.replace(_GAPS, "", regex=True).str.replace("\u2212", "-").str.replace(decimal, ".")
    return pd.to_numeric(plain).astype(float)


def _may_be_thousands(clean: pd.Series[str]) -> bool:
    """Tell whether all points may stand for thousands.

    4.017 is four thousand to some and four to others: then a point must be declared.
    """
    pointed = clean[clean.str.contains(".", regex=False).fillna(value=False).astype(bool)]
    return bool(pointed.str.fullmatch(_POINT_IN_THOUSANDS).all())


def _fits(clean: pd.Series[str], decimal: str) -> pd.Series[bool]:
    """Return which fields are numbers with a decimal sign."""
    # Not \d: other scripts have digits of their own.
    number = rf"[+\-\u2212]?(?:[0-9]{{1,3}}(?:{_GAPS}[0-9]{{3}})+|[0-9]+)(?:{re.escape(decimal)}[0-9]+)?"
    return clean.str.fullmatch(number).fillna(value=False).astype(bool)


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

    Fields outside a declared mapping of values are one problem (E128).
    """
    text = present_text(frame[column], form)
    if values is None:
        return text
    plain, known = text.str.casefold(), {theirs.casefold(): ours for theirs, ours in values.items()}
    wrong = text.notna() & ~plain.isin(list(known))
    if wrong.any():
        params = {"known": ", ".join(values), **where(frame, column, file, wrong)}
        problems.append(Problem(code="E128", params=params, rows=rows_of(frame, wrong)))
    return plain.map(known)


def to_windows(
    frame: pd.DataFrame,
    column: str,
    windows: Mapping[str, Window],
    form: FileFormat,
    file: str,
    problems: list[Problem],
) -> pd.Series[str]:
    """Return the window that each date or month lies in.

    Texts that are neither are one problem (E135), and those that lie in no window another (E134).
    """
    text = present_text(frame[column], form)
    found = {word: parse_period(word) for word in text.dropna().unique()}
    dated = {word: period for word, period in found.items() if period is not None and period.kind in _DATED}
    wrong = text.notna() & ~text.isin(list(dated))
    named = text.mask(wrong).map({word: _window_of(period, windows) for word, period in dated.items()})
    outside = text.notna() & ~wrong & named.isna()
    for code, rows in (("E135", wrong), ("E134", outside)):
        if rows.any():
            problems.append(Problem(code=code, params=where(frame, column, file, rows), rows=rows_of(frame, rows)))
    return named


def _window_of(period: Period, windows: Mapping[str, Window]) -> str | None:
    for name, window in windows.items():
        if window.start <= period.start and period.end <= window.end:
            return name
    return None


def where(frame: pd.DataFrame, column: str, file: str, wrong: pd.Series[bool]) -> dict[str, Param]:
    """Return what a problem says of its place."""
    return {"file": file, "column": shown(column), "count": int(wrong.sum()), "of": len(frame)}


def rows_of(frame: pd.DataFrame, wrong: pd.Series[bool]) -> tuple[int, ...]:
    """Return the file's numbers of some rows, for the console."""
    return tuple(int(row) for row in frame.loc[wrong, ROW].head(KEPT_ROWS))
