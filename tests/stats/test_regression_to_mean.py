"""Regression to the mean."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.beyond_expected import observed_beyond_expected
from tsi_eval.stats.regression_to_mean import expected_movement, expected_movement_above

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "regression_to_mean.toml").read_text(encoding="utf-8"))
INTEGRATED = 1e-9  # R's integrate()
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far


def test_expected_movement_is_the_share_of_error_of_the_distance() -> None:
    found = expected_movement([20.0, 24.0, 28.0, 12.0], population_mean=14.0, reliability=0.7)

    # By hand: the mean is 21, seven from 14; 0.3 of that.
    assert pytest.approx((21.0, -2.1, 18.9)) == (found.group_mean, found.estimate, found.expected_after)
    assert (4, None, None) == (found.n, found.range_low, found.range_high)


def test_a_group_at_the_population_mean_does_not_move() -> None:
    assert expected_movement([10.0, 18.0], population_mean=14.0, reliability=0.5).estimate == 0


@pytest.mark.parametrize(("baseline", "low", "high"), [([24.0], -4.0, -2.0), ([4.0], 2.0, 4.0)])
def test_a_range_of_reliability_gives_a_range_of_movement(baseline: list[float], low: float, high: float) -> None:
    found = expected_movement(baseline, population_mean=14.0, reliability=0.7, reliability_range=(0.6, 0.8))

    assert pytest.approx((low, high)) == (found.range_low, found.range_high)


@pytest.mark.parametrize("case", ORACLES["cutoff"], ids=lambda case: f"{case['side']} {case['cutoff']}")
def test_movement_beyond_a_cutoff_gives_what_r_integrates(case: dict[str, Any]) -> None:
    found = expected_movement_above(
        case["cutoff"],
        population_mean=case["mean"],
        population_sd=case["sd"],
        reliability=case["reliability"],
        side=case["side"],
    )

    assert pytest.approx((case["group_mean"], case["estimate"]), rel=INTEGRATED) == (found.group_mean, found.estimate)
    assert found.n is None


@given(st.floats(-6, 6), st.sampled_from(["above", "below"]), st.floats(0.05, 0.95))
@settings(max_examples=50, deadline=None)
def test_movement_beyond_a_cutoff_is_the_inverse_mills_ratio(z: float, side: Any, reliability: float) -> None:
    found = expected_movement_above(
        50 + 10 * z, population_mean=50, population_sd=10, reliability=reliability, side=side
    )

    tail, sign = (stats.norm.sf(z), -1) if side == "above" else (stats.norm.cdf(z), 1)
    assert pytest.approx(sign * (1 - reliability) * 10 * stats.norm.pdf(z) / tail, rel=1e-8) == found.estimate


def test_the_sides_mirror_each_other() -> None:
    above = expected_movement_above(
        13, population_mean=10, population_sd=4, reliability=0.8, reliability_range=(0.7, 0.9)
    )
    below = expected_movement_above(
        7, population_mean=10, population_sd=4, reliability=0.8, side="below", reliability_range=(0.7, 0.9)
    )

    assert pytest.approx((-below.estimate, -below.range_high, -below.range_low)) == (
        above.estimate,
        above.range_low,
        above.range_high,
    )  # type: ignore[operator]


@pytest.mark.parametrize("z", [-1e6, -40.0])
def test_a_cutoff_that_takes_everybody_moves_nobody(z: float) -> None:
    assert expected_movement_above(z, population_mean=0, population_sd=1, reliability=0.5).estimate == 0


@pytest.mark.parametrize("z", [40.0, 1e6])
def test_a_cutoff_far_out_moves_by_its_distance(z: float) -> None:
    # Beyond a far cut-off the mean lies 1/z further out.
    found = expected_movement_above(z, population_mean=0, population_sd=1, reliability=0.5)

    assert pytest.approx(-0.5 * (z + 1 / z), rel=2 / z**4 + 1e-12) == found.estimate


def test_a_simulated_group_moves_as_expected() -> None:
    rng, mean, sd, reliability, cutoff = np.random.default_rng(20261122), 12.0, 5.0, 0.75, 17.0
    first = rng.normal(size=400_000)
    second = reliability * first + math.sqrt(1 - reliability**2) * rng.normal(size=first.size)
    before, after = mean + sd * first, mean + sd * second
    chosen = before > cutoff

    change = after[chosen] - before[chosen]

    error = change.std() / math.sqrt(change.size)
    beyond = expected_movement_above(cutoff, population_mean=mean, population_sd=sd, reliability=reliability)
    these = expected_movement(before[chosen], population_mean=mean, reliability=reliability)
    assert pytest.approx(beyond.estimate, abs=STANDARD_ERRORS * error) == change.mean()
    assert pytest.approx(these.estimate, abs=STANDARD_ERRORS * error) == change.mean()
    remaining = observed_beyond_expected(before[chosen], after[chosen], population_mean=mean, reliability=reliability)
    assert abs(remaining.estimate) < STANDARD_ERRORS * remaining.se


@pytest.mark.parametrize(
    ("baseline", "options", "code", "name"),
    [
        ([], {}, "E141", None),
        ([1.0, math.inf], {}, "E145", "baseline"),
        ([1e308, 1e308, 1e308], {}, "E145", "baseline"),
        ([1.0], {"population_mean": math.nan}, "E145", "population_mean"),
        ([1.0], {"reliability": 0.0}, "E148", "reliability"),
        ([1.0], {"reliability": 1.0}, "E148", "reliability"),
        ([1.0], {"reliability": math.nan}, "E148", "reliability"),
        ([1.0], {"reliability_range": (0.75, 0.9)}, "E148", "reliability_range"),
        ([1.0], {"reliability_range": (0.9, 0.6)}, "E148", "reliability_range"),
        ([1.0], {"reliability_range": (0.0, 0.9)}, "E148", "reliability_range"),
    ],
)
def test_expected_movement_refuses_bad_input(baseline: Any, options: Any, code: str, name: str | None) -> None:
    with pytest.raises(NotEstimable) as error:
        expected_movement(baseline, **{"population_mean": 0.0, "reliability": 0.7, **options})

    assert (code, name) == (error.value.problems[0].code, error.value.problems[0].params.get("name"))


@pytest.mark.parametrize(
    ("options", "code"),
    [({"side": "over"}, "E138"), ({"population_sd": 0.0}, "E140"), ({"population_sd": math.nan}, "E145"), ({"cutoff": math.nan}, "E145"),
     ({"population_sd": math.inf}, "E145"), ({"population_mean": math.inf}, "E145"), ({"reliability": 1.2}, "E148")],
)  # fmt: skip
def test_movement_beyond_a_cutoff_refuses_bad_input(options: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        expected_movement_above(
            **{"cutoff": 1.0, "population_mean": 0.0, "population_sd": 1.0, "reliability": 0.7, **options}
        )

    assert code == error.value.problems[0].code
