"""One file of a source: its columns as text or numbers, and where problems go."""

from __future__ import annotations

import pandas as pd
from small_files import file_of, listed, refused

from tsi_eval.pilot.declaration import Pilot

SOURCE = {"table": "counts", "columns": {"period": "Månad", "n": "Antal"}}
CONTENT = "Månad;Antal\naug 2023;1 234\nsep 2023;..\n2023-10;x"


def test_places_are_the_rows_of_the_file(pilot: Pilot) -> None:
    places = file_of(pilot, SOURCE, CONTENT).places()

    assert {"row": [2, 3, 4], "file": ["t.csv"] * 3} == places.to_dict("list")


def test_text_is_missing_where_the_file_says_so(pilot: Pilot) -> None:
    assert ["a", None, None] == listed(
        file_of(pilot, SOURCE, "Antal\n a \n\n  ".replace("\n\n", "\n \n")).text("Antal")
    )


def test_amounts_are_read_once_and_their_faults_said_once(pilot: Pilot) -> None:
    file = file_of(pilot, SOURCE, CONTENT)

    first, again = file.amounts("Antal"), file.amounts("Antal")

    assert first is again
    assert [1234.0, None, None] == listed(first[0])
    assert ["", "secret", ""] == listed(first[1])
    assert [("E121", "Antal", (4,))] == refused(file)


def test_hidden_numbers_and_gaps_in_thousands_are_found(pilot: Pilot) -> None:
    file = file_of(pilot, SOURCE, CONTENT)

    file.amounts("Antal")

    assert {"secret": "", "thousands": ""} == file.found


def test_periods_of_another_kind_are_said_once(pilot: Pilot) -> None:
    file = file_of(pilot, SOURCE, "Månad;Antal\naug 2023;1\nHT2023;1")

    periods = [file.periods("Månad", frozenset({"month"})) for _ in range(2)]

    assert "2023-08" == periods[1].iloc[0].name
    assert [("E203", "Månad", (3,))] == refused(file)


def test_refusal_counts_rows_and_names_them(pilot: Pilot) -> None:
    file = file_of(pilot, SOURCE, CONTENT)

    file.refuse("E136", "Antal", pd.Series([True, False, True]), low="0", high="40")
    file.refuse("E136", "Antal", pd.Series([False] * 3), low="0", high="40")

    (problem,) = file.problems
    assert {"file": "t.csv", "column": "Antal", "count": 2, "of": 3, "low": "0", "high": "40"} == problem.params
    assert (2, 4) == problem.rows


def test_blank_fields_are_refused_but_not_signs(pilot: Pilot) -> None:
    file = file_of(pilot, SOURCE, "Månad;Antal\n2023-08; \n2023-09;..")

    file.refuse_blanks("Antal")

    assert [("E214", "Antal", (2,))] == refused(file)
