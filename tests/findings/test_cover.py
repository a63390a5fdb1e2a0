"""A question of an old report has no short form, and a report is a draft until it is approved."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from tsi_eval.findings import Asked, Cover
from tsi_eval.findings.cover import NO_TEXT
from tsi_eval.language import LANGUAGES, Text


def test_question_of_an_old_report_has_no_short_form() -> None:
    asked = Asked(
        id="q",
        text=Text(sv="Fråga?", en="Question?"),
        design="pre_post",
        direction="none",
        role="primary",
        declared=date(2026, 11, 1),
    )

    assert NO_TEXT == asked.short
    assert ["", ""] == [asked.short.in_language(language) for language in LANGUAGES]


def test_report_is_a_draft_until_somebody_approves_it(cover: Cover) -> None:
    assert ("draft", "", True) == (cover.status, cover.approved_by, cover.is_draft)
    assert not replace(cover, status="approved").is_draft


def test_cover_cannot_be_changed(cover: Cover) -> None:
    with pytest.raises(FrozenInstanceError):
        cover.status = "approved"  # type: ignore[misc]
