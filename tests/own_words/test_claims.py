"""Words of claim, in people's own texts: which a sentence has."""

from __future__ import annotations

import pytest

from tsi_eval.language import LANGUAGES
from tsi_eval.own_words.claims import Kind, claims, denies, leaves_open, listed


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_has_words_in_each_language_and_no_word_has_two_kinds(language: str) -> None:
    lists = {kind: listed(f"claim_words.{kind}", language) for kind in Kind}

    assert all(lists.values())
    every = [word for words in lists.values() for word in words]
    assert sorted(set(every)) == sorted(every)
    for kind, words in lists.items():
        plain = [word.replace("<who>", listed("claim_words.who", language)[0]) for word in words]
        plain = [word.replace("<what>", listed("claim_words.what", language)[0]) for word in plain]
        assert [] == [word for word in plain if kind not in claims(f"x {word} y", language)]
