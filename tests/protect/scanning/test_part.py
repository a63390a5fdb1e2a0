"""The way to a part is said in words of both languages."""

from __future__ import annotations

from tsi_eval.language import say
from tsi_eval.protect.scanning.part import Step


def test_a_step_is_said_with_its_place_and_its_name() -> None:
    assert "in part 3 (word/document.xml)" == say(Step("part", 3, "word/document.xml").said(), "en")
    assert "på sida 12" == say(Step("page", 12).said(), "sv")
