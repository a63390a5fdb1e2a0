"""Whom the sources asked, in words: how many, and how many of them answered."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from small_pilot import SCHOOLS

Delivered = Callable[..., dict[str, list[str]]]
POLL = """
[[source]]
id = "poll"
table = "counts"
files = ["poll.csv"]
columns = {{ unit = "skola", period = "månad" }}
series = {{ yes = "ja", who = "svarande" }}
answered = "who"
asked = {asked}
"""
ANSWERS = "skola,månad,ja,svarande\na,2023-05,10,30\nb,2023-05,5,20\na,2024-05,12,31\nb,2024-05,6,25\n"
NAMED = '\n[labels.poll]\nsv = "elevenkät"\nen = "pupil poll"\n'


def polled(understood: Delivered, asked: str, language: str = "sv") -> str:
    about = NAMED + SCHOOLS
    return understood(language, more=POLL.format(asked=asked), about=about, poll__csv=ANSWERS)["counts"][0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "{ VT2023 = 60, VT2024 = 62 }",
            "elevenkät: VT 2023 60 tillfrågade, 50 svarade, VT 2024 62 tillfrågade, 56 svarade.",
        ),
        ('{ "2024-05" = { a = 40, b = 30 } }', "elevenkät: maj 2024 70 tillfrågade, 56 svarade."),
    ],
)
def test_units_of_a_poll_are_said_together(asked: str, said: str, understood: Delivered) -> None:
    assert said == polled(understood, asked).replace("\N{NO-BREAK SPACE}", " ")


def test_it_is_said_in_english(understood: Delivered) -> None:
    assert "70 asked, 56 answered" in polled(understood, '{ "2024-05" = { a = 40, b = 30 } }', "en")


@pytest.mark.parametrize(("asked", "said"), [("{ T0 = 75 }", "hösten 75 tillfrågade, 60 svarade"), ('"offered"', "60")])
def test_forms(asked: str, said: str, files: dict[str, str], understood: Delivered) -> None:
    source = files["sources.toml"].replace('id = "forms"', f'id = "forms"\nasked = {asked}')

    (line,) = (text for text in understood(sources__toml=source)["measures"] if "tillfrågade" in text)
    assert said in line


def test_what_was_not_declared_is_not_said(understood: Delivered) -> None:
    assert not any("tillfrågade" in text for text in understood()["measures"])


def test_who_answered_is_said_in_words_with_the_questionnaire(understood: Delivered) -> None:
    texts = understood(more=POLL.format(asked="{ VT2023 = 60 }"), about=NAMED + SCHOOLS, poll__csv=ANSWERS)["counts"]

    (line, *_) = (text for text in texts if text.startswith("de som svarade (elevenkät)"))
    assert "61" in line.replace("\N{NO-BREAK SPACE}", " ")
    english = understood("en", more=POLL.format(asked="{ VT2023 = 60 }"), about=SCHOOLS, poll__csv=ANSWERS)["counts"]
    assert any(text.startswith("those who answered, ") for text in english)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("{ VT2023 = { a = 401, b = 20 } }", True),
        ("{ VT2023 = { a = 35, b = 20 } }", False),
        ("{ VT2023 = 100000 }", True),
        ('"pupils"', False),
    ],
)
def test_more_asked_than_there_are_pupils_is_noted(asked: str, said: bool, understood: Delivered) -> None:
    schools = re.sub(r'(id = "[ab]"\n)', r"\1pupils = 400\n", SCHOOLS)
    texts = understood(more=POLL.format(asked=asked), about=NAMED + schools, poll__csv=ANSWERS)["counts"]

    assert said == any(text.startswith("OBS: elevenkät säger att") for text in texts)
