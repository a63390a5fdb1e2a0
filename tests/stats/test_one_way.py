"""Analysis of variance of one factor; the datasets of NIST are in test_nist.py."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import numbers

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.least_squares import ordinary_least_squares
from tsi_eval.stats.one_way import one_way_anova

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "one_way.toml").read_text(encoding="utf-8"))
R = 1e-10
P_VALUE = 1e-8  # tails of F
ROUNDING = 1e-12  # the same numbers in another order or unit

LABELS = np.array(["a", "b", "c"] * 3)
NOISE = np.random.default_rng(20261122).normal(size=9)  # so that no chance pattern leaves a group without spread
scores = st.lists(st.integers(-40, 40), min_size=9, max_size=9).map(lambda values: np.array(values) + NOISE)
NUMBERS = ("ms_between", "ms_within", "statistic", "residual_sd", "r_squared")


@pytest.mark.parametrize("case", ORACLES["by_hand"] + ORACLES["r"], ids=lambda case: len(case["values"]))
def test_one_way_gives_the_closed_form_and_matches_r(case: dict[str, Any]) -> None:
    found = one_way_anova(case["values"], case["labels"])

    assert (tuple(case["groups"]), tuple(case["sizes"]), len(case["values"])) == (found.groups, found.sizes, found.n)
    assert (case["df_between"], case["df_within"]) == (found.df_between, found.df_within)
    for name in ("means", *NUMBERS):
        assert pytest.approx(case[name], rel=R) == getattr(found, name)
    assert pytest.approx(case["p_value"], rel=P_VALUE) == found.p_value


@given(scores)
@settings(max_examples=50, deadline=None)
def test_one_way_matches_scipy_and_our_least_squares(values: Any) -> None:
    found = one_way_anova(values, LABELS)

    theirs = scipy.stats.f_oneway(*(values[label == LABELS] for label in "abc"))
    dummies = ordinary_least_squares(np.equal.outer(LABELS, list("abc")).astype(float), values)
    assert pytest.approx((theirs.statistic, theirs.pvalue), rel=P_VALUE, abs=P_VALUE) == (
        found.statistic,
        found.p_value,
    )
    assert pytest.approx(dummies.estimate, rel=R, abs=R) == found.means
    assert pytest.approx((dummies.residual_sd, dummies.r_squared), rel=R, abs=R) == (found.residual_sd, found.r_squared)


@given(scores, st.permutations(range(9)))
@settings(max_examples=50, deadline=None)
def test_one_way_ignores_the_order_of_persons(values: Any, order: list[int]) -> None:
    found, shuffled = one_way_anova(values, LABELS), one_way_anova(values[order], LABELS[order])

    assert pytest.approx(numbers(found, *NUMBERS), rel=ROUNDING, abs=ROUNDING) == numbers(shuffled, *NUMBERS)


@given(scores, st.sampled_from([1e-90, 1e-9, 3.0, 1e9, 1e90]))
@settings(max_examples=50, deadline=None)
def test_one_way_follows_the_unit(values: Any, unit: float) -> None:
    found, other = one_way_anova(values, LABELS), one_way_anova(values * unit, LABELS)

    assert pytest.approx((found.statistic, found.r_squared), rel=1e-11, abs=ROUNDING) == (
        other.statistic,
        other.r_squared,
    )
    assert pytest.approx((found.residual_sd * unit, found.ms_within * unit**2), rel=1e-11, abs=0) == (
        other.residual_sd,
        other.ms_within,
    )


# Quarters are exact up to 2^50, so that the offset takes no digit from the data.
@given(st.lists(st.integers(-40, 40), min_size=9, max_size=9), st.sampled_from([1e3, 1e9, 1e13, -1e13]))
@settings(max_examples=50, deadline=None)
def test_a_large_common_part_costs_no_digits(quarters: list[int], offset: float) -> None:
    values = np.array(quarters) / 4 + np.arange(9.0) ** 2

    found, shifted = one_way_anova(values, LABELS), one_way_anova(values + offset, LABELS)

    assert pytest.approx(numbers(found, *NUMBERS), rel=1e-13, abs=1e-13) == numbers(shifted, *NUMBERS)


def test_two_groups_give_the_square_of_t() -> None:
    first, second = [1.0, 4.0, 2.0], [3.0, 7.0, 5.0, 8.0]

    found = one_way_anova(first + second, ["x"] * 3 + ["y"] * 4)

    t = scipy.stats.ttest_ind(first, second)
    assert pytest.approx((t.statistic**2, t.pvalue), rel=R) == (found.statistic, found.p_value)


def test_equal_means_give_f_of_zero() -> None:
    found = one_way_anova([1.0, 3.0, 0.0, 4.0], ["a", "a", "b", "b"])

    assert (found.statistic, found.p_value, found.r_squared, found.ms_within) == (0.0, 1.0, 0.0, 5.0)


def test_a_group_of_one_adds_to_the_means_only() -> None:
    found = one_way_anova([1.0, 3.0, 9.0], ["a", "a", "b"])

    assert (found.sizes, found.means, found.ms_within, found.df_within) == ((2, 1), (2.0, 9.0), 2.0, 1)


BAD: dict[str, tuple[str, Any, Any]] = {
    "no values": ("E141", [], []),
    "one group": ("E142", [1.0, 2.0, 3.0], ["a"] * 3),
    "as many groups as values": ("E143", [1.0, 2.0], ["a", "b"]),
    "all equal": ("E140", [0.1] * 4, ["a", "a", "b", "b"]),
    "all zero": ("E140", [0.0] * 4, ["a", "a", "b", "b"]),
    "equal inside the groups": ("E139", [0.1, 0.1, 0.3, 0.3], ["a", "a", "b", "b"]),
    "equal inside the groups but for rounding": ("E139", [0.3, 0.1 + 0.2, 0.7, 0.7], ["a", "a", "b", "b"]),
    "missing value": ("E145", [1.0, math.nan, 3.0, 4.0], ["a", "a", "b", "b"]),
    "infinite value": ("E145", [1.0, math.inf, 3.0, 4.0], ["a", "a", "b", "b"]),
    "values too large": ("E145", [1e101, 2e101, 3e101, 4e101], ["a", "a", "b", "b"]),
    "values too small": ("E145", [1e-101, 2e-101, 3e-101, 5e-101], ["a", "a", "b", "b"]),
    "words": ("E145", ["one", "two"], ["a", "b"]),
    "missing label": ("E145", [1.0, 2.0, 3.0], ["a", None, "b"]),
    "missing label of pandas": ("E145", [1.0, 2.0, 3.0], pd.array(["a", None, "b"], dtype="string")),
    "label not a number": ("E145", [1.0, 2.0, 3.0], [1.0, math.nan, 2.0]),
    "lengths": ("E147", [1.0, 2.0, 3.0], ["a", "b"]),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_split_is_refused_with_its_code(name: str) -> None:
    code, values, labels = BAD[name]

    with pytest.raises(NotEstimable) as caught:
        one_way_anova(values, labels)

    assert caught.value.problems[0].code == code
