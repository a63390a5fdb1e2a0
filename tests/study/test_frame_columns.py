"""One column of a frame, whatever its dtype: what is read, what is blank, and what is wrong."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tsi_eval.study.frame_columns import NAMES, Read, numbers, period_of, periods, read_fields, words
from tsi_eval.study.tables.column import NUMBERS, ColumnKind


def shown(read: Read) -> tuple[list[Any], list[int], list[int]]:
    """Return values, and the places of what is blank and what is wrong."""
    values = [None if pd.isna(value) else value for value in read.values]
    return values, np.flatnonzero(read.blank).tolist(), np.flatnonzero(read.wrong).tolist()


def objects(*values: Any) -> pd.Series[Any]:
    return pd.Series(list(values), dtype=object)


@pytest.mark.parametrize("dtype", [object, "str", "string", "category"])
def test_words_are_the_same_in_every_dtype_of_text(dtype: str) -> None:
    read = words(pd.Series(["a", " b ", None, ""], dtype=dtype))

    assert (["a", "b", None, None], [2], []) == shown(read)
    assert pd.Series([], dtype="str").dtype == read.values.dtype


@pytest.mark.parametrize(
    "dtype", ["int8", "int64", "uint32", "Int16", "float64", "float32", "Float64", "category", object]
)
def test_whole_numbers_are_their_digits_in_every_dtype(dtype: str) -> None:
    assert (["0", "7", "12"], [], []) == shown(words(pd.Series([0, 7, 12]).astype(dtype)))


def test_whole_numbers_beside_a_blank_are_their_digits() -> None:
    assert (["7", None], [1], []) == shown(words(pd.Series([7, None])))


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (True, "True"),
        (np.bool_(False), "False"),
        (2**60, str(2**60)),
        (-3, "-3"),
        (-0.0, "0"),
        (Decimal("4.0"), "4"),
        (np.str_("x"), "x"),
        ("1.0", "1.0"),
        ("\u00e5", "\u00e5"),
        ("a\u030a", "\u00e5"),
    ],
)
def test_value_is_a_word(value: object, word: str) -> None:
    assert ([word], [], []) == shown(words(objects(value)))


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        float("inf"),
        2.0**53,
        Decimal("1.5"),
        1j,
        b"a",
        ["a"],
        {"a": 1},
        dt.date(2023, 8, 1),
        pd.Timestamp(0),
        object(),
        Fraction(10**400, 3),
    ],
)
def test_value_is_no_word(value: object) -> None:
    assert ([None], [], [0]) == shown(words(objects(value)))


@pytest.mark.parametrize("blank", [None, np.nan, pd.NA, pd.NaT, Decimal("NaN")])
def test_blank_is_neither_word_number_nor_period(blank: object) -> None:
    for kind in (ColumnKind.LABEL, ColumnKind.AMOUNT, ColumnKind.MONTH):
        assert ([None], [0], []) == shown(read_fields(objects(blank), kind))


@pytest.mark.parametrize("dtype", ["int8", "uint16", "float32", "Int64", "Float64", "category", object])
def test_numbers_are_floats_in_every_dtype(dtype: str) -> None:
    read = numbers(pd.Series([0, 7, 12]).astype(dtype))

    assert ([0.0, 7.0, 12.0], [], []) == shown(read)
    assert float == read.values.dtype


@pytest.mark.parametrize("dtype", ["float32", "Float32", "float64"])
def test_decimals_are_those_that_one_sees_however_many_bits_they_have(dtype: str) -> None:
    assert ([0.1, -12.7, None], [2], []) == shown(numbers(pd.Series([0.1, -12.7, np.nan]).astype(dtype)))


@pytest.mark.parametrize(
    "given",
    [
        pd.Series([1, 2], dtype="category"),
        pd.Series(pd.arrays.SparseArray([1.0, 2.0])),
        pd.Series([np.float32(1), np.int8(2)], dtype=object),
        pd.Series([Decimal(1), 2.0], dtype=object),
    ],
)
def test_numbers_in_other_containers_are_floats(given: pd.Series[Any]) -> None:
    assert ([1.0, 2.0], [], []) == shown(numbers(given))


@pytest.mark.parametrize("kind", [ColumnKind.LABEL, ColumnKind.LEVEL, ColumnKind.MONTH])
def test_arrow_dtypes_are_read_as_others_are(kind: ColumnKind) -> None:
    pa = pytest.importorskip("pyarrow")
    given = {
        ColumnKind.LABEL: (pa.array(["a", None, "b"]), ["a", None, "b"]),
        ColumnKind.LEVEL: (pa.array([1, None, 3]), [1.0, None, 3.0]),
        ColumnKind.MONTH: (pa.array([dt.date(2023, 8, 1), None, dt.date(2023, 9, 30)]), ["2023-08", None, "2023-09"]),
    }
    array, expected = given[kind]

    assert (expected, [1], []) == shown(read_fields(pd.Series(pd.arrays.ArrowExtensionArray(array)), kind))


@pytest.mark.parametrize(
    "value", ["7", "", True, np.True_, 1j, 10**400, float("inf"), -np.inf, [1], dt.date(2023, 8, 1), pd.Timedelta(1)]
)
def test_value_is_no_number(value: object) -> None:
    assert ([None], [], [0]) == shown(numbers(objects(value)))


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("v. 5 2024", "2024-W05"),
        (dt.date(2023, 8, 1), "2023-08-01"),
        (dt.datetime(2023, 8, 1, 12), "2023-08-01"),  # noqa: DTZ001
        (pd.Timestamp("2023-08-01", tz="Europe/Stockholm"), "2023-08-01"),
        (np.datetime64("2023-08"), "2023-08-01"),
        (pd.Period("2023-08", "M"), "2023-08"),
        (pd.Period("2023-08-01", "D"), "2023-08-01"),
        (pd.Period("2021-01-01", "W-SUN"), "2020-W53"),
        (pd.Period("2023-08", "Q"), None),
        (pd.Period("2023", "Y"), None),
        (pd.Period("2023-08-01", "W-MON"), None),
        (pd.Period("9999-12", "M"), None),
        (dt.date(9999, 12, 31), None),
        (dt.date(1, 1, 1), None),
        (202308, None),
        (2023.0, None),
        ("", None),
    ],
)
def test_value_is_a_period(value: object, name: str | None) -> None:
    period = period_of(value)

    assert name == (None if period is None else period.name)


@pytest.mark.parametrize(
    ("kind", "value", "name"),
    [
        (ColumnKind.PERIOD, "aug 2023", "2023-08"),
        (ColumnKind.PERIOD, dt.date(2023, 8, 31), "2023-08-31"),
        (ColumnKind.PERIOD, "HT2023", None),
        (ColumnKind.MONTH, "2023-W35", "2023-08"),
        (ColumnKind.MONTH, dt.date(2023, 8, 31), "2023-08"),
        (ColumnKind.MONTH, "2023/24", None),
        (ColumnKind.TERM, "vt-24", "VT2024"),
        (ColumnKind.TERM, dt.date(2024, 6, 30), "VT2024"),
        (ColumnKind.TERM, pd.Period("2024-07", "M"), "HT2024"),
        (ColumnKind.TERM, "2024-06", None),
        (ColumnKind.TERM, pd.Period("2024-06-30", "W-SUN"), None),
        (ColumnKind.SCHOOL_YEAR, "23/24", "2023/24"),
        (ColumnKind.SCHOOL_YEAR, pd.Timestamp("2024-06-30"), "2023/24"),
        (ColumnKind.SCHOOL_YEAR, "2023/25", None),
    ],
)
def test_period_is_of_the_columns_kind(kind: ColumnKind, value: object, name: str | None) -> None:
    assert ([name], [], [] if name else [0]) == shown(read_fields(objects(value), kind))


def test_value_without_a_hash_is_no_period() -> None:
    assert ([None, None], [], [0, 1]) == shown(periods(objects([1], "2023-08"), NAMES[ColumnKind.MONTH]))


@pytest.mark.parametrize("kind", sorted(NUMBERS, key=str))
def test_every_kind_of_number_is_read_as_floats(kind: ColumnKind) -> None:
    assert float == read_fields(pd.Series([1], dtype=object), kind).values.dtype
