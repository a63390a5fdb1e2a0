"""Two groups within strata, against R, epiR and statsmodels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stats_results import code_of
from statsmodels.stats.contingency_tables import StratifiedTable
from two_groups import ORACLES, R, all_of

from tsi_eval.stats.share_ratios import odds_ratio
from tsi_eval.stats.strata import mantel_haenszel, strata_of, with_both

Given = tuple[list[int], list[int], list[int], list[int]]


def given(case: dict[str, Any]) -> Given:
    return case["k1"], case["n1"], case["k2"], case["n2"]


@pytest.mark.parametrize("case", ORACLES["strata"], ids=lambda case: str(case["n1"]))
def test_estimates_and_intervals_are_those_of_r(case: dict[str, Any]) -> None:
    strata = given(case)

    assert pytest.approx(case["odds_ratio"], rel=R) == all_of(mantel_haenszel(*strata))
    assert pytest.approx(case["risk_ratio"], rel=R) == all_of(mantel_haenszel(*strata, measure="risk_ratio"))
    for error in ("sato", "greenland_robins"):
        found = mantel_haenszel(*strata, measure="risk_difference", difference_error=error)  # type: ignore[arg-type]
        assert pytest.approx(case[f"risk_difference_{error}"], rel=R) == all_of(found)


@pytest.mark.parametrize("case", ORACLES["strata"], ids=lambda case: str(case["n1"]))
def test_tests_are_those_of_r(case: dict[str, Any]) -> None:
    found = mantel_haenszel(*given(case))

    assert pytest.approx(case["test"], rel=R) == (found.statistic, found.p_value)
    assert pytest.approx(case["test_corrected"], rel=R) == mantel_haenszel(*given(case), corrected=True).statistic


def test_odds_ratio_is_that_of_statsmodels() -> None:
    case = ORACLES["strata"][1]
    tables = [np.array([[b, d - b], [a, c - a]]) for a, c, b, d in zip(*given(case), strict=True)]
    theirs = StratifiedTable(tables)
    found = mantel_haenszel(*given(case))

    assert pytest.approx((theirs.oddsratio_pooled, theirs.logodds_pooled_se)) == (found.estimate, found.se)


def test_one_stratum_is_its_own_ratio() -> None:
    assert pytest.approx(odds_ratio(15, 60, 24, 60).estimate) == mantel_haenszel([15], [60], [24], [60]).estimate


@pytest.mark.parametrize("measure", ["odds_ratio", "risk_ratio", "risk_difference"])
def test_a_stratum_with_an_empty_group_says_nothing_and_is_counted(measure: Any) -> None:
    two = mantel_haenszel([5, 20], [40, 50], [9, 30], [40, 50], measure=measure)
    three = mantel_haenszel([5, 0, 20], [40, 0, 50], [9, 7, 30], [40, 9, 50], measure=measure)

    assert all_of(two) == all_of(three)
    assert (two.p_value, 0, 1, 180) == (three.p_value, two.left_out, three.left_out, three.n)


def test_intervals_cover_a_common_ratio_as_often_as_they_say() -> None:
    random = np.random.default_rng(5)
    n, base = np.array([30, 50, 40]), np.array([0.2, 0.4, 0.6])
    odds = base / (1 - base) * 2.0
    found = [
        mantel_haenszel(random.binomial(n, base), n, random.binomial(n, odds / (1 + odds)), n) for _ in range(2000)
    ]

    assert 0.94 < np.mean([one.ci_low <= 2.0 <= one.ci_high for one in found]) < 0.965


@pytest.mark.parametrize(
    ("strata", "code"),
    [
        (([1], [0], [1], [2]), "E149"),
        (([0], [0], [1], [2]), "E141"),
        (([1, 2], [3], [1], [2]), "E147"),
        (([0], [5], [0], [5]), "E140"),
        (([0, 0], [5, 5], [2, 3], [5, 5]), "E245"),
        (([1.5], [5], [2], [5]), "E149"),
        (([np.nan], [5], [2], [5]), "E145"),
    ],
)
def test_strata_that_say_nothing_are_refused(strata: Any, code: str) -> None:
    assert code == code_of(mantel_haenszel, *strata)


def test_unknown_choices_are_refused() -> None:
    assert "E138" == code_of(mantel_haenszel, [1], [5], [2], [5], measure="hazard")
    assert "E138" == code_of(mantel_haenszel, [1], [5], [2], [5], difference_error="wald")
    assert 1 == with_both(strata_of([1, 0], [5, 0], [2, 3], [5, 5])).n.size
