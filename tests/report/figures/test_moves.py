"""Bars of who moved which way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawings import Drawing, drawn, drawn_again
from findings_with_figures import (
    COUNTED,
    DECIDED,
    HIDDEN_IN,
    MOVED,
    change,
    moved,
    words_of,
)

from tsi_eval.report.figures import figure_of
from tsi_eval.report.figures.canvas import SOFT


class TestMoves:
    def test_every_way_has_a_bar_as_long_as_its_number(self, language: str) -> None:
        seen = Drawing(drawn(COUNTED["moves"], language).svg)
        widths = seen.widths_of(SOFT)

        assert [w / widths[0] for w in widths] == pytest.approx(
            [n / MOVED["moved_higher"] for n in MOVED.values()], abs=1e-4
        )
        assert {str(n) for n in MOVED.values()} <= set(seen.words)

    def test_a_hidden_way_has_no_bar_and_no_number(self) -> None:
        figure = drawn(HIDDEN_IN["moves"])
        seen = Drawing(figure.svg)

        assert len(seen.widths_of(SOFT)) == 1
        assert seen.words.count("visas inte") == 2
        assert not any(number in text for number in ("58", "78") for text in (*seen.words, figure.alt))
        assert "högre efter än före .., samma före och efter .., lägre efter än före 31" in figure.alt

    def test_nothing_is_drawn_when_every_way_is_hidden(self) -> None:
        answer = moved(moved_higher=None, moved_nowhere=None, moved_lower=None)

        assert figure_of(words_of(answer), answer) is None

    def test_directions_of_a_mean_change_are_no_figure(self) -> None:
        means = change(0.3, 2.5)
        both = replace(means, estimates=(*means.estimates, *COUNTED["moves"].estimates[1:]))

        assert drawn_again(both).svg == drawn(DECIDED["means"]).svg

    def test_over_occasions_the_title_is_as_short(self, language: str) -> None:
        answer = replace(COUNTED["moves"], design="occasions")

        assert len(drawn_again(answer, language).title) < 120
