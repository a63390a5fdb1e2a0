"""The project's own texts are held against what was released, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from chapters_by_hand import UNIT, change, prose
from own_sentences import ENGLISH, SWEDISH
from released_by_hand import finding, headline, words_of

from tsi_eval.errors import Problem
from tsi_eval.findings import Claim, Quantity
from tsi_eval.pilot.marked_texts import marked_problems
from tsi_eval.report.chapters import own_text
from tsi_eval.report.decisions import decisions
from tsi_eval.report.own_claims import faults
from tsi_eval.report.words import Words

COUNTED = finding(
    "any", Claim.DESCRIBES, [headline(Quantity.COUNT, 43.0, unit="persons", n=43, question="c")], question="c"
)
UP = change("up", estimate=3.2, ci_low=1.3, ci_high=5.1)
EVERY = (
    change("f"), UP, change("u", ci_high=0.4), COUNTED,
    replace(change("d"), claim=Claim.DIFFERS), replace(change("x"), claim=Claim.CAUSED),
)  # fmt: skip
IDS = tuple(one.question for one in EVERY)


def of(texts: Mapping[str, str], language: str = "sv") -> Words:
    return words_of(*EVERY, labels=UNIT, language=language, texts={language: dict(texts)})


def problems(text: str, slot: str = "summary", language: str = "sv") -> list[Problem]:
    declared = list(marked_problems({language: {slot: text}}, IDS))
    return declared or list(faults(of({slot: text}, language).released))


@pytest.mark.parametrize(
    ("language", "sentence", "refused"),
    [*(("sv", *row) for row in SWEDISH), *(("en", *row) for row in ENGLISH)],
)
def test_a_sentence_is_refused_for_a_word_that_its_answer_does_not_bear(
    language: str, sentence: str, refused: str
) -> None:
    found = problems(sentence, language=language)

    words = {problem.params.get("word", problem.params.get("number")) for problem in found}
    assert {refused} - {""} <= words
    assert bool(refused) == bool(found)


def test_each_refusal_says_what_can_be_said_instead() -> None:
    for language, table in (("sv", SWEDISH), ("en", ENGLISH)):
        for sentence, refused in table:
            for problem in problems(sentence, language=language) if refused else ():
                assert {"sv": "riv ", "en": "rite "}[language] in problem.lines(language)[2]


@pytest.mark.parametrize(
    ("point", "codes"),
    [
        ("1. **Ska teamet stanna?** Oron minskade. {f}", []),
        ("1. **Ska teamet stanna?** Oron minskade. {f, up}", []),
        ("1. **Ska teamet stanna?** Oron minskade. {up}", ["E417"]),
        ("1. **Ska teamet stanna?** Oron minskade. {up, u}", ["E417"]),
        ("1. **Ska teamet stanna?** Oron minskade ({f.change}) och mer ({u.n}). {f}", ["E417", "E417", "E417"]),
        ("1. **Ska teamet stanna?** Det ledde till lugn. {f}", ["E417"]),
        ("1. **Ska teamet stanna?** Det ledde till lugn.", ["E415"]),
        ("1. Teamet bör stanna, eftersom oron minskade.", ["E415"]),
        ("1. Teamet bör stanna, eftersom fler är trygga.", ["E415"]),
        ("1. Teamet bör stanna eftersom fler är trygga. {u}", ["E417"]),
        ("1. **Ska fler skolor vara med?** Då kan mer sägas, och fler nås.", []),
        ("1. Teamet bör finnas på två skolor till. {f}", []),
        ("1. Av 60 barn är 40 lugna. {f}", ["E413"]),
        ("1. Hälften av barnen är lugna.", ["E413"]),
        ("1. Av alla är {c.value} kvar. {f}", []),
        ("1. Av alla är {c.change} kvar. {f}", ["E418"]),
        ("Oron minskade.", ["E415"]),
        ("Oron minskade ({f.change}).", []),
        ("1. Testet gjordes två gånger. {f}", []),
        ("1. Satsa mer på tidiga insatser, i två år.", []),
        ("1. **Utöka till fler skolor.** Anställ två till.", []),
        ("1. Beslut tas senast 2025-06-15.", []),
        ("1. Fortsätt, eftersom fler är trygga.", ["E415"]),
        ("1. Satsningen gav en ökning.", ["E415"]),
        ("1. Kostnaden är 1,2 per år.", ["E413"]),
        ("1. Vi ser goda resultat.", ["E415"]),
        ("1. Dubbelt så många kom, två gånger så många. {c}", ["E413"]),
    ],
)
def test_what_is_to_be_decided_is_held_against_what_it_rests_on(point: str, codes: list[str]) -> None:
    assert codes == [problem.code for problem in problems(point, "decisions")]


@pytest.mark.parametrize(
    ("point", "codes"),
    [
        ("1. Increase the hours, to three a week.", []),
        ("1. The team should increase its hours.", []),
        ("1. The team may lead to calm.", []),
        ("1. The team led to calm.", ["E415"]),
        ("1. We should stay, since more are calm.", ["E415"]),
        ("1. Half of the children are calm. {f}", ["E413"]),
    ],
)
def test_english_proposals_are_told_from_claims_too(point: str, codes: list[str]) -> None:
    assert codes == [problem.code for problem in problems(point, "decisions", "en")]


def test_what_is_to_be_decided_has_its_places_filled_and_a_draft_says_what_to_mend() -> None:
    text = decisions(of({"decisions": "1. Oron ändrades {f.change}. {f}\n2. Oron minskade. {up}"}))

    assert "Oron ändrades −3,2 poäng." in text
    assert "Att rätta innan rapporten kan godkännas:" in text.split("Oron minskade.")[1]
    assert text.count("E417") == 1


@pytest.mark.parametrize("slot", ["analysis", "children", "lessons"])
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Oron minskade på skolan.", ["E448"]),
        ("Oron minskade på skolan ({f.change}).", []),
        ("Oron minskade på skolan ({up.change}).", ["E417"]),
        ("Stödet ledde till lugn.", ["E448"]),
        ("Oron minskade i Skåne [@stattin2015].", []),
        ("Oron minskade i Skåne (Krueger 1999).", []),
        ("Stödet kan ha lett till lugn.", []),
        ("Vad som orsakade det vet vi inte.", []),
        ("Av barnen var 40 procent lugna.", ["E449"]),
        ("Av barnen var fyrtio procent lugna.", ["E449"]),
        ("Av barnen var {f.value} lugna.", []),
        ("Hur många procent vet vi inte.", []),
        ("Avsätt tio minuter, så svarar fler.", []),
        ("Ord {f.verdikt}.", ["E414"]),
        ("Ord {annat} och {x^2}.", []),
        ("Ord {okänd.verdict}.", ["E406"]),
        ("Ord {c.change}.", ["E418"]),
    ],
)
def test_chapters_about_the_answers_say_what_happened_with_a_place_or_a_source(
    slot: str, text: str, codes: list[str]
) -> None:
    assert codes == [problem.code for problem in problems(text, slot)]


def test_a_chapter_has_its_places_filled() -> None:
    (text,) = prose(own_text(of({"analysis": "Oron ändrades {f.change}, {annat}."}), "analysis"))

    assert "Oron ändrades −3,2 poäng, {annat}." in text


@pytest.mark.parametrize("slot", ["background", "intervention", "theory"])
def test_chapters_about_what_was_before_and_what_was_meant_are_left_alone(slot: str) -> None:
    text = "Av 80 procent ledde fler till {f.change}."

    assert [] == problems(text, slot)
    assert text in prose(own_text(of({slot: text}), slot))[0]
