"""The windows of a pilot: occasions and their days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.errors import Problem
from tsi_eval.periods import ONCE, Window, parse_window
from tsi_eval.pilot.files import Days
from tsi_eval.pilot.windows import windows

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("HT2023", date(2023, 7, 1), date(2024, 1, 1)),
        ("VT 2024", date(2024, 1, 1), date(2024, 7, 1)),
        ("ht-2023", date(2023, 7, 1), date(2024, 1, 1)),
        ("2023/24", date(2023, 7, 1), date(2024, 7, 1)),
        ("Läsåret 2023/2024", date(2023, 7, 1), date(2024, 7, 1)),
        ("1999/00", date(1999, 7, 1), date(2000, 7, 1)),
    ],
)
def test_window_is_read_as_people_write_it(text: str, start: date, end: date) -> None:
    window = parse_window(text)

    assert window is not None
    assert (start, end) == (window.start, window.end)
    assert window.holds(start)
    assert not window.holds(end)


@pytest.mark.parametrize("text", ["2023/25", "hösten", "HT23x", "", "2023"])
def test_window_that_is_none_is_refused(text: str) -> None:
    assert parse_window(text) is None


def codes_and_keys(problems: list[Problem]) -> list[tuple[str, object]]:
    return [(problem.code, problem.params.get("key")) for problem in problems]


def test_windows_are_terms_school_years_days_or_once() -> None:
    problems: list[Problem] = []
    declared = {
        "T0": "HT2023",
        "T1": Days(start=date(2024, 1, 1), end=date(2024, 2, 1)),
        "grade": "once",
    }

    found = windows(declared, problems)

    assert [] == problems
    assert ["T0", "T1", "grade"] == list(found)
    assert Window(start=date(2023, 7, 1), end=date(2024, 1, 1)) == found["T0"]
    assert Window(start=date(2024, 1, 1), end=date(2024, 2, 1)) == found["T1"]
    assert ONCE is found["grade"]


@pytest.mark.parametrize(
    "entry", ["hösten", "2023-08", Days(start=date(2024, 2, 1), end=date(2024, 2, 1))], ids=["word", "month", "no_day"]
)
def test_window_that_holds_no_day_is_left_out_and_said(entry: str | Days) -> None:
    problems: list[Problem] = []

    assert {} == windows({"T0": entry}, problems)
    assert [("E157", "windows.T0")] == codes_and_keys(problems)


def test_windows_that_share_a_day_are_named_together() -> None:
    problems: list[Problem] = []

    windows({"T0": "2023/24", "T1": "VT2024", "T2": "HT2024"}, problems)

    assert [("E166", "T0", "T1")] == [(p.code, p.params["one"], p.params["other"]) for p in problems]
