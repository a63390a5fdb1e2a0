"""Blanks that mean what stands above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from small_files import codes, taken

from tsi_eval import load_pilot
from tsi_eval.ingest.blanks import with_blanks_filled
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.starts import starts
from tsi_eval.pilot.source import Source

Write = Callable[..., Path]
SOURCE = Source(
    id="s",
    table="measures",
    files=("t.csv",),
    person="Ärende",
    columns={"date": "Dag"},
    blank_means_above=("person", "date"),
)


def frame(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="str")


def test_blank_is_filled_by_what_stands_above_and_only_in_declared_columns() -> None:
    rows = frame(Ärende=["", "F1", " ", "F2", ""], Not=["x", "", "", "y", ""])

    found = with_blanks_filled(rows, SOURCE)

    assert ["", "F1", "F1", "F2", "F2"] == found["Ärende"].tolist()
    assert ["x", "", "", "y", ""] == found["Not"].tolist()


def test_what_stands_above_a_section_title_holds_for_no_row_below_it() -> None:
    rows = frame(Ärende=["F1", "", "", "F2"], **{TITLES: ["a", "a", "b", "b"]})

    assert ["F1", "F1", "", "F2"] == with_blanks_filled(rows, SOURCE)["Ärende"].tolist()


def test_column_that_the_file_lacks_is_passed_over() -> None:
    rows = frame(Not=["x", ""])

    assert with_blanks_filled(rows, SOURCE) is rows


FORMS = """
[[source]]
id = "forms"
table = "measures"
files = ["forms.csv"]
person = "id"
columns = { occasion = "När" }
outcomes.score = ["p"]
blank_means_above = ["person"]
"""


def only(files: dict[str, str], forms: str) -> dict[str, str]:
    """Return a pilot that has nothing but one file of forms."""
    outcome = files["sources.toml"].partition("[[source]]")[0]
    return {
        "pilot.toml": files["pilot.toml"],
        "sources.toml": outcome + FORMS,
        "questions.toml": "declared = 2023-01-01\nquestion = []\n",
        "forms.csv": forms,
    }


@pytest.mark.parametrize("again", ["", "2"])
def test_rows_of_two_persons_that_are_alike_but_for_the_person_both_count(
    files: dict[str, str], write: Write, again: str
) -> None:
    forms = f"id;När;p\n1;T0;5\n;T1;7\n2;T0;6\n{again};T1;7\n"
    intake = taken(write(only(files, forms)))

    assert [] == codes(intake)
    rows = intake.tables["measures"][["person", "occasion", "value"]]
    assert [("1", "T0", 5.0), ("1", "T1", 7.0), ("2", "T0", 6.0), ("2", "T1", 7.0)] == sorted(
        rows.itertuples(index=False, name=None)
    )


def test_row_that_repeats_its_persons_own_is_dropped_as_where_the_person_is_written(
    files: dict[str, str], write: Write
) -> None:
    forms = "id;När;p\n1;T0;5\n;T0;5\n2;T0;6\n"
    intake = taken(write(only(files, forms)))

    assert [] == codes(intake)
    assert [("doubles", (3,))] == [(out.why, out.rows) for out in intake.accounts[-1].left_out]


def test_starts_are_of_the_person_above(files: dict[str, str], write: Write) -> None:
    people = """
[[source]]
id = "people"
table = "persons"
files = ["people.csv"]
person = "id"
columns = { arm = "grupp" }
dates.first_meeting = "Första mötet"
blank_means_above = ["person", "arm"]
"""
    days = "id;grupp;Första mötet\n1;A;\n;;2024-01-10\n2;;2024-05-20\n"
    folder = write(
        files | {"sources.toml": people, "people.csv": days, "questions.toml": "declared = 2023-01-01\nquestion = []\n"}
    )

    (found,) = starts(load_pilot(folder), []).values()

    assert ["1", "2"] == found.index.tolist()
