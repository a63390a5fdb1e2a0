"""The difference of two shares, by each interval: against R, statsmodels and Newcombe's tables."""

from __future__ import annotations

from typing import Any

import pytest
from stats_results import code_of
from statsmodels.stats.proportion import confint_proportions_2indep
from two_groups import ORACLES, R, ends

from tsi_eval.stats.share_differences import share_difference

METHODS: tuple[Any, ...] = ("wald", "newcombe", "newcombe_corrected", "agresti_caffo", "miettinen_nurminen", "exact")
THEIRS = {"wald": "wald", "newcombe": "newcomb", "agresti_caffo": "agresti-caffo"}
COUNTS = [(15, 60, 24, 60), (1, 10, 6, 10), (0, 20, 4, 20), (5, 9, 9, 9), (0, 10, 10, 10)]
# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, (a) and (b).
PUBLISHED: dict[tuple[int, int, int, int], dict[Any, tuple[float, float]]] = {
    (48, 80, 56, 70): {"newcombe": (0.0524, 0.3339), "newcombe_corrected": (0.0428, 0.3422), "miettinen_nurminen": (0.0528, 0.3382)},
    (3, 10, 9, 10): {"newcombe": (0.1705, 0.8090), "newcombe_corrected": (0.1013, 0.8387), "miettinen_nurminen": (0.1700, 0.8406)},
}  # fmt: skip


@pytest.mark.parametrize("counts", PUBLISHED, ids=str)
def test_bounds_are_the_published_ones(counts: tuple[int, int, int, int]) -> None:
    for method, published in PUBLISHED[counts].items():
        assert pytest.approx(published, abs=0.5e-4) == ends(share_difference(*counts, method=method))


@pytest.mark.parametrize("case", ORACLES["two"], ids=lambda case: str(case["counts"]))
def test_wald_is_that_of_r(case: dict[str, Any]) -> None:
    assert pytest.approx(case["wald"], rel=R) == ends(share_difference(*case["counts"], method="wald"))


@pytest.mark.parametrize("method", THEIRS)
@pytest.mark.parametrize("counts", COUNTS, ids=str)
def test_bounds_are_those_of_statsmodels(counts: tuple[int, int, int, int], method: Any) -> None:
    k_1, n_1, k_2, n_2 = counts
    theirs = confint_proportions_2indep(k_2, n_2, k_1, n_1, method=THEIRS[method], compare="diff", alpha=0.1)

    cut = [min(max(end, -1), 1) for end in theirs]
    assert pytest.approx(cut, abs=1e-9) == ends(share_difference(*counts, method=method, level=0.9))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("counts", COUNTS, ids=str)
def test_groups_that_change_places_mirror_the_interval(counts: tuple[int, int, int, int], method: Any) -> None:
    found = share_difference(*counts, method=method)
    turned = share_difference(*counts[2:], *counts[:2], method=method)

    assert found.estimate == -turned.estimate
    assert pytest.approx(ends(found), abs=1e-9) == (-turned.ci_high, -turned.ci_low)
    assert -1 <= found.ci_low <= found.estimate <= found.ci_high <= 1


@pytest.mark.parametrize("method", METHODS)
def test_what_is_no_count_is_refused(method: Any) -> None:
    assert "E149" == code_of(share_difference, 3, 2, 1, 2, method=method)
    assert "E141" == code_of(share_difference, 0, 0, 1, 2, method=method)
    assert "E148" == code_of(share_difference, 1, 2, 1, 2, method=method, level=95)
    assert "E138" == code_of(share_difference, 1, 2, 1, 2, method="score")
