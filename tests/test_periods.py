"""Windows, months, terms and school years, and what lies in what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tsi_eval.periods import (
    GRAINS,
    ONCE,
    DaysSince,
    Window,
    month_index,
    month_period,
    months_of_term,
    quarter_of,
    school_year_of,
    term_of,
    term_order,
    term_period,
)
from tsi_eval.written_periods import parse_period


def test_terms_are_in_order() -> None:
    assert ["HT2023", "VT2024", "HT2024", "VT2025"] == sorted(["VT2025", "HT2024", "VT2024", "HT2023"], key=term_order)


@pytest.mark.parametrize(
    ("week", "month"), [("2024-W05", "2024-02"), ("2023-W35", "2023-08"), ("2020-W53", "2020-12"), ("2024-W01", "2024-01")]
)  # fmt: skip
def test_week_belongs_to_the_month_of_its_thursday(week: str, month: str) -> None:
    assert month == parse_period(week).month  # type: ignore[union-attr]


@pytest.mark.parametrize("term", ["HT2023", "VT2024"])
def test_every_day_of_a_school_year_is_in_one_term(term: str) -> None:
    year, period = parse_period("2023/24"), parse_period(term)

    assert year is not None
    assert period is not None
    assert year.start <= period.start < period.end <= year.end


def test_window_holds_its_first_day_and_not_its_end() -> None:
    window = Window(start=date(2023, 7, 1), end=date(2024, 1, 1))

    days = (date(2023, 6, 30), date(2023, 7, 1), date(2023, 12, 31), date(2024, 1, 1))
    assert [False, True, True, False] == [window.holds(day) for day in days]
    assert not ONCE.holds(date(2023, 7, 1))


def test_month_ends_where_the_next_begins_also_in_december() -> None:
    december = month_period(2023, 12)

    assert ("2023-12", date(2023, 12, 1), date(2024, 1, 1)) == (december.name, december.start, december.end)


def test_terms_meet_at_new_year_and_at_midsummer() -> None:
    autumn, spring = term_period("HT", 2023), term_period("VT", 2024)

    assert ("HT2023", "VT2024") == (autumn.name, spring.name)
    assert autumn.end == spring.start == date(2024, 1, 1)
    assert date(2024, 7, 1) == spring.end


@pytest.mark.parametrize(
    ("month", "quarter", "term", "year"),
    [
        ("2023-06", "2023-Q2", "VT2023", "2022/23"),
        ("2023-07", "2023-Q3", "HT2023", "2023/24"),
        ("2023-12", "2023-Q4", "HT2023", "2023/24"),
        ("2024-01", "2024-Q1", "VT2024", "2023/24"),
        ("1999-12", "1999-Q4", "HT1999", "1999/00"),
    ],
)
def test_month_lies_in_one_period_of_every_grain(month: str, quarter: str, term: str, year: str) -> None:
    assert (quarter, term, year) == (quarter_of(month), term_of(month), school_year_of(month))
    assert [month, quarter, term, year] == [of_month(month) for of_month in GRAINS.values()]


def test_months_are_counted_on_over_new_year() -> None:
    assert 1 == month_index("2024-01") - month_index("2023-12")
    assert 12 * 2023 == month_index("2023-01")


def test_term_has_six_months() -> None:
    assert [("2023-07", "2023-12"), ("2024-01", "2024-06")] == [months_of_term(term) for term in ("HT2023", "VT2024")]


def test_windows_of_days_meet_when_they_share_one_of_the_same_start() -> None:
    early, late = DaysSince(since="a", first=0, last=60), DaysSince(since="a", first=60, last=240)

    assert early.meets(late)
    assert not early.meets(replace(late, first=61))
    assert not early.meets(replace(late, since="b"))
