"""A column that is missing: what the file has instead, never what is known of a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from small_files import codes, taken

from tsi_eval.errors import Problem
from tsi_eval.ingest.missing_columns import MOST_NAMED, has_columns
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.source import Source

SOURCE = Source(
    id="p",
    table="persons",
    files=("p.csv",),
    person="Ärende",
    columns={"arm": "Grupp", "gender": "Kön", "school": "Skola"},
)


def problems_of(*names: str, source: Source = SOURCE, others: tuple[Source, ...] = ()) -> list[Problem]:
    problems: list[Problem] = []
    whole = has_columns(pd.DataFrame(columns=[ROW, *names]), (source, *others), "p.csv", problems)
    assert whole is not bool(problems)
    return problems


def test_a_file_with_every_column_has_no_problem() -> None:
    assert [] == problems_of("Ärende", "Grupp", "Kön", "Skola", "mer")


def test_a_missing_column_is_told_with_those_that_the_file_has_and_how_two_headings_are_named() -> None:
    (problem,) = problems_of("Ärende", "Kön", "Skola", "Gruppen", "Antal\0", "\0005")

    first, where, do = problem.lines("sv")

    assert "E126 Kolumnen ”Grupp” finns inte. Menade du ”Gruppen”?" == first
    assert "  var: p.csv, rubrikraden. Filen har kolumnerna: Ärende, Kön, Skola, Gruppen" == where
    assert do.endswith("Står två rubriker över varandra skrivs båda, som ”Grupp / namn”.")


def test_a_column_that_the_source_names_as_well_is_not_meant() -> None:
    source = replace(SOURCE, columns={"arm": "Poäng före", "gender": "Poäng efter"})

    (problem,) = problems_of("Ärende", "Poäng före", "Skola", source=source)

    assert "E126 Kolumnen ”Poäng efter” finns inte." == problem.lines("sv")[0]


def test_where_nothing_is_near_the_sentence_ends() -> None:
    (problem,) = problems_of("Ärende", "Grupp", "Kön", "xyz")

    assert "E126 Kolumnen ”Skola” finns inte." == problem.lines("sv")[0]
    assert "E126 The column 'Skola' does not exist." == problem.lines("en")[0]


def test_where_the_headings_were_not_found_no_name_is_said_since_it_may_be_a_person_s() -> None:
    (problem,) = problems_of("Kalle Karlsson", "flicka", "7")

    text = problem.text("sv")

    assert "Ärende, Grupp, Kön, Skola" in text
    assert "Rubrikraden hittades inte" in text
    assert "Kalle" not in text


def test_one_column_of_many_is_no_header_yet() -> None:
    (problem,) = problems_of("Ärende", "Anna", "Bo")

    assert "Anna" not in problem.text("sv")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_identity_number_among_the_columns_is_withheld_and_the_others_are_told(language: str) -> None:
    (problem,) = problems_of("Ärende", "Grupp", "Kön", "19811228-9874")

    text = problem.text(language)

    assert "9874" not in text
    assert "Ärende, Grupp, Kön, " + {"sv": "och 1 till", "en": "and 1 more"}[language] in text


def test_of_very_many_columns_the_first_are_told() -> None:
    (problem,) = problems_of("Ärende", "Grupp", "Kön", *(f"kolumn {i}" for i in range(100)))

    assert f"kolumn {MOST_NAMED - 4}, …" in problem.text("sv")
    assert f"kolumn {MOST_NAMED - 3}" not in problem.text("sv")


def test_persons_as_columns_are_counted_and_never_said_nor_suggested() -> None:
    problems = problems_of("Kön", "Grupp", "F001", "F002", "Skolan F003", source=replace(SOURCE, person="F00"))

    for language in ("sv", "en"):
        text = " ".join(problem.text(language) for problem in problems)
        assert "F001" not in text
        assert "F003" not in text
        assert {"sv": "och 3 till (kolumn 3, 4, 5) vars namn", "en": "and 3 more (column 3, 4, 5) whose names"}[
            language
        ] in text
    assert "vänd" in problems[0].lines("sv")[2]


def test_items_of_a_declared_questionnaire_are_said() -> None:
    source = replace(SOURCE, columns={f"q{item}": f"sdq{item}" for item in range(1, 6)})
    (problem,) = problems_of("Ärende", "sdq1", "sdq2", "sdq3", "sdq4", "sdq_5", "sdq6", source=source)

    assert "sdq6" in problem.text("sv")


def test_heading_that_only_new_files_have_is_read_by_a_second_source_as_the_message_says(
    files: dict[str, str], write: Callable[..., Path]
) -> None:
    new = files["forms.csv"].replace("id,datum,poang", "id,datum,summa").replace("-09-15", "-09-20")
    head, *rows = new.splitlines()
    autumn, spring = ([row for row in rows if month in row] for month in ("2023-09", "2024-05"))
    given = files | {"forms.csv": "\n".join(["id,datum,poang", *autumn]), "forms_new.csv": "\n".join([head, *spring])}
    given["sources.toml"] = given["sources.toml"].replace('["forms.csv"]', '["forms*.csv"]')
    assert {"E126"} == {*codes(taken(write(given)))}

    source = given["sources.toml"].rpartition("[[source]]")
    first = source[2].replace('["forms*.csv"]', '["forms.csv"]')
    second = source[2].replace('["forms*.csv"]', '["forms_*.csv"]').replace('"forms"', '"forms_new"')
    given["sources.toml"] = "[[source]]".join([source[0], first, second.replace('["poang"]', '["summa"]')])

    intake = taken(write(given))
    assert () == intake.problems
    assert len(rows) == len(intake.tables["measures"])


def test_a_heading_that_another_source_of_the_file_declares_is_said() -> None:
    other = replace(SOURCE, id="e", table="enrolment", columns={}, stages={"started": "Zqbörjat"})
    names = ("Ärende", "Grupp", "Kön", "Zqbörjat")

    (alone,), (beside,) = problems_of(*names), problems_of(*names, others=(other,))

    assert "Zqbörjat" not in str(alone.lines("sv"))
    assert "Zqbörjat" in beside.lines("sv")[1]


def test_the_heading_of_a_place_is_said() -> None:
    (problem,) = problems_of("Ärende", "Grupp", "Kön", "Ort")

    assert problem.lines("sv")[1].endswith("Ort")
