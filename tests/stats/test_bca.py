"""Efron's bias-corrected and accelerated interval from given resamples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from stats_results import code_of

from tsi_eval.stats.bca import Bootstrapped, bca

ROUNDING = 1e-12
EVEN = np.arange(1.0, 1000.0)  # 1 to 999, with 500 in the middle
# Nobody's influence is skewed: leaving one out moves the estimate as far up as down.
SYMMETRIC = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])


def interval(estimate: float = 500.0, drawn: Any = EVEN, left_out: Any = SYMMETRIC, **changed: Any) -> Bootstrapped:
    return bca(estimate, drawn, left_out, **{"n": 5, "level": 0.9, "scale": 1.0, **changed})


def test_without_bias_and_acceleration_the_bounds_are_the_percentiles() -> None:
    found = interval()

    assert pytest.approx((0.0, 0.0), abs=ROUNDING) == (found.bias_correction, found.acceleration)
    # 5 % of the way from 1 to 999, and 95 %.
    assert pytest.approx((50.9, 949.1), rel=ROUNDING) == (found.ci_low, found.ci_high)
    assert (500.0, 5, 0.9, 999) == (found.estimate, found.n, found.level, found.resamples)
    assert pytest.approx(EVEN.std(ddof=1), rel=ROUNDING) == found.se


def test_resamples_equal_to_the_estimate_count_half_as_below_it() -> None:
    drawn = np.repeat([1.0, 2.0, 3.0], [200, 600, 200])

    assert pytest.approx(0.0, abs=ROUNDING) == interval(2.0, drawn).bias_correction
    assert pytest.approx(0.0, abs=ROUNDING) == interval(2.0 + 1e-13, drawn).bias_correction


def test_the_bias_correction_moves_both_bounds() -> None:
    # 599 of 999 lie below 600, and one is equal to it.
    found = interval(600.0)
    z = ndtri(599.5 / 999)

    assert pytest.approx(z, rel=ROUNDING) == found.bias_correction
    expected = [1 + 998 * ndtr(2 * z + ndtri(tail)) for tail in (0.05, 0.95)]
    assert pytest.approx(expected, rel=ROUNDING) == [found.ci_low, found.ci_high]


def test_the_acceleration_is_the_skewness_of_the_influence_over_6() -> None:
    # Influence 2, -1, -1: cubes 8 - 1 - 1 = 6, squares 4 + 1 + 1 = 6; 6 / 6^1.5 / 6.
    found = interval(left_out=np.array([0.0, 3.0, 3.0]))

    assert pytest.approx(1 / 6**1.5, rel=ROUNDING) == found.acceleration
    a, z = found.acceleration, ndtri(0.95)
    expected = [1 + 998 * ndtr(point / (1 - a * point)) for point in (-z, z)]
    assert pytest.approx(expected, rel=ROUNDING) == [found.ci_low, found.ci_high]


def test_the_shift_is_added_to_estimate_and_bounds_alone() -> None:
    plain, shifted = interval(), interval(shift=7.0)

    assert (plain.estimate + 7, plain.ci_low + 7, plain.ci_high + 7) == (
        shifted.estimate,
        shifted.ci_low,
        shifted.ci_high,
    )
    assert plain.se == shifted.se


def test_up_to_one_resample_in_a_hundred_may_lack_the_effect() -> None:
    gaps = np.concatenate([EVEN, [np.nan] * 10])

    found = interval(drawn=gaps)

    assert (999, interval().ci_low) == (found.resamples, found.ci_low)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"drawn": np.concatenate([EVEN, [np.nan] * 11])}, "E248"),
        ({"left_out": np.array([1.0, 2.0, np.nan])}, "E248"),
        ({"left_out": np.full(5, 3.0)}, "E140"),
        ({"left_out": np.array([1.0, 1.0, 1.0 + 1e-10])}, "E140"),
        ({"estimate": 0.0}, "E249"),
        ({"estimate": 2000.0}, "E249"),
        ({"drawn": np.arange(1.0, 10.0), "estimate": 5.0}, "E249"),
        ({"level": 0.9999}, "E249"),
        ({"level": 1.0}, "E148"),
    ],
    ids=["too many without effect", "no effect without a person", "no influence", "influence that is rounding", "all above",
         "all below", "few resamples", "bounds beyond all", "no level"],
)  # fmt: skip
def test_what_has_no_interval_is_refused(changed: dict[str, Any], code: str) -> None:
    assert code == code_of(interval, **changed)
