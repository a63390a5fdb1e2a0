"""Errors of differences where groups have different spreads, and their degrees of freedom."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind
from stats_results import code_of

from tsi_eval.stats.difference import difference_in_means
from tsi_eval.stats.unequal_spread import bell_mccaffrey, parts_of, welch

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "difference.toml").read_text(encoding="utf-8"))
DIGITS = 1e-9
DRAWS = 4000
# Three standard errors of a share of 4,000 near 0.95, and what was seen of them beside 0.95.
NOMINAL = (0.933, 0.973)


@pytest.mark.parametrize("case", ORACLES["bell_mccaffrey"], ids=lambda case: case["id"])
def test_degrees_of_freedom_are_those_of_another_program(case: dict[str, Any]) -> None:
    found = difference_in_means(
        case["values"], list(case["groups"]), reference=case["reference"], blocks=list(case["blocks"]) or None
    )

    assert pytest.approx(case["se"], rel=DIGITS) == [one.se for one in found]
    assert pytest.approx(case["df"], rel=DIGITS) == [one.df for one in found]


@pytest.mark.parametrize("blocked", [False, True], ids=["plain", "blocks"])
@pytest.mark.parametrize("n", [30, 500])
def test_errors_are_statsmodels(n: int, blocked: bool) -> None:
    rng = np.random.default_rng(n)
    groups, blocks = rng.choice(list("rst"), n), rng.choice(list("abcd"), n)
    values = rng.normal(20, 5, n) * (1 + (groups == "t"))

    found = difference_in_means(values, groups, reference="r", blocks=blocks if blocked else None)

    columns = pd.get_dummies(groups, dtype=float).drop(columns="r")
    others = pd.get_dummies(blocks if blocked else np.zeros(n), dtype=float)
    fit = sm.OLS(values, np.column_stack([columns, others])).fit(cov_type="HC2")
    assert pytest.approx(fit.bse[:2], rel=1e-8) == [one.se for one in found]


@pytest.mark.parametrize(("m", "n"), [(2, 2), (3, 40), (10, 10), (200, 5)])
def test_two_groups_have_the_closed_form(m: int, n: int) -> None:
    values = np.random.default_rng(m * n).normal(size=m + n)

    (found,) = difference_in_means(values, ["r"] * m + ["s"] * n, reference="r")

    expected = (1 / m + 1 / n) ** 2 / (1 / (m**2 * (m - 1)) + 1 / (n**2 * (n - 1)))
    assert pytest.approx(expected, rel=DIGITS) == found.df


@given(st.integers(2, 30), st.integers(2, 30), st.sampled_from([0.5, 0.9, 0.95]), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_welch_is_scipys(m: int, n: int, level: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b, third = rng.normal(0, 3, m), rng.normal(1, 1, n), rng.normal(5, 9, 4)
    groups = ["r"] * m + ["s"] * n + ["t"] * 4

    found, _ = difference_in_means(np.concatenate([a, b, third]), groups, reference="r", error="welch", level=level)

    test = ttest_ind(b, a, equal_var=False)
    ends = test.confidence_interval(level)
    assert pytest.approx((test.df, test.pvalue, ends.low, ends.high), rel=1e-8, abs=1e-12) == (
        found.df,
        found.p_value,
        found.ci_low,
        found.ci_high,
    )


def test_welch_of_groups_that_are_not_compared_leaves_them_out() -> None:
    assert welch(np.array([2.0, 0.0, 1.0]), np.array([5, 1, 9])) == pytest.approx(9 / (4 / 4 + 1 / 8))


def test_somebody_alone_in_a_block_changes_nothing() -> None:
    values, groups, blocks = [1.0, 4, 2, 8, 5, 7, 3, 9], list("rsrsrsrs"), list("aaaabbbb")

    (alone,) = difference_in_means([*values, 99.0], [*groups, "s"], reference="r", blocks=[*blocks, "c"])
    (without,) = difference_in_means(values, groups, reference="r", blocks=blocks)

    assert pytest.approx((without.estimate, without.se, without.df)) == (alone.estimate, alone.se, alone.df)


def test_one_alone_in_comparing_its_group_is_refused() -> None:
    values, groups, blocks = [1.0, 4, 2, 8, 5, 7, 3, 9], list("rrsstttt"), list("aaaaabbb")

    assert "E320" == code_of(difference_in_means, values, groups, reference="r", blocks=blocks)


@pytest.mark.parametrize(
    ("options", "code"),
    [({"error": "hc2"}, "E138"), ({"error": None}, "E138"), ({"error": "welch", "blocks": list("abab")}, "E138")],
)
def test_an_error_that_is_not_known_is_refused(options: dict[str, Any], code: str) -> None:
    assert code == code_of(difference_in_means, [1.0, 2, 4, 7], list("rrss"), reference="r", **options)


def test_parts_are_never_as_large_as_observations_times_blocks() -> None:
    n = 100_000
    rng = np.random.default_rng(7)
    block = rng.integers(0, 20_000, n)
    x = rng.normal(size=(n, 1))
    x -= (np.bincount(block, weights=x[:, 0]) / np.bincount(block).clip(1))[block][:, None]

    parts = parts_of(x, np.unique(block, return_inverse=True)[1])

    assert {parts.of_square.shape, parts.basis.shape} == {(n, 1)}
    assert 0 < bell_mccaffrey(parts)[0] < n


@pytest.mark.parametrize(("sizes", "spreads"), [((10, 40), (3.0, 1.0)), ((10, 60), (4.0, 1.0)), ((30, 30), (1.0, 1.0))])
def test_intervals_hold_where_the_smaller_group_has_the_larger_spread(
    sizes: tuple[int, int], spreads: tuple[float, float]
) -> None:
    rng = np.random.default_rng(20261201)
    groups = ["r"] * sizes[0] + ["s"] * sizes[1]
    drawn = rng.normal(size=(DRAWS, sum(sizes))) * np.repeat(spreads, sizes)

    held = [abs(one.estimate) <= one.ci_high - one.estimate for one in (_only(row, groups) for row in drawn)]

    assert NOMINAL[0] < np.mean(held) < NOMINAL[1]


def _only(values: np.ndarray, groups: list[str]) -> Any:
    (found,) = difference_in_means(values, groups, reference="r")
    return found
