"""Names of sheets and headings that nobody declared: which are said, and which are only counted."""

from __future__ import annotations

import pytest

from tsi_eval.ingest.shown_names import Names, in_words, may_identify, names_to_say, one_in_words
from tsi_eval.language import Message, say


@pytest.mark.parametrize(
    "name",
    [
        *("F001", "f1", "F-001", "F 12", "AB123", "ABCDE12345", "Familj 12", "Elev12", "Barn_3", "H01b", "Nr 7"),
        *("1001", "2024-17", "2024/117", "17/24", "12-34", "2024-1", "120304", "2010-1112", "HT2023-17"),
        *("F001 Anna", "Anna 2", "F001 HT2023", "HT2023 F001", "F2024", "Maja 12", "19811228-9874"),
        *("Anna Andersson", "Andersson, Anna", "Anna A", "Eva-Lena Öberg", "Bo A. Ek", "KARLSSON ANNA", "T0 / Bo Ek"),
    ],
)
def test_what_may_be_a_person_s_number_or_name_is_not_said(name: str) -> None:
    assert may_identify(name)


@pytest.mark.parametrize(
    "name",
    [
        *("HT2023", "ht 23", "VT-24", "vårtermin 2024", "2024-01", "2024-03-01", "vecka 3", "v. 34-35", "2024-W05"),
        *("jan 2024", "Mars 24", "maj", "2023", "2023/24", "2023-2024", "2023-24", "Q3", "kvartal 2", "Timmar HT2023"),
        *("Blad 1", "Blad1", "Sheet2", "Tabell 3", "Kolumn1", "åk 7", "Årskurs 7-9", "klass 7a", "0–5 år", "T0 / oro"),
        *("Info", "Läs mig", "Antal timmar", "Skola A", "Andel 2023", "", "Grupp / namn", "Pris (kr)"),
    ],
)
def test_periods_sheets_and_words_are_said(name: str) -> None:
    assert not may_identify(name)


def test_what_is_written_as_a_declared_column_is_said_unless_its_number_is_longer() -> None:
    declared = [f"sdq{item}" for item in range(1, 26)]

    assert Names(said=("sdq3", "SDQ26"), hidden=2) == names_to_say(["sdq3", "SDQ26", "sdq100", "F26"], declared)


def test_names_in_capitals_are_said_where_the_pilot_s_own_columns_are_written_so() -> None:
    assert Names(said=("Antal Timmar",), hidden=0) == names_to_say(["Antal Timmar"], ["Datum Start"])
    assert Names(said=(), hidden=1) == names_to_say(["Antal Timmar"], ["Datum"])


def test_the_list_says_how_many_were_left_out_and_why() -> None:
    assert "HT, VT" == in_words(names_to_say(["HT", "VT"]))
    some, none = in_words(names_to_say(["HT", "F001", "F002"])), in_words(names_to_say(["F001"]))
    assert isinstance(some, Message)
    assert isinstance(none, Message)

    assert say(some, "sv").startswith("HT, och 2 till vars namn kan vara en persons nummer eller namn")
    assert say(none, "en").startswith("1 whose names may be a person's number or name")


def test_one_heading_is_said_by_its_place() -> None:
    assert "fbr 2024" == one_in_words("fbr 2024", 3)
    at = one_in_words("F001", 3)

    assert isinstance(at, Message)
    assert say(at, "sv").startswith("kolumn 3, vars rubrik kan vara")
    assert "F001" == one_in_words("F001", 3, ["F001"])
