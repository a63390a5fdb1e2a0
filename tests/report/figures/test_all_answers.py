"""All answers about a change in one figure, each on a scale of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters_by_hand import CHANGE
from findings_with_figures import words_of
from released_by_hand import JUNE, finding, headline, hidden

from tsi_eval.findings import Claim, Quantity, Verdict
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures import figure_of_answers
from tsi_eval.report.figures.all_answers import _rows, all_answers

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
