"""The noncentral t distribution, held against quadrature of its definition and against scipy."""

from __future__ import annotations

import math

import pytest
from quadrature import noncentral_t_below
from scipy.stats import nct
from scipy.stats import t as student

from tsi_eval.stats.noncentral import ONLY_CHI_SQUARE, noncentral_t_cdf, noncentrality_for

QUADRATURE = 1e-9
LIMIT = 1e-4  # the relative error that is promised beyond |t| = 10,000


@pytest.mark.parametrize("t", [-3.0, -0.5, 0.0, 0.7, 4.0])
@pytest.mark.parametrize("df", [2, 9, 40])
@pytest.mark.parametrize("noncentrality", [-2.0, 0.0, 1.5, 5.0])
def test_probability_below_t_is_that_of_the_definition(t: float, df: int, noncentrality: float) -> None:
    expected = noncentral_t_below(t, df, noncentrality)

    assert pytest.approx(expected, abs=QUADRATURE) == noncentral_t_cdf(t, df, noncentrality)


@pytest.mark.parametrize("df", [1, 5, 100])
def test_without_noncentrality_it_is_students_t(df: int) -> None:
    assert pytest.approx(student.cdf(1.3, df), rel=1e-12) == noncentral_t_cdf(1.3, df, 0.0)


@pytest.mark.parametrize(("t", "noncentrality", "expected"), [(5.0, 200.0, 0.0), (200.0, 5.0, 1.0), (-5.0, 300.0, 0.0)])
def test_far_tails_are_0_or_1(t: float, noncentrality: float, expected: float) -> None:
    assert pytest.approx(expected, abs=1e-12) == noncentral_t_cdf(t, 10, noncentrality)


@pytest.mark.parametrize("below", [0.005, 0.025, 0.5, 0.975, 0.995])
@pytest.mark.parametrize(("t", "df"), [(0.0, 4), (1.5, 2), (3.6, 4), (12.4, 11), (-2.2, 30)])
def test_the_noncentrality_turns_the_probability_back(t: float, df: int, below: float) -> None:
    found = noncentrality_for(t, df, below)

    assert pytest.approx(below, abs=QUADRATURE) == noncentral_t_cdf(t, df, found)
    assert pytest.approx(below, abs=1e-7) == nct.cdf(t, df, found)


@pytest.mark.parametrize("t", [0.3, 2.0, 50.0, 20_000.0])
def test_it_turns_with_the_sign_of_t(t: float) -> None:
    assert noncentrality_for(-t, 7, 0.1) == -noncentrality_for(t, 7, 0.9)


def test_beyond_ten_thousand_the_chi_square_alone_tells() -> None:
    near, far = noncentrality_for(ONLY_CHI_SQUARE, 5, 0.025), noncentrality_for(ONLY_CHI_SQUARE * (1 + 1e-9), 5, 0.025)

    assert near != far
    assert pytest.approx(near, rel=LIMIT) == far
    assert math.isfinite(noncentrality_for(1e300, 5, 0.5))
