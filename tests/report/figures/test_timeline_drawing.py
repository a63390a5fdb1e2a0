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
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.figures.timeline_drawing import when


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


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2022-12", "2023-01"),
        ("2023-Q4", "2024-Q1"),
        ("VT2023", "HT2023"),
        ("HT2023", "VT2024"),
        ("2022/23", "2023/24"),
    ],
)
def test_periods_are_in_the_order_of_time(earlier: str, later: str) -> None:
    assert when(earlier) < when(later)


@pytest.mark.parametrize(
    ("period", "place"),
    [
        ("2023-08", (2023, 7)),
        ("2023-Q3", (2023, 2)),
        ("HT2023", (2023, 1)),
        ("VT2023", (2023, 0)),
        ("2022/23", (2022, 0)),
    ],
)
def test_a_period_is_a_year_and_a_place_in_it(period: str, place: tuple[int, int]) -> None:
    assert place == when(period)


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
