"""The catalogue: every key in every language, claims on keys, numbers as people write them."""

from __future__ import annotations

import re
import string
from datetime import date
from pathlib import Path

import pytest

from tsi_eval.errors import Problem
from tsi_eval.findings import Claim
from tsi_eval.language import LANGUAGES, Message, Text, keys, say
from tsi_eval.language.catalogue import Plural, Sentence, sentences
from tsi_eval.language.numbers import interval, long_date, number, percent, plural

SOURCE = Path(__file__).resolve().parents[2] / "tsi_eval"
ASSERTS_A_CAUSE = {"sv": r"\borsaka(?:de|r)\b", "en": r"\bcause[sd]\b"}


# Nouns that change with their number: such a number is said by a plural sentence,
# `{rows:count.rows}`.
COUNTED = {
    "sv": "rader|filer|kolumner|personer|källor|frågor|kontakter|procentenheter|kronor|elever|händelser|poster",
    "en": "rows|files|columns|persons|sources|questions|contacts|percentage points|pupils|events|posts|items",
}
NEVER_ONE = {"least", "few", "of"}


def forms(said: Sentence) -> tuple[str, ...]:
    return tuple(said.forms.values()) if isinstance(said, Plural) else (said,)


def places(said: Sentence) -> set[str]:
    return {name for text in forms(said) for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_key_is_in_every_language() -> None:
    assert keys("sv") == keys("en")


def test_every_sentence_has_the_same_places_in_every_language() -> None:
    swedish, english = sentences("sv"), sentences("en")
    assert {key: places(said) for key, said in swedish.items()} == {key: places(said) for key, said in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cause_is_asserted_only_by_sentences_of_that_claim(language: str) -> None:
    said = {
        key
        for key, said in sentences(language).items()
        if key.startswith(("sentence.", "brief."))
        and any(re.search(ASSERTS_A_CAUSE[language], text) for text in forms(said))
    }

    assert said
    assert all(key.split(".")[2] == Claim.CAUSED for key in said)


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


def test_message_says_texts_and_messages_inside_it() -> None:
    inner = Message("word.from_to", {"first": Text(sv="hösten", en="autumn"), "last": "T1"})

    assert "hösten till T1" == say(inner, "sv")
    assert "autumn to T1" == say(inner, "en")


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567.891, 2, "1\u00a0234\u00a0567,89", "1,234,567.89"),
        (-0.5, 1, "\u22120,5", "\u22120.5"),
        (-0.04, 1, "0,0", "0.0"),
        (0.0, 0, "0", "0"),
        (999.5, 0, "1\u00a0000", "1,000"),
    ],
)
def test_number_is_written_as_the_language_writes_it(value: float, decimals: int, swedish: str, english: str) -> None:
    assert (swedish, english) == (number(value, decimals, "sv"), number(value, decimals, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_sentence_has_the_forms_of_its_language_and_says_its_number(language: str) -> None:
    plurals = {key: said for key, said in sentences(language).items() if isinstance(said, Plural)}

    assert plurals
    for key, said in plurals.items():
        wanted = {plural(number, language) for number in ("0", "1", "2", "5", "11", "101")}
        assert wanted == set(said.forms), key
        assert all({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in forms(said)), key
        assert said.by in places(said), key


def test_the_same_sentences_are_plural_in_both_languages() -> None:
    swedish, english = (
        {key: said.by for key, said in sentences(language).items() if isinstance(said, Plural)}
        for language in LANGUAGES
    )

    assert swedish == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_that_a_sentence_names_exists(language: str) -> None:
    known = sentences(language)
    named = {
        spec
        for said in known.values()
        for text in forms(said)
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
        for key, said in sentences(language).items()
        if isinstance(said, str)
        for match in beside.finditer(said)
        if match[1] not in NEVER_ONE
    }

    assert not wrong


@pytest.mark.parametrize(
    ("number", "swedish", "english"),
    [
        (1, "1 rad i 1 fil; 1 kolumn är inte deklarerad", "1 row in 1 file; 1 column is not declared"),
        ("117", "117 rader i 117 filer; 117 kolumner är inte", "117 rows in 117 files; 117 columns are not"),
        ("0", "0 rader i 0 filer; 0 kolumner är inte", "0 rows in 0 files; 0 columns are not"),
    ],
)
def test_a_sentence_bends_with_each_of_its_numbers(number: str | int, swedish: str, english: str) -> None:
    told = Message(
        "progress.received", {"pilot": "p", "source": "s", "rows": number, "files": number, "dropped": number}
    )

    assert swedish in say(told, "sv")
    assert english in say(told, "en")


@pytest.mark.parametrize(
    ("written", "language", "form"),
    [
        ("1", "sv", "one"),
        ("1,0", "sv", "other"),
        ("1.0", "en", "other"),
        ("\u22121", "sv", "one"),
        ("..", "en", "other"),
        ("1\u00a0001", "sv", "other"),
        ("1,001", "en", "other"),
    ],
)
def test_plural_form_follows_the_number_as_written(written: str, language: str, form: str) -> None:
    assert form == plural(written, language)


def test_share_interval_and_date() -> None:
    assert ("28,5\u00a0%", "28.5%") == (percent(0.285, 1, "sv"), percent(0.285, 1, "en"))
    assert "1\u00a0till\u00a02" == interval("1", "2", "sv")
    assert ("22 november 2026", "22 November 2026") == tuple(long_date(date(2026, 11, 22), lang) for lang in LANGUAGES)
