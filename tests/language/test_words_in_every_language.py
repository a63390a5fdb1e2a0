"""What holds of every sentence: it is in every language, claims no more than its key, and bends."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from tsi_eval.errors import Problem
from tsi_eval.findings import Claim
from tsi_eval.language import LANGUAGES, keys
from tsi_eval.language.catalogue import Plural, Sentence, sentences
from tsi_eval.language.numbers import plural

SOURCE = Path(__file__).resolve().parents[2] / "tsi_eval"
ASSERTS_A_CAUSE = {"sv": r"\borsaka(?:de|r)\b", "en": r"\bcause[sd]\b"}


# Nouns that change with their number: such a number is said by a plural sentence,
# `{rows:count.rows}`.
COUNTED = {
    "sv": "rader|filer|kolumner|personer|källor|frågor|kontakter|procentenheter|kronor|elever|händelser|poster",
    "en": "rows|files|columns|persons|sources|questions|contacts|percentage points|pupils|events|posts|items",
}
NEVER_ONE = {"least", "few", "of"}


def forms(sentence: Sentence) -> tuple[str, ...]:
    return tuple(sentence.forms.values()) if isinstance(sentence, Plural) else (sentence,)


def places(sentence: Sentence) -> set[str]:
    return {name for text in forms(sentence) for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_key_is_in_every_language() -> None:
    assert keys("sv") == keys("en")


def test_every_sentence_has_the_same_places_in_every_language() -> None:
    swedish, english = sentences("sv"), sentences("en")
    assert {key: places(sentence) for key, sentence in swedish.items()} == {
        key: places(sentence) for key, sentence in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cause_is_asserted_only_by_sentences_of_that_claim(language: str) -> None:
    asserting = {
        key
        for key, sentence in sentences(language).items()
        if key.startswith(("sentence.", "brief."))
        and any(re.search(ASSERTS_A_CAUSE[language], text) for text in forms(sentence))
    }

    assert asserting
    assert all(key.split(".")[2] == Claim.CAUSED for key in asserting)


def test_every_error_code_in_the_code_has_three_lines_and_none_is_left_over() -> None:
    used = {
        code for path in SOURCE.rglob("*.py") for code in re.findall(r'"(E\d{3})"', path.read_text(encoding="utf-8"))
    }
    known = {key.split(".")[0] for key in keys("sv") if re.match(r"E\d{3}\.", key)}

    assert used == known
    assert all({f"{code}.problem", f"{code}.where", f"{code}.do"} <= keys("sv") for code in known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_problem_is_said_in_three_lines(language: str) -> None:
    lines = Problem(code="E101", params={"file": "a.csv", "source": "s"}, rows=(2, 3)).text(language).splitlines()

    assert 3 == len(lines)
    assert lines[0].startswith("E101 ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_sentence_has_the_forms_of_its_language_and_says_its_number(language: str) -> None:
    plurals = {key: sentence for key, sentence in sentences(language).items() if isinstance(sentence, Plural)}

    assert plurals
    for key, sentence in plurals.items():
        wanted = {plural(number, language) for number in ("0", "1", "2", "5", "11", "101")}
        assert wanted == set(sentence.forms), key
        assert all({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in forms(sentence)), key
        assert sentence.by in places(sentence), key


def test_the_same_sentences_are_plural_in_both_languages() -> None:
    swedish, english = (
        {key: sentence.by for key, sentence in sentences(language).items() if isinstance(sentence, Plural)}
        for language in LANGUAGES
    )

    assert swedish == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_that_a_sentence_names_exists(language: str) -> None:
    known = sentences(language)
    named = {
        spec
        for sentence in known.values()
        for text in forms(sentence)
        for _, _, spec, _ in string.Formatter().parse(text)
        if spec
    }

    assert named
    assert all(isinstance(known[key], Plural) and places(known[key]) == {"count"} for key in named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_that_may_be_one_stands_beside_a_fixed_plural(language: str) -> None:
    beside = re.compile(rf"\{{(\w+)\}} (?:{COUNTED[language]})\b")
    wrong = {
        (key, match[1])
        for key, sentence in sentences(language).items()
        if isinstance(sentence, str)
        for match in beside.finditer(sentence)
        if match[1] not in NEVER_ONE
    }

    assert not wrong
