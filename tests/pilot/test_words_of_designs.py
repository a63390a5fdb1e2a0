"""Words of an own design that a report could not say are found when the pilot is loaded."""

from __future__ import annotations

import pytest

from tsi_eval.language import Text
from tsi_eval.pilot.words_of_designs import faults_of_words


def codes(given: object) -> list[tuple[str, object]]:
    return [(problem.code, problem.params["name"]) for problem in faults_of_words(given, "designs/own.py")]


def both(words: str) -> Text:
    return Text(sv=words, en=words)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("sentence.own.describes.yes", "{value} of {n:count.persons} ({interval})"),
        ("sentence.own.describes.earlier", "{value} ({date})"),
        ("note.own", "share of all"),
        ("caveat.own", "{whatever} is missing"),
    ],
)
def test_words_that_can_be_said_are_taken(key: str, said: str) -> None:
    assert [] == codes({key: both(said)})


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("sentence.own.describes.yes", "{valeu} of {n}"),
        ("sentence.own.describes.yes", "{value} ({date})"),
        ("brief.own.describes.yes", "{value.__class__}"),
        ("sentence.own.describes.yes", "{n:count.nothing}"),
        ("note.own", "share of {n}"),
        ("method.own.text", "{n} were asked"),
        ("caveat.own", "a brace that { opens"),
        ("caveat.own", "  "),
    ],
)
def test_words_that_no_report_can_say_are_refused(key: str, said: str) -> None:
    assert [("E463", key)] == codes({key: both(said)})


def test_languages_that_say_different_things_are_refused() -> None:
    assert [("E463", "caveat.own")] == codes({"caveat.own": Text(sv="{n} saknas", en="some are missing")})


def test_what_are_no_words_is_refused() -> None:
    assert [("E463", "words")] == codes(["note.own"])
    assert [("E463", "3"), ("E463", "note.own")] == codes({3: both("x"), "note.own": "x"})


def test_the_package_s_words_are_nobody_s() -> None:
    assert [("E464", "method.wilson.name")] == codes({"method.wilson.name": both("x")})
