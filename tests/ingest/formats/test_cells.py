"""What a cell's number is as text."""

from __future__ import annotations

from datetime import datetime

import pytest

from tsi_eval.ingest.formats.cells import (
    Shown,
    column_letters,
    column_place,
    duration_text,
    moment_text,
    number_text,
    percent_text,
    serial_text,
    shown_as,
)


@pytest.mark.parametrize(
    ("format_id", "code", "shown"),
    [
        (0, "", Shown.NUMBER),
        (0, "General", Shown.NUMBER),
        (4, "", Shown.NUMBER),
        (9, "", Shown.PERCENT),
        (10, "", Shown.PERCENT),
        (164, "0.0%", Shown.PERCENT),
        (164, '0 "%"', Shown.NUMBER),
        (164, "0\\%", Shown.NUMBER),
        (14, "", Shown.DATE),
        (22, "", Shown.DATE),
        (164, "[$-41D]d mmmm yyyy;@", Shown.DATE),
        (164, "mmm", Shown.DATE),
        (164, "yyyy-mm-dd hh:mm", Shown.DATE),
        (20, "", Shown.TIME),
        (164, "mm:ss.0", Shown.TIME),
        (46, "", Shown.DURATION),
        (164, "[h]:mm", Shown.DURATION),
        (164, '#,##0.00 "kr"', Shown.NUMBER),
        (164, "[Red]#,##0", Shown.NUMBER),
        (164, '#,##0_ ;"minus"', Shown.NUMBER),
        (164, "0.00E+00", Shown.NUMBER),
    ],
)
def test_format_says_how_a_number_is_shown(format_id: int, code: str, shown: Shown) -> None:
    assert shown is shown_as(format_id, code)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("-7.0", "-7"),
        ("0.1", "0,1"),
        ("0.3333333333333333", "0,3333333333333333"),
        ("0.30000000000000004", "0,3"),
        ("12345678901234567890", "12345678901234567890"),
        ("1.5E+20", "150000000000000000000"),
        ("9.00719925474099E+015", "9007199254740990"),
        ("-1.25", "-1,25"),
    ],
)
def test_number_is_written_in_full(raw: str, text: str) -> None:
    assert text == number_text(raw, ",")


def test_decimal_sign_is_the_declared_one() -> None:
    assert "0.5" == number_text("0.5", ".")
    assert "12.5 %" == percent_text("0.125", ".")


@pytest.mark.parametrize(
    ("raw", "text"), [("0.45", "45 %"), ("1", "100 %"), ("0.07", "7 %"), ("0", "0 %"), ("0.285", "28,5 %")]
)
def test_share_is_written_as_the_percentage_that_is_shown(raw: str, text: str) -> None:
    assert text == percent_text(raw, ",")


def test_day_before_time_began_is_a_number() -> None:
    assert "-1" == serial_text(-1, Shown.DATE, from_1904=False)


@pytest.mark.parametrize(
    ("serial", "from_1904", "text"),
    [(1, False, "1900-01-01"), (61, False, "1900-03-01"), (0, True, "1904-01-01"), (60, True, "1904-03-01")],
)
def test_first_days_of_both_calendars(serial: int, from_1904: bool, text: str) -> None:
    assert text == serial_text(serial, Shown.DATE, from_1904=from_1904)


def test_moment_is_written_to_the_second() -> None:
    assert "2024-03-01" == moment_text(datetime(2024, 3, 1))  # noqa: DTZ001
    assert "2024-03-01T23:59:59" == serial_text(45352.99999, Shown.DATE, from_1904=False)


def test_duration_may_be_longer_than_a_day_or_negative() -> None:
    assert "26:00:05" == duration_text(26 * 3600 + 5)
    assert "-00:30:00" == duration_text(-1800)


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_column_has_its_letters(place: int, letters: str) -> None:
    assert letters == column_letters(place)
    assert place == column_place(letters.lower())
