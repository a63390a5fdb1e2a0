"""Blanks that mean what stands above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from small_files import codes, taken

from tsi_eval import load_pilot
from tsi_eval.errors import Problem
from tsi_eval.ingest.blanks import with_blanks_filled
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.read import read_text
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


SCHOOLS = Source(
    id="c",
    table="contacts",
    files=("t.csv",),
    columns={"unit": "Skola", "period": "Vecka", "arena": "Plats", "n": "Antal"},
    fixed={"who": "pupil"},
    blank_means_above=("unit",),
)
ROWS = "Skola;Vecka;Plats;Antal\nSkola A;2024-W02;korridor;3\n;2024-W03;korridor;4\n"


def refused(folder: Path, content: str) -> list[tuple[str, tuple[int, ...]]]:
    problems: list[Problem] = []
    (folder / "t.csv").write_text(content, encoding="utf-8")
    read_text(folder / "t.csv", SCHOOLS, problems, ["Skola A", "Skola B"])
    return [(problem.code, problem.rows) for problem in problems]


@pytest.mark.parametrize(
    "left_out", ["Totalt;;;7", "Hela kommunen;2024-W02;skolan;4", "Skola;Vecka;Plats;Antal", "Källa: loggen;;;"]
)
def test_blank_below_a_row_that_is_left_out_is_not_known(tmp_path: Path, left_out: str) -> None:
    below = f"{ROWS}{left_out}\n;;;\n;2024-W03;skolan;6\n;2024-W04;skolan;6\n"

    assert [("E402", (6, 7))] == refused(tmp_path, below)
    assert [] == refused(tmp_path, f"{ROWS}{left_out}\nSkola B;2024-W03;skolan;6\n;2024-W04;skolan;6\n")


def test_row_that_is_left_out_and_has_no_text_in_the_column_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{ROWS};Summa;;7\n;;;\n;2024-W04;korridor;6\n", encoding="utf-8")
    found = read_text(tmp_path / "t.csv", SCHOOLS, [])

    assert found is not None
    assert ["Skola A"] * 3 == found.frame["Skola"].tolist()


def test_blank_below_the_mean_of_a_person_is_not_the_persons(files: dict[str, str], write: Write) -> None:
    intake = taken(write(only(files, "id;När;p\n1;T0;5\nMedel;;5\n;T1;7\n")))

    assert ["E402"] == codes(intake)


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
