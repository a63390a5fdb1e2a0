"""What a report has when nothing is asked for."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tsi_eval.making.request import EVERY_FORMAT, USUAL, Request


def test_a_usual_report_is_swedish_in_every_format_one_at_a_time_within_fifteen_minutes() -> None:
    assert ("sv", ("html", "pdf", "docx"), 1, 15 * 60) == (USUAL.language, USUAL.formats, USUAL.workers, USUAL.seconds)
    assert not USUAL.force
    assert Request() == USUAL


def test_the_short_version_is_made_for_those_who_ask_for_it() -> None:
    assert (*USUAL.formats, "brief") == EVERY_FORMAT


def test_a_request_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        USUAL.workers = 2  # type: ignore[misc]
