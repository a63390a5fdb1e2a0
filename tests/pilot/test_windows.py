"""The windows of a pilot: occasions and their days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.errors import Problem
from tsi_eval.language import Text
from tsi_eval.periods import ONCE, DaysSince, Window
from tsi_eval.pilot.files import Days
from tsi_eval.pilot.source import Source
from tsi_eval.pilot.windows import start_problems, windows, words_of_windows
from tsi_eval.written_periods import parse_window

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


def test_window_may_be_days_from_each_persons_own_start() -> None:
    problems: list[Problem] = []

    found = windows({"T1": Days(since="first", days=(60, 240)), "day": Days(since="first", days=(0, 0))}, problems)

    assert [] == problems
    assert {
        "T1": DaysSince(since="first", first=60, last=240),
        "day": DaysSince(since="first", first=0, last=0),
    } == found


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Days(since="first", days=(240, 60)), [("E157", "windows.T0")]),
        (Days(), [("E157", "windows.T0")]),
        (Days(since="first"), [("E154", "windows.T0.days")]),
        (Days(days=(0, 60)), [("E154", "windows.T0.since")]),
        (Days(start=date(2024, 1, 1)), [("E154", "windows.T0.end")]),
        (Days(end=date(2024, 1, 1)), [("E154", "windows.T0.start")]),
        (
            Days(start=date(2024, 1, 1), end=date(2024, 2, 1), since="first", days=(0, 60)),
            [("E157", "windows.T0")],
        ),
    ],
)
def test_window_of_neither_sort_or_of_both_is_refused(entry: Days, expected: list[tuple[str, object]]) -> None:
    problems: list[Problem] = []

    assert {} == windows({"T0": entry}, problems)
    assert expected == codes_and_keys(problems)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("first", (0, 59)), ("first", (60, 240)), False),
        (("first", (0, 60)), ("first", (60, 240)), True),
        (("first", (60, 240)), ("first", (100, 110)), True),
        (("first", (0, 60)), ("last", (0, 60)), False),
    ],
)
def test_windows_of_one_start_share_no_day(
    one: tuple[str, tuple[int, int]], other: tuple[str, tuple[int, int]], meet: bool
) -> None:
    problems: list[Problem] = []

    windows({f"T{i}": Days(since=since, days=days) for i, (since, days) in enumerate((one, other))}, problems)

    assert (["E166"] if meet else []) == [problem.code for problem in problems]


SOURCES = (
    Source(id="people", table="persons", files=("p.csv",), person="id", dates={"first": "Första", "both": "Andra"}),
    Source(id="list", table="enrolment", files=("p.csv",), person="id", stages={"started": "Start", "both": "Steg"}),
)


@pytest.mark.parametrize(("since", "known"), [("first", True), ("started", True), ("frst", False), ("both", False)])
def test_start_is_one_date_or_one_stage(since: str, known: bool) -> None:
    found = {"T0": parse_window("HT2023") or ONCE, "T1": DaysSince(since=since, first=0, last=9)}

    problems = list(start_problems(found, SOURCES))

    assert ([] if known else [("E365", "windows.T1", since)]) == [
        (p.code, p.params["key"], p.params["name"]) for p in problems
    ]


def test_starts_that_are_declared_are_listed() -> None:
    found = {"T1": DaysSince(since="frst", first=0, last=9)}

    (some,), (none,) = list(start_problems(found, SOURCES)), list(start_problems(found, ()))

    assert "De som är deklarerade: first, both, started." in some.text("sv")
    assert "Those that are declared: none." in none.text("en")


@pytest.mark.parametrize(
    ("first", "last", "sv", "en"),
    [
        (60, 240, "60 till 240 dagar efter första mötet", "60 to 240 days after the first meeting"),
        (
            -30,
            14,
            "30 dagar före till 14 dagar efter första mötet",
            "30 days before to 14 days after the first meeting",
        ),
        (-60, -1, "60 till 1 dagar före första mötet", "60 to 1 days before the first meeting"),
    ],
)
def test_window_is_called_by_its_days(first: int, last: int, sv: str, en: str) -> None:
    found = {"T0": ONCE, "T1": DaysSince(since="first", first=first, last=last)}
    labels = {"first": Text(sv="första mötet", en="the first meeting")}

    assert {"T1": Text(sv=sv, en=en)} == words_of_windows(found, labels)
