"""What a figure is drawn on: words for ids, and periods that do not run into each other."""

from __future__ import annotations

import pytest

from tsi_eval import Study, TsiError
from tsi_eval.research.board import Board, empty, known_name, periods_under


def test_an_id_has_its_word_or_is_read_as_words(own_study: Study) -> None:
    board = Board(own_study, "en")

    assert ["autumn", "Skola A", "b", "not known"] == [
        board.word(name) for name in ("T0", "school=a", "school=b", "not_known")
    ]


def test_at_most_sixteen_periods_are_written() -> None:
    _, axes = empty()
    periods = [f"2020-W{week:02}" for week in range(1, 53)]
    periods_under(axes, periods)

    written = [label.get_text() for label in axes.get_xticklabels()]
    assert len(written) <= 16
    assert periods[::4] == written


def test_a_name_that_nobody_has_is_refused_with_those_that_there_are() -> None:
    assert "a" == known_name("stage", "a", ["a", "b"])
    with pytest.raises(TsiError) as error:
        known_name("stage", "c", ["a", "b"])
    assert "a, b" in str(error.value)
