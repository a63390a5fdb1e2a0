"""What people write in braces in their own texts: where a mark is, and what it says."""

from __future__ import annotations

import pytest

from tsi_eval.language import LANGUAGES
from tsi_eval.own_words import (
    Kind,
    Point,
    claims,
    denies,
    leaves_open,
    misplaced,
    number_in,
    outside,
    places,
    points,
    sentences,
)

IDS = ("known", "q.1")
TEXT = """Inledning.

1. **Låt teamet vara kvar.** Fler känner
till det. {known, q.1}
2. Utan hänvisning.

   Andra stycket. {known}
3) - inuti
   - mer inuti
- Strecksats {known}

Efteråt.

## Rubrik
* Sista"""


def test_a_text_is_taken_apart_in_points_and_what_stands_between() -> None:
    found = list(points(TEXT))

    assert [False, True, True, True, True, False, True] == [point.is_point for point in found]
    assert [(), ("known", "q.1"), ("known",), (), ("known",), (), ()] == [point.rests_on for point in found]
    assert "1. **Låt teamet vara kvar.** Fler känner\ntill det." == found[1].text
    assert "Efteråt.\n\n## Rubrik" == found[5].text


def test_nothing_but_marks_and_the_blanks_around_them_is_lost() -> None:
    kept = "".join("\n".join(point.text for point in points(TEXT)).split())

    assert "".join(TEXT.replace("{known, q.1}", "").replace("{known}", "").split()) == kept


def test_an_empty_text_has_no_parts() -> None:
    assert [] == list(points(""))


def test_an_id_that_is_named_twice_is_one() -> None:
    (point,) = points("- a {known,known , q.1}")

    assert ("known", "q.1") == point.rests_on


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- a {known}", []),
        ("- a {}", ["{}"]),
        ("- a {known,}", ["{known, }"]),
        ("- a {known} b", ["{known}"]),
        ("- a {known", ["{known"]),
        ("- a known}", ["}"]),
        ("- a [known]", ["[known]"]),
        ("- a [known, q.1] b", ["[known, q.1]"]),
        ("- a (known)", ["(known)"]),
        ("- a (known).", ["(known)."]),
        ("- a [known](https://example.org) och [annat] (okänt)", []),
        ("- a (known) b", []),
        ("Inledning {known}", ["{known}"]),
        ("Inledning (known)", []),
    ],
)
def test_what_only_looks_like_a_mark_is_found(text: str, found: list[str]) -> None:
    assert found == [each for point in points(text) for each in misplaced(point, IDS)]


def test_a_place_has_a_question_and_a_word() -> None:
    found = list(places("Av {q.1.n} är { known . verdict } och {known}."))

    assert [("q.1", "n"), ("known", "verdict"), ("", "known")] == [(place.question, place.word) for place in found]
    assert "q.1.n" == found[0].written


def test_a_full_stop_in_a_place_ends_no_sentence() -> None:
    assert ["A {q.1.n} b.", "C?", "D"] == sentences(" A {q.1.n}\nb. C? D ")
    assert [] == sentences(" ")


@pytest.mark.parametrize(
    ("text", "language", "kinds"),
    [
        ("Fler känner till det, och väntan minskade.", "sv", {Kind.MORE: "Fler", Kind.FELL: "minskade"}),
        ("Det ledde till färre, tack vare teamet.", "sv", {Kind.CAUSE: "ledde till", Kind.LESS: "färre"}),
        ("Flera skolor {fler.verdict} och ökande", "sv", {}),
        ("It rose thanks to the team.", "en", {Kind.ROSE: "rose", Kind.CAUSE: "thanks to"}),
        ("Roses are there.", "en", {}),
        ("Fl\u00ader kom.", "sv", {Kind.MORE: "Fler"}),
        ("Better, or worse?", "en", {Kind.BETTER: "Better", Kind.WORSE: "worse"}),
    ],
)
def test_words_of_claim_are_whole_words_outside_the_places(text: str, language: str, kinds: dict[Kind, str]) -> None:
    assert kinds == claims(text, language)


def test_what_is_not_known_and_what_is_denied_are_told_apart() -> None:
    assert leaves_open("Om de blev fler vet vi inte.", "sv")
    assert not leaves_open("De blev inte fler.", "sv")
    assert denies("De blev inte fler.", "sv")
    assert not denies("Inteckningen {not.verdict}", "sv")
    assert leaves_open("Whether there are more we do not know.", "en")


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Av 80 var {q1.n} kvar", "sv", "80"),
        ("läsåret 2023/24", "sv", "2023/24"),
        ("en ½ termin", "sv", "½"),
        ("Hälften av {q1.n}", "sv", "Hälften"),
        ("It doubled.", "en", "doubled"),
        ("Av {q1.n} var {q2.value} kvar, en i taget", "sv", ""),
    ],
)
def test_numbers_outside_places_are_found(text: str, language: str, number: str) -> None:
    assert number == number_in(text, language)


def test_what_is_outside_has_no_braces() -> None:
    assert "a   b" == outside("a {q.n} b")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_words_in_each_language_and_no_word_has_two_kinds(language: str) -> None:
    from tsi_eval.language import Message, say

    lists = {kind: say(Message(f"claim_words.{kind}"), language).split(", ") for kind in Kind}

    assert all(lists.values())
    every = [word for words in lists.values() for word in words]
    assert sorted(set(every)) == sorted(every)
    for kind, words in lists.items():
        assert all(kind in claims(f"x {word} y", language) for word in words)


def test_a_point_without_a_mark_rests_on_nothing() -> None:
    assert Point(text="- a") == next(points("- a"))
