"""Ordinary least squares; the datasets of NIST are in test_nist.py."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.least_squares import LeastSquares, ordinary_least_squares

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "least_squares.toml").read_text(encoding="utf-8"))
R = 1e-10  # well-conditioned designs; R's quantile of t is the least exact part
ROUNDING = 1e-12  # the same numbers in another order or unit
LAST_DIGIT = 4e-16  # of a double
CERTAIN_NOISE = np.random.default_rng(20261122).normal(size=40)

LINE = np.column_stack([np.ones(5), np.arange(5.0)])
OUTCOME = np.array([1.0, 3.0, 2.0, 5.0, 9.0])
LISTS = ("estimate", "se", "ci_low", "ci_high")
NUMBERS = ("residual_sd", "r_squared", "condition_number")
outcomes = st.lists(st.integers(-50, 50), min_size=8, max_size=8).map(
    lambda values: np.array(values) + CERTAIN_NOISE[:8]
)
EIGHT = np.column_stack([np.ones(8), np.arange(8.0), np.arange(8.0) ** 2 % 5])


def every(fit: LeastSquares) -> list[float]:
    return [number for name in LISTS for number in getattr(fit, name)] + [getattr(fit, name) for name in NUMBERS]


@pytest.mark.parametrize("case", ORACLES["by_hand"] + ORACLES["r"], ids=lambda case: case["id"])
def test_least_squares_gives_the_closed_form_and_matches_r(case: dict[str, Any]) -> None:
    found = ordinary_least_squares(np.array(case["design"]), case["outcome"], level=case["level"])

    assert (case["df"], case["level"], len(case["outcome"])) == (found.df, found.level, found.n)
    for name in (*LISTS, *NUMBERS):
        assert pytest.approx(case[name], rel=R) == getattr(found, name)


# The nearly dependent column is made of whole numbers over a power of two: the fractions hold the
# very numbers that we get.
@pytest.mark.parametrize("gap", [2.0**-10, 2.0**-20, 2.0**-30, 2.0**-36])
def test_nearly_dependent_columns_keep_all_digits(gap: float) -> None:
    first = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    second = first + gap * np.array([3.0, -1.0, 4.0, 1.0, -5.0, 9.0])
    x, y = np.column_stack([first, second]), np.array([2.0, 7.0, 1.0, 8.0, 2.0, 8.0])

    found = ordinary_least_squares(x, y)

    a, b, c = (
        sum(Fraction(u) * Fraction(v) for u, v in zip(one, two, strict=True)) for one, two in _pairs(first, second)
    )
    d, e = (sum(Fraction(u) * Fraction(v) for u, v in zip(one, y, strict=True)) for one in (first, second))
    determinant = a * c - b * b
    beta = [(c * d - b * e) / determinant, (a * e - b * d) / determinant]
    rest = [
        Fraction(z) - Fraction(u) * beta[0] - Fraction(v) * beta[1] for u, v, z in zip(first, second, y, strict=True)
    ]
    variance = sum(one * one for one in rest) / 4
    assert pytest.approx([float(one) for one in beta], rel=LAST_DIGIT, abs=0) == found.estimate
    expected = [math.sqrt(variance * one / determinant) for one in (c, a)]
    assert pytest.approx(expected, rel=4 * LAST_DIGIT, abs=0) == found.se


def _pairs(first: Any, second: Any) -> list[tuple[Any, Any]]:
    return [(first, first), (first, second), (second, second)]


def test_a_polynomial_of_the_tenth_degree_keeps_all_digits() -> None:
    # Wampler's construction: whole numbers below 2^53, and errors (-1)^k C(20, k), which no
    # polynomial below degree 20 has a part in.
    x = np.vander(np.arange(21.0), 11, increasing=True)
    errors = [(-1) ** k * math.comb(20, k) for k in range(21)]

    found = ordinary_least_squares(x, x.sum(axis=1) + errors)

    assert 1e6 < found.condition_number < 1e12
    assert pytest.approx([1.0] * 11, rel=LAST_DIGIT, abs=0) == found.estimate
    assert pytest.approx(math.sqrt(math.comb(40, 20) / 10), rel=LAST_DIGIT, abs=0) == found.residual_sd


def test_more_rows_than_a_block_match_statsmodels() -> None:
    rng = np.random.default_rng(20261122)
    x = np.column_stack([np.ones(9000), rng.normal(size=(9000, 2))])
    y = x @ [1.0, 2.0, 3.0] + rng.normal(size=9000)
    theirs = sm.OLS(y, x).fit()

    found = ordinary_least_squares(x, y)

    low, high = theirs.conf_int().T
    for expected, name in zip((theirs.params, theirs.bse, low, high), LISTS, strict=True):
        assert pytest.approx(expected, rel=R) == getattr(found, name)
    assert pytest.approx(theirs.rsquared, rel=R) == found.r_squared


def test_dummies_of_every_group_count_as_a_constant() -> None:
    group = np.array([0, 0, 1, 1, 2, 2])
    dummies, y = np.equal.outer(group, [0, 1, 2]).astype(float), [1.0, 2.0, 4.0, 5.0, 9.0, 6.0]
    ones = np.column_stack([np.ones(6), dummies[:, 1:]])

    found = ordinary_least_squares(dummies, y)

    assert pytest.approx((1.5, 4.5, 7.5)) == found.estimate
    assert pytest.approx(ordinary_least_squares(ones, y).r_squared) == found.r_squared


def test_without_a_constant_the_total_is_about_zero() -> None:
    found = ordinary_least_squares(np.array([[1.0], [2.0], [3.0]]), [5.0, 5.0, 5.0])

    assert pytest.approx(30 / 14) == found.estimate[0]  # 5 + 10 + 15 over 1 + 4 + 9
    assert pytest.approx(30**2 / 14 / 75) == found.r_squared


@given(outcomes, st.permutations(range(8)))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing(y: Any, order: list[int]) -> None:
    found, shuffled = ordinary_least_squares(EIGHT, y), ordinary_least_squares(EIGHT[order], y[order])

    assert pytest.approx(every(found), rel=ROUNDING, abs=ROUNDING) == every(shuffled)


@given(outcomes, st.sampled_from([1e-90, 1e-9, 3.0, 1e90]), st.sampled_from([1e-9, 1.0, 7.0, 1e9]))
@settings(max_examples=20, deadline=None)
def test_units_change_coefficients_and_nothing_else(y: Any, outcome_unit: float, column_unit: float) -> None:
    found = ordinary_least_squares(EIGHT, y)

    other = ordinary_least_squares(EIGHT * [1.0, column_unit, 1.0], y * outcome_unit)

    back = np.array([1.0, column_unit, 1.0]) / outcome_unit
    for name in LISTS:
        scale = max(abs(value) for value in getattr(found, name))
        assert pytest.approx(getattr(found, name), rel=ROUNDING, abs=ROUNDING * scale) == getattr(other, name) * back
    assert pytest.approx(found.residual_sd, rel=ROUNDING) == other.residual_sd / outcome_unit
    assert pytest.approx((found.r_squared, found.condition_number), rel=1e-9) == (
        other.r_squared,
        other.condition_number,
    )


@given(outcomes)
@settings(max_examples=15, deadline=None)
def test_adding_a_combination_of_columns_shifts_the_coefficients(y: Any) -> None:
    found, shifted = ordinary_least_squares(EIGHT, y), ordinary_least_squares(EIGHT, y + EIGHT @ [3.0, -2.0, 5.0])

    assert (
        pytest.approx(np.array(found.estimate) + np.array([3.0, -2.0, 5.0]), rel=ROUNDING, abs=1e-11)
        == shifted.estimate
    )
    assert pytest.approx(found.se, rel=1e-11) == shifted.se


def test_an_exact_fit_is_refused_unless_it_is_allowed() -> None:
    y = LINE @ [0.1, 0.7]

    with pytest.raises(NotEstimable) as caught:
        ordinary_least_squares(LINE, y)

    assert caught.value.problems[0].code == "E266"
    found = ordinary_least_squares(LINE, y, allow_exact=True)
    assert (found.se, found.residual_sd, found.r_squared) == ((0.0, 0.0), 0.0, 1.0)
    assert found.ci_low == found.estimate == found.ci_high
    assert pytest.approx((0.1, 0.7), rel=ROUNDING) == found.estimate


def test_the_condition_number_is_refused_just_above_the_limit() -> None:
    # Columns (1, 0, 0), (1, gap, 0): the condition number is 2 / gap, to a part in gap squared.
    def design(condition: float) -> Any:
        return np.array([[1.0, 1.0], [0.0, 2 / condition], [0.0, 0.0]])

    assert pytest.approx(0.999e12, rel=1e-3) == ordinary_least_squares(design(0.999e12), OUTCOME[:3]).condition_number
    with pytest.raises(NotEstimable) as caught:
        ordinary_least_squares(design(1.001e12), OUTCOME[:3])
    assert caught.value.problems[0].code == "E265"


def masked() -> Any:
    return np.ma.masked_array(LINE, mask=LINE == 3)


BAD: dict[str, tuple[str, Callable[[], Any]]] = {
    "a column twice": ("E265", lambda: ordinary_least_squares(np.column_stack([LINE, LINE[:, 1]]), OUTCOME)),
    "a column that the others add up to": (
        "E265",
        lambda: ordinary_least_squares(np.column_stack([LINE, LINE @ [0.1, 0.3]]), OUTCOME),
    ),
    "a column of zeros": ("E265", lambda: ordinary_least_squares(LINE * [1, 0], OUTCOME)),
    "a constant outcome": ("E140", lambda: ordinary_least_squares(LINE, np.full(5, 0.1))),
    "an outcome of zeros": ("E140", lambda: ordinary_least_squares(LINE[:, 1:], np.zeros(5))),
    "no rows": ("E141", lambda: ordinary_least_squares(np.empty((0, 2)), [])),
    "no columns": ("E141", lambda: ordinary_least_squares(np.empty((5, 0)), OUTCOME)),
    "as many rows as columns": ("E143", lambda: ordinary_least_squares(LINE[:2], OUTCOME[:2])),
    "fewer rows than columns": ("E143", lambda: ordinary_least_squares(LINE[:1], OUTCOME[:1])),
    "lengths": ("E147", lambda: ordinary_least_squares(LINE, OUTCOME[:4])),
    "one dimension": ("E145", lambda: ordinary_least_squares(LINE[:, 1], OUTCOME)),
    "ragged": ("E145", lambda: ordinary_least_squares([[1.0], [1.0, 2.0]], OUTCOME[:2])),  # type: ignore[arg-type]
    "words": ("E145", lambda: ordinary_least_squares(np.array([["a"]] * 5), OUTCOME)),
    "masked": ("E145", lambda: ordinary_least_squares(masked(), OUTCOME)),
    "missing": ("E145", lambda: ordinary_least_squares(np.where(LINE == 3, np.nan, LINE), OUTCOME)),
    "infinite outcome": ("E145", lambda: ordinary_least_squares(LINE, [1.0, 2.0, 3.0, 4.0, math.inf])),
    "a column too large": ("E145", lambda: ordinary_least_squares(LINE * [1, 1e101], OUTCOME)),
    "an outcome too small": ("E145", lambda: ordinary_least_squares(LINE, OUTCOME * 1e-102)),
    "level 0": ("E148", lambda: ordinary_least_squares(LINE, OUTCOME, level=0)),
    "level 1": ("E148", lambda: ordinary_least_squares(LINE, OUTCOME, level=1)),
    "level missing": ("E148", lambda: ordinary_least_squares(LINE, OUTCOME, level=math.nan)),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_fitted_is_refused_with_its_code(name: str) -> None:
    code, call = BAD[name]

    with pytest.raises(NotEstimable) as caught:
        call()

    assert caught.value.problems[0].code == code
