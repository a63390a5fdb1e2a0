"""Whether strata are alike, against epiR, vcd and statsmodels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2
from stats_results import code_of
from statsmodels.stats.contingency_tables import StratifiedTable
from two_groups import ORACLES, R

from tsi_eval.stats.homogeneity import breslow_day, strata_alike


def given(case: dict[str, Any]) -> tuple[list[int], list[int], list[int], list[int]]:
    return case["k1"], case["n1"], case["k2"], case["n2"]


@pytest.mark.parametrize("case", ORACLES["strata"], ids=lambda case: str(case["n1"]))
def test_tests_are_those_of_epir_and_vcd(case: dict[str, Any]) -> None:
    assert pytest.approx(case["breslow_day"], rel=1e-6) == breslow_day(*given(case), tarone=False).statistic
    assert pytest.approx(case["woolf"], rel=R) == strata_alike(*given(case), measure="odds_ratio").statistic
    found = strata_alike(*given(case), measure="risk_ratio")
    assert pytest.approx(case["homogeneity_of_risk_ratios"], rel=R) == found.statistic


@pytest.mark.parametrize("tarone", [True, False])
@pytest.mark.parametrize("case", ORACLES["strata"], ids=lambda case: str(case["n1"]))
def test_breslow_day_is_that_of_statsmodels(case: dict[str, Any], tarone: bool) -> None:
    tables = [np.array([[b, d - b], [a, c - a]]) for a, c, b, d in zip(*given(case), strict=True)]
    theirs = StratifiedTable(tables).test_equal_odds(adjust=tarone)
    found = breslow_day(*given(case), tarone=tarone)

    assert pytest.approx((theirs.statistic, theirs.pvalue), rel=1e-6) == (found.statistic, found.p_value)


def test_risk_differences_are_compared_by_hand() -> None:
    found = strata_alike([10, 10], [100, 100], [20, 40], [100, 100], measure="risk_difference")
    variances = np.array([0.09 + 0.16, 0.09 + 0.24]) / 100
    values, weights = np.array([0.1, 0.3]), 1 / variances

    by_hand = (weights * (values - (weights * values).sum() / weights.sum()) ** 2).sum()
    assert pytest.approx((by_hand, chi2.sf(by_hand, 1))) == (found.statistic, found.p_value)


def test_strata_that_are_the_same_have_nothing_between_them() -> None:
    for found in (
        breslow_day([5, 5], [40, 40], [9, 9], [40, 40]),
        strata_alike([5, 5], [40, 40], [9, 9], [40, 40], measure="risk_ratio"),
    ):
        assert pytest.approx(0.0, abs=1e-9) == found.statistic
        assert (1, 2) == (found.df, found.strata)


def test_an_even_ratio_is_fitted_too() -> None:
    assert pytest.approx(0.0, abs=1e-9) == breslow_day([10, 20], [40, 40], [10, 20], [40, 40]).statistic


def test_strata_that_say_nothing_are_left_out() -> None:
    two = breslow_day([5, 20], [40, 50], [9, 30], [40, 50])
    three = breslow_day([5, 0, 20], [40, 10, 50], [9, 0, 30], [40, 10, 50])

    assert (two.statistic, two.strata) == (three.statistic, three.strata)


def test_fewer_than_two_strata_are_refused() -> None:
    assert "E143" == code_of(breslow_day, [5], [40], [9], [40])
    assert "E143" == code_of(strata_alike, [5, 0], [40, 9], [9, 0], [40, 9], measure="risk_ratio")
    assert "E138" == code_of(strata_alike, [5, 6], [40, 9], [9, 2], [40, 9], measure="hazard")
