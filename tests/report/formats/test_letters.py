"""Widths of words are those of the font itself."""

from __future__ import annotations

import pytest
from PIL import ImageFont

from tsi_eval.report.fonts import font_files
from tsi_eval.report.formats.letters import em


@pytest.mark.parametrize(("style", "bold"), [("Regular", False), ("Bold", True)])
def test_a_word_is_as_wide_as_another_program_draws_it(style: str, *, bold: bool) -> None:
    font = ImageFont.truetype(str(font_files()[style]), 1000, layout_engine=ImageFont.Layout.BASIC)

    # Letter by letter, since that program draws some pairs closer together.
    for word in ("osäkerhetsintervall", "värde", "1\u00a0865,85", "−3"):
        assert sum(font.getlength(letter) for letter in word) / 1000 == pytest.approx(em(word, bold=bold), abs=0.01)


def test_the_example_of_the_module_is_right() -> None:
    assert [round(em(word), 3) for word in ("n", "ä", "nä")] == [0.546, 0.526, 1.072]


def test_a_letter_that_the_font_lacks_is_broad() -> None:
    assert em("\u2192") > em("m") > em("i")
