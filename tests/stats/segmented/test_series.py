"""The counts that the segmented regression fits."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from monthly_counts import COUNTS, MONTHS, START, fit
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.segmented.series import series_of, whole_months


def test_a_series_knows_which_months_come_after_and_how_far_apart_they_are() -> None:
    months = [*range(12), 14, 15, 20]

    found = series_of(range(1, 16), months, 14, None)

    assert [False] * 12 + [True] * 3 == found.after.tolist()
    assert [0, 1, 2] == found.distance[0, :3].tolist()
    assert [6, 5, 0] == found.distance[-1, -3:].tolist()
    assert [0.0] * 15 == found.offset.tolist()


def test_what_counts_are_out_of_is_taken_as_its_logarithm() -> None:
    found = series_of([3] * 15, range(15), 12, [math.e] * 15)

    assert pytest.approx([1.0] * 15) == found.offset.tolist()


@pytest.mark.parametrize("values", [[1, 2], (1.0, 2.0), np.array([1, 2], dtype=np.int8)])
def test_whole_months_take_any_row_of_whole_numbers(values: Any) -> None:
    assert [1, 2] == whole_months(values, "months").tolist()


@pytest.mark.parametrize("values", [[1.5], [math.nan], [math.inf], [10**6 + 1], ["2024-01"]])
def test_whole_months_refuse_what_is_no_month(values: Any) -> None:
    assert "E145" == code_of(whole_months, values, "months")


def test_too_few_months_are_told_how_many_there_should_be() -> None:
    def least(**options: Any) -> Any:
        with pytest.raises(NotEstimable) as error:
            fit(**options)
        return error.value.problems[0].params["least"]

    assert 12 == least(counts=COUNTS[25:], months=MONTHS[25:])
    assert 3 == least(counts=COUNTS[:38], months=MONTHS[:38])
    assert 21 == least(counts=COUNTS[16:36], months=MONTHS[16:36], start=START - 5)
