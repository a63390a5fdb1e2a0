"""One share, by each interval: against R, statsmodels and Newcombe's published table."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy.stats import binom
from stats_results import code_of
from statsmodels.stats.proportion import proportion_confint
from two_groups import ORACLES, R, ends

from tsi_eval.stats.shares import four_counts, share

METHODS: tuple[Any, ...] = (
    "wald", "wald_corrected", "wilson", "wilson_corrected", "clopper_pearson", "midp", "jeffreys", "agresti_coull",
)  # fmt: skip
# Newcombe (1998), Statistics in Medicine 17, 857-872, table I.
PUBLISHED = {
    (81, 263): {"wald": (0.2522, 0.3638), "wald_corrected": (0.2503, 0.3657), "wilson": (0.2553, 0.3662),
                "wilson_corrected": (0.2535, 0.3682), "clopper_pearson": (0.2527, 0.3676), "midp": (0.2544, 0.3658)},
    (15, 148): {"wald": (0.0527, 0.1500), "wald_corrected": (0.0494, 0.1534), "wilson": (0.0624, 0.1605),
                "wilson_corrected": (0.0598, 0.1644), "clopper_pearson": (0.0578, 0.1617), "midp": (0.0601, 0.1581)},
    (0, 20): {"wilson": (0.0, 0.1611), "wilson_corrected": (0.0, 0.2005), "clopper_pearson": (0.0, 0.1684),
              "midp": (0.0, 0.1391)},
    (1, 29): {"wilson": (0.0061, 0.1718), "wilson_corrected": (0.0018, 0.1963), "clopper_pearson": (0.0009, 0.1776),
              "midp": (0.0017, 0.1585)},
}  # fmt: skip
THEIRS = {"wald": "normal", "wilson": "wilson", "clopper_pearson": "beta", "agresti_coull": "agresti_coull"}


@pytest.mark.parametrize("count", PUBLISHED, ids=str)
def test_bounds_are_the_published_ones(count: tuple[int, int]) -> None:
    for method, published in PUBLISHED[count].items():
        assert pytest.approx(published, abs=0.5e-4) == ends(share(*count, method=method))  # type: ignore[arg-type]


@pytest.mark.parametrize("method", ["clopper_pearson", "wilson", "wilson_corrected"])
@pytest.mark.parametrize("case", ORACLES["share"], ids=lambda case: f"{case['successes']}/{case['n']}")
def test_bounds_are_those_of_r(case: dict[str, Any], method: Any) -> None:
    found = share(case["successes"], case["n"], method=method, level=case["level"])

    assert pytest.approx(case[method], rel=R, abs=R) == ends(found)


@pytest.mark.parametrize("method", THEIRS)
@pytest.mark.parametrize("k", [0, 1, 7, 19, 20])
def test_bounds_are_those_of_statsmodels(k: int, method: Any) -> None:
    theirs = proportion_confint(k, 20, alpha=0.1, method=THEIRS[method])

    assert pytest.approx([min(max(end, 0), 1) for end in theirs], abs=1e-9) == ends(
        share(k, 20, method=method, level=0.9)
    )


@pytest.mark.parametrize("k", [1, 7, 19])
def test_jeffreys_is_that_of_statsmodels_but_at_the_ends(k: int) -> None:
    theirs = proportion_confint(k, 20, method="jeffreys")

    assert pytest.approx(theirs, rel=1e-9) == ends(share(k, 20, method="jeffreys"))
    assert 0.0 == share(0, 20, method="jeffreys").ci_low
    assert 1.0 == share(20, 20, method="jeffreys").ci_high


@pytest.mark.parametrize("method", METHODS)
def test_failures_mirror_successes_and_bounds_stay_inside(method: Any) -> None:
    for k in range(13):
        found, turned = share(k, 12, method=method), share(12 - k, 12, method=method)

        assert pytest.approx(ends(found), abs=1e-12) == (1 - turned.ci_high, 1 - turned.ci_low)
        assert 0 <= found.ci_low <= found.estimate <= found.ci_high <= 1


def test_midp_has_the_tail_that_it_says() -> None:
    low, high = ends(share(5, 30, method="midp"))

    assert 0.025 == pytest.approx(1 - binom.cdf(5, 30, low) + binom.pmf(5, 30, low) / 2, abs=1e-9)
    assert 0.025 == pytest.approx(binom.cdf(4, 30, high) + binom.pmf(5, 30, high) / 2, abs=1e-9)


@pytest.mark.parametrize("n", [10, 33])
def test_clopper_pearson_never_covers_too_seldom_and_wald_does(n: int) -> None:
    def coverage(method: Any, p: float) -> float:
        inside = (
            k for k in range(n + 1) if share(k, n, method=method).ci_low <= p <= share(k, n, method=method).ci_high
        )
        return float(sum(binom.pmf(k, n, p) for k in inside))

    tried = [i / 40 for i in range(1, 40)]
    assert min(coverage("clopper_pearson", p) for p in tried) >= 0.95
    assert min(coverage("wald", p) for p in tried) < 0.8


@pytest.mark.parametrize(
    ("given", "code"),
    [((0, 0), "E141"), ((-1, 5), "E149"), ((6, 5), "E149"), ((1.5, 5), "E149"), ((math.nan, 5), "E149")],
)
def test_what_is_no_count_is_refused(given: Any, code: str) -> None:
    assert code == code_of(share, *given)
    assert "E138" == code_of(share, 1, 5, method="agresti")


def test_four_counts_are_refused_by_name() -> None:
    assert (1, 2, 3, 4) == four_counts(1, 2, 3, 4)
    assert "E141" == code_of(four_counts, 0, 0, 1, 2)
    assert {"E149"} == {code_of(four_counts, 3, 2, 1, 2), code_of(four_counts, 1, 2, 3, 2)}
