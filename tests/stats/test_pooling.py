"""Rubin's rules."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import stdtrit
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.pooling import rubin

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "imputation.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10
MISSING = math.nan
short_lists = st.lists(st.tuples(st.floats(-20, 20), st.floats(10, 50)), min_size=2, max_size=25)


@pytest.mark.parametrize("case", ORACLES["pooled"], ids=lambda case: case["id"])
def test_rubins_rules_match_mice(case: dict[str, Any]) -> None:
    found = rubin(case["estimates"], case["variances"], complete_df=case["complete_df"], level=0.9)

    for name in ("estimate", "within", "between", "df", "missing_information"):
        assert pytest.approx(case[name], rel=ROUNDING) == getattr(found, name), name
    assert pytest.approx(math.sqrt(case["total"]), rel=ROUNDING) == found.se
    half = float(stdtrit(case["df"], 0.95)) * math.sqrt(case["total"])
    assert pytest.approx((case["estimate"] - half, case["estimate"] + half), rel=1e-8) == (found.ci_low, found.ci_high)
    assert (len(case["estimates"]), 0.9) == (found.imputations, found.level)


@pytest.mark.parametrize("case", ORACLES["by_hand"])
def test_rubins_rules_by_hand(case: dict[str, Any]) -> None:
    found = rubin(case["estimates"], case["variances"], complete_df=case["complete_df"])

    assert pytest.approx((case["total"], case["df"], case["missing_information"]), rel=ROUNDING) == (
        found.se**2,
        found.df,
        found.missing_information,
    )


def test_equal_estimates_lose_nothing_but_barnard_and_rubins_small_correction() -> None:
    found = rubin([0.1 + 0.2] * 7, [2.0] * 7, complete_df=19)

    assert (0.0, 0.0) == (found.between, found.missing_information)
    assert pytest.approx((math.sqrt(2), 20 / 22 * 19), rel=ROUNDING) == (found.se, found.df)


@given(short_lists, st.randoms(use_true_random=False), st.sampled_from([1e-3, 7.0, 1e5]))
@settings(max_examples=50, deadline=None)
def test_rubins_rules_ignore_order_and_follow_the_unit(
    rows: list[tuple[float, float]], random: Any, factor: float
) -> None:
    estimates, variances = np.array(rows).T
    found = rubin(estimates, variances, complete_df=30)
    order = random.sample(range(len(rows)), len(rows))

    again = rubin(estimates[order] * factor, variances[order] * factor**2, complete_df=30)

    assert pytest.approx((found.estimate * factor, found.se * factor), rel=1e-8, abs=1e-9 * factor) == (
        again.estimate,
        again.se,
    )
    assert pytest.approx((found.df, found.missing_information), rel=1e-6, abs=1e-9) == (
        again.df,
        again.missing_information,
    )
    assert 0 <= found.missing_information <= 1
    assert found.df <= 30


@pytest.mark.parametrize(
    ("estimates", "variances", "df", "code"),
    [
        ([], [], 9, "E141"),
        ([1.0], [1.0], 9, "E143"),
        ([1.0, 2.0], [1.0], 9, "E147"),
        ([1.0, MISSING], [1.0, 1.0], 9, "E145"),
        ([1.0, 2.0], [1.0, math.inf], 9, "E145"),
        ([1.0, 2.0], [1.0, 1.0], math.inf, "E145"),
        ([1.0, 2.0], [1.0, 1.0], MISSING, "E145"),
        ([1.0, 2.0], [1.0, 1.0], 0, "E259"),
        ([1.0, 2.0], [1.0, -1.0], 9, "E259"),
        ([1.0, 2.0], [0.0, 0.0], 9, "E140"),
        ([1e200, -1e200], [1.0, 1.0], 9, "E145"),
        ([1e9, -1e9], [1e-12, 1e-12], 1, "E259"),
        ([1.0, 5.0], [0.01, 0.01], 9, "E259"),
    ],
)
def test_rubins_rules_refuse_what_can_not_be_pooled(estimates: Any, variances: Any, df: float, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        rubin(estimates, variances, complete_df=df)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, MISSING])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    assert "E148" == code_of(rubin, [1.0, 2.0], [1.0, 1.0], complete_df=9, level=level)
