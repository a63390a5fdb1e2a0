"""Intraclass correlation in Shrout & Fleiss' six forms."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import f_oneway
from stats_results import code_of, numbers

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.inputs import complete_table
from tsi_eval.stats.intraclass import FORMS, intraclass_correlation, two_way

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "intraclass.toml").read_text(encoding="utf-8"))
TWO_DECIMALS = 0.5e-2  # as the source is rounded
R_QUANTILES = 1e-8
ROUNDING = 1e-9
RATINGS = ORACLES["published"]["ratings"]

tables = st.lists(st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=5, max_size=15).filter(
    lambda rows: all_forms_exist(rows)  # noqa: PLW0108  defined below
)


def all_forms_exist(rows: list[list[int]]) -> bool:
    try:
        for form in FORMS:
            intraclass_correlation(rows, form=form)  # type: ignore[arg-type]
    except NotEstimable:
        return False
    return True


@pytest.mark.parametrize("form", FORMS)
def test_six_forms_give_the_published_coefficients(form: Any) -> None:
    found = intraclass_correlation(RATINGS, form=form)

    assert pytest.approx(ORACLES["published"][form], abs=TWO_DECIMALS) == found.estimate
    assert (6, 4, form) == (found.n, found.n_raters, found.form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: case["id"])
def test_six_forms_and_their_intervals_match_r(case: dict[str, Any], form: Any) -> None:
    estimate, low, high = case[form]
    k = len(case["ratings"][0])
    # In R the bound of one rater may fall below -1/(k-1), where there is no correlation; then that
    # of the mean is nonsense.
    if form.startswith("2") and case["2,1"][1] <= -1 / (k - 1):
        assert "E261" == code_of(intraclass_correlation, case["ratings"], form=form, level=case["level"])
        return

    found = intraclass_correlation(case["ratings"], form=form, level=case["level"])

    assert pytest.approx([estimate, low, high], rel=R_QUANTILES, abs=R_QUANTILES) == [
        found.estimate,
        found.ci_low,
        found.ci_high,
    ]
    assert case["level"] == found.level


def test_mean_squares_are_those_of_one_way_variance_analyses() -> None:
    ratings = np.array(RATINGS, dtype=float)

    found = intraclass_correlation(ratings, form="2,1")
    table = two_way(ratings)

    assert pytest.approx(f_oneway(*ratings).statistic, rel=ROUNDING) == found.mean_square_targets / table.within
    by_rater = ratings - ratings.mean(axis=1, keepdims=True)
    between = 6 * by_rater.mean(axis=0).var(ddof=1)
    assert pytest.approx(between, rel=ROUNDING) == found.mean_square_raters
    total = (by_rater**2).sum()
    assert pytest.approx((total - 3 * between) / 15, rel=ROUNDING) == found.mean_square_error


def test_correlation_is_negative_when_targets_differ_less_than_chance() -> None:
    opposed = [[1, 9], [9, 1], [2, 8], [8, 3], [5, 5]]

    assert intraclass_correlation(opposed, form="1,1").estimate < 0
    assert intraclass_correlation(opposed, form="3,1").estimate < 0


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_of_targets_and_of_raters_is_ignored(rows: list[list[int]], random: Any) -> None:
    shuffled = np.array(random.sample(rows, len(rows)))[:, random.sample(range(3), 3)]

    for form in FORMS:
        found, again = (intraclass_correlation(each, form=form) for each in (rows, shuffled))  # type: ignore[arg-type]
        assert pytest.approx(numbers(found), rel=ROUNDING, abs=ROUNDING) == numbers(again)


@given(tables, st.sampled_from([1e-6, 0.5, 1e6]), st.integers(-50, 50))
@settings(max_examples=30, deadline=None)
def test_unit_and_zero_of_the_scale_are_ignored(rows: list[list[int]], factor: float, constant: int) -> None:
    for form in FORMS:
        found, moved = (
            intraclass_correlation(each, form=form)  # type: ignore[arg-type]
            for each in (rows, (np.array(rows) + constant) * factor)
        )
        assert pytest.approx((found.estimate, found.ci_low, found.ci_high), rel=1e-7, abs=1e-9) == (
            moved.estimate,
            moved.ci_low,
            moved.ci_high,
        )


@given(tables)
@settings(max_examples=30, deadline=None)
def test_consistency_ignores_a_raters_level_and_interval_holds_the_estimate(rows: list[list[int]]) -> None:
    moved = np.array(rows) + np.array([0, 3, 7])

    for form in FORMS:
        found = intraclass_correlation(rows, form=form)  # type: ignore[arg-type]
        assert found.ci_low <= found.estimate <= found.ci_high <= 1
    for form in ("3,1", "3,k"):
        assert pytest.approx(
            intraclass_correlation(rows, form=form).estimate,  # type: ignore[arg-type]
            abs=ROUNDING,
        ) == (intraclass_correlation(moved, form=form).estimate)  # type: ignore[arg-type]


def test_refuses_what_has_no_correlation() -> None:
    level = [[1, 3], [2, 4], [5, 7]]
    same = [[1, 1], [2, 2], [5, 5]]

    assert "E141" == code_of(intraclass_correlation, np.empty((0, 3)), form="1,1")
    assert "E143" == code_of(intraclass_correlation, [[1, 2], [3, 4]], form="1,1")
    assert "E143" == code_of(intraclass_correlation, [[1], [2], [3]], form="1,1")
    assert "E140" == code_of(intraclass_correlation, [[1, 2], [1, 2], [1, 2]], form="3,1")
    assert "E140" == code_of(intraclass_correlation, [[1, 3], [2, 2], [3, 1]], form="1,1")
    assert "E140" == code_of(intraclass_correlation, [[4, 4], [4, 4], [4, 4]], form="1,1")
    assert {"E260"} == {code_of(intraclass_correlation, same, form=form) for form in FORMS}
    assert {"E260"} == {code_of(intraclass_correlation, level, form=form) for form in ("2,1", "3,1", "2,k", "3,k")}
    assert intraclass_correlation(level, form="1,1").estimate < 1
    assert {"E261"} == {
        code_of(intraclass_correlation, [[1, 9], [9, 1], [2, 8], [8, 3], [5, 5]], form=form) for form in ("2,1", "2,k")
    }


def test_agreement_of_non_representable_decimals_is_full() -> None:
    assert "E260" == code_of(intraclass_correlation, [[0.1 + 0.2, 0.3], [0.7, 0.7], [0.1, 0.1]], form="1,1")


@pytest.mark.parametrize(
    "wrong", [[[1, math.nan], [2, 3], [3, 5]], [[1, math.inf], [2, 3], [3, 5]], [1, 2, 3], [[[1]]], "x"]
)
def test_refuses_what_is_no_table(wrong: Any) -> None:
    assert "E145" == code_of(intraclass_correlation, wrong, form="1,1")


def test_refuses_gaps_numbers_that_are_too_large_unknown_forms_and_levels() -> None:
    gaps = np.ma.masked_equal([[1, 2], [3, 9], [4, 6]], 9)

    assert "E145" == code_of(intraclass_correlation, gaps, form="1,1")
    assert "E145" == code_of(intraclass_correlation, [[1e200, 2], [3, 9], [4, 6]], form="1,1")
    assert "E138" == code_of(intraclass_correlation, RATINGS, form="2,2")
    assert {"E148"} == {
        code_of(intraclass_correlation, RATINGS, level=level, form="1,1") for level in (0.0, 1.0, math.nan)
    }
    assert (2, 2) == complete_table([[1, 2], [3, 4]], "x").shape


@pytest.mark.slow
def test_intervals_cover_the_planted_correlation() -> None:
    rng, replications, n, k = np.random.default_rng(20261122), 2000, 20, 3
    targets = rng.normal(0, math.sqrt(0.6), (replications, n, 1))
    ratings = targets + rng.normal(0, math.sqrt(0.4), (replications, n, k))

    error = math.sqrt(0.95 * 0.05 / replications)
    for form in ("1,1", "3,1"):
        found = [intraclass_correlation(each, form=form) for each in ratings]  # type: ignore[arg-type]
        assert pytest.approx(0.95, abs=4 * error) == np.mean([each.ci_low <= 0.6 <= each.ci_high for each in found])
