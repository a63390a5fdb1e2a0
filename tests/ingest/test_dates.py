"""Columns of single days, which must have passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from small_files import file_of, listed, refused

from tsi_eval.ingest.dates import day_numbers
from tsi_eval.pilot.declaration import Pilot


def numbers(pilot: Pilot, *fields: str) -> tuple[list[Any], list[Any]]:
    dated = replace(pilot, report_date=date(2024, 6, 15))
    file = file_of(
        dated, {"table": "persons", "person": "id"}, "\n".join(("id;Dag", *(f"1;{field}" for field in fields)))
    )
    return listed(day_numbers(file, "Dag")), refused(file)


def test_days_are_counted_on_and_a_blank_is_missing(pilot: Pilot) -> None:
    first = float(date(2024, 2, 28).toordinal())

    assert ([first, first + 2, None, first + 108], []) == numbers(pilot, "2024-02-28", "1/3-24", "", "2024-06-15")


def test_time_of_day_makes_no_difference(pilot: Pilot) -> None:
    assert numbers(pilot, "2024-03-01") == numbers(pilot, "2024-03-01 10:42")


@pytest.mark.parametrize(
    "field",
    ["9999-12-31", "1900-01-00", "2024-02-30", "03/04/2024", "45000", "2024-03", "v. 9 2024", "HT2023", "ja", "24"],
)
def test_what_is_no_day_is_refused(pilot: Pilot, field: str) -> None:
    assert ([None], [("E135", "Dag", (2,))]) == numbers(pilot, field)


def test_day_after_the_report_is_refused(pilot: Pilot) -> None:
    assert ([None], [("E368", "Dag", (2,))]) == numbers(pilot, "2024-06-16")


def test_refusal_says_what_a_number_of_a_spreadsheet_is(pilot: Pilot) -> None:
    file = file_of(pilot, {"table": "persons", "person": "id"}, "id;Dag\n1;45139.5")

    day_numbers(file, "Dag")

    assert "ändra cellernas format till datum" in file.problems[0].text("sv")
    assert "45139.5" not in file.problems[0].text("sv")
