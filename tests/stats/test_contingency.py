"""Chi-square and Fisher's test, against R and scipy."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2_contingency
from stats_results import code_of
from two_groups import ORACLES, R

from tsi_eval.stats.contingency import chi_square, fisher_test, whole_table

LARGER = [[10, 8, 4], [6, 9, 9], [3, 7, 14], [1, 0, 5]]


def table_of(case: dict[str, Any]) -> list[list[int]]:
    k_1, n_1, k_2, n_2 = case["counts"]
    return [[k_1, n_1 - k_1], [k_2, n_2 - k_2]]


@pytest.mark.parametrize("case", ORACLES["two"], ids=lambda case: str(case["counts"]))
def test_tests_are_those_of_r(case: dict[str, Any]) -> None:
    for corrected, key in ((False, "chi_square"), (True, "chi_square_corrected")):
        found = chi_square(table_of(case), corrected=corrected)
        assert pytest.approx(case[key], rel=R) == (found.statistic, found.p_value)
    assert pytest.approx(case["fisher"], rel=R) == fisher_test(*case["counts"]).p_value


def test_larger_table_is_that_of_scipy() -> None:
    found, theirs = chi_square(LARGER), chi2_contingency(LARGER, correction=False)

    assert pytest.approx((theirs.statistic, theirs.pvalue)) == (found.statistic, found.p_value)
    assert (theirs.dof, 76, pytest.approx(theirs.expected_freq.min())) == (found.df, found.n, found.smallest_expected)


def test_correction_is_never_larger_than_the_difference() -> None:
    assert 0.0 == chi_square([[5, 5], [5, 5]], corrected=True).statistic


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([[0, 0], [0, 0]], "E141"),
        ([[1, 2], [0, 0]], "E140"),
        ([[1, 0], [2, 0]], "E140"),
        ([[1, 2]], "E262"),
        ([[1], [2]], "E262"),
        ([[1, 2.5], [3, 4]], "E149"),
        ([[1, -2], [3, 4]], "E149"),
        ([[1, np.nan], [3, 4]], "E145"),
        ([1, 2], "E145"),
    ],
)
def test_what_is_no_table_is_refused(table: Any, code: str) -> None:
    assert code == code_of(chi_square, table)


def test_only_two_by_two_is_corrected_and_counts_are_whole() -> None:
    assert "E262" == code_of(chi_square, LARGER, corrected=True)
    assert 4 == whole_table([[1, 1], [1, 1]]).size
    assert "E149" == code_of(fisher_test, 3, 2, 1, 2)
