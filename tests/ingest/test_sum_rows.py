"""Rows of sums by their words: certain ones, doubtful ones, and names that are declared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sheets import PERSONS, persons, sheet
from small_files import COUNTS

from tsi_eval.ingest.sum_rows import known_labels, sum_rows
from tsi_eval.pilot.source import FileFormat, Source

HEAD = "Skola;Månad;Vad;Antal"
COST = ("item", "kind", "quantity", "measure", "price", "price_year", "payer", "source")
COSTS = Source(id="c", table="costs", files=("t.csv",), columns={name: name for name in COST})


def found(source: Source, *lines: str, units: tuple[str, ...] = ()) -> tuple[list[bool], list[bool]]:
    certain, perhaps = sum_rows(sheet(source, HEAD, *lines), units)
    return certain.tolist(), perhaps.tolist()


def test_word_counts_in_each_column_of_the_key() -> None:
    rows = ("Summa;2023-08;x;1", "A;Totalt;x;1", "A;2023-08;Delsumma;1", "A;2023-08;x;1")

    assert ([True, True, True, False], [False] * 4) == found(COUNTS, *rows)


def test_label_that_may_be_a_sum_is_told_apart() -> None:
    rows = ("A;2023-08;Alla hjärtans dag;1", "A;2023-08;Alla;1", "Medel;2023-08;x;1")

    assert ([False, True, False], [True, False, True]) == found(COUNTS, *rows)


@pytest.mark.parametrize("name", ["Alla", "Summa", "Hela kommunen", "Alla hjärtans"])
def test_unit_that_is_called_so_is_a_unit(name: str) -> None:
    assert ([False], [False]) == found(COUNTS, f" {name.upper()};2023-08;x;1", units=(name,))
    assert [False] != [a or b for a, b in zip(*found(COUNTS, f"{name};2023-08;x;1"), strict=True)]


def test_word_that_is_translated_is_what_it_is_translated_to() -> None:
    source = replace(COUNTS, values={"series": {"Alla hjärtans dag": "valentine", "Summa": "sums"}})

    assert ([False, False, True], [False] * 3) == found(
        source, "A;2023-08;Alla hjärtans dag;1", "A;2023-08;summa;1", "A;2023-08;Totalt;1"
    )


def test_words_of_a_pilots_own_decide_alone() -> None:
    rows = ("Ihop;2023-08;x;1", "Summa;2023-08;x;1", "Medel;2023-08;x;1")

    assert ([True, False, False], [False] * 3) == found(replace(COUNTS, format=FileFormat(totals=("ihop",))), *rows)
    assert ([False] * 3, [False] * 3) == found(replace(COUNTS, format=FileFormat(totals=())), *rows)


BOTH = ("A;2023-08;elev;1", "A;2023-08;vuxen;2", "A;2023-08;Elev och vuxen;3")


def test_label_that_names_two_others_may_be_their_sum() -> None:
    assert ([False] * 3, [False, False, True]) == found(COUNTS, *BOTH)


@pytest.mark.parametrize(
    "more",
    [
        {"values": {"series": {"elev": "pupil", "vuxen": "adult", "elev och vuxen": "together"}}},
        {"format": FileFormat(totals=("summa",))},
        {"format": FileFormat(totals=())},
    ],
)
def test_label_that_names_two_others_counts_when_the_pilot_says_so(more: dict[str, Any]) -> None:
    assert ([False] * 3, [False] * 3) == found(replace(COUNTS, **more), *BOTH)


def test_cost_that_names_two_others_may_be_their_sum_whatever_its_kind() -> None:
    rows = [f"{item};lokal;1;m;2;2023;p;s" for item in ("Hyra", "El", "Hyra + el")]

    assert ([False] * 3, [False, False, True]) == found_costs(*rows)


def found_costs(*lines: str) -> tuple[list[bool], list[bool]]:
    certain, perhaps = sum_rows(sheet(COSTS, ";".join(COST), *lines), ())
    return certain.tolist(), perhaps.tolist()


@pytest.mark.parametrize(
    ("item", "kind", "is_sum", "may_be"),
    [
        ("Totalt", "", True, False),
        ("Delsumma lokaler", "lokal", False, True),
        ("Summa", "drift", False, True),
        ("Total översyn", "lokal", False, False),
        ("S:a lokaler", "lokal", False, True),
        ("Medel från staten", "", False, True),
        ("Medel från staten", "drift", False, False),
        ("Hyra", "lokal", False, False),
    ],
)
def test_cost_with_a_kind_is_never_left_out(item: str, kind: str, is_sum: bool, may_be: bool) -> None:
    certain, perhaps = sum_rows(sheet(COSTS, ";".join(COST), f"{item};{kind};1;m;2;2023;p;s"), ())

    assert ([is_sum], [may_be]) == (certain.tolist(), perhaps.tolist())


def test_word_of_sums_where_a_person_would_stand_is_no_person() -> None:
    certain, perhaps = sum_rows(persons("F1;7;", "Antal familjer: 76;;", "Medel;6,5;", "Max;9;", "Maximilian;9;"), ())

    assert [False, True, True, False, False] == certain.tolist()
    assert [False, False, False, True, False] == perhaps.tolist()


def test_row_without_a_person_is_asked_by_its_first_text() -> None:
    certain, _ = sum_rows(persons("F1;7;Totalt", ";Summa;78", ";78;Summa", ";;varav nya", ";;"), ())

    assert [False, True, False, True, False] == certain.tolist()


def test_attribute_of_a_person_is_no_sum() -> None:
    certain, perhaps = sum_rows(persons("F1;Totalt;", "F2;Alla;"), ())

    assert [False, False] == certain.tolist()
    assert [False, False] == perhaps.tolist()


def test_labels_that_a_pilot_declares_are_known_in_small_letters() -> None:
    source = replace(COUNTS, values={"unit": {"Norra ": "a"}, "series": {"X": "x"}})

    assert {"norra", "skola b"} == known_labels(source, "unit", ["Skola B"])
    assert {"x"} == known_labels(source, "series", ["Skola B"])
    assert frozenset() == known_labels(PERSONS, "", ["Skola B"])
