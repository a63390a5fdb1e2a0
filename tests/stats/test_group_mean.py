"""The mean of one group."""

from __future__ import annotations

import math
import statistics
import tomllib
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.group_mean import mean

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "mean.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10  # sums of a few dozen small numbers, and the t quantile
LARGE_OFFSET = 1e-8  # the mean of values near 1e9 is known to 1e-7, a ten millionth of their spread
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far

varied = st.lists(st.integers(-1000, 1000), min_size=2, max_size=40).filter(lambda values: len(set(values)) > 1)


@pytest.mark.parametrize("case", ORACLES["by_hand"], ids=lambda case: case["values"])
def test_mean_gives_the_closed_form(case: dict[str, Any]) -> None:
    found = mean(case["values"], level=case["level"])

    assert pytest.approx((case["estimate"], case["sd"], case["se"]), rel=ROUNDING) == (
        found.estimate,
        found.sd,
        found.se,
    )
    assert (case["level"], len(case["values"])) == (found.level, found.n)


@pytest.mark.parametrize("case", ORACLES["interval_by_hand"], ids=lambda case: case["values"])
def test_mean_interval_gives_the_closed_form(case: dict[str, Any]) -> None:
    found = mean(case["values"], level=case["level"])

    assert pytest.approx((case["ci_low"], case["ci_high"]), abs=ROUNDING) == (found.ci_low, found.ci_high)


@pytest.mark.parametrize("case", ORACLES["library"], ids=lambda case: case["values"])
def test_mean_matches_scipy(case: dict[str, Any]) -> None:
    found = mean(case["values"], level=case["level"])

    for name in ("estimate", "se", "ci_low", "ci_high"):
        assert pytest.approx(case[name], rel=ROUNDING) == getattr(found, name)


def test_mean_keeps_its_digits_at_a_huge_offset() -> None:
    exact = [Fraction(10**9) + Fraction(k * k % 37, 8) for k in range(60)]

    found = mean([float(value) for value in exact])

    assert pytest.approx(float(statistics.mean(exact)), abs=0, rel=1e-15) == found.estimate
    assert pytest.approx(float(statistics.stdev(exact)), rel=LARGE_OFFSET) == found.sd


@given(varied, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_mean_ignores_the_order_of_persons(values: list[int], random: Any) -> None:
    shuffled = random.sample(values, len(values))

    assert pytest.approx(asdict(mean(values)), rel=ROUNDING, abs=ROUNDING) == asdict(mean(shuffled))


@given(varied, st.integers(-1000, 1000))
@settings(max_examples=50, deadline=None)
def test_mean_shifts_with_an_added_constant(values: list[int], constant: int) -> None:
    found, shifted = mean(values), mean([value + constant for value in values])

    assert pytest.approx(
        (found.estimate + constant, found.ci_low + constant, found.ci_high + constant, found.se),
        rel=ROUNDING,
        abs=ROUNDING * 1000,
    ) == (shifted.estimate, shifted.ci_low, shifted.ci_high, shifted.se)


@given(varied, st.sampled_from([-4.0, -0.5, 0.25, 10.0]))
@settings(max_examples=50, deadline=None)
def test_mean_scales_and_turns_with_a_factor(values: list[int], factor: float) -> None:
    found, scaled = mean(values), mean([value * factor for value in values])

    bounds = sorted((found.ci_low * factor, found.ci_high * factor))
    assert pytest.approx((found.estimate * factor, found.se * abs(factor), *bounds), rel=ROUNDING, abs=ROUNDING) == (
        scaled.estimate,
        scaled.se,
        scaled.ci_low,
        scaled.ci_high,
    )


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([], "E141"),
        ([4.0], "E143"),
        ([4.0, 4.0], "E140"),
        ([0.1] * 3, "E140"),
        ([0.0] * 5, "E140"),
        ([1.0, math.nan], "E145"),
        ([1.0, math.inf], "E145"),
        ([[1.0, 2.0]], "E145"),
    ],
)
def test_mean_refuses_what_has_no_interval(values: list[float], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        mean(values)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_mean_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        mean([1.0, 2.0], level=level)

    assert error.value.problems[0].code == "E148"


@pytest.mark.filterwarnings("ignore")
def test_mean_refuses_values_whose_sum_overflows() -> None:
    with pytest.raises(NotEstimable):
        mean([1e308, 1.2e308])


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_mean_interval_covers_the_planted_mean(level: float) -> None:
    samples = np.random.default_rng(20261122).normal(3.0, 2.0, size=(4000, 7))

    covered = [found.ci_low <= 3.0 <= found.ci_high for found in (mean(sample, level=level) for sample in samples)]

    error = math.sqrt(level * (1 - level) / len(samples))
    assert pytest.approx(level, abs=STANDARD_ERRORS * error) == np.mean(covered)
