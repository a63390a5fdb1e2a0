"""A column's record: which kinds are numbers, and what may stand instead of one."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import get_args

import pytest

from tsi_eval.pilot.source import Marker
from tsi_eval.study.tables.column import (
    FROM_NOUGHT,
    NUMBERS,
    STATUSES,
    WHOLE,
    WITHHELD_STATUSES,
    Blank,
    Column,
    ColumnKind,
    Presence,
)


def test_statuses_are_what_the_signs_of_files_may_mean() -> None:
    assert set(get_args(Marker)) == set(STATUSES)
    assert set(WITHHELD_STATUSES) == set(STATUSES) - {"zero"}


def test_only_levels_may_be_negative_and_only_counts_and_years_are_whole() -> None:
    assert {ColumnKind.LEVEL} == NUMBERS - FROM_NOUGHT
    assert {ColumnKind.COUNT, ColumnKind.YEAR} == WHOLE


def test_column_must_be_there_and_filled_unless_its_record_says_otherwise() -> None:
    column = Column(name="n", kind=ColumnKind.COUNT)

    assert (Presence.MUST, Blank.PROBLEM, True) == (column.file, column.blank, column.study)
    with pytest.raises(FrozenInstanceError):
        column.name = "m"  # type: ignore[misc]
