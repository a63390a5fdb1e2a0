"""The canvas of all figures: axes, labels and looks."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from drawings import Drawing
from released_by_hand import estimate, words_of

from tsi_eval.findings import Quantity
from tsi_eval.report.figures.canvas import (
    PAPER,
    STYLES,
    Drawn,
    arms,
    dot,
    listed,
    not_shown,
    number_axis,
    svg_of,
    unescaped,
    wrapped,
    write,
)
from tsi_eval.report.parts import capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def axes() -> Axes:
    from matplotlib.figure import Figure

    return Figure().add_subplot()


def drawing(draw: object, **about: object) -> Drawn:
    return Drawn(**({"draw": draw, "height": 2.0, "alt": "", "subtitle": "", "n": "", "shows": ()} | about))


class TestNumberAxis:
    @pytest.mark.parametrize(
        ("ends", "language", "labels"),
        [
            ((0.0, 10.0), "sv", ["0", "2", "4", "6", "8", "10"]),
            ((0.0, 1.0), "sv", ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
            ((0.0, 1.0), "en", ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            ((-2.0, 2.0), "sv", ["−2", "−1", "0", "1", "2"]),
            ((10.0, 0.0), "sv", ["0", "2", "4", "6", "8", "10"]),
            ((0.0, 5000.0), "sv", ["0", "1\u00a0000", "2\u00a0000", "3\u00a0000", "4\u00a0000", "5\u00a0000"]),
        ],
    )
    def test_ticks_have_as_many_decimals_as_their_distance_needs(
        self, ends: tuple[float, float], language: str, labels: list[str]
    ) -> None:
        panel = axes()
        panel.set_ylim(*ends)

        number_axis(panel, "y", words_of(language=language))

        assert labels == [label.get_text() for label in panel.get_yticklabels()]

    def test_no_tick_stands_beyond_the_most(self) -> None:
        panel = axes()
        panel.set_xlim(0, 134)

        number_axis(panel, "x", words_of(), most=100)

        assert ["0", "20", "40", "60", "80", "100"] == [label.get_text() for label in panel.get_xticklabels()]


class TestLooks:
    def test_an_undecided_point_is_hollow_with_an_interval_as_strong(self) -> None:
        sure, unsure = dot(STYLES[1]), dot(STYLES[1], hollow=True)

        assert ("#d55e00", PAPER) == (sure["markerfacecolor"], unsure["markerfacecolor"])
        assert {"markerfacecolor"} == {name for name in sure if sure[name] != unsure[name]}

    @pytest.mark.parametrize(
        ("low", "high", "factor", "reach"),
        [
            (1.0, 4.0, 1, ([1.0], [2.0])),
            (1.0, 4.0, 100, ([100.0], [200.0])),
            (None, 4.0, 1, ([0.0], [2.0])),
            (None, None, 1, ([0.0], [0.0])),
            (2.5, 4.0, 1, ([0.0], [2.0])),
        ],
    )
    def test_arms_reach_from_the_estimate_and_are_never_negative(
        self, low: float | None, high: float | None, factor: float, reach: tuple[list[float], list[float]]
    ) -> None:
        assert reach == arms(estimate(Quantity.MEAN, 2.0, ci_low=low, ci_high=high), factor)

    def test_styles_differ_in_more_than_colour(self) -> None:
        assert len(STYLES) == len({marker for _, marker, _ in STYLES}) == len({colour for colour, _, _ in STYLES})

    @pytest.mark.parametrize("style", STYLES)
    def test_colours_keep_three_to_one_on_white(self, style: tuple[str, str, str]) -> None:
        parts = [int(style[0][place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

        assert 1.05 / (light + 0.05) >= 3


class TestWords:
    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("kort", ["kort"]),
            ("mättes båda gångerna på hösten och våren", ["mättes båda gångerna på hösten", "och våren"]),
            ("a" * 40, ["a" * 40]),
            (r"a\_b", ["a_b"]),
            ("", [""]),
        ],
    )
    def test_long_labels_are_wrapped_between_words(self, text: str, lines: list[str]) -> None:
        assert lines == wrapped(text).split("\n")

    def test_words_in_a_drawing_are_no_markdown(self) -> None:
        assert r"50 % |x|" == unescaped(r"50 % \|x\|")
        assert ("Ord", "", "Åsa") == (capital("ord"), capital(""), capital("åsa"))
        assert "a, b" == listed(["a", "b"])

    def test_a_label_is_written_where_it_belongs(self) -> None:
        panel = axes()

        write(panel, r"a\_b", (1.0, 2.0), (3, 4), ha="right")

        (label,) = panel.texts
        assert ("a_b", (1.0, 2.0), (3, 4), "right") == (label.get_text(), label.xy, label.xyann, label.get_ha())

    def test_what_is_hidden_has_the_same_words_wherever_it_stands(self) -> None:
        panel = axes()

        not_shown(panel, (0, 1), words_of())
        not_shown(panel, (0, 2), words_of(), "160, ")

        assert ["visas inte", "160, visas inte"] == [label.get_text() for label in panel.texts]


class TestSvg:
    def test_the_same_values_give_the_same_bytes_and_another_salt_other_ids(self) -> None:
        def line(panel: Axes) -> None:
            panel.plot([0, 1], [0, 1], marker="o")

        first, again, other = (svg_of(drawing(line), salt) for salt in ("a", "a", "b"))

        assert first == again
        ids = [set(re.findall(r'id="(m\w+)"', svg)) for svg in (first, other)]
        assert ids[0]
        assert not ids[0] & ids[1]
        assert "<dc:date>" not in first

    def test_the_mark_stands_inside_where_there_is_one(self) -> None:
        marked, plain = (svg_of(drawing(lambda _: None), "a", mark) for mark in ("Syntetiska data.", ""))

        assert "Syntetiska data." in Drawing(marked).words
        assert "Syntetiska data." not in Drawing(plain).words

    def test_panels_are_as_wide_as_they_are_said_to_be(self) -> None:
        widths: list[float] = []

        def measure(*panels: Axes) -> None:
            for panel in panels:
                panel.set_axis_off()
                widths.append(panel.get_position().width)

        svg_of(drawing(measure, panels=(2.0, 1.0)), "a")

        assert math.isclose(widths[0], 2 * widths[1], rel_tol=1e-6)
