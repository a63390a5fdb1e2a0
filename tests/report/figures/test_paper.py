"""What figures are drawn on: lines of names, and letters that can be read."""

from __future__ import annotations

import pytest

from tsi_eval.report.figures.canvas import SMALL
from tsi_eval.report.figures.paper import PAGE, PHONE, Paper

POINTS = 72


@pytest.mark.parametrize(
    ("paper", "parts", "text", "lines"),
    [
        (PAGE, 1, "kort", ["kort"]),
        (PAGE, 1, "mättes båda gångerna på hösten och våren", ["mättes båda gångerna på hösten", "och våren"]),
        (PHONE, 1, "mättes båda gångerna på hösten och våren", ["mättes båda gångerna på hösten och våren"]),
        (PHONE, 3, "första kartläggningen", ["första", "kartläggningen"]),
        (PAGE, 1, "en\ntvå", ["en", "två"]),
        (PAGE, 1, "", [""]),
        (PAGE, 100, "a b", ["a", "b"]),
    ],
)
def test_names_are_as_long_as_the_paper_allows(paper: Paper, parts: int, text: str, lines: list[str]) -> None:
    assert lines == paper.lines(text, parts).split("\n")


def test_the_smallest_letters_are_twelve_pixels_in_a_phones_window() -> None:
    assert 12 <= SMALL * 390 / (PHONE.width * POINTS) < 13
