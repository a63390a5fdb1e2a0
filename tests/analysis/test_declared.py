"""When a question was declared, beside the data that answer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tsi_eval.analysis.declared import with_declared
from tsi_eval.designs.contract import ESTIMABLE
from tsi_eval.findings import Claim, Declared, Finding, Grounds
from tsi_eval.periods import ONCE, DaysSince, Window
from tsi_eval.pilot.pilot_study import PilotStudy

AUTUMN = Window(start=date(2023, 7, 1), end=date(2024, 1, 1))
WINDOWS = {"T0": AUTUMN, "any": ONCE, "own": DaysSince(since="start", first=0, last=30)}


@pytest.fixture
def declared(study: PilotStudy) -> Callable[[str, date], Declared]:
    """Return a function from where an answer is first seen, and a day of declaration, to when."""

    def when(first: str, day: date) -> Declared:
        pilot = replace(study.pilot, windows=WINDOWS, declared=day)
        finding = Finding(
            question="q",
            design="any",
            claim=Claim.CHANGED,
            feasibility=ESTIMABLE,
            grounds=Grounds(first=first),
        )
        return with_declared(finding, pilot).grounds.declared

    return when


@pytest.mark.parametrize(("day", "expected"), [
    (date(2023, 6, 30), Declared.BEFORE),
    (date(2023, 7, 1), Declared.UNKNOWN),
    (date(2023, 12, 31), Declared.UNKNOWN),
    (date(2024, 1, 1), Declared.AFTER),
])  # fmt: skip
def test_values_may_come_from_a_window_s_first_day_on(
    declared: Callable[[str, date], Declared], day: date, expected: Declared
) -> None:
    assert expected is declared("T0", day)


@pytest.mark.parametrize(("first", "day", "expected"), [
    ("2023-08", date(2023, 8, 31), Declared.BEFORE),
    ("2023-08", date(2023, 9, 1), Declared.AFTER),
    ("HT2023", date(2023, 12, 31), Declared.BEFORE),
    ("HT2023", date(2024, 1, 1), Declared.AFTER),
])  # fmt: skip
def test_a_month_s_number_is_there_when_the_month_is_over(
    declared: Callable[[str, date], Declared], first: str, day: date, expected: Declared
) -> None:
    assert expected is declared(first, day)


@pytest.mark.parametrize("first", ["any", "own", "", "no such occasion"])
def test_where_no_days_are_known_nothing_is_guessed(declared: Callable[[str, date], Declared], first: str) -> None:
    assert {Declared.UNKNOWN} == {declared(first, date(year, 1, 1)) for year in (1900, 2023, 2100)}
