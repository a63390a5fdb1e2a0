"""Names of sheets and headings that nobody declared: which are said, and which are only counted."""

from __future__ import annotations

import pytest

from tsi_eval.ingest.shown_names import Names, in_words, may_identify, names_to_say, one_in_words, variables_of
from tsi_eval.language import Message, say


@pytest.mark.parametrize(
    "name",
    [
        *("F001", "f1", "F-001", "F 12", "AB123", "ABCDE12345", "Familj 12", "Elev12", "Barn_3", "H01b", "Nr 7"),
        *("1001", "2024-17", "2024/117", "17/24", "12-34", "2024-1", "120304", "2010-1112", "HT2023-17"),
        *("F001 Anna", "Anna 2", "F001 HT2023", "HT2023 F001", "F2024", "Maja 12", "19811228-9874"),
        *(
            "Emma",
            "EMMA",
            "AK",
            "Li",
            "emma karlsson",
            "Anna Karlsson HT23",
            "Karlsson_Anna",
            "AnnaKarlsson",
            "Maria von Essen",
        ),
        *("Šejla Hadžić", "Łukasz Nowak", "anna.karlsson@mail.se", "Emma 2015-03-07", "2015-03-07", "070-1234567"),
        *("Familjen Karlsson", "Poäng för Anna Ek", "Grupp Anna Ek", "Skola Anna", "mamma till Emma", "Barn A", "A K"),
        *("Anna Andersson", "Andersson, Anna", "Anna A", "Eva-Lena Öberg", "Bo A. Ek", "KARLSSON ANNA", "T0 / Bo Ek"),
    ],
)
def test_what_may_be_a_person_s_number_or_name_is_not_said(name: str) -> None:
    assert may_identify(name)


@pytest.mark.parametrize(
    "name",
    [
        *("HT2023", "ht 23", "VT-24", "vårtermin 2024", "2024-01", "vecka 3", "v. 34-35", "2024-W05"),
        *("jan 2024", "Mars 24", "maj", "2023", "2023/24", "2023-2024", "2023-24", "Q3", "kvartal 2", "Timmar HT2023"),
        *("Blad 1", "Blad1", "Sheet2", "Tabell 3", "Kolumn1", "åk 7", "Årskurs 7-9", "klass 7a", "0–5 år", "T0 / oro"),
        *(
            "Info",
            "Läs mig",
            "Norra Skolan",
            "Datum Start",
            "Blad1 (2)",
            "Antal per vecka",
            "Kommentarer",
            "Skolenheterna",
            "Antal timmar",
            "Skola A",
            "Andel 2023",
            "",
            "Grupp / namn",
            "Pris (kr)",
        ),
    ],
)
def test_periods_sheets_and_words_are_said(name: str) -> None:
    assert not may_identify(name)


def test_what_is_written_as_a_declared_column_is_said_unless_its_number_is_longer() -> None:
    declared = [f"sdq{item}" for item in range(1, 26)]

    assert Names(said=("sdq3", "SDQ26"), hidden=2) == names_to_say(["sdq3", "SDQ26", "sdq100", "F26"], declared)


def test_a_declared_heading_in_capitals_opens_for_no_person_s_name() -> None:
    assert names_to_say(["Emma Karlsson", "Vecka Slut"], ["Vecka Nr"]) == Names(said=("Vecka Slut",), hidden=1)


def test_a_slip_of_the_pen_in_a_declared_word_is_said() -> None:
    declared = ["Vårdnadshavare", "Hembesöket"]

    assert names_to_say(["Vårdn.havare", "Hembesöekt", "Vårdnadshavare Emma"], declared).said == (
        "Vårdn.havare",
        "Hembesöekt",
    )


@pytest.mark.parametrize(
    "names",
    [
        *(
            ["T1", "T2", "T3"],
            ["V23", "V24", "V31"],
            ["Del 12", "Del 13", "Del 14"],
            ["klass 7a", "klass 8a", "Klass 9a"],
        ),
        *(["2023-24", "2023-31"], ["V23", "V240"], ["T1", "T11"]),
    ],
)
def test_what_may_be_a_week_or_a_case_is_hidden_beside_others_that_are_written_so(names: list[str]) -> None:
    assert names_to_say(names).said == ()


def test_terms_and_sheets_are_said_however_many_they_are() -> None:
    names = ("HT2021", "HT2022", "HT2023", "Blad1", "Blad2", "Blad3")

    assert names_to_say(names).said == names


def test_variables_of_spss_are_said_where_the_file_has_more_rows_than_columns() -> None:
    names = ["Q12", "VAR00001", "sdq_1", "åtta", "Anna Ek"]

    assert variables_of("sdq.SAV", names, 40) == ("Q12", "VAR00001", "sdq_1")
    assert variables_of("sdq.sav", names, 5) == variables_of("sdq.csv", names, 40) == ()


def test_the_places_of_hidden_columns_are_said() -> None:
    names = names_to_say(["Timmar", "Emma", "Lova"], (), (2, 3, 7))

    assert names.places == (3, 7)
    assert "(kolumn 3, 7)" in say(in_words(names), "sv")


def test_the_list_says_how_many_were_left_out_and_why() -> None:
    assert "HT, VT" == in_words(names_to_say(["HT", "VT"]))
    some, none = in_words(names_to_say(["HT", "F001", "F002"])), in_words(names_to_say(["F001"]))
    assert isinstance(some, Message)
    assert isinstance(none, Message)

    assert say(some, "sv").startswith("HT, och 2 till vars namn kan vara en persons nummer eller namn")
    assert say(none, "en").startswith("1 whose names may be a person's number or name")


def test_one_heading_is_said_by_its_place() -> None:
    assert "feb 2024" == one_in_words("feb 2024", 3)
    at = one_in_words("F001", 3)

    assert isinstance(at, Message)
    assert say(at, "sv").startswith("kolumn 3, vars rubrik kan vara")
    assert "F001" == one_in_words("F001", 3, ["F001"])
