"""Two who answered for one child: one of them is kept, the same at every occasion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_files import taken

from tsi_eval.ingest import Intake

Write = Callable[..., Path]
FORMS = """
[[source]]
id = "sdq"
table = "measures"
files = ["sdq.csv"]
person = "id"
columns = {{ date = "datum" }}
instrument = {{ key = "sdq_parent", items = "p{{item:02}}", prefix = "sdq", respondent = "vem"{order} }}
"""
ORDER = ', respondents = ["mamma", "pappa"]'
AUTUMN, SPRING = "2023-09-15", "2024-05-15"


def answered(files: dict[str, str], write: Write, *rows: tuple[str, str, str, int], order: str = ORDER) -> Intake:
    """Take in questionnaires: (person, day, who, the answer to every item)."""
    head = "id;datum;vem;" + ";".join(f"p{i:02}" for i in range(1, 26))
    lines = [head, *(f"{p};{day};{who};" + ";".join([str(answer)] * 25) for p, day, who, answer in rows)]
    sources = files["sources.toml"] + FORMS.format(order=order)
    return taken(write(files | {"sources.toml": sources, "sdq.csv": "\n".join(lines) + "\n"}))


def kept(intake: Intake) -> dict[tuple[str, str], float]:
    """Return person and occasion → prosocial points, which are five times every answer."""
    rows = intake.tables["measures"].query("outcome == 'sdq_prosocial'")
    return {(p, at): value / 5 for p, at, value in zip(rows["person"], rows["occasion"], rows["value"], strict=True)}


def test_respondent_who_answered_at_both_occasions_is_kept(files: dict[str, str], write: Write) -> None:
    intake = answered(
        files,
        write,
        ("barn001", AUTUMN, "mamma", 0),
        ("barn001", AUTUMN, "pappa", 1),
        ("barn001", SPRING, "pappa", 2),
    )

    assert () == intake.problems
    assert {("barn001", "T0"): 1, ("barn001", "T1"): 2} == kept(intake)
    assert "found.respondents" in {note.key for note in intake.receipt[-1].notes}


def test_declared_order_decides_between_equals(files: dict[str, str], write: Write) -> None:
    rows = [("barn001", day, who, answer) for day in (AUTUMN, SPRING) for who, answer in (("pappa", 1), ("mamma", 0))]

    assert {("barn001", "T0"): 0, ("barn001", "T1"): 0} == kept(answered(files, write, *rows))


def test_two_who_each_answered_once_are_not_made_one(files: dict[str, str], write: Write) -> None:
    intake = answered(files, write, ("barn001", AUTUMN, "mamma", 0), ("barn001", SPRING, "pappa", 2))

    assert {("barn001", "T0"): 0} == kept(intake)


OTHERS = ("barn001", AUTUMN, "mamma", 0), ("barn002", AUTUMN, "mormor", 2), ("barn003", AUTUMN, "", 2)


def test_answers_of_those_who_are_declared_as_others_are_left_out(files: dict[str, str], write: Write) -> None:
    intake = answered(files, write, *OTHERS, order=f'{ORDER}, others = ["Mormor", ""]')

    assert () == intake.problems
    assert {("barn001", "T0"): 0} == kept(intake)
    assert "found.respondents" in {note.key for note in intake.receipt[-1].notes}


def test_somebody_who_is_not_declared_is_refused_with_the_row(files: dict[str, str], write: Write) -> None:
    (problem,) = answered(files, write, *OTHERS).problems

    assert ("E358", 2, 3, (3, 4)) == (problem.code, problem.params["count"], problem.params["of"], problem.rows)
    assert ("sdq.csv", "vem", "mamma, pappa") == tuple(problem.params[key] for key in ("file", "column", "known"))
    assert "mormor" not in problem.lines("sv")[0]


@pytest.mark.parametrize("word", ["Mamma", "MAMMA ", "mamma\u200b", "\uff4damma", "\u00a0mamma"])
def test_respondent_is_the_same_in_every_spelling(word: str, files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("barn001", SPRING, word, 2), ("barn001", SPRING, "pappa", 1))

    for order in (ORDER, ', respondents = ["PAPPA", "Mamma"]'):
        intake = answered(files, write, *rows, order=order)
        assert () == intake.problems
        assert {("barn001", "T0"): 0, ("barn001", "T1"): 2} == kept(intake)


def test_one_in_two_spellings_is_not_two(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "Mamma", 0), ("barn001", SPRING, "mamma", 1))

    assert {("barn001", "T0"): 0, ("barn001", "T1"): 1} == kept(answered(files, write, *rows, order=""))


def test_two_without_an_order_are_refused(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("barn001", AUTUMN, "pappa", 1))

    (problem,) = answered(files, write, *rows, order="").problems
    assert ("E213", "sdq.csv", 2, (2, 3)) == (
        problem.code,
        problem.params["file"],
        problem.params["count"],
        problem.rows,
    )


def test_two_at_two_occasions_without_an_order_are_refused(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("barn001", SPRING, "pappa", 1), ("barn002", SPRING, "pappa", 1))

    (problem,) = answered(files, write, *rows, order="").problems

    assert ("E213", (2, 3)) == (problem.code, problem.rows)


def test_child_in_two_spellings_has_one_respondent(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("Barn-001", SPRING, "pappa", 1), ("barn001", SPRING, "mamma", 2))
    files["sources.toml"] = f'ids_alike = "same"\n{files["sources.toml"]}'

    intake = answered(files, write, *rows)

    assert () == intake.problems
    assert {0.0, 2.0} == set(kept(intake).values())


def test_one_who_answered_twice_at_an_occasion_is_refused(files: dict[str, str], write: Write) -> None:
    rows = (("barn001", AUTUMN, "mamma", 0), ("barn001", "2023-10-15", "mamma", 1))

    assert ["E363"] == [problem.code for problem in answered(files, write, *rows).problems]
    assert ["E363"] == [problem.code for problem in answered(files, write, *rows, order="").problems]


def in_two_sources(files: dict[str, str], write: Write, autumn: str, spring: str, order: str) -> Intake:
    """Take in a questionnaire whose autumn is one source and whose spring is another."""
    head = "id;datum;vem;" + ";".join(f"p{i:02}" for i in range(1, 26))
    added = {
        f"{name}.csv": f"{head}\nbarn001;{day};{who};" + ";".join([answer] * 25) + "\n" + more
        for name, day, who, answer, more in (
            ("host", AUTUMN, autumn, "0", f"barn001;{AUTUMN};mamma;" + ";".join(["1"] * 25) + "\n"),
            ("var", SPRING, spring, "2", ""),
        )
    }
    sources = [
        FORMS.format(order=order).replace('"sdq"\nt', f'"{name}"\nt').replace("sdq.csv", f"{name}.csv")
        for name in ("host", "var")
    ]
    return taken(write(files | added | {"sources.toml": files["sources.toml"] + "".join(sources)}))


def test_two_sources_in_which_others_answered_are_refused(files: dict[str, str], write: Write) -> None:
    (problem,) = in_two_sources(files, write, "pappa", "pappa", ORDER).problems

    assert ("E396", {"sources": "host, var", "prefix": "sdq", "count": 1}) == (problem.code, problem.params)


def test_two_sources_with_the_same_respondent_are_read(files: dict[str, str], write: Write) -> None:
    one = in_two_sources(files, write, "pappa", "pappa", ', respondents = ["pappa"], others = ["mamma"]')

    assert () == one.problems
    assert {("barn001", "T0"): 0, ("barn001", "T1"): 2} == kept(one)


@pytest.mark.parametrize("order", [ORDER, ""])
def test_answers_without_a_child_are_refused_and_never_lost(files: dict[str, str], write: Write, order: str) -> None:
    rows = [("barn001", AUTUMN, "mamma", 0), ("", AUTUMN, "mamma", 1), ("", SPRING, "pappa", 1)]

    intake = answered(files, write, *rows, order=order)

    assert [("E129", (3, 4))] == [(problem.code, problem.rows) for problem in intake.problems]
