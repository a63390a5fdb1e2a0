"""Terms, months and weeks of a calendar, at their edges."""

from __future__ import annotations

from datetime import date

import pytest
from small_settings import CALENDAR

from tsi_eval.simulate.times import is_autumn, iso_month, months, order, school_year, working_day, year_of


def test_school_weeks_leave_out_breaks() -> None:
    assert (34, 35, 37) == CALENDAR.school_weeks("HT2023")
    assert (2, 3) == CALENDAR.school_weeks("VT2024")


def test_the_history_is_every_month_until_the_pilot_and_a_term_is_its_half_year() -> None:
    deliveries = CALENDAR.deliveries(("HT2023",))

    assert ["tom_VT2023", "HT2023"] == list(deliveries)
    history = deliveries["tom_VT2023"]
    assert (date(2022, 8, 1), date(2022, 12, 1), date(2023, 1, 1), date(2023, 6, 1), 11) == (
        history[0],
        history[4],
        history[5],
        history[-1],
        len(history),
    )
    assert tuple(date(2023, month, 1) for month in range(7, 13)) == deliveries["HT2023"]


def test_growth_is_counted_in_years_since_the_first_month() -> None:
    assert 1.0 == CALENDAR.growth(1.1, date(2022, 8, 1))
    assert CALENDAR.growth(1.1, date(2024, 8, 1)) == pytest.approx(1.21)
    assert CALENDAR.growth(1.21, date(2023, 2, 1)) == pytest.approx(1.1)


def test_terms_are_ordered_in_time() -> None:
    terms = ["VT2024", "HT2022", "HT2023", "VT2023"]

    assert ["HT2022", "VT2023", "HT2023", "VT2024"] == sorted(terms, key=order)


@pytest.mark.parametrize(
    ("term", "year", "autumn", "school"),
    [("HT2023", 2023, True, "2023/24"), ("VT2024", 2024, False, "2023/24"), ("HT1999", 1999, True, "1999/00")],
)
def test_a_term_has_its_years(term: str, year: int, autumn: bool, school: str) -> None:
    assert (year, autumn, school) == (year_of(term), is_autumn(term), school_year(term))


def test_a_spring_term_is_counted_from_january_to_june() -> None:
    assert ("2024-01", "2024-06") == (iso_month(months("VT2024")[0]), iso_month(months("VT2024")[-1]))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 2, 9), date(2024, 2, 9)),
        (date(2024, 2, 10), date(2024, 2, 9)),
        (date(2024, 2, 11), date(2024, 2, 9)),
    ],
)
def test_a_weekend_is_moved_to_friday(day: date, working: date) -> None:
    assert working == working_day(day)
