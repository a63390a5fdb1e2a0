"""The mean of persons who come in clusters."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.paired import paired_t

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "clustered.toml").read_text(encoding="utf-8"))
CASES = {case["id"]: case for case in ORACLES["r"]}
ROUNDING = 1e-10
SCALED = 1e-8  # sums of values near 1e9 are rounded
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far

persons = st.lists(st.tuples(st.integers(-40, 40), st.integers(0, 4)), min_size=6, max_size=30)


def by_matrices(y: np.ndarray, g: np.ndarray) -> tuple[float, float]:
    """CR2 and Satterthwaite's df from their definitions, by the full hat matrix."""
    n, x = y.size, np.ones((y.size, 1))
    rest = np.eye(n) - x @ x.T / n
    variance, columns = 0.0, []
    for one in np.unique(g):
        i = np.flatnonzero(g == one)
        values, vectors = np.linalg.eigh(rest[np.ix_(i, i)])
        score = x[i].T @ (vectors / np.sqrt(values)) @ vectors.T / n
        variance += float((score @ (y - y.mean())[i])[0]) ** 2
        columns.append((score @ rest[i])[0])
    cross = np.array(columns) @ np.array(columns).T
    return math.sqrt(variance), np.trace(cross) ** 2 / np.trace(cross @ cross)


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case["id"])
def test_clustered_mean_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = clustered_mean(case["values"], case["clusters"], level=case["level"])

    assert (len(case["values"]), len(set(case["clusters"])), case["level"]) == (found.n, found.n_clusters, found.level)
    for name in ("estimate", "se", "df", "ci_low", "ci_high", "p_value"):
        assert pytest.approx(case[name], rel=ROUNDING, abs=ROUNDING) == getattr(found, name)
    assert ("icc" in case) == (found.icc is not None)
    assert pytest.approx(case.get("icc", 0.0), rel=ROUNDING, abs=ROUNDING) == (found.icc or 0.0)


@pytest.mark.parametrize("case", ORACLES["diff_diff"], ids=lambda case: case["id"])
def test_clustered_mean_gives_what_diff_diff_gives(case: dict[str, Any]) -> None:
    data = CASES[case["id"]]

    found = clustered_mean(data["values"], data["clusters"])

    assert pytest.approx((case["se"], case["df"]), rel=ROUNDING) == (found.se, found.df)


@given(persons.filter(lambda people: len({one for _, one in people}) > 1))
@settings(max_examples=50, deadline=None)
def test_clustered_mean_has_the_closed_form_of_its_definition(people: list[tuple[int, int]]) -> None:
    values, clusters = np.array(people, dtype=float).T
    values = values + np.random.default_rng(1).normal(size=values.size)  # so that no two clusters have equal means

    found = clustered_mean(values, clusters)

    assert pytest.approx(by_matrices(values, clusters), rel=ROUNDING) == (found.se, found.df)
    assert 1 - ROUNDING <= found.df <= found.n_clusters - 1 + ROUNDING


def test_clusters_of_one_give_the_paired_t_test() -> None:
    before, after = np.array([3.0, 5, 8, 2, 7]), np.array([4.0, 9, 7, 5, 7])

    found, plain = clustered_mean(after - before, list("abcde")), paired_t(before, after)

    for name in ("estimate", "se", "df", "ci_low", "ci_high", "p_value"):
        assert pytest.approx(getattr(plain, name), rel=ROUNDING) == getattr(found, name)
    assert (None, 1.0) == (found.icc, found.design_effect)


def test_equal_clusters_give_the_t_test_of_their_means() -> None:
    values = np.random.default_rng(2).normal(1, 2, size=(6, 5))

    found, plain = clustered_mean(values.ravel(), np.repeat(range(6), 5)), mean(values.mean(axis=1))

    assert pytest.approx((plain.estimate, plain.se, 5, plain.ci_low), rel=ROUNDING) == (
        found.estimate,
        found.se,
        found.df,
        found.ci_low,
    )


def test_the_design_effect_counts_the_cluster_size_that_a_person_sees() -> None:
    case = CASES["unequal pupils"]
    sizes = np.bincount(case["clusters"])

    found = clustered_mean(case["values"], case["clusters"])

    assert pytest.approx(1 + ((sizes**2).sum() / sizes.sum() - 1) * max(case["icc"], 0)) == found.design_effect


