"""A note is its name, as it stands in what was released, and has words."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Note
from tsi_eval.language import has_sentence


def test_notes_are_what_stands_in_released_files() -> None:
    of_prices = {"price_converted", "price_unverified", "price_converted_unverified", "units_of_unverified"}
    of_who_answered = {"with_result", "measured_again", "had_completed", "took_part", "could_have"}
    assert {"steps", "at_an_end"} | of_prices | of_who_answered == set(Note)


@pytest.mark.parametrize("note", Note)
def test_every_note_is_said(note: Note) -> None:
    assert has_sentence(f"note.{note}")
