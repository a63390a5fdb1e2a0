"""Risk ratios and odds ratios, against R, scipy and statsmodels."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import nchypergeom_fisher
from scipy.stats.contingency import relative_risk
from stats_results import code_of
from statsmodels.stats.proportion import confint_proportions_2indep
from two_groups import ORACLES, R_ROOT, R, all_of, ends

from tsi_eval.stats.share_ratios import odds_ratio, risk_ratio

WITHOUT_EMPTY = [case for case in ORACLES["two"] if "risk_log" in case]


@pytest.mark.parametrize("case", WITHOUT_EMPTY, ids=lambda case: str(case["counts"]))
def test_log_intervals_are_those_of_r(case: dict[str, Any]) -> None:
    assert pytest.approx(case["risk_log"], rel=R) == all_of(risk_ratio(*case["counts"], method="log"))
    assert pytest.approx(case["odds_log"], rel=R) == all_of(odds_ratio(*case["counts"], method="log"))


@pytest.mark.parametrize("case", ORACLES["two"], ids=lambda case: str(case["counts"]))
def test_exact_odds_are_those_of_r_within_its_search(case: dict[str, Any]) -> None:
    low, high = ends(odds_ratio(*case["counts"]))

    assert pytest.approx(case["odds_exact"][0], rel=R_ROOT) == low
    assert (
        math.isinf(high)
        if math.isinf(case["odds_exact"][1])
        else pytest.approx(case["odds_exact"][1], rel=0.01) == high
    )


def test_exact_odds_have_the_tails_that_they_say() -> None:
    k_1, n_1, k_2, n_2 = 1, 10, 6, 10
    low, high = ends(odds_ratio(k_1, n_1, k_2, n_2))

    assert pytest.approx(0.025, rel=1e-6) == nchypergeom_fisher(n_1 + n_2, n_2, k_1 + k_2, low).sf(k_2 - 1)
    assert pytest.approx(0.025, rel=1e-6) == nchypergeom_fisher(n_1 + n_2, n_2, k_1 + k_2, high).cdf(k_2)


def test_katz_is_that_of_scipy() -> None:
    theirs = relative_risk(24, 60, 15, 60).confidence_interval(0.9)

    assert pytest.approx((theirs.low, theirs.high)) == ends(risk_ratio(15, 60, 24, 60, method="log", level=0.9))


@pytest.mark.parametrize("counts", [(15, 60, 24, 60), (40, 50, 45, 80), (12, 40, 3, 90)], ids=str)
def test_koopman_is_that_of_statsmodels(counts: tuple[int, int, int, int]) -> None:
    k_1, n_1, k_2, n_2 = counts
    theirs = confint_proportions_2indep(k_2, n_2, k_1, n_1, compare="ratio", method="score", correction=False)

    assert pytest.approx([float(end) for end in theirs], rel=1e-6) == ends(risk_ratio(*counts))


@pytest.mark.parametrize("counts", [(5, 9, 9, 9), (5, 9, 0, 9), (9, 9, 9, 9), (1, 40, 40, 40)], ids=str)
def test_koopmans_ends_lie_where_the_score_is_the_normals(counts: tuple[int, int, int, int]) -> None:
    """The score by its definition: both groups' distances from the best shares under the ratio."""
    k_1, n_1, k_2, n_2 = counts
    found = risk_ratio(*counts)

    def score(ratio: float) -> float:
        shares = np.linspace(1e-9, min(1.0, 1 / ratio) - 1e-9, 2_000_001)
        with np.errstate(divide="ignore"):
            likely = k_1 * np.log(shares) + (n_1 - k_1) * np.log1p(-shares)
            likely += k_2 * np.log(ratio * shares) + (n_2 - k_2) * np.log1p(-np.minimum(ratio * shares, 1 - 1e-15))
        p = float(shares[np.argmax(likely)])
        q = min(ratio * p, 1 - 1e-12)
        return (k_1 - n_1 * p) ** 2 / (n_1 * p * (1 - p)) + (k_2 - n_2 * q) ** 2 / (n_2 * q * (1 - q))

    for end in ends(found):
        if 0 < end < math.inf:
            assert pytest.approx(1.959964**2, rel=0.01) == score(end)
    assert found.ci_low <= found.estimate <= found.ci_high


def test_a_group_without_successes_has_an_upper_bound_only() -> None:
    found = risk_ratio(10, 40, 0, 40)

    assert (0.0, None, 0.0) == (found.estimate, found.se, found.ci_low)
    assert 0.1 < found.ci_high < 0.6


@pytest.mark.parametrize("function", [risk_ratio, odds_ratio])
def test_what_has_no_ratio_is_refused(function: Any) -> None:
    assert "E245" == code_of(function, 0, 10, 0, 10)
    assert "E245" == code_of(function, 3, 10, 0, 10, method="log")
    assert "E141" == code_of(function, 0, 0, 1, 10)
    assert "E149" == code_of(function, 11, 10, 1, 10)
    assert "E138" == code_of(function, 1, 10, 2, 10, method="wald")


def test_odds_with_one_empty_cell_have_one_finite_end() -> None:
    assert math.isinf(odds_ratio(0, 10, 4, 10).estimate)
    assert 0 < odds_ratio(0, 10, 4, 10).ci_low < math.inf
    assert (0.0, 0.0) == (odds_ratio(4, 10, 0, 10).estimate, odds_ratio(4, 10, 0, 10).ci_low)
