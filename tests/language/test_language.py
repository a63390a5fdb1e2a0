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
from tsi_eval.language.catalogue import _sentences
from tsi_eval.language.numbers import interval, long_date, number, percent

SOURCE = Path(__file__).resolve().parents[2] / "tsi_eval"
ASSERTS_A_CAUSE = {"sv": r"\borsaka(?:de|r)\b", "en": r"\bcause[sd]\b"}


def test_every_key_is_in_every_language() -> None:
    assert keys("sv") == keys("en")


def test_every_sentence_has_the_same_places_in_every_language() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    swedish, english = _sentences("sv"), _sentences("en")
    assert {key: places(text) for key, text in swedish.items()} == {key: places(text) for key, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cause_is_asserted_only_by_sentences_of_that_claim(language: str) -> None:
    said = {
        key
        for key, text in _sentences(language).items()
        if key.startswith("sentence.") and re.search(ASSERTS_A_CAUSE[language], text)
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


def test_share_interval_and_date() -> None:
    assert ("28,5\u00a0%", "28.5%") == (percent(0.285, 1, "sv"), percent(0.285, 1, "en"))
    assert "1\u00a0till\u00a02" == interval("1", "2", "sv")
    assert ("22 november 2026", "22 November 2026") == tuple(long_date(date(2026, 11, 22), lang) for lang in LANGUAGES)
