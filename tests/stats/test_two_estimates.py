"""Two independent estimates: their difference and their ratio."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm
from stats_results import code_of
from two_groups import ends

from tsi_eval.stats.two_estimates import difference_of_estimates, ratio_of_estimates


def test_difference_is_the_normal_one_by_hand() -> None:
    found = difference_of_estimates(10.0, 3.0, 25.0, 4.0)

    assert (15.0, 5.0) == (found.estimate, found.se)
    assert pytest.approx((15 - 1.959964 * 5, 15 + 1.959964 * 5), rel=1e-6) == ends(found)
    assert pytest.approx(2 * norm.sf(3)) == found.p_value


def test_fieller_leaves_out_what_its_test_rejects() -> None:
    """A ratio lies in the interval exactly where the second less so many of the first may be 0."""
    first, error_1, second, error_2 = 10.0, 1.2, 14.0, 2.0
    low, high = ends(ratio_of_estimates(first, error_1, second, error_2))

    for end in (low, high):
        z = (second - end * first) / math.hypot(error_2, end * error_1)
        assert pytest.approx(1.959964, rel=1e-6) == abs(z)


def test_log_ratio_is_by_the_delta_method() -> None:
    found = ratio_of_estimates(10.0, 1.0, 20.0, 2.0, method="log", level=0.9)

    assert (2.0, pytest.approx(math.sqrt(0.02))) == (found.estimate, found.se)
    assert pytest.approx(2 * math.exp(1.644854 * math.sqrt(0.02)), rel=1e-6) == found.ci_high


def test_fieller_covers_as_often_as_it_says() -> None:
    random = np.random.default_rng(8)
    first, second = random.normal(10, 1.5, 4000), random.normal(14, 2.0, 4000)
    inside = [ends(ratio_of_estimates(a, 1.5, b, 2.0)) for a, b in zip(first, second, strict=True) if min(a, b) > 3]

    assert 0.94 < np.mean([low <= 1.4 <= high for low, high in inside]) < 0.96


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ((1.0, 0.0, 1.0, 1.0), "E140"),
        ((1.0, -1.0, 1.0, 1.0), "E140"),
        ((math.nan, 1.0, 1.0, 1.0), "E145"),
        ((1.0, 1.0, 1.0, math.inf), "E145"),
    ],
)
def test_what_is_no_estimate_is_refused(given: Any, code: str) -> None:
    assert code == code_of(difference_of_estimates, *given)
    assert code == code_of(ratio_of_estimates, *given)


def test_ratio_needs_positive_estimates_and_a_sure_first_one() -> None:
    assert "E140" == code_of(ratio_of_estimates, -1.0, 0.1, 1.0, 0.1)
    assert "E245" == code_of(ratio_of_estimates, 1.0, 0.6, 1.0, 0.1)
    assert "E138" == code_of(ratio_of_estimates, 1.0, 0.1, 1.0, 0.1, method="delta")
