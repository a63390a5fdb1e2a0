"""What a pilot declares, as one frozen record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import get_args

import pytest

from tsi_eval import load_pilot
from tsi_eval.language import LANGUAGES, keys
from tsi_eval.pilot.declaration import TEXT_SLOTS, Direction, Pilot, Question


def test_a_pilot_that_nobody_approved_is_a_draft() -> None:
    defaults = {field.name: field.default for field in fields(Pilot)}

    assert ("draft", "") == (defaults["status"], defaults["approved_by"])


def test_a_question_has_its_short_name_only_where_it_was_given(
    files: dict[str, str], write: Callable[..., Path]
) -> None:
    (first, *_) = load_pilot(write(files)).questions

    assert first.short is None
    with pytest.raises(FrozenInstanceError):
        first.role = "primary"  # type: ignore[misc]


def test_every_option_that_a_question_has_beside_its_design_must_be_said() -> None:
    assert ["id", "text", "direction", "role", "design", "short"] == [field.name for field in fields(Question)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_has_a_heading(language: str) -> None:
    headings = {key for key in keys(language) if key.startswith("chapter.")}

    assert {slot for slot in TEXT_SLOTS if f"chapter.{slot}" not in headings} == set()
    assert 4 == len(get_args(Direction))
