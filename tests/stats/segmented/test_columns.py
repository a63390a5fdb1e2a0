"""The columns of the segmented regression."""

from __future__ import annotations

import numpy as np
import pytest
from stats_results import code_of

from tsi_eval.stats.segmented.columns import columns_of
from tsi_eval.stats.segmented.series import Series, series_of


def quarters(n: int = 16, start: int = 36) -> Series:
    """Return `n` counts of every third month."""
    return series_of(np.arange(1.0, n + 1), np.arange(n) * 3, start, None)


def test_columns_are_level_trend_known_steps_step_and_slope() -> None:
    found = columns_of(quarters(), [18], season=False)

    assert (16, 5) == found.shape
    assert [1.0, -36.0, 0.0, 0.0, 0.0] == found[0].tolist()
    assert [1.0, -18.0, 1.0, 0.0, 0.0] == found[6].tolist()
    assert [1.0, 0.0, 1.0, 1.0, 0.0] == found[12].tolist()
    assert [1.0, 9.0, 1.0, 1.0, 9.0] == found[15].tolist()


def test_each_calendar_month_but_the_first_has_a_column() -> None:
    found = columns_of(quarters(), [], season=True)

    # January is in the level; then April, July and October.
    assert (16, 7) == found.shape
    assert [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]] == found[:4, 2:5].tolist()


@pytest.mark.parametrize(
    ("jumps", "code"),
    [
        ([36], "E144"),
        ([18, 18], "E144"),
        ([-1], "E144"),
        ([99], "E144"),
        ([18.5], "E145"),
        ([6, 12, 18, 24, 30, 39, 42], "E143"),
    ],
)
def test_columns_that_can_not_be_told_apart_or_are_too_many_are_refused(jumps: list[int], code: str) -> None:
    assert code == code_of(columns_of, quarters(), jumps, season=False)
