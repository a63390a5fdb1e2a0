"""What the documentation says is the same in another library of Python, where no other test does.

The calls stand in docs/generated/other_programs.toml.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.stats import ttest_rel, wilcoxon
from statsmodels.stats.power import NormalIndPower, TTestIndPower, TTestPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_effectsize

from tsi_eval import stats

SAME = 1e-9
ROOT = 1e-6  # their root finders stop there
PERSONS = 40
_drawn = np.random.default_rng(20261201)
BEFORE = _drawn.integers(0, 12, PERSONS).astype(float)
AFTER = np.clip(BEFORE - _drawn.integers(-2, 4, PERSONS), 0, 12)
LATER = AFTER + _drawn.integers(-1, 2, PERSONS)
POWER = {"power": 0.8, "alpha": 0.05}


@pytest.mark.parametrize("correction", [True, False])
@pytest.mark.parametrize(("zeros", "theirs"), [("drop", "wilcox"), ("pratt", "pratt")])
def test_wilcoxon_signed_rank(zeros: Any, theirs: Any, correction: bool) -> None:
    ours = stats.wilcoxon_signed_rank(BEFORE, AFTER, zeros=zeros, correction=correction, method="normal")

    other = wilcoxon(AFTER, BEFORE, zero_method=theirs, correction=correction, method="asymptotic")
    assert pytest.approx(float(other.pvalue), rel=SAME) == ours.p_value


def test_newcombe_difference() -> None:
    ours = stats.newcombe_difference(48, 80, 56, 70)

    assert pytest.approx(confint_proportions_2indep(56, 70, 48, 80, method="newcomb"), rel=SAME) == (
        ours.ci_low,
        ours.ci_high,
    )


def test_occasions_gee() -> None:
    values, order = np.stack([BEFORE, AFTER, LATER], axis=1).ravel(), [0, 1, 2]
    occasions, persons = np.tile(order, PERSONS), np.repeat(np.arange(PERSONS), 3)
    columns = np.stack([np.ones(values.size), occasions == 1, occasions == 2], axis=1)

    ours = stats.occasions_gee(values, occasions, persons, order=order)

    model = sm.GEE(values, columns, groups=persons, cov_struct=sm.cov_struct.Exchangeable())
    other = model.fit(cov_type="bias_reduced")
    assert pytest.approx(list(other.params[1:]), rel=SAME) == [change.estimate for change in ours.changes]
    assert pytest.approx(list(other.bse[1:]), rel=SAME) == [change.se for change in ours.changes]


def test_observed_beyond_expected() -> None:
    ours = stats.observed_beyond_expected(BEFORE, AFTER, population_mean=5, reliability=0.8)

    assert pytest.approx(float(ttest_rel(AFTER, 5 + 0.8 * (BEFORE - 5)).pvalue), rel=SAME) == ours.p_value


class TestPower:
    def test_of_pairs(self) -> None:
        assert math.ceil(TTestPower().solve_power(effect_size=0.5, **POWER)) == stats.pairs_needed(0.5, sd=1.0)
        other = TTestPower().solve_power(nobs=20, **POWER)
        assert pytest.approx(float(other), rel=ROOT) == stats.detectable_change(20, sd=1.0)

    def test_of_two_means(self) -> None:
        assert math.ceil(TTestIndPower().solve_power(effect_size=0.5, **POWER)) == stats.two_group_n(0.5, 1.0)
        other = TTestIndPower().solve_power(nobs1=64, **POWER)
        assert pytest.approx(float(other), rel=ROOT) == stats.detectable_difference(64, sd=1.0)

    def test_of_two_shares(self) -> None:
        other = NormalIndPower().solve_power(proportion_effectsize(0.45, 0.60), **POWER)

        assert math.ceil(other) == stats.two_proportion_n(0.45, 0.60, formula="arcsine")
