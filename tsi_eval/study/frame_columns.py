"""One column of a researcher's own frame, whatever its dtype, turned into what a study holds.

A study has words as text, numbers as floats, and periods by their one written form. What can't be
turned into that is told apart from what is blank, so that each can be refused in its own words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tsi_eval.periods import DAYS_TO_MONTHS, Period, school_year_of, term_of
from tsi_eval.study.tables.column import NUMBERS, ColumnKind
from tsi_eval.written_periods import parse_period

Series: TypeAlias = "pd.Series[Any]"
# Whole numbers above this are not exact as floats: as an identifier, two could be written alike.
LARGEST_EXACT = 2**53
REAL = (int, float, np.integer, np.floating, Decimal, Fraction)
# Neither blank nor a word, a number or a period.
NO_VALUE = object()


@dataclass(frozen=True, slots=True)
class Read:
    """A column as a study holds it.

    Attributes:
        values: Text, floats or names of periods; missing where the field was blank or wrong.
        blank: True where the caller's frame had no value, such as None, NaN or NaT.
        wrong: True where it had a value that the column can't hold.
    """

    values: Series
    blank: pd.Series[bool]
    wrong: pd.Series[bool]


def read_fields(given: Series, kind: ColumnKind) -> Read:
    """Return a column by its kind."""
    given = _quiet(given)
    if kind in NUMBERS:
        return numbers(given)
    return periods(given, NAMES[kind]) if kind in NAMES else words(given)


def _quiet(given: Series) -> Series:
    """Return a column whose Decimals can be compared: one that signals is no value of any kind."""
    if given.dtype != object:
        return given
    loud = [isinstance(value, Decimal) and value.is_snan() for value in given]
    return given.mask(pd.Series(loud, given.index), NO_VALUE) if any(loud) else given


def words(given: Series) -> Read:
    """Return a column as text.

    Whole numbers are taken as their digits, so that 7, 7.0 and "7" are the same label, and True as
    "True". Other numbers, dates and objects are wrong.

    Example:
        >>> words(pd.Series([1.0, " a ", 2.5], dtype=object)).values.fillna("?").tolist()
        ['1', 'a', '?']
    """
    blank = given.isna()
    plain = given.astype(object).where(~blank, None)
    if pd.api.types.infer_dtype(plain, skipna=True) not in {"string", "empty"}:
        plain = plain.map(_word)
    wrong = plain.isna() & ~blank
    # A Mac writes å as a and a ring: the same word, which must be the same label.
    text = pd.Series(plain, dtype="str").str.normalize("NFC").str.strip()
    return Read(text.mask(text == ""), blank, wrong)


def _word(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    number = _number(value)
    return str(int(number)) if number.is_integer() and abs(number) < LARGEST_EXACT else None


def numbers(given: Series) -> Read:
    """Return a column as floats; text, dates, True and False, and infinity are wrong.

    Text is not read as a number, since a frame of text was read without its decimal sign.

    Example:
        >>> numbers(pd.Series([1, "2", None], dtype=object)).values.fillna(-1).tolist()
        [1.0, -1.0, -1.0]
    """
    blank = given.isna()
    kind = given.dtype
    real = pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
    if real and not pd.api.types.is_complex_dtype(kind):
        values = pd.Series(_exact(given), given.index)
    else:
        values = given.astype(object).map(_number).astype(float)
    values = values.where(np.isfinite(values))
    return Read(values, blank, values.isna() & ~blank)


def _exact(given: Series) -> Any:
    """Return numbers as 64-bit floats; a 32-bit 0.1 is taken as 0.1, and not as 0.10000000149."""
    if str(getattr(given.dtype, "numpy_dtype", given.dtype)) == "float32":
        return given.to_numpy(dtype="float32", na_value=np.nan).astype(str).astype(float)
    return given.to_numpy(dtype=float, na_value=np.nan)


def _number(value: object) -> float:
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, REAL):
        return np.nan
    try:
        return float(value)
    except OverflowError:  # A whole number of more than 308 digits.
        return np.inf


def periods(given: Series, name: Callable[[object], str | None]) -> Read:
    """Return a column as names of periods; each value that occurs is looked at once."""
    blank = given.isna()
    try:
        codes, distinct = pd.factorize(given)
    except TypeError:  # A list or another object that has no hash is no period.
        return Read(pd.Series(None, given.index, dtype="str"), blank, ~blank)
    # The place after the last is for what is blank.
    names = np.array([*(name(value) for value in distinct), None], dtype=object)
    values = pd.Series(names[codes], given.index, dtype="str")
    return Read(values, blank, values.isna() & ~blank)


def period_of(value: object) -> Period | None:
    """Return the period that a value is: text as in files, a date, a timestamp or a pandas Period.

    Example:
        >>> period_of("aug 2023").name, period_of(pd.Timestamp(2023, 8, 1)).name
        ('2023-08', '2023-08-01')
        >>> period_of(pd.Period("2023-08", "M")).name
        '2023-08'
    """
    if isinstance(value, str):
        return parse_period(value)
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if isinstance(value, pd.Period):
        return _of_pandas(value)
    if isinstance(value, date):
        return parse_period(f"{value:%Y-%m-%d}")
    return None


def _of_pandas(period: pd.Period) -> Period | None:
    first = period.asfreq("D", how="start")
    day = parse_period(f"{first.year:04}-{first.month:02}-{first.day:02}")
    if day is None or period.freqstr == "D":
        return day
    if period.freqstr == "M":
        return parse_period(day.month)
    return parse_period(f"{day.start:%G-W%V}") if period.freqstr == "W-SUN" else None


def _day_week_or_month(value: object) -> str | None:
    period = period_of(value)
    return period.name if period is not None and period.kind in DAYS_TO_MONTHS else None


def _month(value: object) -> str | None:
    period = period_of(value)
    return period.month if period is not None and period.kind in DAYS_TO_MONTHS else None


def _term(value: object) -> str | None:
    return _longer(value, "term", term_of)


def _school_year(value: object) -> str | None:
    return _longer(value, "school_year", school_year_of)


def _longer(value: object, kind: str, of_month: Callable[[str], str]) -> str | None:
    """Return a term or school year: as it was written, or the one that a date or month lies in."""
    period = period_of(value)
    if period is None or period.kind == kind:
        return None if period is None else period.name
    dated = not isinstance(value, str) and period.kind in {"day", "month"}
    return of_month(period.month) if dated else None


NAMES: Mapping[ColumnKind, Callable[[object], str | None]] = {
    ColumnKind.PERIOD: _day_week_or_month,
    ColumnKind.MONTH: _month,
    ColumnKind.TERM: _term,
    ColumnKind.SCHOOL_YEAR: _school_year,
}
