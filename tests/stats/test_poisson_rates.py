"""The ratio of two Poisson rates, given the events of both."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar
from tsi_eval.stats.poisson_rates import conditional_rate_ratio

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "paired_counts.toml").read_text(encoding="utf-8"))
R = 1e-8
times = st.integers(1, 10)


@pytest.mark.parametrize("case", ORACLES["events"], ids=lambda case: f"{case['before']}-{case['after']}")
def test_conditional_rate_ratio_gives_what_r_gives(case: dict[str, Any]) -> None:
    time_1, time_2 = case["times"]
    exposures = {"exposure_before": time_1, "exposure_after": time_2}

    for method in ("exact", "midp"):
        found = conditional_rate_ratio(case["before"], case["after"], level=case["level"], method=method, **exposures)
        assert pytest.approx(case[method], rel=R) == [found.ci_low, found.ci_high]
        assert pytest.approx((case["estimate"], case["p_value"]), rel=R) == (found.estimate, found.p_value)
        assert time_1 != time_2 or pytest.approx(case["r_p_value"], rel=R) == found.p_value


@given(st.integers(1, 50), st.integers(1, 50))
@settings(max_examples=50, deadline=None)
def test_conditional_rate_ratio_at_equal_times_is_the_matched_odds_ratio(before: int, after: int) -> None:
    found, odds = conditional_rate_ratio(before, after), matched_odds_ratio(gained=after, lost=before)

    assert pytest.approx((odds.estimate, odds.ci_low, odds.ci_high)) == (found.estimate, found.ci_low, found.ci_high)
    assert pytest.approx(mcnemar(gained=after, lost=before).p_value) == found.p_value


@given(st.integers(1, 50), st.integers(1, 50), times, times)
@settings(max_examples=50, deadline=None)
def test_conditional_rate_ratio_rejects_when_the_interval_leaves_out_1(
    before: int, after: int, time_1: int, time_2: int
) -> None:
    found = conditional_rate_ratio(before, after, exposure_before=time_1, exposure_after=time_2)

    assert (found.p_value < 0.05) == (found.ci_low > 1 or found.ci_high < 1)


@pytest.mark.parametrize(
    ("before", "after", "options", "code"),
    [
        (0, 0, {}, "E141"),
        (0, 3, {}, "E245"),
        (1.5, 3, {}, "E149"),
        (-1, 3, {}, "E149"),
        (2, 3, {"level": 0.0}, "E148"),
        (2, 3, {"method": "score"}, "E138"),
        (2, 3, {"exposure_before": 0}, "E145"),
        (2, 3, {"exposure_after": -1}, "E145"),
        (2, 3, {"exposure_after": math.nan}, "E145"),
        (2, 3, {"exposure_after": 1e300}, "E145"),
    ],
)
def test_conditional_rate_ratio_refuses(before: Any, after: Any, options: dict[str, Any], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        conditional_rate_ratio(before, after, **options)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize(("before", "level"), [(1, 0.95), (5, 0.95), (60, 0.8)])
def test_conditional_rate_ratio_is_0_with_an_exact_upper_bound_without_events_after(before: int, level: float) -> None:
    # 4 weeks before and 1 after: each event falls after with chance ratio / (ratio + 4).
    found = conditional_rate_ratio(before, 0, exposure_before=4, exposure_after=1, level=level)

    highest = binomtest(0, before).proportion_ci(confidence_level=level, method="exact").high
    assert pytest.approx(4 * highest / (1 - highest), rel=1e-12) == found.ci_high
    assert pytest.approx(min(1.0, 2 * 0.8**before), rel=1e-12) == found.p_value
    assert (0.0, 0.0, None, before) == (found.estimate, found.ci_low, found.se, found.n)


def test_conditional_rate_ratio_with_mid_p_is_narrower_without_events_after() -> None:
    # (1 - p)^5 / 2 = 0.025, so p = 1 - 0.05^(1/5) = 0.4507, and its odds 0.8206.
    assert pytest.approx(0.82056, abs=5e-6) == conditional_rate_ratio(5, 0, method="midp").ci_high
    assert conditional_rate_ratio(5, 0, method="midp").ci_high < conditional_rate_ratio(5, 0).ci_high


@pytest.mark.parametrize("exposure", [1e-320, 1e-101, 0.0, -1.0])
def test_an_exposure_too_small_to_divide_by_is_refused(exposure: float) -> None:
    for name in ("exposure_before", "exposure_after"):
        with pytest.raises(NotEstimable, match="E145"):
            conditional_rate_ratio(20, 11, **{name: exposure})
