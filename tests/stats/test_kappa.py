"""Kappa and weighted kappa."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri
from stats_results import code_of
from statsmodels.stats.inter_rater import cohens_kappa

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.intraclass import two_way
from tsi_eval.stats.kappa import Kappa, cohen_kappa, weighted_kappa

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "kappa.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10
DIFFERENCES = 1e-6  # of a derivative taken by small steps
WEIGHTS = ("linear", "quadratic")
TABLE = ORACLES["r"][1]["table"]
by_id = pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: case["id"])


def all_kinds(table: Any, level: float = 0.95) -> list[Kappa]:
    weighted = [weighted_kappa(table, weights=weights, level=level) for weights in WEIGHTS]  # type: ignore[arg-type]
    return [cohen_kappa(table, level=level), *weighted]


def exists(table: list[list[int]]) -> bool:
    try:
        all_kinds(table)
    except NotEstimable:
        return False
    return True


tables = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3).filter(exists)


@by_id
def test_kappas_match_r(case: dict[str, Any]) -> None:
    plain, linear, quadratic = all_kinds(case["table"])

    assert pytest.approx([*case["unweighted"], case["linear"], case["quadratic"]], rel=ROUNDING) == [
        plain.estimate,
        plain.se,
        linear.estimate,
        quadratic.estimate,
    ]
    assert np.sum(case["table"]) == plain.n


@by_id
def test_kappas_and_their_standard_errors_match_statsmodels(case: dict[str, Any]) -> None:
    for found, weights in zip(all_kinds(case["table"], level=0.9), (None, *WEIGHTS), strict=True):
        other = cohens_kappa(np.array(case["table"]), wt=weights)
        assert pytest.approx((other.kappa, math.sqrt(other.var_kappa)), rel=ROUNDING) == (found.estimate, found.se)
        half = float(ndtri(0.95)) * found.se
        bounds = max(-1.0, found.estimate - half), min(1.0, found.estimate + half)
        assert pytest.approx(bounds, rel=ROUNDING) == (found.ci_low, found.ci_high)
        assert 0.9 == found.level


@by_id
def test_standard_errors_are_those_of_the_delta_method(case: dict[str, Any]) -> None:
    counts = np.array(case["table"], dtype=float)
    n, k = counts.sum(), len(counts)
    distance = np.abs(np.subtract.outer(np.arange(k), np.arange(k))) / (k - 1)

    def kappa(table: Any, weights: Any) -> float:
        shares = table / table.sum()
        chance = shares.sum(axis=1) @ weights @ shares.sum(axis=0)
        return float(((weights * shares).sum() - chance) / (1 - chance))

    for found, weights in zip(all_kinds(counts), (np.eye(k), 1 - distance, 1 - distance**2), strict=True):
        slopes = np.zeros_like(counts)
        for cell in np.ndindex(k, k):
            step = np.zeros_like(counts)
            step[cell] = 1e-4
            slopes[cell] = n * (kappa(counts + step, weights) - kappa(counts - step, weights)) / 2e-4
        shares = counts / n
        variance = (shares * slopes**2).sum() - (shares * slopes).sum() ** 2
        assert pytest.approx(math.sqrt(variance / n), rel=DIFFERENCES) == found.se


def test_kappa_by_hand() -> None:
    # Agreement 35/50, by chance (25 · 30 + 25 · 20) / 2500 = .5; (.7 - .5) / .5.
    found = cohen_kappa([[20, 5], [10, 15]])

    assert pytest.approx((0.7, 0.5, 0.4), rel=ROUNDING) == (found.agreement, found.by_chance, found.estimate)


@given(tables)
@settings(max_examples=50, deadline=None)
def test_raters_may_change_places_and_the_scale_may_be_read_backwards(table: list[list[int]]) -> None:
    counts = np.array(table)

    for found, swapped, turned in zip(
        all_kinds(counts), all_kinds(counts.T), all_kinds(counts[::-1, ::-1]), strict=True
    ):
        for other in (swapped, turned):
            assert pytest.approx((found.estimate, found.se), rel=1e-8, abs=ROUNDING) == (other.estimate, other.se)
        assert -1 <= found.ci_low <= found.estimate <= found.ci_high <= 1


@given(tables, st.permutations(range(3)))
@settings(max_examples=50, deadline=None)
def test_order_of_the_categories_is_ignored_without_weights(table: list[list[int]], order: list[int]) -> None:
    found, again = cohen_kappa(table), cohen_kappa(np.array(table)[np.ix_(order, order)])

    assert pytest.approx((found.estimate, found.se), rel=1e-8, abs=ROUNDING) == (again.estimate, again.se)


@given(tables)
@settings(max_examples=30, deadline=None)
def test_quadratic_kappa_is_the_absolute_agreement_of_all_of_them(table: list[list[int]]) -> None:
    """Fleiss & Cohen (1973): form 2,1 with n for n - 1."""
    pairs = np.repeat([(i, j) for i in range(3) for j in range(3)], np.ravel(table), axis=0).astype(float)
    found = two_way(pairs) if np.ptp(pairs.sum(axis=1)) > 0 else None
    if found is None:
        return
    n = found.n
    rows, columns = found.rows * (n - 1), found.columns
    error = found.error * (n - 1)
    expected = (rows - error) / (rows + error + 2 * columns)

    assert pytest.approx(expected, abs=1e-9) == weighted_kappa(table, weights="quadratic").estimate


@pytest.mark.parametrize("times", [10**3, 10**6])
def test_ten_times_the_pairs_keep_kappa_and_shrink_its_standard_error(times: int) -> None:
    for found, many in zip(all_kinds(TABLE), all_kinds(np.array(TABLE) * times), strict=True):
        assert pytest.approx((found.estimate, found.se), rel=1e-9) == (many.estimate, many.se * math.sqrt(times))


def test_a_category_that_nobody_used_counts_for_the_distance_only() -> None:
    small = [[6, 1, 1], [2, 5, 3], [1, 2, 9]]
    large = np.insert(np.insert(small, 2, 0, axis=0), 2, 0, axis=1)

    assert pytest.approx(cohen_kappa(small).estimate, rel=ROUNDING) == cohen_kappa(large).estimate
    assert weighted_kappa(small, weights="linear").estimate != weighted_kappa(large, weights="linear").estimate


def test_refuses_what_has_no_kappa() -> None:
    assert "E141" == code_of(cohen_kappa, [[0, 0], [0, 0]])
    assert "E141" == code_of(cohen_kappa, np.empty((0, 0)))
    assert "E143" == code_of(cohen_kappa, [[1, 0], [0, 0]])
    assert {"E262"} == {code_of(cohen_kappa, each) for each in ([[5]], [[1, 2, 3], [4, 5, 6]])}
    assert {"E149"} == {code_of(cohen_kappa, each) for each in ([[1.5, 2], [2, 3]], [[-1, 2], [2, 3]])}
    assert {"E140"} == {code_of(cohen_kappa, each) for each in ([[9, 0], [0, 0]], [[5, 4], [0, 0]], [[5, 0], [4, 0]])}
    assert {"E260"} == {code_of(cohen_kappa, each) for each in ([[5, 0], [0, 4]], [[0, 5], [5, 0]])}
    assert {"E145"} == {
        code_of(cohen_kappa, each) for each in ([1, 2], [[math.nan, 1], [1, 2]], [[math.inf, 1], [1, 2]], "x")
    }
    assert {"E148"} == {code_of(cohen_kappa, TABLE, level=level) for level in (0.0, 1.0, math.nan)}


def test_refuses_unknown_weights() -> None:
    with pytest.raises(NotEstimable) as error:
        weighted_kappa(TABLE, weights="cubic")  # type: ignore[arg-type]

    assert "E138" == error.value.problems[0].code


@pytest.mark.slow
@pytest.mark.parametrize("weights", WEIGHTS)
def test_interval_covers_the_planted_kappa(weights: Any) -> None:
    rng, replications, n = np.random.default_rng(20261122), 2000, 100
    shares = np.array([[0.2, 0.08, 0.02], [0.05, 0.3, 0.05], [0.03, 0.07, 0.2]])
    planted = weighted_kappa(np.round(shares * 10**6), weights=weights).estimate

    drawn = rng.multinomial(n, shares.ravel(), replications).reshape(-1, 3, 3)
    found = [weighted_kappa(each, weights=weights) for each in drawn]

    covered = np.mean([each.ci_low <= planted <= each.ci_high for each in found])
    assert 0.925 <= covered <= 0.965