def test_persons_who_are_unlike_their_cluster_have_a_negative_icc_and_no_design_effect() -> None:
    case = CASES["unlike within clusters"]

    found = clustered_mean(case["values"], case["clusters"])

    assert found.icc is not None
    assert found.icc < 0
    assert found.design_effect == 1


def test_an_icc_never_lies_below_what_the_largest_cluster_allows() -> None:
    # Six pairs that changed in opposite ways and eight alone: the estimator itself gives -1.4.
    values = [-3.0, 3.0] * 6 + [-0.5, 0.5] * 4
    clusters = [*np.repeat(np.arange(6), 2).tolist(), *range(6, 14)]

    assert -1 == clustered_mean(values, clusters).icc
    # With three in the largest the least is -1/2.
    assert -1 / 2 == clustered_mean([-4.0, 0, 4, -0.1, 0.1, 0.2], [0, 0, 0, 1, 2, 3]).icc


@pytest.mark.parametrize(("clusters", "few"), [(2, True), (9, True), (10, False), (30, False)])
def test_fewer_than_ten_clusters_are_few(clusters: int, few: bool) -> None:
    values = np.random.default_rng(3).normal(size=60)

    assert few == clustered_mean(values, np.arange(60) % clusters).few


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_clustered_mean_ignores_the_order_of_persons(random: Any) -> None:
    case = CASES["unequal pupils"]
    people = list(zip(case["values"], case["clusters"], strict=True))

    shuffled = clustered_mean(*zip(*random.sample(people, len(people)), strict=True))

    assert pytest.approx(asdict(clustered_mean(case["values"], case["clusters"])), rel=ROUNDING) == asdict(shuffled)


@pytest.mark.parametrize("factor", [-1.0, 1e-9, 1e9])
def test_clustered_mean_scales_with_the_unit(factor: float) -> None:
    case = CASES["unequal pupils"]
    one, scaled = (clustered_mean(np.array(case["values"]) * by, case["clusters"]) for by in (1.0, factor))

    expected = (one.estimate * factor, one.se * abs(factor), one.df, one.p_value, one.icc)
    assert pytest.approx(expected, rel=SCALED) == (scaled.estimate, scaled.se, scaled.df, scaled.p_value, scaled.icc)


@pytest.mark.parametrize(
    ("values", "clusters", "code"),
    [
        ([], [], "E141"),
        ([1.0], ["a"], "E143"),
        ([1.0, 2.0], ["a", "a"], "E146"),
        ([2.0, 2.0, 2.0], ["a", "a", "b"], "E140"),
        ([1.0, 3.0, 2.0, 2.0], ["a", "a", "b", "b"], "E252"),
        ([0.1, 0.3, 0.2, 0.2], ["a", "a", "b", "b"], "E252"),
        ([1.0, 2.0], ["a"], "E147"),
        ([1.0, math.nan], ["a", "b"], "E145"),
        ([1.0, math.inf], ["a", "b"], "E145"),
        ([1.0, 2.0], ["a", None], "E145"),
        ([1.0, 2.0], [1.0, math.nan], "E145"),
        ([1.0, 2.0], np.array(["a", pd.NA], dtype=object), "E145"),
        ([1.0, 2.0], np.array(["a", 1], dtype=object), "E145"),
    ],
)
def test_clustered_mean_refuses_what_has_no_interval(values: Any, clusters: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        clustered_mean(values, clusters)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_clustered_mean_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        clustered_mean([1.0, 2.0, 4.0], ["a", "a", "b"], level=level)

    assert error.value.problems[0].code == "E148"


@pytest.mark.slow
def test_the_interval_covers_with_few_unequal_clusters() -> None:
    rng, level, replications = np.random.default_rng(20261122), 0.95, 4000
    clusters = np.repeat(range(8), [15, 18, 20, 24, 25, 30, 36, 40])

    covered = []
    for _ in range(replications):
        found = clustered_mean(
            rng.normal(0, math.sqrt(0.1), 8)[clusters] + rng.normal(0, math.sqrt(0.9), clusters.size), clusters
        )
        covered.append(found.ci_low <= 0 <= found.ci_high)

    # The working model has independent persons: with icc 0.1 a little is lost.
    assert level - 0.015 - STANDARD_ERRORS * math.sqrt(level * (1 - level) / replications) < np.mean(covered)
    assert np.mean(covered) < level + STANDARD_ERRORS * math.sqrt(level * (1 - level) / replications)
