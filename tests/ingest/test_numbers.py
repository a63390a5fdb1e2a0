"""Numbers that can be read in two ways are refused until the way is declared."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsi_eval.ingest.numbers import read_numbers, ways_of_writing
from tsi_eval.pilot.source import FileFormat

NBSP, MINUS = "\u00a0", "\u2212"


def read(*fields: str, **settings: Any) -> tuple[list[float | None], dict[str, list[str]]]:
    """Return the numbers of a column "x", and what is not understood by its code."""
    texts = pd.Series(fields, dtype="str")
    found = read_numbers(texts, FileFormat(**settings), "x")
    values = [None if pd.isna(value) else value for value in found.values]
    return values, {item.code: texts[item.fields].tolist() for item in found.unread}


@pytest.mark.parametrize(
    "fields",
    [
        ("42,000", "450,50"),
        ("42.000", "450.50"),
        ("42,000", "7"),
        ("42.000",),
        ("1.234.567",),
        ("1'234",),
        ("1\u2019234",),
        ("1.234,50",),
        ("1,234.50",),
        ("-42.000", "1.5"),
        (f"{MINUS}42.000",),
        ("42.000 kr", "450.50 kr"),
    ],
)
def test_sign_before_three_digits_is_refused_and_the_others_are_read(fields: tuple[str, ...]) -> None:
    values, unread = read(*fields)

    assert {"E348": [fields[0]]} == unread
    assert values[0] is None
    assert None not in values[1:]


@pytest.mark.parametrize(
    ("settings", "fields", "values"),
    [
        ({"thousands": "."}, ("42.000", "1.234.567", "1.234,50", "7"), [42000, 1234567, 1234.5, 7]),
        ({"thousands": ","}, ("42,000", "1,234.50", "450.50"), [42000, 1234.5, 450.5]),
        ({"thousands": "'"}, ("1'234", "1\u2019234,5", "12,5"), [1234, 1234.5, 12.5]),
        ({"thousands": " "}, ("42,000", "1 234,5"), [42, 1234.5]),
        ({"decimal": "."}, ("42.000", "450.50"), [42, 450.5]),
        ({"decimal": ","}, ("42,000", "450,50", "1 234,5"), [42, 450.5, 1234.5]),
        ({"decimal": ",", "thousands": "."}, ("42.000", "450,5"), [42000, 450.5]),
    ],
)
def test_what_a_sign_means_may_be_declared(
    settings: Mapping[str, str], fields: tuple[str, ...], values: list[float]
) -> None:
    assert (values, {}) == read(*fields, **settings)


def test_declared_sign_leaves_no_other_in_silence() -> None:
    assert ([None, 1.5], {"E348": ["42.000"]}) == read("42.000", "1,5", decimal=",")
    assert ([None, 1.5], {"E121": ["1'234"]}) == read("1'234", "1,5", thousands=".")
    assert ([None, 42000], {"E121": ["1.5"]}) == read("1.5", "42.000", thousands=".")


def test_column_of_three_decimals_says_so_itself() -> None:
    assert ([0.125, 42.0], {}) == read("0,125", "42,000")
    assert ([1234.5, 42.0, 7.0], {}) == read("1234.500", "42.000", "7")
    assert ([None, 0.125, 1.5], {"E348": ["42,000"]}) == read("42,000", "0,125", "1,5")


def test_two_decimal_signs_leave_nothing_of_the_column() -> None:
    assert ([None, None, None], {"E202": ["1.5"]}) == read("1.5", "1,5", "7")


@pytest.mark.parametrize(
    "field",
    [
        "½",
        "1/2",
        "(5)",
        "5-",
        "1e3",
        "1E+05",
        "NaN",
        "inf",
        "0x10",
        "true",
        "٣",
        "５",
        "5²",
        "IV",
        "3-4",
        "<5",
        ">10",
        "5–9",
        "ca&40",
        "12&st",
        "40&stycken",
        "-",
        "–",
        "kr",
    ],
)
def test_what_is_no_one_number_is_refused(field: str) -> None:
    field = field.replace("&", " ")

    assert ([None, 5], {"E121": [field]}) == read(field, "5")


def test_percent_is_never_a_share_in_silence() -> None:
    assert ([None, 0.45], {"E349": ["45 %"]}) == read("45 %", "0,45")
    assert ([45, 12.5], {}) == read("45 %", f"12,5{NBSP}%", percent="as_written")
    assert ([None, 0.45], {"E349": ["45%"]}) == read("45%", "0,45", percent="as_written")


@pytest.mark.parametrize(
    "field",
    [
        "42000:-",
        "42000 :-",
        "42000,-",
        "42 000,-",
        "42000 kronor",
        "kr 42000",
        "kr. 42 000,00",
        "SEK 42000",
        "42000 kr.",
    ],
)
def test_crowns_are_written_in_several_ways(field: str) -> None:
    assert ([42000, 5], {}) == read(field, "5")


@pytest.mark.parametrize("field", ["kr", ":-", "kr ca 5", "5-", "5,", "5 kr/mån", "kr kr 5"])
def test_other_words_beside_a_number_are_refused(field: str) -> None:
    assert ([None, 5], {"E121": [field]}) == read(field, "5")


@pytest.mark.parametrize("field", ["12 tkr", "12tkr.", "1,5 mnkr", "2 Mkr", "3 miljoner kronor", "2 mdkr"])
def test_thousands_of_crowns_are_no_crowns(field: str) -> None:
    assert ([None, 5], {"E350": [field]}) == read(field, "5")


@pytest.mark.parametrize("field", ["450 €", "EUR 450", "450 NOK", "$450", "450 XXX"])
def test_another_currency_is_no_crowns(field: str) -> None:
    assert ([None, 5], {"E319": [field]}) == read(field, "5 kr")
    assert ([None, 5000], {"E319": [field]}) == read(field, "5 tkr", times={"x": 1000})


def test_column_may_be_declared_in_thousands() -> None:
    assert ([12000, 1500, 3000], {}) == read("12 tkr", "1,5", "3 kkr", times={"x": 1000})
    assert ([1_500_000], {}) == read("1,5 mnkr", times={"x": 1_000_000})
    assert ([3], {}) == read("3", times={"another": 1000})
    assert ([None], {"E121": ["500 kr"]}) == read("500 kr", times={"x": 1000})


def test_way_of_writing_is_found() -> None:
    fields = pd.Series(["1 234", "12,5"], dtype="str")

    assert {"decimal": ",", "thousands": ""} == dict(ways_of_writing(fields, FileFormat()))
    assert {"thousands": ""} == dict(ways_of_writing(fields, FileFormat(decimal=",")))


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20), st.sampled_from(["", " ", NBSP, "\u202f"]))
def test_whole_numbers_are_read_with_any_gap(numbers: list[int], gap: str) -> None:
    fields = {f"{number:,}".replace(",", gap): number for number in numbers}

    assert ([*fields.values()], {}) == read(*fields)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.sampled_from([",", "."]))
def test_number_is_read_right_or_refused(numbers: list[float], decimal: str) -> None:
    fields = {f"{number:.{random.Random(number).randint(1, 5)}f}": number for number in numbers}  # noqa: S311

    values, unread = read(*(text.replace(".", decimal) for text in fields))

    assert {*unread} <= {"E348"}
    assert all(value is None or value == float(text) for value, text in zip(values, fields, strict=True))
