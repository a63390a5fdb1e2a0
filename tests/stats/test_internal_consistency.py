"""Cronbach's alpha."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.internal_consistency import cronbach_alpha
from tsi_eval.stats.intraclass import intraclass_correlation

ORACLES = tomllib.loads(
    (Path(__file__).parents[1] / "oracles" / "internal_consistency.toml").read_text(encoding="utf-8")
)
R_QUANTILES = 1e-8
ROUNDING = 1e-9
ITEMS = ORACLES["r"][0]["items"]


def by_covariances(items: Any) -> float:
    """Return alpha as Cronbach wrote it."""
    answers = np.array(items, dtype=float)
    k = answers.shape[1]
    return float(k / (k - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1)))


def exists(rows: list[list[int]]) -> bool:
    try:
        cronbach_alpha(rows)
    except NotEstimable:
        return False
    return True


tables = st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=4, max_size=15).filter(exists)


@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: case["id"])
def test_alpha_and_its_interval_match_r(case: dict[str, Any]) -> None:
    found = cronbach_alpha(case["items"], level=case["level"])

    assert pytest.approx([case["estimate"], case["ci_low"], case["ci_high"]], rel=R_QUANTILES) == [
        found.estimate,
        found.ci_low,
        found.ci_high,
    ]
    assert (*np.shape(case["items"]), case["level"]) == (found.n, found.n_items, found.level)


@pytest.mark.parametrize("case", ORACLES["by_hand"], ids=lambda case: case["source"][:20])
def test_alpha_gives_the_closed_form(case: dict[str, Any]) -> None:
    assert pytest.approx(case["estimate"], rel=ROUNDING) == cronbach_alpha(case["items"]).estimate


@given(tables)
@settings(max_examples=50, deadline=None)
def test_alpha_is_cronbachs_formula_and_the_consistency_of_the_mean(rows: list[list[int]]) -> None:
    found = cronbach_alpha(rows)

    assert pytest.approx(by_covariances(rows), rel=ROUNDING, abs=ROUNDING) == found.estimate
    assert pytest.approx(intraclass_correlation(rows, form="3,k").estimate, rel=1e-7, abs=ROUNDING) == found.estimate
    assert found.ci_low < found.ci_high < 1


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_of_persons_and_of_items_is_ignored(rows: list[list[int]], random: Any) -> None:
    shuffled = np.array(random.sample(rows, len(rows)))[:, random.sample(range(4), 4)]

    assert pytest.approx(asdict(cronbach_alpha(rows)), rel=ROUNDING, abs=ROUNDING) == asdict(cronbach_alpha(shuffled))


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_unit_of_the_answers_is_ignored(factor: float) -> None:
    found, scaled = cronbach_alpha(ITEMS), cronbach_alpha((np.array(ITEMS) + 100) * factor)

    assert pytest.approx(asdict(found), rel=1e-7) == asdict(scaled)


def test_an_item_that_is_not_turned_can_make_alpha_negative() -> None:
    assert cronbach_alpha([[1, 4], [2, 2], [3, 2], [4, 0], [4, 2]]).estimate < 0


def test_an_item_that_does_not_vary_is_no_fault() -> None:
    items = np.column_stack([np.array(ITEMS), np.ones(len(ITEMS))])

    assert pytest.approx(by_covariances(items), rel=ROUNDING) == cronbach_alpha(items).estimate


def test_refuses_what_has_no_alpha() -> None:
    assert "E141" == code_of(cronbach_alpha, np.empty((0, 3)))
    assert "E143" == code_of(cronbach_alpha, [[1, 2], [3, 4]])
    assert "E143" == code_of(cronbach_alpha, [[1], [2], [3]])
    assert "E140" == code_of(cronbach_alpha, [[2, 2], [2, 2], [2, 2]])
    assert "E140" == code_of(cronbach_alpha, [[1, 3], [2, 2], [3, 1]])
    assert "E260" == code_of(cronbach_alpha, [[1, 1], [2, 2], [4, 4]])
    assert "E260" == code_of(cronbach_alpha, [[1, 2], [2, 3], [4, 5]])
    assert {"E145"} == {
        code_of(cronbach_alpha, each) for each in ([1, 2, 3], [[1, math.nan], [2, 3], [4, 4]], [[1, math.inf]] * 3, "x")
    }
    assert {"E148"} == {code_of(cronbach_alpha, ITEMS, level=level) for level in (0.0, 1.0, math.nan)}


@pytest.mark.slow
def test_interval_covers_the_planted_alpha() -> None:
    rng, replications, n, k = np.random.default_rng(20261122), 2000, 20, 5
    answers = rng.normal(0, 1, (replications, n, 1)) + rng.normal(0, 1.5, (replications, n, k))

    planted = k / (k + 1.5**2)
    covered = np.mean([each.ci_low <= planted <= each.ci_high for each in map(cronbach_alpha, answers)])
    assert pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / replications)) == covered
