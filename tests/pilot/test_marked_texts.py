"""Marks in people's own texts are held against what is declared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import DeclarationError
from tsi_eval.language import LANGUAGES
from tsi_eval.pilot.marked_texts import MOST_WORDS, marked_problems

CODES = (*(f"E40{n}" for n in range(6, 10)), "E413", "E414", "E415", "E417", "E418", "E419", "E447", "E448", "E449")
Write = Callable[..., Path]
IDS = ("known", "families")


def codes(text: str, slot: str = "decisions", language: str = "sv") -> list[str]:
    return [problem.code for problem in marked_problems({language: {slot: text}}, IDS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Text.\n\n1. A {known}\n2. B {families, known}\n3. C", []),
        ("1. A {knwon}", ["E406"]),
        ("1. A {known, nothing}", ["E406"]),
        ("1. A {}", ["E407"]),
        ("1. A {known} b", ["E407"]),
        ("A {known}", ["E407"]),
        ("1. A [known]", ["E407"]),
        ("1. A (known, families)", ["E407"]),
        ("1. A {knwon} b", ["E407"]),
        ("1. A 80 [known]", ["E407"]),
        ("1. A {known.n} b {families}", []),
        ("1. A {known.verdict}", []),
        ("1. A {known.verdikt} b", ["E414"]),
        ("1. A {knwon.n} b", ["E406"]),
    ],
)
def test_a_mark_names_questions_that_there_are(text: str, found: list[str]) -> None:
    assert found == codes(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_question_is_asked_about(language: str) -> None:
    (problem,) = marked_problems({language: {"decisions": "- A {knwon}"}}, IDS)

    assert f"texts/{language}/decisions.md" == problem.params["file"]
    assert "known" in problem.text(language).replace("knwon", "")


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("1. A {families, known}\n2. B", []),
        ("1. A {known}\n2. B", ["E408"]),
        ("1. A {known, families}", ["E408"]),
        ("1. A {known, families}\n2. B {known}", ["E408"]),
        ("Intro.\n\n- A {known, families}\n- B\n\nEnd.", []),
    ],
)
def test_points_rest_on_the_same_in_both_languages(other: str, found: list[str]) -> None:
    swedish = "1. A {known, families}\n2. B"
    texts = {"sv": {"decisions": swedish}, "en": {"decisions": other}}

    assert found == [problem.code for problem in marked_problems(texts, IDS)]
    assert [] == list(marked_problems({"sv": {"decisions": swedish}, "en": {}}, IDS))


@pytest.mark.parametrize("swedish", ["1. A {knwon}", "1. A [known]"])
def test_points_that_can_not_be_read_are_not_compared_with_the_other_language(swedish: str) -> None:
    found = list(marked_problems({"sv": {"decisions": swedish}, "en": {"decisions": "1. A {known}"}}, IDS))

    assert ["texts/sv/decisions.md"] == [problem.params["file"] for problem in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["A {known}.", "Av 80 var {known.n} kvar."])
def test_what_can_stand_instead_is_said(text: str, language: str) -> None:
    (problem,) = marked_problems({language: {"summary": text}}, IDS)

    every = ("{known.verdict}, {known.security}, {known.n}, {known.value}", "{known.expected}")
    assert all(places in problem.lines(language)[2] for places in every)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fler känner till teamet ({known.change}). Av {families.n} var {families.value} kvar.", []),
        ("Vad som orsakade det vet vi inte.", []),
        ("Teamet fanns på skolan.", []),
        ("Av 80 familjer var {families.n} kvar.", ["E413"]),
        ("Hälften av {families.n} var kvar.", ["E413"]),
        ("Fler känner till teamet.", ["E415"]),
        ("Om fler känner till teamet vet vi inte.", ["E415"]),
        ("Det ledde till lugn.", ["E415"]),
        ("Fler känner till det. {known.verdict}", ["E415"]),
        ("A {knwon.verdict}.", ["E406"]),
        ("A {known}.", ["E447"]),
        ("A {verdict}.", ["E447"]),
        ("Av 80 {known.verdict} fler.", ["E413"]),
        ("Fler, av 80.", ["E413"]),
        ("A {known.verdict och 80 fler.", ["E409"]),
        ("A {known.verdikt}.", ["E414"]),
        ("A {known.Verdict}.", ["E414"]),
        ("A {known.verdict.", ["E409"]),
        ("A known.verdict}.", ["E409"]),
        ("A {{known.verdict}}.", ["E409"]),
        ("# A\n\n{known.verdict}", ["E419"]),
        ("A.\n\nB.", ["E419"]),
        ("- A", ["E419"]),
        ("ord " * MOST_WORDS, []),
        ("ord " * (MOST_WORDS + 1), ["E419"]),
    ],
)
def test_the_project_s_own_words_have_places_that_can_be_filled_and_no_number(text: str, found: list[str]) -> None:
    assert found == codes(text, "summary")


def test_english_words_are_held_against_the_english_list() -> None:
    assert ["E415"] == codes("More know of it.", "summary", "en")
    assert [] == codes("More know of it.", "summary", "sv")


def test_other_texts_may_have_braces() -> None:
    assert [] == codes("A {x} 80 fler", "background")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_each_problem_has_its_words(code: str, language: str) -> None:
    from tsi_eval.errors import Problem

    params = {"file": "texts/sv/summary.md", "name": "a", "word": "b", "question": "q", "found": "c", "number": "d"}
    problem, where, do = Problem(code=code, params={**params, "verdict": "v", "claim": "c", "most": 60}).lines(language)

    assert "texts" in where
    assert "{{" not in problem + do
    assert problem.rstrip().endswith(".")


def test_a_pilot_whose_texts_can_not_be_looked_up_is_refused(files: dict[str, str], write: Write) -> None:
    texts = {"texts/sv/decisions.md": "1. A {nothing}", "texts/sv/summary.md": "Av 80."}

    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | texts))
    assert ["E406", "E413"] == [problem.code for problem in error.value.problems]
