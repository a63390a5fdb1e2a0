"""Change in standard deviations of the first measurement.

What Glass's delta shares with d_z and d_av, its oracles too, is in test_effect_size.py.
"""

from __future__ import annotations

import math

import pytest

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.effect_size import d_av, hedges_correction
from tsi_eval.stats.glass import glass_pre

ROUNDING = 1e-10


def test_glass_pre_exists_when_after_does_not_vary() -> None:
    # Change -3, sd before 1, sd of changes 1: se = sqrt(1/2 + 9/4).
    found = glass_pre([2.0, 3.0, 4.0], [0.0, 0.0, 0.0], hedges=False)

    assert found.correlation is None
    assert pytest.approx((-3.0, math.sqrt(2.75)), rel=ROUNDING) == (found.estimate, found.se)


def test_glass_pre_exists_when_all_changed_alike() -> None:
    # Change 1, sd before 1, no spread of changes: se = sqrt(1/4).
    found = glass_pre([1.0, 2.0, 3.0], [2.0, 3.0, 4.0], hedges=False)

    assert pytest.approx((1.0, 0.5), rel=ROUNDING) == (found.estimate, found.se)


@pytest.mark.parametrize(("before", "after"), [([5.0, 5, 5], [1.0, 2, 4]), ([1.0, 2, 4], [1.0, 2, 4])])
def test_glass_pre_refuses_without_spread_before_or_without_any_change(before: list[float], after: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        glass_pre(before, after)

    assert error.value.problems[0].code == "E140"


def test_glass_pre_by_hand() -> None:
    # Before 2, 4, 6 with sd 2; changes 1, 3, 2 with mean 2 and sd 1:
    # se = sqrt((1/2)^2 / 2 + 1 / 4).
    found = glass_pre([2.0, 4.0, 6.0], [3.0, 7.0, 8.0], hedges=False)

    assert pytest.approx((1.0, math.sqrt(0.375), 2.0), rel=ROUNDING) == (found.estimate, found.se, found.standardiser)
    assert (3, 1.0) == (found.n, found.correction)


def test_glass_pre_is_shrunk_by_the_factor_of_n_minus_1() -> None:
    found = glass_pre([2.0, 4.0, 6.0], [3.0, 7.0, 8.0])

    assert pytest.approx(hedges_correction(2), rel=ROUNDING) == found.estimate == found.correction


def test_glass_pre_is_d_av_when_both_measurements_vary_alike() -> None:
    before, after = [1.0, 2.0, 4.0, 7.0], [4.0, 1.0, 7.0, 2.0]

    assert pytest.approx(d_av(before, after).estimate, rel=ROUNDING) == glass_pre(before, after).estimate
