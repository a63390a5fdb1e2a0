"""What is not shown, in words: one sentence, one reason, and no brackets around nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from answers_about_change import changed, finding, words_of
from released_by_hand import estimate, hidden

from tsi_eval.findings import Matter, Quantity, Verdict
from tsi_eval.language import LANGUAGES
from tsi_eval.language.catalogue import Plural, sentences
from tsi_eval.report.not_shown import (
    about_intervals,
    dots_note,
    is_hidden,
    lacks_interval,
    left_out,
    names_of,
    seems_to_hold_nothing,
    seems_to_lie_otherwise,
    why,
)
from tsi_eval.report.sentences import answers
from tsi_eval.report.words import NO_INTERVAL

SHOWN = changed(1.0, 2.0)
BARE = replace(SHOWN, ci_low=None, ci_high=None, verdict=Verdict(leaves_out_nothing=True))
LEAVES_OUT, HOLDS = Verdict(leaves_out_nothing=True), Verdict(leaves_out_nothing=False)
COUNT = estimate(Quantity.COUNT, None, group="moved_lower")


def test_what_is_hidden_is_hidden_whole_and_a_band_is_shown() -> None:
    assert [True, False, False] == [is_hidden(item) for item in (COUNT, SHOWN, replace(COUNT, status="banded"))]


def test_an_interval_is_hidden_where_only_its_level_is_left() -> None:
    assert lacks_interval(BARE)
    assert not lacks_interval(SHOWN)
    assert not lacks_interval(replace(BARE, level=None))
    assert not lacks_interval(hidden(BARE))


@pytest.mark.parametrize(
    ("low", "high", "verdict", "seems"),
    [
        (-3.0, 1.0, LEAVES_OUT, True),
        (-3.0, 0.0, LEAVES_OUT, True),
        (-3.0, -1.0, LEAVES_OUT, False),
        (-3.0, 1.0, HOLDS, False),
        (-3.0, 1.0, None, False),
        (None, None, LEAVES_OUT, False),
    ],
)
def test_a_rounded_interval_may_hold_the_nothing_that_the_exact_one_leaves_out(
    low: float | None, high: float | None, verdict: Verdict | None, seems: bool
) -> None:
    assert seems is seems_to_hold_nothing(replace(SHOWN, ci_low=low, ci_high=high, verdict=verdict))


@pytest.mark.parametrize(
    ("low", "high", "matter", "seems"),
    [
        (0.0, 3.0, Matter.LITTLE, True),
        (0.5, 1.5, Matter.LITTLE, False),
        (-2.0, 1.0, Matter.SMALL, True),
        (1.0, 4.0, Matter.MUCH, True),
        (-4.0, -2.0, Matter.MUCH, False),
        (-1.0, 3.0, Matter.OPEN, False),
        (-1.0, 1.0, Matter.OPEN, True),
        (None, None, Matter.MUCH, True),
    ],
)
def test_a_rounded_interval_may_lie_otherwise_than_the_exact_one(
    low: float | None, high: float | None, matter: Matter, seems: bool
) -> None:
    verdict = Verdict(leaves_out_nothing=True, matter=matter)

    assert seems is seems_to_lie_otherwise(replace(SHOWN, ci_low=low, ci_high=high, verdict=verdict), 2.0)


def test_every_reason_is_one_and_said_once(language: str) -> None:
    words = words_of(finding(), language)

    for reason in ("few", "few_in_mean", "exact", "values"):
        said = why(words, replace(COUNT, reason=reason))
        assert not [part for part in (" or ", " eller ", ".", ":") if part in said]
    assert 1 == dots_note(words, [COUNT, COUNT, SHOWN]).count("..")
    assert "" == dots_note(words, [SHOWN])


def test_names_of_one_kind_stand_together_and_a_time_of_all_is_left_out() -> None:
    rows = [("antal", "flickor", "hösten", COUNT), ("antal", "pojkar", "hösten", COUNT), ("andel", "", "", COUNT)]

    assert "antal (flickor; pojkar); andel" == names_of(rows)
    assert "antal (flickor, hösten; flickor, våren)" == names_of([rows[0], ("antal", "flickor", "våren", COUNT)])


def test_what_is_left_out_has_a_sentence_for_each_reason() -> None:
    words = words_of(finding(), "sv")
    rows = [("antal", "flickor", "", COUNT), ("medel", "alla", "", hidden(SHOWN)), ("andel", "", "", SHOWN)]

    first, second = left_out(words, rows).split(". ")

    assert "Visas inte, för att inget om några få personer ska gå att läsa ut: antal (flickor)" == first
    assert "Visas inte, för att inget medelvärde för några få personer ska gå att läsa ut: medel (alla)." == second
    assert "" == left_out(words, rows[2:])


@pytest.mark.parametrize("place", ["chapter", "answers"])
def test_intervals_are_spoken_of_only_where_they_are_hidden_or_contradict(place: str, language: str) -> None:
    words = words_of(finding(), language)
    coarse = replace(SHOWN, ci_low=-1.0, verdict=LEAVES_OUT)

    assert "" == about_intervals(words, [SHOWN, hidden(SHOWN)], place)
    assert words.say(f"interval.hidden_{place}") == about_intervals(words, [BARE, BARE], place)
    assert words.say(f"interval.rounded_{place}") == about_intervals(words, [coarse], place)


@pytest.mark.parametrize("brief", [False, True])
def test_the_answer_is_said_without_the_brackets_of_a_hidden_interval(brief: bool, language: str) -> None:
    found = finding(BARE)

    (sentence,) = answers(words_of(found, language), found, brief=brief)

    assert sentence.endswith(".")
    assert not {"(", "–", "..", NO_INTERVAL} & set(sentence)


@pytest.mark.parametrize("said_in", LANGUAGES)
def test_every_sentence_with_an_interval_in_brackets_is_whole_without_them(said_in: str) -> None:
    words, tried = words_of(finding(), said_in), 0
    for key, sentence in sentences(said_in).items():
        # A range of assumptions is never hidden alone.
        if isinstance(sentence, Plural) or "interval}" not in sentence or "_range" in key:
            continue
        places = dict.fromkeys(re.findall(r"{(\w+)", sentence), "1")
        said = words.say(key, **places | {name: NO_INTERVAL for name in places if name.endswith("interval")})
        assert NO_INTERVAL not in said, key
        assert "()" not in said, key
        assert said.count("(") == said.count(")"), key
        tried += 1
    assert 40 < tried
