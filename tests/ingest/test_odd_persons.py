"""Persons that are written as no other person is."""

from __future__ import annotations

import pytest
from sheets import persons, sheet
from small_files import COUNTS

from tsi_eval.ingest.odd_persons import odd_persons

IDS = tuple(f"F{number:02};7;" for number in range(1, 9))


def odd(*lines: str) -> list[bool]:
    found = persons(*lines)
    return odd_persons(found, found.filled.any(axis=1)).tolist()


@pytest.mark.parametrize("line", ["Kontaktperson;Telefon;", "60;12,5;", "saknas;7;", "2024;1;"])
def test_person_without_a_digit_or_a_letter_where_others_have_both_is_odd(line: str) -> None:
    assert [*[False] * 8, True] == odd(*IDS, line)


def test_rows_of_a_second_table_are_odd_together() -> None:
    assert [*[False] * 8, True, True] == odd(*IDS, "Ledare;Antal;", "Anna;3;")


@pytest.mark.parametrize("line", ["G01;7;", "f9;7;", "F100;7;", ";7;"])
def test_person_with_a_digit_and_a_letter_is_not(line: str) -> None:
    assert not any(odd(*IDS, line))


def test_few_persons_have_no_common_way() -> None:
    assert not any(odd(*IDS[:4], "Anna;7;"))


def test_where_persons_are_written_in_two_ways_neither_is_odd() -> None:
    assert not any(odd(*IDS[:5], "Anna;7;", "Bo;7;", "Cilla;7;"))


def test_rows_that_are_something_else_are_not_looked_at() -> None:
    found = persons(*IDS, "Summa;7;")

    assert not odd_persons(found, found.numbers < 10).any()


def test_tally_has_no_persons() -> None:
    found = sheet(COUNTS, "Skola;Månad;Vad;Antal", *(f"A;2023-0{month};x;1" for month in range(1, 8)), "B;2023-08;x;y")

    assert not odd_persons(found, found.filled.any(axis=1)).any()
