"""Whether a text that people wrote can be set."""

from __future__ import annotations

from tsi_eval.report.formats.trial import unsettable


def test_texts_that_can_be_set_are_not_named() -> None:
    text = "# Rubrik\n\nEn lista:\n\n- $\\frac{a}{b}$\n- <b>inte HTML</b>\n- ![](bild.png)\n"

    assert () == unsettable({"background": text, "lessons": "Å, ä och ö."}, "sv")
    assert () == unsettable({}, "en")


def test_only_the_text_that_can_not_be_set_is_named() -> None:
    assert ("lessons",) == unsettable({"background": "Text.", "lessons": "a\x00b", "theory": "Text."}, "sv")
