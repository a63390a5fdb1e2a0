"""Columns that no file has are called what they were made of."""

from __future__ import annotations

from tsi_eval.ingest.made_columns import TITLES, made, shown
from tsi_eval.language import Message


def test_column_of_a_file_is_called_by_its_name() -> None:
    assert "Skola" == shown("Skola")


def test_made_columns_are_called_in_words() -> None:
    assert Message("made_column.titles") == shown(TITLES)
    assert Message("made_column.declared") == shown(made("unit"))


def test_each_of_our_columns_is_made_once() -> None:
    assert made("unit") != made("series")
