"""Lines along the calendar: which are drawn, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from findings_with_figures import series, words_of
from released_by_hand import estimate, finding, headline, hidden

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Message
from tsi_eval.report.figures.timeline import timeline

NBSP = "\N{NO-BREAK SPACE}"


def line(name: str, *values: float | None, **about: object) -> dict[str, list[ReleasedEstimate]]:
    terms = ("HT2022", "VT2023", "HT2023")
    usual = {"axis": "term", "group": name, "unit": "counted"} | about
    quantity = usual.pop("quantity", Quantity.COUNT)
    points = [estimate(quantity, value, period=term, **usual) for term, value in zip(terms, values, strict=False)]
    return {name: points}


def alt(*items: ReleasedEstimate, **lines: list[ReleasedEstimate]) -> str:
    found = finding("any", Claim.DESCRIBES, items, lines)
    figure = timeline(words_of(found), found)
    assert figure is not None
    return figure.alt


def test_counted_and_expected_are_said_with_the_difference_in_per_cent() -> None:
    figure = timeline(words_of(series()), series())

    assert figure is not None
    assert "397 räknade mot väntade 316" in figure.alt
    assert f"+26 procent (−3{NBSP}till{NBSP}+63)" in figure.alt


def test_without_a_ratio_that_is_shown_the_difference_is_a_dash() -> None:
    found = series()
    found = replace(found, estimates=(hidden(found.estimates[0]), *found.estimates[1:]))
    figure = timeline(words_of(found), found)

    assert figure is not None
    assert "en skillnad på –." in figure.alt


def test_lines_without_an_expected_one_are_said_from_end_to_end() -> None:
    text = alt(**line("a", 4.0, None, 6.0), **line("b", None, 5.0))

    first, between, last = f"HT{NBSP}2022", f"VT{NBSP}2023", f"HT{NBSP}2023"
    assert f"A: 4 ({first}) och 6 ({last}); B: 5 ({between}) och 5 ({between})." in text


def test_changes_that_answer_the_question_are_said_instead() -> None:
    change = headline(Quantity.ABSENCE_CHANGE, -0.004, decimals=3, group="a", n=580)

    assert "−0,4" in alt(change, **line("a", 4.0, 6.0))


def test_only_lines_with_a_point_that_is_shown_are_drawn() -> None:
    term = f"HT{NBSP}2022"

    assert f"till {term}. B: 1 ({term}) och 1 ({term})." in alt(**line("a", None, None), **line("b", 1.0))


def test_beside_what_was_counted_only_what_was_expected_is_drawn() -> None:
    both = line("observed", 1.0, 2.0) | line("school=x", 3.0, 4.0)

    assert f". Räknat: 1 (HT{NBSP}2022) och 2 (VT{NBSP}2023)." in alt(**both)


@pytest.mark.parametrize("axis", ["stage", "occasion", "session"])
def test_what_does_not_run_along_the_calendar_is_not_drawn(axis: str) -> None:
    found = finding("any", Claim.DESCRIBES, [], line("a", 1.0, axis=axis))

    assert timeline(words_of(found), found) is None


def test_stretches_that_the_design_compares_are_in_the_subtitle() -> None:
    message = Message("compared.periods", {"before": "maj 2022", "after": "maj 2023"})
    found = finding("any", Claim.DESCRIBES, [], line("a", 1.0, 2.0), caveats=(message,))
    figure = timeline(words_of(found), found)

    assert figure is not None
    assert "maj 2022" in figure.subtitle
    assert "maj 2023" in figure.subtitle


def test_without_a_line_that_is_shown_there_is_no_figure() -> None:
    found = finding("time_series", Claim.DIVERGED, [], line("observed", None))

    assert timeline(words_of(found), found) is None


@pytest.mark.parametrize(("band", "outside"), [(61.0, False), (40.0, True)])
def test_a_point_outside_the_band_is_explained(band: float, outside: bool) -> None:
    figure = timeline(words_of(series(band)), series(band))

    assert figure is not None
    assert ("utanför bandet" in figure.subtitle) is outside
