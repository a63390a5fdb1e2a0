"""Trends over ordered groups, against R and coin."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import pearsonr
from stats_results import code_of
from two_groups import ORACLES, R

from tsi_eval.stats.trend import linear_by_linear, trend_in_shares

TABLE = [[10, 8, 4], [6, 9, 9], [3, 7, 14]]


@pytest.mark.parametrize("case", ORACLES["trend"], ids=lambda case: str(case["scores"]))
def test_trend_in_shares_is_that_of_r(case: dict[str, Any]) -> None:
    found = trend_in_shares(case["successes"], case["totals"], case["scores"])

    assert pytest.approx((case["statistic"], case["p_value"]), rel=R) == (found.statistic, found.p_value)


@pytest.mark.parametrize("case", ORACLES["linear"], ids=lambda case: str(case["row_scores"]))
def test_linear_by_linear_is_that_of_coin(case: dict[str, Any]) -> None:
    table = np.array(case["cells"]).reshape(3, 3)
    found = linear_by_linear(table, row_scores=case["row_scores"], column_scores=case["column_scores"])

    assert pytest.approx((case["statistic"], case["p_value"]), rel=R) == (found.statistic, found.p_value)


def test_estimates_are_the_weighted_slope_and_the_correlation() -> None:
    k, n, x = np.array([3, 9, 7, 14]), np.array([20, 25, 18, 22]), np.array([0.0, 1, 4, 10])
    slope = np.polyfit(x, k / n, 1, w=np.sqrt(n))[0]
    rows = np.repeat([1, 1, 1, 2, 2, 2, 3, 3, 3], np.ravel(TABLE))
    columns = np.repeat([1, 2, 3] * 3, np.ravel(TABLE))

    assert pytest.approx(slope) == trend_in_shares(k, n, x).estimate
    assert pytest.approx(pearsonr(rows, columns).statistic) == linear_by_linear(TABLE).estimate


def test_scores_of_another_unit_change_the_slope_alone() -> None:
    one, ten = (
        trend_in_shares([1, 5, 9], [10, 10, 10], [1, 2, 3]),
        trend_in_shares([1, 5, 9], [10, 10, 10], [10, 20, 30]),
    )

    assert pytest.approx(one.statistic) == ten.statistic
    assert pytest.approx(one.estimate / 10) == ten.estimate


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (([1], [2]), "E143"),
        (([1, 2], [2]), "E147"),
        (([1, 2], [2, 2], [1, 1]), "E140"),
        (([2, 2], [2, 2]), "E140"),
        (([0, 0], [2, 2]), "E140"),
        (([3, 1], [2, 2]), "E149"),
        (([1.5, 1], [2, 2]), "E149"),
        (([0, 0], [0, 0]), "E141"),
        (([1, np.nan], [2, 2]), "E145"),
    ],
)
def test_groups_without_a_trend_are_refused(given: Any, code: str) -> None:
    assert code == code_of(trend_in_shares, *given)


def test_tables_without_two_orders_are_refused() -> None:
    assert "E147" == code_of(linear_by_linear, TABLE, row_scores=[1, 2])
    assert "E140" == code_of(linear_by_linear, [[1, 2], [0, 0]])
    assert "E262" == code_of(linear_by_linear, [[1, 2]])
