"""What there is to decide says which answers it rests on, and whose judgement the rest is."""

from __future__ import annotations

import pytest
from chapters_by_hand import UNIT, change
from released_by_hand import refused, same, words_of

from tsi_eval.findings import Ground, Known, Rating, Reason, Security
from tsi_eval.language import LANGUAGES, Message
from tsi_eval.report.decisions import decisions
from tsi_eval.report.overview import TO_DECIDE, summary
from tsi_eval.report.parts import Prose
from tsi_eval.report.question import anchor, chapter_of
from tsi_eval.report.words import Words

LOW = Rating(security=Security.LOW, reasons=(Reason(ground=Ground.DESIGN, lost=0, known=Known.KNOWN, about="changed"),))


def written(text: str, *found: object, language: str = "sv") -> str:
    words = words_of(*found, labels=UNIT, language=language, short=same("Oron"), texts={language: {"decisions": text}})  # type: ignore[arg-type]
    return decisions(words)


def test_a_point_is_followed_by_its_answers_as_links_to_their_chapters() -> None:
    text = written("Inledning.\n\n1. A {a}\n2. B {a, b}\n", change("a", rating=LOW), change("b", ci_high=0.4))

    first = "[Oron](#question-1) (data visar en förändring eller skillnad; säkerhet: låg)"
    second = "[Oron](#question-2) (det går inte att avgöra)"
    assert text == (f"Inledning.\n\n1. A\\\n    *Vilar på: {first}.*\n2. B\\\n    *Vilar på: {first}; {second}.*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_that_names_no_question_is_the_authors_own(language: str) -> None:
    own = {"sv": "Författarnas egen bedömning", "en": "The authors' own judgement"}[language]

    assert f"- A\\\n    *{own}" in written("- A\n\nEfter.", change("a"), language=language)


def test_a_point_of_several_paragraphs_has_its_answers_in_one_more() -> None:
    text = written("1. A\n\n   B {a}\n\nEfter.", change("a"))

    assert text.startswith("1. A\n\n   B\n\n    *Vilar på: ")
    assert text.endswith(".*\n\nEfter.")


def test_a_point_with_points_inside_is_followed_and_not_its_last_one() -> None:
    text = written("1. A\n   - inuti {a}\n2. B", change("a"))

    assert text.startswith("1. A\n   - inuti\n\n    *Vilar på: ")


def test_a_question_that_was_refused_or_is_hidden_is_said_to_be() -> None:
    hidden = change("b", estimate=None, ci_low=None, ci_high=None, n=None, status="suppressed", reason="few")
    words = words_of(refused(Message("refusal.not_yet")), hidden, texts={"sv": {"decisions": "- A {q, b}"}})

    text = decisions(words)

    assert "(frågan gick inte att besvara)" in text
    assert "(svaret visas inte, för att skydda enskilda)" in text


def test_without_the_text_there_is_nothing() -> None:
    assert "" == decisions(words_of(change("a")))


def test_the_short_version_finds_it_by_its_name() -> None:
    words: Words = words_of(change("a"), labels=UNIT, texts={"sv": {"decisions": "- A {a}"}})

    named = [part for part in summary(words).parts if isinstance(part, Prose) and part.id]

    assert [TO_DECIDE] == [part.id for part in named]
    assert "Vilar på" in named[0].markdown


def test_links_lead_to_the_chapters_of_the_questions() -> None:
    first, second = change("a"), change("b")
    words = words_of(first, second, labels=UNIT, texts={"sv": {"decisions": "- A {b}"}})

    (heading, *_) = chapter_of(words, second).parts
    assert isinstance(heading, Prose)
    assert f"(#{heading.id})" in decisions(words)
    assert heading.id != anchor(words, "a")
