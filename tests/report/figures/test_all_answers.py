"""All answers about a change in one figure, each on a scale of its own."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from chapters_by_hand import CHANGE
from findings_with_figures import words_of
from matplotlib.figure import Figure
from released_by_hand import JUNE, estimate, finding, headline, hidden

from tsi_eval.findings import Claim, Quantity, Verdict
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures import figure_of_answers
from tsi_eval.report.figures.all_answers import _rows, all_answers
from tsi_eval.report.figures.paper import PAGE, PHONE
from tsi_eval.report.words import Words

KNOWN = replace(CHANGE, verdict=Verdict(leaves_out_nothing=True))
RATIO = headline(Quantity.RATE_RATIO, 2.0, ci_low=0.5, ci_high=8.0, verdict=Verdict(leaves_out_nothing=False))


def of(item: ReleasedEstimate, question: str = "a") -> ReleasedFinding:
    return finding("pre_post", Claim.CHANGED, [replace(item, question=question)], question=question)


@pytest.mark.parametrize(
    ("item", "at", "low", "high"),
    [(KNOWN, -3.2 / 5.1, -1.0, -1.3 / 5.1), (RATIO, 1 / 3, -1 / 3, 1.0)],
)
def test_a_row_reaches_as_far_from_nothing_as_its_interval(
    item: ReleasedEstimate, at: float, low: float, high: float
) -> None:
    found = of(item)

    (row,) = _rows(words_of(found), found)

    assert (row.at, row.low, row.high) == pytest.approx((at, low, high))


def test_an_undecided_answer_is_hollow() -> None:
    sure, unsure = of(KNOWN, "a"), of(RATIO, "b")
    words = words_of(sure, unsure)

    assert [False, True] == [_rows(words, found)[0].hollow for found in (sure, unsure)]


def test_a_change_that_is_no_more_than_was_expected_is_hollow_and_the_figure_says_why() -> None:
    left = estimate(
        Quantity.BEYOND_EXPECTED, -0.4, ci_low=-1.5, ci_high=0.6, outcome=KNOWN.outcome, group=KNOWN.group,
        period=KNOWN.period, verdict=Verdict(leaves_out_nothing=False), question="a",
    )  # fmt: skip
    alone, beside = of(KNOWN, "a"), of(KNOWN, "a")
    beside = replace(beside, estimates=(*beside.estimates, left))
    drawn = [all_answers(words_of(found, of(RATIO, "b"))) for found in (alone, beside)]

    assert [False, True] == [_rows(words_of(found), found)[0].hollow for found in (alone, beside)]
    assert [False, True] == ["att vänta ändå" in one.subtitle for one in drawn if one is not None]


@pytest.mark.parametrize(
    "item",
    [
        hidden(KNOWN),
        replace(KNOWN, ci_low=None, ci_high=None),
        headline(Quantity.COUNT, 43.0, unit="persons"),
        replace(RATIO, ci_low=0.0),
    ],
    ids=["hidden", "without an interval", "a count", "a ratio of nothing"],
)
def test_what_has_no_interval_around_nothing_has_no_row(item: ReleasedEstimate) -> None:
    found = of(item)

    assert not _rows(words_of(found), found)


def test_fewer_than_two_answers_are_no_overview() -> None:
    assert all_answers(words_of(of(KNOWN, "a"))) is None
    assert figure_of_answers(words_of(of(KNOWN, "a"))) is None


def test_its_words_have_every_number_and_say_that_rows_can_not_be_compared() -> None:
    figure = figure_of_answers(words_of(of(KNOWN, "a"), of(RATIO, "b")))

    assert figure is not None
    assert "answers" == figure.id
    assert all(number in figure.alt for number in ("−3,2", "−5,1", "+"))
    assert "procent (" in figure.alt
    assert "går inte att jämföra" in figure.alt


def test_an_older_answer_has_its_date_and_levels_are_all_named() -> None:
    old, other = of(replace(KNOWN, as_of=JUNE), "a"), of(replace(RATIO, level=0.9), "b")
    words = words_of(old, other)
    drawn = all_answers(words)

    assert drawn is not None
    assert "30 juni 2025" in drawn.alt
    assert all(level in drawn.subtitle for level in ("90\N{NO-BREAK SPACE}%", "95\N{NO-BREAK SPACE}%"))


@pytest.mark.parametrize(("direction", "way", "marker"), [("higher_better", 1, ">"), ("lower_better", -1, "<")])
def test_an_arrow_points_to_the_side_that_is_wanted_and_is_said_in_words(
    direction: str, way: int, marker: str, language: str
) -> None:
    words = wanting(direction, language)
    drawn, (row, _) = all_answers(words), [_rows(words, found)[0] for found in words.asked_findings()]
    arrows = [line for line in lines_of(words) if line.get_marker() in {"<", ">"}]

    assert drawn is not None
    assert way == row.wanted
    assert [(marker, way)] * 2 == [(line.get_marker(), math.copysign(1, line.get_xdata()[0])) for line in arrows]
    # Outside the longest interval.
    assert all(abs(line.get_xdata()[0]) > 1 for line in arrows)
    assert 2 == drawn.alt.count(words.say(f"alt.wanted_{'more' if way > 0 else 'less'}"))
    assert words.say("figure.subtitle.wanted") in drawn.subtitle


def test_without_a_wanted_way_there_is_no_arrow_and_no_word_of_one(language: str) -> None:
    words = wanting("none", language)
    drawn = all_answers(words)

    assert drawn is not None
    assert not [line for line in lines_of(words) if line.get_marker() in {"<", ">"}]
    assert words.say("figure.subtitle.wanted") not in drawn.subtitle


def wanting(direction: str, language: str) -> Words:
    """Return two answers to questions of which the project declared a direction."""
    words = words_of(of(KNOWN, "a"), of(RATIO, "b"), language=language)
    cover = words.released.cover
    asked = tuple(replace(item, direction=direction) for item in cover.questions)
    return replace(words, released=replace(words.released, cover=replace(cover, questions=asked)))


def lines_of(words: Words) -> list[Any]:
    """Return the lines of the drawing, on a page and on a phone."""
    found: list[list[Any]] = []
    for paper in (PAGE, PHONE):
        drawn = all_answers(words, paper)
        assert drawn is not None
        axes = Figure(figsize=(paper.width, drawn.height)).subplots()
        drawn.draw(axes)
        found.append([line for line in axes.get_lines() if line.get_marker() in {"<", ">"}])
    assert len(found[0]) == len(found[1])
    return found[0]
