"""In which window a measurement belongs, by its date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from small_files import file_of, listed, refused

from tsi_eval.ingest.placing import to_windows
from tsi_eval.periods import DaysSince, Window
from tsi_eval.pilot.declaration import Pilot

SOURCE: dict[str, Any] = {"table": "measures", "person": "id", "columns": {"date": "Dag"}}
T0 = Window(start=date(2023, 7, 1), end=date(2024, 1, 1))
T1 = DaysSince(since="first", first=60, last=240)
BASE = DaysSince(since="first", first=-30, last=14)
# Person 1 started in February, person 2 in May, and nobody knows of person 3.
STARTS = {"first": {"1": date(2024, 2, 1), "2": date(2024, 5, 1)}}


def placed(
    pilot: Pilot, content: str, starts: Mapping[str, Mapping[str, date]] = STARTS, **windows: Window | DaysSince
) -> tuple[list[Any], list[Any]]:
    """Return the window of each row such as "1;2024-04-01", and what is refused."""
    file = file_of(replace(pilot, windows=windows), SOURCE, "\n".join(("id;Dag", *content.split())))
    known = {
        name: pd.Series({person: float(day.toordinal()) for person, day in days.items()}, dtype=float)
        for name, days in starts.items()
    }
    file = replace(file, starts=known)
    return listed(to_windows(file, "Dag")), refused(file)


def test_same_day_is_another_occasion_for_each_person(pilot: Pilot) -> None:
    assert (["T1", "T0"], []) == placed(pilot, "1;2024-05-10 2;2024-05-10", T0=BASE, T1=T1)


@pytest.mark.parametrize(
    ("day", "occasion"),
    [("2024-03-31", None), ("2024-04-01", "T1"), ("2024-09-28", "T1"), ("2024-09-29", None)],
)
def test_both_ends_belong_to_a_window_of_days(pilot: Pilot, day: str, occasion: str | None) -> None:
    # 2024-04-01 is 60 days after 2024-02-01, and 2024-09-28 is 240.
    expected = [] if occasion else [("E134", "Dag", (2,))]

    assert ([occasion], expected) == placed(pilot, f"1;{day}", T1=T1)


def test_windows_of_the_calendar_stand_beside_those_of_days(pilot: Pilot) -> None:
    assert (["T0", "T1", "T0"], []) == placed(pilot, "1;2023-10-20 1;2024-05-10 3;2023-08-15", T0=T0, T1=T1)


def test_date_in_two_windows_could_be_of_either(pilot: Pilot) -> None:
    spring = Window(start=date(2024, 1, 1), end=date(2024, 7, 1))

    found = placed(pilot, "1;2024-05-10 1;2024-03-01", VT=spring, T1=T1)

    assert ([None, "VT"], [("E367", "Dag", (2,))]) == found


def test_person_whose_start_nobody_says_is_refused_as_such(pilot: Pilot) -> None:
    found = placed(pilot, "3;2024-05-10 1;2024-05-10 1;2021-05-10", T1=T1)

    assert ([None, "T1", None], [("E364", "Dag", (2,)), ("E134", "Dag", (4,))]) == found


def test_month_says_no_day_to_count_from(pilot: Pilot) -> None:
    assert ([None], [("E134", "Dag", (2,))]) == placed(pilot, "1;2024-05", T1=T1)
    assert (["T0"], []) == placed(pilot, "1;2023-10", T0=T0, T1=T1)


def test_what_is_no_date_is_refused_and_a_blank_is_missing(pilot: Pilot) -> None:
    assert ([None, None], [("E135", "Dag", (2,))]) == placed(pilot, "1;snart 1;", T1=T1)


def test_starts_that_could_not_be_read_are_no_fault_of_the_measurements(pilot: Pilot) -> None:
    assert ([None, "T0"], []) == placed(pilot, "1;2024-05-10 1;2023-10-20", {}, T0=T0, T1=T1)


def test_refusal_names_the_way_out(pilot: Pilot) -> None:
    file = file_of(replace(pilot, windows={"T0": T0}), SOURCE, "id;Dag\n1;2021-01-01")

    to_windows(file, "Dag")

    text = file.problems[0].text("sv")
    assert 'T1 = { since = "first_meeting", days = [60, 240] }' in text
    assert "ta bort" not in text
