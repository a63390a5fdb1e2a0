"""Persons, and what they belong to, are the same in all files, or the delivery is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_files import codes, taken
from small_pilot import NO_QUESTIONS

Write = Callable[..., Path]
PEOPLE = """
[[source]]
id = "people"
table = "persons"
files = ["people*.csv"]
person = "id"
columns = { arm = "grupp" }
clusters = { child = "barn" }

[[source]]
id = "forms"
table = "measures"
files = ["forms*.csv"]
person = "id"
columns = { date = "datum" }
outcomes.score = ["poang"]

[outcome.score]
label = { sv = "poäng", en = "score" }
unit = { sv = "poäng", en = "points" }
"""
SAME, DIFFERENT = 'ids_alike = "same"\n', 'ids_alike = "different"\n'


def delivery(files: dict[str, str], persons: str, forms: str, first: str = "") -> dict[str, str]:
    people = "".join(f"{person};a;{child}\n" for person, child in (row.split("/") for row in persons.split()))
    filled = "".join(f"{person};{day};7\n" for person, day in (row.split("/") for row in forms.split()))
    return {
        "pilot.toml": files["pilot.toml"],
        "questions.toml": NO_QUESTIONS,
        "sources.toml": first + PEOPLE,
        "people.csv": "id;grupp;barn\n" + people,
        "forms.csv": "id;datum;poang\n" + filled,
    }


BOTH = "007/2023-09-15 7/2024-05-15 8/2023-09-15"


def test_person_in_two_spellings_is_refused_with_every_file_and_row(files: dict[str, str], write: Write) -> None:
    (problem,) = taken(write(delivery(files, "007/b1 8/b2", BOTH))).problems

    assert ("E356", "id", 2, 3) == (
        problem.code,
        *(problem.params[name] for name in ("column", "numbers", "count")),
    )
    assert ("forms.csv", (2, 3), (("people.csv", (2,)),)) == (problem.params["file"], problem.rows, problem.elsewhere)
    text = problem.text("sv")
    assert "F-12 och F12" in text
    assert 'ids_alike = "same"' in text


def test_they_are_one_where_that_is_declared(files: dict[str, str], write: Write) -> None:
    intake = taken(write(delivery(files, "007/b1 8/b2", BOTH, SAME)))

    assert () == intake.problems
    assert ["007", "007", "8"] == intake.tables["measures"]["person"].tolist()


def test_one_who_is_made_one_can_not_be_twice_at_an_occasion(files: dict[str, str], write: Write) -> None:
    again = "007/2023-09-15 7/2023-09-20"

    assert ["E363"] == codes(taken(write(delivery(files, "007/b1", again, SAME))))
    assert ["E132"] == codes(taken(write(delivery(files, "007/b1 7/b1", "7/2023-09-20", SAME), name="twice")))


def test_they_are_two_where_that_is_declared(files: dict[str, str], write: Write) -> None:
    assert ["E133"] == codes(taken(write(delivery(files, "007/b1 8/b2", BOTH, DIFFERENT))))
    assert [] == codes(taken(write(delivery(files, "007/b1 8/b2 7/b3", BOTH, DIFFERENT), name="two")))


def test_what_can_not_be_made_one_is_still_refused(files: dict[str, str], write: Write) -> None:
    assert ["E356"] == codes(taken(write(delivery(files, "112/b1 1-12/b2 11-2/b3", "112/2023-09-15", SAME))))


def test_stranger_is_told_beside_who_is_suspected(files: dict[str, str], write: Write) -> None:
    problems = taken(write(delivery(files, "007/b1", "7/2023-09-15 9/2023-09-15"))).problems

    assert [("E356", 2), ("E133", 1)] == [
        (problem.code, problem.params["numbers" if problem.code == "E356" else "count"]) for problem in problems
    ]
    assert (3,) == problems[1].rows


@pytest.mark.parametrize(("first", "expected"), [("", ["E356"]), (SAME, []), (DIFFERENT, [])])
def test_child_of_two_parents_is_looked_at_as_well(
    first: str, expected: list[str], files: dict[str, str], write: Write
) -> None:
    intake = taken(write(delivery(files, "1/B-1 2/b1 3/B2", "1/2023-09-15", first)))

    assert expected == codes(intake)
    if first == SAME:
        assert 2 == intake.tables["persons"]["child"].nunique()
    if not first:
        assert ("barn", (2, 3)) == (intake.problems[0].params["column"], intake.problems[0].rows)


@pytest.mark.parametrize("seen", ["F001\u200b", " F001", "F001\u00a0", "\ufeffF001"])
def test_sign_that_nobody_sees_makes_no_other_person(seen: str, files: dict[str, str], write: Write) -> None:
    intake = taken(write(delivery(files, "F001/b1", f"F001/2023-09-15 {seen.strip()}/2024-05-15")))

    assert () == intake.problems
    assert ["F001", "F001"] == intake.tables["measures"]["person"].tolist()


@pytest.mark.parametrize("line", ['ids_alike = "same"\n', 'ids_alike = "different"\n', ""])
def test_pilot_without_questionnaires_is_read_whatever_is_said_of_spellings(
    files: dict[str, str], write: Write, line: str
) -> None:
    assert () == taken(write(files | {"sources.toml": line + files["sources.toml"]})).problems
