"""Faults of words that reading the examples' reports brought up, and that are mended."""

from __future__ import annotations

import pytest
from example_reports import report
from what_is_read import read


@pytest.mark.parametrize(("language", "said"), [("sv", "som började"), ("en", "who started")])
def test_attendance_is_of_those_at_the_stage_that_was_asked_for(language: str, said: str) -> None:
    # This example asks of those who were offered.
    told = read(report("attendance-0", "default", language), drawings=False)

    assert [] == [text for where, text in told.texts.items() if where.startswith("messages") and said in text]


def test_payer_of_a_price_is_said_in_english() -> None:
    told = read(report("cost_offset-0", "default", "en"), drawings=False)

    assert [] == [where for where, text in told.texts.items() if "kommun" in text and "Testkommun" not in text]
