"""More answers than were asked for, and what else the files say against a declaration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_files import codes, taken

from tsi_eval import open_study
from tsi_eval.ingest import Intake
from tsi_eval.study import Asking

Write = Callable[..., Path]
UNITS = "".join(
    f'\n[[unit]]\nid = "{name}"\nkind = "school"\nlabel = {{ sv = "{name}", en = "{name}" }}\n{pupils}\n'
    for name, pupils in (("a", "pupils = 40"), ("b", ""))
)
POLL = """
[[source]]
id = "poll"
table = "counts"
files = ["poll.csv"]
columns = {{ unit = "Skola", period = "Månad" }}
series = {{ yes = "Ja", who = "Svarande" }}
answered = "who"
asked = {asked}
"""
ANSWERS = "Skola;Månad;Ja;Svarande\na;2023-05;10;30\nb;2023-05;5;20\na;2024-05;12;31\nb;2024-05;6;25\n"


def polled(write: Write, files: dict[str, str], asked: str, answers: str = ANSWERS) -> Intake:
    changed = {
        "pilot.toml": files["pilot.toml"] + UNITS,
        "sources.toml": files["sources.toml"] + POLL.format(asked=asked),
        "poll.csv": answers,
    }
    return taken(write({**files, **changed}))


def measured(write: Write, files: dict[str, str], asked: str) -> Intake:
    source = files["sources.toml"].replace('id = "forms"', f'id = "forms"\nasked = {asked}')
    return taken(write({**files, "sources.toml": source}))


@pytest.mark.parametrize(
    "asked", ["{ VT2023 = 50, VT2024 = 56 }", "{ VT2024 = { a = 31, b = 25 } }", '{ "maj 2023" = 90 }']
)
def test_as_many_as_were_asked_may_answer(asked: str, files: dict[str, str], write: Write) -> None:
    assert [] == codes(polled(write, files, asked))


@pytest.mark.parametrize(
    ("asked", "period", "count", "of"),
    [
        ("{ VT2024 = 55 }", "VT2024", 56, 55),
        ('{ "2024-05" = { a = 30, b = 25 } }', "2024-05", 31, 30),
    ],
)
def test_more_than_were_asked_may_not(
    asked: str, period: str, count: int, of: int, files: dict[str, str], write: Write
) -> None:
    (problem,) = polled(write, files, asked).problems

    assert ("E424", period, count, of) == (problem.code, *(problem.params[name] for name in ("period", "count", "of")))


def test_a_school_that_answered_and_was_not_said_to_be_asked(files: dict[str, str], write: Write) -> None:
    (problem,) = polled(write, files, "{ VT2024 = { a = 31 } }").problems

    assert ("E429", "b") == (problem.code, problem.params["units"])


def test_a_poll_that_nobody_answered(files: dict[str, str], write: Write) -> None:
    (problem,) = polled(write, files, "{ VT2022 = 60, VT2024 = 60 }").problems

    assert ("E425", "2023-05, 2024-05") == (problem.code, problem.params["months"])


def test_a_poll_that_has_not_come_is_awaited(files: dict[str, str], write: Write) -> None:
    assert [] == codes(polled(write, files, "{ VT2024 = 60, VT2025 = 60 }"))


def test_pupils_of_a_school_without_a_number(files: dict[str, str], write: Write) -> None:
    (problem,) = polled(write, files, '"pupils"').problems

    assert ("E423", "b") == (problem.code, problem.params["unit"])


def test_more_pupils_than_there_are(files: dict[str, str], write: Write) -> None:
    (problem,) = polled(write, files, '"pupils"', "Skola;Månad;Ja;Svarande\na;2024-05;12;41\n").problems

    assert ("E424", 41, 40) == (problem.code, problem.params["count"], problem.params["of"])


def test_forms_are_counted_by_person(files: dict[str, str], write: Write) -> None:
    table = measured(write, files, "{ T0 = 500 }").tables["measures"]
    persons = table.loc[table["occasion"] == "T0", "person"].nunique()

    assert [] == codes(measured(write, files, f"{{ T0 = {persons} }}"))
    (problem,) = measured(write, files, f"{{ T0 = {persons - 1} }}").problems
    assert ("E424", persons, persons - 1) == (problem.code, problem.params["count"], problem.params["of"])


def test_who_answered_was_at_the_stage(files: dict[str, str], write: Write) -> None:
    assert [] == codes(measured(write, files, '"offered"'))

    (problem,) = measured(write, files, '"completed"').problems
    assert ("E426", "completed") == (problem.code, problem.params["stage"])
    assert 0 < int(str(problem.params["count"])) < int(str(problem.params["of"]))


def test_a_study_knows_who_was_asked(files: dict[str, str], write: Write) -> None:
    study = open_study(measured(write, files, "{ T0 = 500 }").pilot)

    assert (Asking(source="forms", answers=("score",), period="T0", n=500),) == study.askings
