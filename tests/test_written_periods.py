"""Periods as people write them, and what could be two things or none."""

from __future__ import annotations

import pytest

from tsi_eval.periods import (
    ONCE,
)
from tsi_eval.written_periods import A_MONTH, MONTH_WORDS, parse_period, parse_window, term_in_school_year

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
    "2024-03-01 10:42": "2024-03-01",
    "2024-03-01 23:59:59": "2024-03-01",
    "2024-03-01T08:30:00.000": "2024-03-01",
    "240301": "2024-03-01",
    "1/3-24": "2024-03-01",
    "01/03-2024": "2024-03-01",
    "1/3 2024": "2024-03-01",
    "29/2-24": "2024-02-29",
    "231231": "2023-12-31",
    "20230901": "2023-09-01",
    "2023/09/01": "2023-09-01",
    "2023.09.01": "2023-09-01",
    "3 september 2023": "2023-09-03",
    "den 3 sep. 2023": "2023-09-03",
    "01-sep-2023": "2023-09-01",
    "3/9 -23": "2023-09-03",
    # months that can be no day
    "202403": "2024-03",
    "202308": "2023-08",
    "2023M08": "2023-08",
    "2023 aug": "2023-08",
    "08/2023": "2023-08",
    # terms in words
    "Höstterminen 2023": "HT2023",
    "vårtermin 24": "VT2024",
    "våren 2024": "VT2024",
}

NO_PERIODS = (
    "",
    "höst",
    "augusti",
    "v. 5",
    "2024",
    "HT",
    "45139",  # a spreadsheet's number of a day
    "03-sep-23",  # the day or the year first
    "13/2023",
    "20231301",
    "2023/13/01",
    "2023-0901",
    "2023.9.1",
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
    "03/04/2024",  # the day or the month first
    "03/04-2024 10:42",
    "2024-03-01 24:00",
    "2024-03-01 10:60",
    "2024-03-01 10",
    "1900-01-00",  # an empty cell that Excel took for a day
    "45000",
    "v.1-2",
    "v. 34-35",  # two weeks, or a week of 2035
    "v 20-24",
    "v. 34/35",
    "T1 2024",
    "mai 2024",
    "2024-3",
    # years that the calendar does not have, or that have no four digits
    "9999-12-31",
    "9999-12",
    "HT9999",
    "9999/00",
    "9999-W52",
    "0000-05",
    "VT0000",
    "0000/01",
    "0001-W01",
    "0999-12-31",
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


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("höst", "HT2023"),
        ("Hösttermin", "HT2023"),
        ("VT", "VT2024"),
        (" vårterminen ", "VT2024"),
        ("HT2023", None),
        ("sommar", None),
        ("", None),
    ],
)
def test_word_for_a_term_takes_its_year_from_the_school_year(word: str, term: str | None) -> None:
    assert term == term_in_school_year(word, "2023/24")


def test_spring_of_the_last_school_year_of_a_century_is_in_the_next() -> None:
    assert "VT2000" == term_in_school_year("vår", "1999/00")


def test_words_for_months_are_those_that_are_read_and_the_english_ones() -> None:
    read = {word: int(period.name[5:]) for word in MONTH_WORDS if (period := parse_period(f"{word} 2024"))}

    assert read.items() <= MONTH_WORDS.items()
    assert {"january", "february", "march", "may", "june", "july", "august", "oct", "october"} == set(
        MONTH_WORDS
    ) - set(read)
    assert A_MONTH.split("|").index("september") < A_MONTH.split("|").index("sep")
