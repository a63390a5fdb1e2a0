"""The questions of a pilot, each with its design."""

from __future__ import annotations

from datetime import date
from typing import Any

from tsi_eval.designs import Participation, PrePost
from tsi_eval.errors import Problem
from tsi_eval.language import LANGUAGES, Text
from tsi_eval.pilot.declaration import Question
from tsi_eval.pilot.declared_names import Known
from tsi_eval.pilot.files import QuestionEntry, QuestionsFile
from tsi_eval.pilot.own_designs import Kinds
from tsi_eval.pilot.questions import questions

KNOWN = Known(sources=(), outcomes=("score",), windows=("T0", "T1"), units=(), prices=())
CHANGE: dict[str, Any] = {"outcome": "score", "before": "T0", "after": "T1"}


def entry(name: str, design: str, options: dict[str, Any], short: str = "") -> QuestionEntry:
    return QuestionEntry(
        id=name,
        design=design,
        text=Text(sv="Vad?", en="What?"),
        direction="none",
        role="exploratory",
        short=Text(sv=short, en="x") if short else None,
        options=options,
    )


def read(*entries: QuestionEntry) -> tuple[list[Question], list[Problem]]:
    problems: list[Problem] = []
    asked = QuestionsFile(declared=date(2026, 11, 1), question=entries)
    return list(questions(asked, Kinds(), KNOWN, problems)), problems


def places(problems: list[Problem]) -> list[tuple[Any, ...]]:
    return [(problem.code, problem.params.get("key", problem.params.get("id"))) for problem in problems]


def test_questions_keep_their_order_and_have_their_designs() -> None:
    found, problems = read(
        entry("b", "pre_post", CHANGE), entry("a", "participation", {"stages": ["offered", "started"]}, "Vilka")
    )

    assert [] == problems
    assert [("b", PrePost(**CHANGE)), ("a", Participation(stages=("offered", "started")))] == [
        (question.id, question.design) for question in found
    ]
    assert [None, Text(sv="Vilka", en="x")] == [question.short for question in found]


def test_id_that_is_used_twice_is_said() -> None:
    _, problems = read(entry("a", "pre_post", CHANGE), entry("a", "pre_post", CHANGE))

    assert [("E158", "a")] == places(problems)


def test_design_that_does_not_exist_is_said_with_the_closest() -> None:
    found, problems = read(entry("a", "prepost", CHANGE))

    assert [] == found
    assert [("E159", "question.a.design")] == places(problems)
    assert "pre_post" == problems[0].params["suggestion"]


def test_faults_of_all_questions_are_said_at_once() -> None:
    found, problems = read(
        entry("a", "pre_post", CHANGE | {"level": 95}),
        entry("b", "pre_post", CHANGE | {"after": "T0"}),
        entry("c", "pre_post", CHANGE | {"after": "T2"}),
        entry("d", "pre_post", CHANGE, "å" * 41),
        entry("e", "pre_post", CHANGE | {"matters": {"change": 2, "reason": {"sv": " ", "en": "x"}}}),
    )

    assert ["c", "d"] == [question.id for question in found]
    assert [
        ("E155", "question.a.options.level"),
        ("E292", "question.b.options.after"),
        ("E159", "question.c.options.after"),
        ("E243", "question.d.short.sv"),
        ("E291", "question.e.options.matters.reason.sv"),
    ] == places(problems)


def test_contradiction_is_said_with_its_place_in_the_file_and_never_as_a_call() -> None:
    _, (problem,) = read(entry("b", "pre_post", CHANGE | {"after": "T0"}))

    for language in LANGUAGES:
        text = problem.text(language)
        assert "questions.toml, question.b.options.after" in text
        assert "PrePost(" not in text
