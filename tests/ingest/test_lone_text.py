"""Rows with one text: rows that lack the rest, notes, titles, and what nobody can tell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sheets import PERSONS, sheet
from small_files import COUNTS

from tsi_eval.ingest.lone_text import NOTE, ROW, TITLE, UNCLEAR, lone_texts
from tsi_eval.pilot.source import Source

TWO = Source(id="t", table="counts", files=("t.csv",), columns={"period": "Månad", "n": "Antal"}, fixed={"series": "r"})
IDS = tuple(f"F{number:02};7;" for number in range(1, 9))


def kinds(source: Source, head: str, *lines: str) -> list[str]:
    found = sheet(source, head, *lines)
    return lone_texts(found, found.filled.any(axis=1), ["Skola B"]).tolist()


def of_counts(*lines: str) -> list[str]:
    return kinds(COUNTS, "Skola;Månad;Vad;Antal;Not", *lines)


def of_persons(*lines: str) -> list[str]:
    return kinds(PERSONS, "id;ålder;not", *lines)


@pytest.mark.parametrize("line", [";;;5;", ";2023-09;;;", "A;;;;", "Skola B;;;;", "2023-09;;;;", "12;;;;"])
def test_what_a_row_could_have_there_is_a_row(line: str) -> None:
    assert ROW == of_counts("A;2023-08;x;1;", line)[1]


@pytest.mark.parametrize("line", ["2024-12;", ";7", "dec 2024;"])
def test_last_row_of_two_columns_is_a_row_though_half_of_it_is_blank(line: str) -> None:
    assert ["", ROW] == kinds(TWO, "Månad;Antal", "2024-11;3", line)


@pytest.mark.parametrize(
    "text", ["* preliminärt", "Källa: systemet", "1) uppskattat", "Uttaget 2024-01-02", "Prel. uppgift."]
)
@pytest.mark.parametrize("last", [True, False])
def test_text_that_is_marked_as_a_note_is_one_wherever_it_stands(text: str, last: bool) -> None:
    rows = ["A;2023-08;x;1;", f"{text};;;;"]

    assert NOTE == of_counts(*rows if last else reversed(rows))[1 if last else 0]


def test_text_in_a_column_that_nobody_declared_is_a_note() -> None:
    assert ["", NOTE, ""] == of_counts("A;2023-08;x;1;", ";;;;se ovan", "A;2023-09;x;1;")


def test_sentence_is_a_note_after_the_last_row_and_a_long_one_anywhere() -> None:
    three, five = "Siffrorna är osäkra;;;;", "Siffrorna är osäkra i år;;;;"

    assert ["", NOTE] == of_counts("A;2023-08;x;1;", three)
    assert [UNCLEAR, ""] == of_counts(three, "A;2023-08;x;1;")
    assert [NOTE, ""] == of_counts(five, "A;2023-08;x;1;")


@pytest.mark.parametrize("text", ["Norrskolan", "Grupp A", "prel"])
def test_few_words_in_the_first_column_are_unclear(text: str) -> None:
    assert ["", UNCLEAR] == of_counts("A;2023-08;x;1;", f"{text};;;;")


def test_few_words_are_titles_where_titles_are_declared() -> None:
    source = replace(TWO, sections="unit")

    assert [TITLE, "", TITLE, "", ROW, NOTE] == kinds(
        source, "Månad;Antal", "Norra;", "2024-01;3", "Skola B;", "2024-01;1", "2024-02;", "* prel"
    )


def test_title_that_is_declared_is_one_though_a_row_has_the_same_text() -> None:
    source = replace(PERSONS, sections="arm", values={"arm": {"F09": "a"}})

    assert TITLE == kinds(source, "id;ålder;not", *IDS, "F09;;")[-1]


@pytest.mark.parametrize(
    ("line", "kind"),
    [("F99;;", ROW), ("F1;;", ROW), ("F100;;", ROW), ("G01;;", UNCLEAR), ("12;;", UNCLEAR), ("Grupp A;;", UNCLEAR)],
)
def test_person_with_nothing_else_is_written_as_other_persons_are(line: str, kind: str) -> None:
    assert kind == of_persons(*IDS, line)[-1]


@pytest.mark.parametrize(
    ("line", "kind"), [("3;;", ROW), ("20;;", ROW), ("24;;", ROW), ("25;;", UNCLEAR), ("F1;;", UNCLEAR)]
)
def test_number_with_nothing_else_is_near_those_of_other_persons(line: str, kind: str) -> None:
    assert kind == of_persons("10;7;", "11;7;", "12;7;", line)[-1]


def test_number_of_very_many_figures_is_no_person_among_numbers() -> None:
    assert UNCLEAR == of_persons("10;7;", "11;7;", f"{'9' * 5000};;")[-1]


def test_where_persons_are_written_in_many_ways_a_number_is_enough() -> None:
    various = ("a1;7;", "bb22;7;", "c-3;7;", "4/d;7;")

    assert [ROW, UNCLEAR] == of_persons(*various, "e5f;;", "Norrskolan;;")[-2:]


def test_sentence_among_persons_is_a_note_and_few_words_are_not() -> None:
    assert [NOTE, UNCLEAR] == of_persons(*IDS[:4], "F03 flyttade i mars;;", "flyttade nyss;;", *IDS[4:])[4:6]


def test_three_words_may_be_a_persons_number_where_others_are_so() -> None:
    assert ROW == of_persons("Familj nr 1;7;", "Familj nr 2;8;", "Familj nr 3;;")[-1]


def test_file_of_one_column_has_no_lone_texts() -> None:
    assert ["", ""] == kinds(Source(id="p", table="persons", files=("t.csv",), person="id"), "id", "F1", "F2")


def test_rows_that_are_something_else_are_not_looked_at() -> None:
    found = sheet(COUNTS, "Skola;Månad;Vad;Antal", "Summa;;;", "A;2023-08;x;1")

    assert ["", ""] == lone_texts(found, found.nowhere(), []).tolist()


def test_title_has_rows_below_it_or_is_declared() -> None:
    source = replace(TWO, sections="unit")

    assert [UNCLEAR, TITLE, "", TITLE, UNCLEAR] == kinds(
        source, "Månad;Antal", "Norra;", "Södra;", "2024-01;3", "Skola B;", "Öst;"
    )
