"""Numbers, signs and periods as municipalities write them; what could be two things is refused."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pandas as pd
import pytest
from small_files import column, listed

from tsi_eval.errors import Problem
from tsi_eval.ingest.convert import present_text, to_amounts, to_numbers, to_periods
from tsi_eval.pilot.source import FileFormat

NBSP, NNBSP, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


def numbers(*fields: str, **settings: str) -> tuple[list[float | None], list[str]]:
    problems: list[Problem] = []
    read = to_numbers(column(*fields), "x", FileFormat(**settings), "f", problems)  # type: ignore[arg-type]
    return listed(read), [problem.code for problem in problems]


def amounts(*fields: str, **settings: Mapping[str, str]) -> tuple[list[float | None], list[str], list[str]]:
    problems: list[Problem] = []
    values, status = to_amounts(column(*fields), "x", FileFormat(**settings), "f", problems)  # type: ignore[arg-type]
    codes = [problem.code for problem in problems]
    return listed(values), status.tolist(), codes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234),
        ("1 234", 1234),
        (f"1{NBSP}234", 1234),
        (f"1{NNBSP}234{NNBSP}567", 1234567),
        (f"1{THIN}234,5", 1234.5),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        (f"{MINUS}3,5", -3.5),
        ("-3", -3),
        ("+3", 3),
        ("1 234 kr", 1234),
        (f"1{NBSP}234,50{NBSP}kr", 1234.5),
        ("1234 SEK", 1234),
        ("12,5kr.", 12.5),
        (" 7 ", 7),
        ("007", 7),
    ],
)
def test_number_is_read(text: str, value: float) -> None:
    assert ([value], []) == numbers(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 34",
        "1  234",
        "1234 567",
        "12,",
        ",5",
        "1e3",
        "1e309",
        "nan",
        "inf",
        "NA",
        "~100",
        "<5",
        "x",
        "*",
        "..",
        "-",
        "kr",
        "٣",
        "1_000",
        "0x10",
        "--3",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert ([None], ["E121"]) == numbers(text)


@pytest.mark.parametrize("text", ["1.234,5", "1,234.5"])
def test_sign_between_thousands_is_declared(text: str) -> None:
    assert ([None], ["E348"]) == numbers(text)
    assert ([1234.5], []) == numbers(text, thousands=text[1])


def test_amounts_whose_heading_says_another_currency_are_refused_with_their_rows() -> None:
    problems: list[Problem] = []
    frame = column("450", "", "12").rename(columns={"x": "Pris (EUR)"})

    values, _ = to_amounts(frame, "Pris (EUR)", FileFormat(), "f", problems)

    assert [None, None, None] == listed(values)
    assert [("E319", 2)] == [(problem.code, len(problem.rows)) for problem in problems]
    assert "i euro i 2 av 3 rader" in problems[0].text("sv")
    assert "is in euros in 2 of 3 rows" in problems[0].text("en")


def test_percent_sign_is_declared() -> None:
    assert ([None], ["E349"]) == numbers("12 %")
    assert ([12], []) == numbers("12 %", percent="as_written")


@pytest.mark.parametrize("fields", [("4.017",), ("4.017", "3.992"), ("4.017", "12"), ("-4.017",), ("4.017", "5,5")])
def test_point_before_three_digits_is_never_guessed(fields: tuple[str, ...]) -> None:
    assert numbers(*fields)[1]


def test_point_before_three_digits_is_a_decimal_where_every_number_has_three() -> None:
    assert ([None, 12.5], ["E348"]) == numbers("4.017", "12.5")
    assert ([4.017, 0.5], []) == numbers("4.017", "0.500")
    assert ([4.017], []) == numbers("4.017", decimal=".")
    assert ([0.125], []) == numbers("0.125")


def test_column_has_one_decimal_sign() -> None:
    assert ([None, None], ["E202"]) == numbers("1,5", "1.5")
    assert ([1.5, None], ["E121"]) == numbers("1,5", "1.5", decimal=",")


def test_blank_is_no_value() -> None:
    assert ([None, None, 3], []) == numbers("", "  ", "3")


def test_signs_are_kept_beside_the_values() -> None:
    values, status, codes = amounts("5", "..", ".", "0", "")

    assert [5, None, None, 0, None] == values
    assert ["", "secret", "missing", "", "missing"] == status
    assert [] == codes


def test_dash_means_only_what_was_declared() -> None:
    assert ["E121"] == amounts("5", "-")[2]
    assert ([5, 0], ["", "zero"], []) == amounts("5", "-", markers={"-": "zero"})
    assert ([5, None], ["", "missing"], []) == amounts("5", "-", markers={"-": "missing"})


def test_declared_signs_replace_those_that_are_known() -> None:
    assert ["E121"] == amounts("5", "..", markers={"-": "zero"})[2]
    assert ([None], ["secret"], []) == amounts("X", markers={"X": "secret"})


def test_hidden_number_is_never_zero() -> None:
    values, _, _ = amounts("..", ".")

    assert [None, None] == values


def test_period_of_another_kind_is_refused() -> None:
    problems: list[Problem] = []
    read = to_periods(column("2023-08", "HT2023", ""), "x", frozenset({"month"}), FileFormat(), "f", problems)

    assert ["2023-08"] == [period.name for period in read.dropna()]
    assert [("E203", 2)] == [(problem.code, problem.params["count"]) for problem in problems]


def test_word_from_a_mac_is_the_same_word() -> None:
    mac = unicodedata.normalize("NFD", "föräldramöte")

    assert ["föräldramöte"] * 2 == present_text(pd.Series([mac, "föräldramöte"], dtype="str"), FileFormat()).tolist()
