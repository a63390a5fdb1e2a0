"""Numbers, shares, dates and periods as readers of each language write them."""

from __future__ import annotations

from datetime import date

import pytest

from tsi_eval.language import LANGUAGES
from tsi_eval.language.numbers import in_words, interval, long_date, month_name, number, percent, plural, stretch


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567.891, 2, "1\u00a0234\u00a0567,89", "1,234,567.89"),
        (-0.5, 1, "\u22120,5", "\u22120.5"),
        (-0.04, 1, "0,0", "0.0"),
        (0.0, 0, "0", "0"),
        (81.25, 1, "81,3", "81.3"),
        (-81.25, 1, "\u221281,3", "\u221281.3"),
        (100 * 0.285, 0, "29", "29"),
        (0.5, 0, "1", "1"),
        (999.5, 0, "1\u00a0000", "1,000"),
    ],
)
def test_number_is_written_as_the_language_writes_it(value: float, decimals: int, swedish: str, english: str) -> None:
    assert (swedish, english) == (number(value, decimals, "sv"), number(value, decimals, "en"))


@pytest.mark.parametrize(
    ("written", "language", "form"),
    [
        ("1", "sv", "one"),
        ("1,0", "sv", "other"),
        ("1.0", "en", "other"),
        ("\u22121", "sv", "one"),
        ("..", "en", "other"),
        ("1\u00a0001", "sv", "other"),
        ("1,001", "en", "other"),
    ],
)
def test_plural_form_follows_the_number_as_written(written: str, language: str, form: str) -> None:
    assert form == plural(written, language)


def test_share_interval_and_date() -> None:
    assert ("28,5\u00a0%", "28.5%") == (percent(0.285, 1, "sv"), percent(0.285, 1, "en"))
    assert "1\u00a0till\u00a02" == interval("1", "2", "sv")
    assert ("22 november 2026", "22 November 2026") == tuple(long_date(date(2026, 11, 22), lang) for lang in LANGUAGES)


@pytest.mark.parametrize(("decimals", "swedish"), [(0, "1\u00a0235"), (1, "1\u00a0234,6"), (3, "1\u00a0234,568")])
def test_a_number_has_exactly_the_decimals_that_are_asked_for(decimals: int, swedish: str) -> None:
    assert swedish == number(1234.5678, decimals, "sv")


@pytest.mark.parametrize(("value", "written"), [(0.5, "1"), (1.5, "2"), (2.5, "3"), (-0.5, "\u22121")])
def test_a_half_is_rounded_away_from_zero(value: float, written: str) -> None:
    assert written == number(value, 0, "sv")


@pytest.mark.parametrize(
    ("name", "swedish", "english"),
    [
        ("2023-01", "jan\u00a02023", "Jan\u00a02023"),
        ("2023-12", "dec\u00a02023", "Dec\u00a02023"),
        ("2023-Q1", "kv\u00a01\u00a02023", "Q1\u00a02023"),
        ("HT2023", "HT\u00a02023", "autumn\u00a02023"),
        ("VT2024", "VT\u00a02024", "spring\u00a02024"),
        ("2022/23", "2022/23", "2022/23"),
        ("school_a", "school_a", "school_a"),
        ("2023-1", "2023-1", "2023-1"),
        ("HT23", "HT23", "HT23"),
        ("", "", ""),
    ],
)
def test_a_period_is_written_in_words_and_any_other_name_as_it_is(name: str, swedish: str, english: str) -> None:
    assert (swedish, english) == (stretch(name, "sv"), stretch(name, "en"))


@pytest.mark.parametrize(
    ("share", "decimals", "swedish"),
    [(0.0, 0, "0\u00a0%"), (1.0, 0, "100\u00a0%"), (-0.0004, 1, "0,0\u00a0%"), (0.125, 1, "12,5\u00a0%")],
)
def test_a_share_is_written_as_per_cent(share: float, decimals: int, swedish: str) -> None:
    assert swedish == percent(share, decimals, "sv")


def test_an_interval_is_not_broken_over_two_lines() -> None:
    assert "1\u00a0to\u00a02" == interval("1", "2", "en")


@pytest.mark.parametrize(
    ("day", "swedish"), [(date(2024, 1, 1), "1 januari 2024"), (date(2024, 2, 29), "29 februari 2024")]
)
def test_a_date_is_written_without_zeros(day: date, swedish: str) -> None:
    assert swedish == long_date(day, "sv")


def test_a_month_has_its_full_name() -> None:
    assert ("december", "December") == (month_name(12, "sv"), month_name(12, "en"))


@pytest.mark.parametrize(
    ("count", "swedish", "english"), [(1, "en", "one"), (2, "två", "two"), (12, "tolv", "twelve"), (13, "13", "13")]
)
def test_a_few_things_are_counted_in_words(count: int, swedish: str, english: str) -> None:
    assert (swedish, english) == (in_words(count, "sv"), in_words(count, "en"))
