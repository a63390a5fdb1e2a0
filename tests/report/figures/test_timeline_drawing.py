"""Lines along the calendar as they are drawn."""

from __future__ import annotations

import re

import pytest
from drawings import Drawing, drawn
from findings_with_figures import (
    series,
)
from released_by_hand import estimate, finding, headline

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.timeline_drawing import _bottom


class TestTimeline:
    def test_a_very_wide_band_is_cut_and_says_how_far_it_reaches(self) -> None:
        narrow, wide = Drawing(drawn(series()).svg), Drawing(drawn(series(band=400.0)).svg)
        top = [max(float(text) for text in seen.words if re.fullmatch(r"\d+", text)) for seen in (narrow, wide)]

        assert "bandet når 400" in wide.words
        assert not any("bandet" in text for text in narrow.words)
        assert top[1] < 100

    def test_lines_are_named_where_they_end_and_the_start_is_dated(self, language: str) -> None:
        words = Drawing(drawn(series(), language).svg).words

        assert {"sv": "väntat utan förändring", "en": "expected without a change"}[language] in words
        assert {"sv": "start juli\u00a02023", "en": "start Jul\u00a02023"}[language] in words
        assert "stroke-dasharray" in drawn(series(), language).svg

    def test_a_hidden_month_leaves_a_gap(self) -> None:
        def pieces(answer: ReleasedFinding) -> int:
            lines = re.findall(r'<path d="(M[^"]*)"[^>]*style="fill: none; stroke: #0b5c6b', drawn(answer).svg)
            return max(line.count("M ") for line in lines)

        assert pieces(series()) == 1
        assert pieces(series(hidden=9)) == 2


def test_a_month_that_nobody_measured_leaves_a_gap_of_its_own_width() -> None:
    months = [
        estimate(Quantity.COUNT, 5.0, period=month, axis="month", group="observed", unit="counted")
        for month in ("2023-01", "2023-02", "2023-04")
    ]
    answer = finding("time_series", Claim.DIVERGED, [headline(Quantity.RATE_RATIO, 1.2)], {"observed": months})
    lines = re.findall(r'<path d="(M[^"]*)"[^>]*style="fill: none; stroke: #0b5c6b', drawn(answer).svg)
    (line,) = [line for line in lines if line.count("L ")]

    x = [float(number) for number in re.findall(r"[ML] ([\d.]+) ", line)]
    assert 2 == line.count("M ")
    assert (x[2] - x[1]) == pytest.approx(2 * (x[1] - x[0]), abs=0.01)


def test_shares_have_a_scale_on_which_their_change_is_seen_and_counts_one_from_nothing() -> None:
    def point(value: float, quantity: Quantity) -> ReleasedEstimate:
        return estimate(quantity, value, axis="term")

    share = {"a": (point(0.083, Quantity.ABSENCE), point(0.104, Quantity.ABSENCE))}
    count = {"a": (point(8.3, Quantity.COUNT), point(10.4, Quantity.COUNT))}

    assert 0 < _bottom(share, 100.0) < 8.3
    assert _bottom(count, 1.0) == 0.0
    assert _bottom({"a": (point(0.01, Quantity.ABSENCE), point(0.9, Quantity.ABSENCE))}, 100.0) == 0.0
