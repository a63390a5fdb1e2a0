"""Persons that are written as no other person is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sheets import PERSONS, persons, sheet
from small_files import COUNTS

from tsi_eval.ingest.odd_persons import odd_persons
from tsi_eval.pilot.source import FileFormat

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


@pytest.mark.parametrize("place", [0, 4])
def test_number_among_persons_with_letters_may_be_a_person_of_an_older_system(place: int) -> None:
    assert not any(odd(*IDS[:place], "60;7;", *IDS[place:]))


def test_word_among_persons_is_odd_wherever_it_stands() -> None:
    assert [*[False] * 4, True, *[False] * 4] == odd(*IDS[:4], "Kontaktperson;7;", *IDS[4:])


def test_two_numbers_may_end_a_list_and_three_are_persons() -> None:
    many = tuple(f"F{number};7;" for number in range(1, 31))

    assert [*[False] * 30, True, True] == odd(*many, "60;7;", "2024;7;")
    assert not any(odd(*many, "60;7;", "2024;7;", "8;7;"))


def test_seven_persons_with_letters_are_too_few_to_call_a_number_odd() -> None:
    assert not any(odd(*IDS[:7], "60;7;"))


def test_identity_number_is_refused_as_what_it_is() -> None:
    assert not any(odd(*IDS, "20120101-2384;7;"))


@pytest.mark.parametrize("words", [("summa",), ()])
def test_declaring_the_words_of_sums_is_the_way_out(words: tuple[str, ...]) -> None:
    declared = replace(PERSONS, format=FileFormat(totals=words))
    found = sheet(declared, "id;ålder;not", *IDS, "Kontaktperson;7;", "60;7;")

    assert not odd_persons(found, found.filled.any(axis=1)).any()


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
