"""The one family of fonts, from its wheel."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from tsi_eval.report.fonts import FAMILY, font_files


def test_each_style_has_a_file_of_the_family() -> None:
    files = font_files()

    assert ["Regular", "Bold", "Italic"] == list(files)
    for style, path in files.items():
        with TTFont(path) as font:
            assert (FAMILY, style) == (font["name"].getDebugName(1), font["name"].getDebugName(2))


def test_the_letters_and_signs_of_reports_are_in_every_style() -> None:
    for path in font_files().values():
        with TTFont(path) as font:
            letters = font.getBestCmap()
        assert [] == [sign for sign in "åäöÅÄÖéü0123456789,.−–±”’%\u00a0" if ord(sign) not in letters]
