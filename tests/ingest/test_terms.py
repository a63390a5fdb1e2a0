"""Terms, also those that take their year from a column of school years."""

from __future__ import annotations

from typing import Any

import pytest
from small_files import file_of, listed, refused

from tsi_eval.ingest.terms import terms
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ABSENCE

TERM = next(column for column in ABSENCE.columns if column.name == "term")


def terms_of(pilot: Pilot, *rows: str, year: bool = True) -> tuple[list[Any], list[Any]]:
    columns = {"term": "Termin"} | ({"school_year": "Läsår"} if year else {})
    file = file_of(pilot, {"table": "absence", "columns": columns}, "\n".join(["Läsår;Termin", *rows]))
    return listed(terms(file, TERM)), refused(file)


@pytest.mark.parametrize(
    ("row", "term"),
    [
        ("2023/24;höst", "HT2023"),
        ("23/24;VÅRTERMINEN", "VT2024"),
        ("läsår 2023/24;ht", "HT2023"),
        ("2023/24;vt", "VT2024"),
        ("1999/00;vt", "VT2000"),
    ],
)
def test_term_without_a_year_takes_it_from_the_school_year(pilot: Pilot, row: str, term: str) -> None:
    assert ([term], []) == terms_of(pilot, row)


@pytest.mark.parametrize(("row", "term"), [("2023/24;ht 23", "HT2023"), ("2023/24;VT2024", "VT2024")])
def test_year_of_the_term_itself_is_kept(pilot: Pilot, row: str, term: str) -> None:
    assert ([term], []) == terms_of(pilot, row)


@pytest.mark.parametrize("row", ["2023/24;ht 22", "2024/25;HT2023", "2023/24;VT2023", "2023/24;HT2024"])
def test_term_of_another_school_year_is_refused(pilot: Pilot, row: str) -> None:
    _, problems = terms_of(pilot, "2023/24;HT2023", row, "2023/24;vår")

    assert [("E395", "Termin", (3,))] == problems


@pytest.mark.parametrize("row", ["2023/24;", "2023/24;aug 2023", "2023/24;sommar"])
def test_what_is_no_term_is_refused(pilot: Pilot, row: str) -> None:
    assert ([None], [("E203", "Termin", (2,))]) == terms_of(pilot, row)


def test_term_without_any_year_is_refused(pilot: Pilot) -> None:
    assert ([None], [("E203", "Termin", (2,))]) == terms_of(pilot, "x;höst", year=False)


def test_school_year_that_there_is_none_of_is_refused(pilot: Pilot) -> None:
    assert [("E203", "Läsår", (2,)), ("E203", "Termin", (2,))] == terms_of(pilot, "2023/25;höst")[1]
