"""Periods as people write them, and what could be two things or none."""

from __future__ import annotations

import pytest

from tsi_eval.periods import ONCE, parse_period, parse_window, term_order

PERIODS = {
    # school years, as in domain.md 3.9
    "2023/24": "2023/24",
    "2023/2024": "2023/24",
    "23/24": "2023/24",
    "2023-24": "2023/24",
    "2023–24": "2023/24",
    "Läsåret 23/24": "2023/24",
    "läsår 2023/24": "2023/24",
    "lå 23-24": "2023/24",
    "lå23/24": "2023/24",
    "1999/00": "1999/00",
    # terms
    "HT2023": "HT2023",
    "HT 23": "HT2023",
    "ht-23": "HT2023",
    "H23": "HT2023",
    "h 2023": "HT2023",
    "VT2024": "VT2024",
    "vt 24": "VT2024",
    "VT\u00a02024": "VT2024",
    # weeks
    "2024-W05": "2024-W05",
    "2024W5": "2024-W05",
    "2024 v. 5": "2024-W05",
    "v. 5 2024": "2024-W05",
    "v.5, 2024": "2024-W05",
    "v 5-24": "2024-W05",
    "vecka 5 2024": "2024-W05",
    "Vecka 5/2024": "2024-W05",
    "2020-W53": "2020-W53",
    # months
    "2024-03": "2024-03",
    "mars 2024": "2024-03",
    "Mar-24": "2024-03",
    "aug 2023": "2023-08",
    "aug. 2023": "2023-08",
    "AUGUSTI 2023": "2023-08",
    "sept 2023": "2023-09",
    "september-23": "2023-09",
    "maj 24": "2024-05",
    "okt/2023": "2023-10",
    # days
    "2024-03-01": "2024-03-01",
    "2024-03-01 00:00:00": "2024-03-01",
    "2024-03-01T00:00": "2024-03-01",
    "240301": "2024-03-01",
    "1/3-24": "2024-03-01",
    "01/03-2024": "2024-03-01",
    "1/3 2024": "2024-03-01",
    "29/2-24": "2024-02-29",
    "231231": "2023-12-31",
}
NO_PERIODS = (
    "",
    "höst",
    "augusti",
    "v. 5",
    "2024",
    "HT",
    "45139",  # a spreadsheet's number of a day
    "202403",  # 2024-03, or a day in 2020
    "200112",  # 2001-12, or 12 January 2020
    "190510",
    "201011",
    "2024-13",
    "2024-00",
    "2024-02-30",
    "240230",
    "30/2-24",
    "2023-W53",
    "v. 54 2023",
    "2023/25",
    "2023/23",
    "23/2024",
    "3/1/2024",
    "03-01-2024",
    "2024-03-01 08:30:00",
    "T1 2024",
    "mai 2024",
    "2024-3",
)


@pytest.mark.parametrize("text", PERIODS)
def test_period_is_understood(text: str) -> None:
    period = parse_period(f"  {text} ")

    assert period is not None
    assert PERIODS[text] == period.name


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_could_be_two_things_or_none_is_refused(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize("name", sorted(set(PERIODS.values())))
def test_written_form_is_understood_as_itself(name: str) -> None:
    period = parse_period(name)

    assert period is not None
    assert name == period.name
    assert period.start < period.end


@pytest.mark.parametrize("text", ["HT2023", "2023/24"])
def test_window_is_a_term_or_a_school_year(text: str) -> None:
    window = parse_window(text)

    assert window is not None
    assert "2023-07-01" == window.start.isoformat()
    assert parse_window(" once ") is ONCE
    assert [None, None] == [parse_window("2023-08"), parse_window("v. 5 2024")]


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
