"""Headers that stand again among the rows, and rows that resemble one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sheets import persons, sheet
from small_files import COUNTS

from tsi_eval.ingest.repeated_header import repeated_headers

HEAD = "Skola;Månad;Vad;Antal;Not"


def found(*lines: str) -> tuple[list[bool], list[bool]]:
    whole, partly = repeated_headers(sheet(COUNTS, HEAD, *lines))
    return whole.tolist(), partly.tolist()


@pytest.mark.parametrize("line", [HEAD, HEAD.upper(), " Skola ;Månad;Vad; Antal;Not", "Skola;Månad;Vad;Antal;"])
def test_header_that_stands_again_is_known_whatever_its_capitals_and_gaps(line: str) -> None:
    assert ([False, True], [False, False]) == found("A;2023-08;x;1;", line)


@pytest.mark.parametrize("line", ["Skola;Månad;Ort;Antal;", "Skola;Månad;Vad;Antal;Kommentar"])
def test_row_with_two_of_the_names_resembles_one(line: str) -> None:
    assert ([False, False], [False, True]) == found("A;2023-08;x;1;", line)


def test_column_may_hold_its_own_name() -> None:
    assert ([False], [False]) == found("A;2023-08;Vad;1;")


def test_name_of_the_column_of_persons_is_no_person() -> None:
    whole, partly = repeated_headers(persons("F1;7;", "ID;Antal;", "id;ålder;not", "idun;7;"))

    assert ([False, False, True, False], [False, True, False, False]) == (whole.tolist(), partly.tolist())


def test_each_row_of_a_header_of_two_is_known() -> None:
    source = replace(COUNTS, columns={"period": "Månad"}, series={"x": "A / inkomna", "y": "B / inkomna"})
    rows = (";A;B", "Månad;inkomna;inkomna", "2024-01;1;2", ";A;B", "Månad;inkomna;inkomna", "2024-02;1;2")

    whole, partly = repeated_headers(sheet(source, *rows))

    assert [False, True, True, False] == whole.tolist()
    assert not partly.any()
