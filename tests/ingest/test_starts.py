"""The day on which each person started, from the sources that declare it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_files import taken
from small_pilot import FORMS, SCORE

from tsi_eval import load_pilot, open_study
from tsi_eval.ingest.starts import day_of, starts

Write = Callable[..., Path]
PEOPLE = """
[[source]]
id = "people"
table = "persons"
files = ["people*.csv"]
person = "id"
columns = { arm = "grupp" }
values.arm = { A = "a", B = "b" }
dates.first_meeting = "Första mötet"

[[source]]
id = "log"
table = "enrolment"
files = ["stages.csv"]
person = "id"
stages = { offered = "Erbjuden", started = "Startad", completed = "Klar" }
"""
HEAD = "id;grupp;Första mötet\n"
WINDOWS = """
[windows]
T0 = { since = "first_meeting", days = [-30, 14] }
T1 = { since = "first_meeting", days = [60, 240] }
"""


def rolling(files: dict[str, str], since: str = "first_meeting", **more: str) -> dict[str, str]:
    """Return the files of a pilot whose families start in January and in May."""
    about = files["pilot.toml"]
    before, _, after = about.partition("[windows]")
    windows = WINDOWS.replace("first_meeting", since)
    return {
        "pilot.toml": before + windows + "\n[labels]" + after.partition("[labels]")[2],
        "questions.toml": files["questions.toml"],
        "sources.toml": PEOPLE + SCORE + FORMS,
        "people.csv": HEAD + "1;A;2024-01-10\n2;B;2024-05-20\n3;A;\n",
        "stages.csv": "id;Erbjuden;Startad;Klar\n1;x;2024-01-12;ja\n2;x;2024-05-22;\n3;x;ja;\n",
        "forms.csv": "id;datum;poang\n1;2024-01-15;20\n1;2024-05-20;15\n2;2024-05-20;22\n2;2024-09-01;18\n",
    } | more


def rows_of(intake: Any) -> list[tuple[Any, ...]]:
    table = intake.tables["measures"][["person", "occasion", "value"]]
    return list(table.itertuples(index=False, name=None))


def test_families_that_start_all_year_are_measured_by_their_own_days(files: dict[str, str], write: Write) -> None:
    intake = taken(write(rolling(files)))

    assert () == intake.problems
    assert [("1", "T0", 20.0), ("1", "T1", 15.0), ("2", "T0", 22.0), ("2", "T1", 18.0)] == rows_of(intake)


def test_start_may_be_a_stage_with_dates(files: dict[str, str], write: Write) -> None:
    intake = taken(write(rolling(files, since="started")))

    assert () == intake.problems
    assert ["T0", "T1", "T0", "T1"] == [occasion for _, occasion, _ in rows_of(intake)]


def test_measurement_of_who_has_no_start_is_refused(files: dict[str, str], write: Write) -> None:
    forms = rolling(files)["forms.csv"] + "3;2024-05-20;9\n"

    (problem,) = taken(write(rolling(files, **{"forms.csv": forms}))).problems

    assert ("E364", 1, (6,)) == (problem.code, problem.params["count"], problem.rows)


def test_two_measurements_in_one_window_are_refused_and_nobody_is_told_to_remove_one(
    files: dict[str, str], write: Write
) -> None:
    forms = rolling(files)["forms.csv"] + "1;2024-06-20;9\n"

    (problem,) = taken(write(rolling(files, **{"forms.csv": forms}))).problems

    assert "E363" == problem.code
    assert "ta inte bort någon av dem" in problem.text("sv")
    assert "remove neither" in problem.text("en")


def test_dates_of_start_are_read_strictly_and_never_enter_the_study(files: dict[str, str], write: Write) -> None:
    wrong = HEAD + "1;A;2024-01-10\n2;B;i maj\n3;A;2027-01-01\n"
    codes = [problem.code for problem in taken(write(rolling(files, **{"people.csv": wrong}))).problems]
    assert ["E135", "E368", "E364"] == codes

    folder = write(rolling(files))
    study = open_study(load_pilot(folder))
    assert {"person", "arm"} == {*study.table("persons").columns}
    assert "2024-01-10" not in study.table("persons").to_csv()


def test_identity_number_among_the_dates_is_found(files: dict[str, str], write: Write) -> None:
    intake = taken(write(rolling(files)))

    assert ["Första mötet"] == [name.partition(":")[2] for name in intake.undeclared["people"].columns]


def test_report_says_from_what_the_days_are_counted(files: dict[str, str], write: Write) -> None:
    pilot = load_pilot(write(rolling(files)))
    receipt = open_study(pilot).receipt

    (note,) = (
        n for item in receipt for n in item.notes if n.key == "found.since" and n.params["occasion"].sv == "våren"
    )  # type: ignore[union-attr]
    assert "60 till 240 dagar efter first_meeting" == note.params["days"].sv  # type: ignore[union-attr]


def test_windows_without_a_label_are_called_by_their_days(files: dict[str, str], write: Write) -> None:
    plain = rolling(files)
    plain["pilot.toml"] = (
        plain["pilot.toml"].replace("T1 = { sv =", "first_meeting = { sv =").replace("våren", "första mötet")
    )

    pilot = load_pilot(write(plain))

    assert "60 till 240 dagar efter första mötet" == pilot.labels["T1"].sv
    # The label says it already.
    notes = (note for item in open_study(pilot).receipt for note in item.notes)
    assert ["hösten"] == [note.params["occasion"].sv for note in notes if note.key == "found.since"]  # type: ignore[union-attr]
    assert "hösten" == pilot.labels["T0"].sv


def test_starts_are_gathered_from_all_files_that_have_them(files: dict[str, str], write: Write) -> None:
    two = rolling(files, **{"people2.csv": HEAD + "4;A;2024-02-01\n", "people3.csv": "id;grupp\n5;A\n"})
    problems: list[Any] = []

    pilot = load_pilot(write(two))
    found = starts(pilot, problems)

    assert [] == problems
    assert {"1": date(2024, 1, 10), "2": date(2024, 5, 20), "4": date(2024, 2, 1)} == {
        person: date.fromordinal(int(day)) for person, day in found["first_meeting"].items()
    }
    day = day_of(pd.Series(["4", "9", None], dtype="str"), found, "first_meeting", pilot)
    assert [float(date(2024, 2, 1).toordinal()), None, None] == [None if pd.isna(value) else value for value in day]


def test_pilot_without_dates_has_no_starts(files: dict[str, str], write: Write) -> None:
    assert {} == starts(load_pilot(write(files)), [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [('ids_alike = "same"\n', []), ("", ["E364", "E356"]), ('ids_alike = "different"\n', ["E364"])],
)
@pytest.mark.parametrize("since", ["first_meeting", "started"])
def test_start_of_a_person_in_another_spelling_is_found_where_they_are_the_same(
    files: dict[str, str], write: Write, since: str, line: str, expected: list[str]
) -> None:
    spelled = rolling(files, since=since)
    spelled["forms.csv"] = spelled["forms.csv"].replace("\n1;", "\n001;")
    spelled["sources.toml"] = line + spelled["sources.toml"]

    found = {problem.code for problem in taken(write(spelled)).problems}

    assert {*expected} == found - {"E133"}


def test_person_of_two_spellings_has_one_start(files: dict[str, str], write: Write) -> None:
    pilot = replace(load_pilot(write(rolling(files))), ids_alike="same")
    known = {"start": pd.Series([1.0, 1.0, 5.0], index=["07", "7", "8"])}

    day = day_of(pd.Series(["007", "8", "9"], index=[4, 6, 7], dtype="str"), known, "start", pilot)

    assert {4: 1.0, 6: 5.0} == day.dropna().to_dict()
