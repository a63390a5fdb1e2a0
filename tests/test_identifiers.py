"""Identity numbers are found however they are written; other numbers are left alone.

The only valid number here is the personnummer library's own test number, 811228-9874; every other
has a wrong check digit.
"""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval import identifiers
from tsi_eval.identifiers import count_identifiers, has_identifier, luhn

WRONG = ("8112289875", "1201019871", "0503129871", "8112889872", "0001019870", "1202309874", "1201619871", "1201919871")


@pytest.mark.parametrize("digits", WRONG)
def test_invented_numbers_have_a_wrong_check_digit(digits: str) -> None:
    assert not luhn(digits)


def test_test_number_has_the_right_check_digit() -> None:
    assert luhn("8112289874")


@pytest.mark.parametrize("separator", ["-", "+", "–", "\u2212", "\u2010", "\u2011", "\u00a0", " ", " - ", " – ", ""])
@pytest.mark.parametrize("date", ["811228", "19811228"])
def test_test_number_is_found_with_any_separator(date: str, separator: str) -> None:
    assert has_identifier(f"{date}{separator}9874")


@pytest.mark.parametrize("separator", ["-", "+", "–", "\u2212", "\u00a0", " "])
@pytest.mark.parametrize("date", ["811228", "19811228", "120101", "20120101", "20050312"])
def test_wrong_check_digit_is_found_when_separated(date: str, separator: str) -> None:
    assert has_identifier(f"{date}{separator}987{'1' if date.startswith(('12', '20')) else '5'}")


@pytest.mark.parametrize("digits", WRONG[:3])
def test_wrong_check_digit_is_found_with_a_century(digits: str) -> None:
    assert has_identifier(("19" if digits.startswith("8") else "20") + digits)


@pytest.mark.parametrize("digits", WRONG)
def test_wrong_check_digit_in_ten_bare_digits_is_left_alone(digits: str) -> None:
    assert not has_identifier(digits)


@pytest.mark.parametrize("text", ["811228-98 75", "19811228 98-75", "1981-12-28-9875"])
def test_wrong_check_digit_is_left_alone_where_the_number_is_written_as_few_write_one(text: str) -> None:
    assert not has_identifier(text)


@pytest.mark.parametrize("text", ["8112289874.0", "198112289874.0", " 8112289874 ", "201201019871.0"])
def test_number_that_became_a_float_is_found(text: str) -> None:
    assert has_identifier(text)


@pytest.mark.parametrize(
    "text", ["2,01201E+11", "2.01201e+11", "1,98112E+11", "1.98112289874E+11", "2.0E+11", "1,8E11"]
)
def test_number_that_a_spreadsheet_shortened_is_found(text: str) -> None:
    assert has_identifier(text)


@pytest.mark.parametrize(
    "text", ["20120101-TF12", "20120101TF12", "20120101T123", "20120101-T123", "120101-TF12", "120101t123"]
)
def test_interim_number_is_found(text: str) -> None:
    assert has_identifier(text)


@pytest.mark.parametrize("text", ["811288-9872", "19811288-9872", "198112889872", "20120161-9871", "20120191-9871"])
def test_coordination_number_is_found(text: str) -> None:
    assert has_identifier(text)


@pytest.mark.parametrize("text", ["503129871", "503129871.0"])
def test_nine_digits_are_read_as_ten_when_a_zero_was_lost(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_identifier(text)

    monkeypatch.setattr(identifiers, "luhn", "0503129871".__eq__)
    assert has_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        "ring 811228-9874 om mötet",
        "(811228-9874)",
        "pnr:8112289874;",
        "elev811228-9874x",
        "SE8112289874",
        "rad ett\nrad två 19811228-9874",
        "12345 och 123456 7890 men 811228-9875.",
    ],
)
def test_number_is_found_inside_text(text: str) -> None:
    assert has_identifier(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "elev 17",
        "1 250 000 kr",
        "1250000.50",
        "1234567890",
        "12 345 678,90",
        "0250-26 000",
        "0250-260 00",
        "070-123 45 67",
        "0701234567",
        "+46701234567",
        "2024-03-01",
        "20240301",
        "20240301-20240401",
        "2024-03-01--2024-06-30",
        "2024-03-01T12:30:00",
        "2024-03-01 12:30:00.123456",
        "2024-03-01T12:30:00+01:00",
        "20240301T123000",
        "1709290000",
        "12345678",
        "81122898",
        "212000-2080",
        "2120002080",
        "16212000-2080",
        "2023/24",
        "HT2023-VT2024",
        "811328-9874",
        "811232-9874",
        "20110229-9871",
        "811262-98741",
        "1811228-9874",
        "1.9E+10",
        "1e+11",
        "37.8125",
        "TF12",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not has_identifier(text)


def test_column_is_searched_row_by_row() -> None:
    column = pd.Series(["811228-9874", None, "frånvarande", "2,01201E+11", "20120101-TF12", "212000-2080"], dtype="str")

    assert [True, False, False, True, True, False] == count_identifiers(column).tolist()


def test_rows_that_repeat_a_text_get_its_answer_each() -> None:
    column = pd.Series(["811228-9874", None, "x", "811228-9874", "x"], index=[7, 7, 3, 1, 0], dtype="str")

    found = count_identifiers(column)

    assert ([True, False, False, True, False], [7, 7, 3, 1, 0]) == (found.tolist(), found.index.tolist())


def test_column_of_nothing_but_blanks_holds_none() -> None:
    assert [False, False] == count_identifiers(pd.Series([None, None], dtype="str")).tolist()


def test_empty_column_holds_none() -> None:
    assert [] == count_identifiers(pd.Series([], dtype="str")).tolist()


@pytest.mark.parametrize(
    "text",
    [
        "811228\t9874",
        "811228  9874",
        "811228\u202f9874",
        "811228\u00ad9874",
        "811228\uff0d9874",
        "811228--9874",
        "811228/9874",
        "811228.9874",
        "811228_9874",
        "1981-12-28-9874",
        "1981-12-28 9874",
        "811228-98 74",
        "2E+11",
        "8,11229E+09",
    ],
)
def test_rarer_ways_to_write_a_number_are_found(text: str) -> None:
    assert has_identifier(text)


@pytest.mark.parametrize("sign", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e"])
def test_number_is_found_past_signs_that_nobody_sees(sign: str) -> None:
    assert has_identifier(f"ring 8112{sign}28{sign}-98{sign}74 om mötet")
