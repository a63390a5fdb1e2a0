"""Rows as columns of text: what is filled, and what is asked of each different field once."""

from __future__ import annotations

import pytest
from sheets import persons, sheet
from small_files import COUNTS

from tsi_eval.ingest.header import find_header
from tsi_eval.ingest.sheet import sheet_of


def test_row_that_ends_early_is_blank_where_it_ends() -> None:
    found = persons("F1;7;x", "F2", " ;\t")

    assert [[True, True, True], [True, False, False], [False, False, False]] == found.filled.tolist()
    assert [3, 1, 2] == found.lengths.tolist()
    assert [2, 3, 4] == found.numbers.tolist()


def test_row_may_have_more_fields_than_the_header() -> None:
    found = persons("F1;7;x;y")

    assert (3, 4) == (found.width, len(found.columns))
    assert [True] == found.filled[:, 3].tolist()


def test_different_fields_are_asked_once() -> None:
    asked = []

    def is_seven(field: str) -> bool:
        asked.append(field)
        return field == "7"

    found = persons("F1;7;", "F2;8;", "F3;7;").columns[1].matches(is_seven)

    assert [True, False, True] == found.tolist()
    assert ["7", "8"] == sorted(asked)


def test_words_are_known_in_small_letters_and_without_blanks() -> None:
    assert [True, True, False] == persons("F1; Ett ", "F2;ETT", "F3;två").is_among(1, {"ett"}).tolist()


def test_frame_holds_the_columns_of_the_header() -> None:
    found = persons("F1;7;x;y", "F2;8;z")

    frame = found.frame(found.filled[:, 0] & (found.numbers > 2))

    assert ["id", "ålder", "not"] == list(frame.columns)
    assert [["F2", "8", "z"]] == frame.to_numpy().tolist()
    assert [0] == list(frame.index)


def test_place_of_a_column_is_known_by_its_name() -> None:
    found = persons("F1;7;")

    assert (0, 1, None) == (found.place("id"), found.place("ålder"), found.place("kön"))
    assert 0 == found.first


def test_first_column_is_the_first_that_has_a_name() -> None:
    assert 1 == sheet(COUNTS, ";Skola;Månad;Vad;Antal", ";A;2023-08;x;1").first


def test_header_without_rows_has_no_rows() -> None:
    header = find_header(((1, ("Skola", "Månad", "Vad", "Antal")),), COUNTS)

    found = sheet_of((), header, COUNTS)

    assert (0, 4) == found.filled.shape
    assert [] == found.nowhere().tolist()
    assert found.frame(found.nowhere()).empty


@pytest.mark.parametrize(("place", "fields"), [(0, ["F2"]), (2, ["z"])])
def test_fields_of_some_rows_are_given_in_their_order(place: int, fields: list[str]) -> None:
    found = persons("F1;7;x", "F2;8;z")

    assert fields == found.columns[place].of_rows(found.numbers == 3).tolist()
