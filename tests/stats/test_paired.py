"""The same persons before and after, on a continuous scale."""

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
from quadrature import noncentral_t_below
from scipy import stats
from stats_results import code_of
from statsmodels.stats.power import TTestPower

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.paired import paired_t, smallest_detectable_change

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "paired.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10  # sums of a few dozen small numbers, and the t distribution
FIVE_DIGITS = 5e-5  # R prints t with five digits and p with four
TWO_DECIMALS = 0.5e-2  # as the source is rounded
POWER = 1e-8  # the noncentral t's own error
LARGE_OFFSET = 1e-8  # changes of values near 1e9 are exact here; their mean is rounded
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far

Persons = list[tuple[int, int]]
scores = st.integers(0, 40)
changing = st.lists(st.tuples(scores, scores), min_size=2, max_size=30).filter(
    lambda persons: len({after - before for before, after in persons}) > 1
)


@pytest.mark.parametrize("case", ORACLES["published"], ids=["sleep"])
def test_paired_t_gives_the_published_result(case: dict[str, Any]) -> None:
    found = paired_t(case["before"], case["after"], level=case["level"])

    assert case["df"] == found.df
    for name in ("estimate", "ci_low", "ci_high", "statistic", "p_value"):
        assert pytest.approx(case[name], rel=FIVE_DIGITS) == getattr(found, name)


@pytest.mark.parametrize("case", ORACLES["by_hand"] + ORACLES["library"], ids=lambda case: case["source"][:20])
def test_paired_t_gives_the_closed_form_and_matches_scipy(case: dict[str, Any]) -> None:
    found = paired_t(case["before"], case["after"], level=case["level"])

    assert (case["df"], case["level"], len(case["before"])) == (found.df, found.level, found.n)
    for name in ("estimate", "sd", "se", "statistic", "p_value", "ci_low", "ci_high"):
        assert pytest.approx(case[name], rel=ROUNDING, abs=ROUNDING) == getattr(found, name)


def test_paired_t_keeps_its_digits_at_a_huge_offset() -> None:
    before = [Fraction(10**9) + Fraction(k * k % 37, 8) for k in range(60)]
    after = [value + Fraction(k % 7 - 2, 8) for k, value in enumerate(before)]
    change = [second - first for first, second in zip(before, after, strict=True)]

    found = paired_t([float(value) for value in before], [float(value) for value in after])

    expected = (float(statistics.mean(change)), float(statistics.stdev(change)))
    assert pytest.approx(expected, rel=LARGE_OFFSET) == (found.estimate, found.sd)


@given(changing)
@settings(max_examples=50, deadline=None)
def test_paired_t_turns_when_before_and_after_swap(persons: Persons) -> None:
    before, after = zip(*persons, strict=True)

    there, back = paired_t(before, after), paired_t(after, before)

    turned = (-back.estimate, -back.statistic, -back.ci_high, -back.ci_low, back.se, back.p_value)
    assert pytest.approx(turned, rel=ROUNDING, abs=ROUNDING) == (
        there.estimate,
        there.statistic,
        there.ci_low,
        there.ci_high,
        there.se,
        there.p_value,
    )


@given(changing, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_paired_t_ignores_the_order_of_persons(persons: Persons, random: Any) -> None:
    found = paired_t(*zip(*persons, strict=True))

    shuffled = paired_t(*zip(*random.sample(persons, len(persons)), strict=True))

    assert pytest.approx(asdict(found), rel=ROUNDING, abs=ROUNDING) == asdict(shuffled)


@given(changing, st.integers(-500, 500))
@settings(max_examples=50, deadline=None)
def test_paired_t_ignores_a_constant_added_to_both(persons: Persons, constant: int) -> None:
    before, after = np.array(persons).T

    found, shifted = paired_t(before, after), paired_t(before + constant, after + constant)

    assert pytest.approx(asdict(found), rel=ROUNDING, abs=ROUNDING) == asdict(shifted)


@given(changing, st.integers(-500, 500))
@settings(max_examples=50, deadline=None)
def test_paired_t_shifts_with_a_constant_added_after(persons: Persons, constant: int) -> None:
    before, after = np.array(persons).T

    found, shifted = paired_t(before, after), paired_t(before, after + constant)

    expected = (found.estimate + constant, found.ci_low + constant, found.ci_high + constant, found.se)
    assert pytest.approx(expected, rel=ROUNDING, abs=ROUNDING * 500) == (
        shifted.estimate,
        shifted.ci_low,
        shifted.ci_high,
        shifted.se,
    )


@given(changing, st.sampled_from([0.125, 3.0, 1000.0]))
@settings(max_examples=50, deadline=None)
def test_paired_t_scales_with_the_unit(persons: Persons, factor: float) -> None:
    before, after = np.array(persons).T

    found, scaled = paired_t(before, after), paired_t(before * factor, after * factor)

    assert pytest.approx((found.statistic, found.p_value), rel=ROUNDING, abs=ROUNDING) == (
        scaled.statistic,
        scaled.p_value,
    )
    expected = (found.estimate * factor, found.se * factor, found.ci_low * factor, found.ci_high * factor)
    assert pytest.approx(expected, rel=ROUNDING, abs=ROUNDING * factor) == (
        scaled.estimate,
        scaled.se,
        scaled.ci_low,
        scaled.ci_high,
    )


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
@settings(max_examples=50, deadline=None)
def test_paired_t_refuses_when_nothing_changed(values: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        paired_t(values, values)

    assert error.value.problems[0].code == "E140"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "E141"),
        ([1.0], [2.0], "E143"),
        ([1.0, 2.0], [3.0, 4.0], "E140"),
        ([5.0, 6.0, 7.0], [5.1, 6.1, 7.1], "E140"),
        ([0.3, 0.5, 0.7], [0.1 + 0.2, 0.5, 0.7], "E140"),
        ([1.0, 2.0], [3.0], "E147"),
        ([1.0, math.nan], [3.0, 4.0], "E145"),
        ([1.0, 2.0], [3.0, math.inf], "E145"),
    ],
)
def test_paired_t_refuses_what_has_no_interval(before: list[float], after: list[float], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        paired_t(before, after)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_paired_t_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        paired_t([1.0, 2.0], [3.0, 5.0], level=level)

    assert error.value.problems[0].code == "E148"


@pytest.mark.parametrize("case", ORACLES["smallest_change"], ids=lambda case: case["n"])
def test_smallest_detectable_change_gives_the_published_list(case: dict[str, Any]) -> None:
    change = smallest_detectable_change(case["n"], case["sd"], power=case["power"], level=case["level"])

    assert pytest.approx(case["change"], abs=TWO_DECIMALS) == change


@pytest.mark.parametrize("level", [0.9, 0.95])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("n", [5, 8, 12, 20, 50, 200, 1000])
def test_smallest_detectable_change_has_the_wanted_power_in_statsmodels(n: int, power: float, level: float) -> None:
    change = smallest_detectable_change(n, 2.5, power=power, level=level)

    assert pytest.approx(power, abs=POWER) == TTestPower().power(change / 2.5, n, 1 - level)


def test_smallest_detectable_change_scales_with_the_spread() -> None:
    one = smallest_detectable_change(20, 1.0)

    assert pytest.approx([one * sd for sd in (0.01, 3.0, 1e6)], rel=ROUNDING) == [
        smallest_detectable_change(20, sd) for sd in (0.01, 3.0, 1e6)
    ]


def test_smallest_detectable_change_shrinks_with_more_persons() -> None:
    changes = [smallest_detectable_change(n, 1.0) for n in (4, 8, 16, 32, 64, 128, 1024)]

    assert sorted(changes, reverse=True) == changes


def test_smallest_detectable_change_grows_with_power_and_level() -> None:
    by_power = [smallest_detectable_change(20, 1.0, power=power) for power in (0.2, 0.5, 0.8, 0.9, 0.95)]
    by_level = [smallest_detectable_change(20, 1.0, level=level) for level in (0.5, 0.8, 0.9, 0.95, 0.99)]

    assert sorted(by_power) == by_power
    assert sorted(by_level) == by_level


@pytest.mark.parametrize(
    ("n", "sd", "code"),
    [(0, 1.0, "E141"), (1, 1.0, "E143"), (20, 0.0, "E140"), (20, -1.0, "E140"), (20, math.nan, "E145")],
)
def test_smallest_detectable_change_refuses_without_pairs_or_spread(n: int, sd: float, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        smallest_detectable_change(n, sd)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("name", ["power", "level"])
@pytest.mark.parametrize("value", [0.0, 1.0, -0.5, 80, math.nan])
def test_smallest_detectable_change_refuses_a_probability_outside_0_and_1(name: str, value: float) -> None:
    with pytest.raises(NotEstimable) as error:
        smallest_detectable_change(20, 1.0, **{name: value})

    assert ("E148", name) == (error.value.problems[0].code, error.value.problems[0].params["name"])


@pytest.mark.parametrize(
    ("n", "power", "level"),
    [
        (2, 0.8, 0.95),
        (2, 0.9, 0.95),
        (3, 0.95, 0.95),
        (3, 0.8, 0.99),
        (4, 0.8, 0.99),
        (10, 0.9, 0.999),
        (1000, 0.999, 0.999),
    ],
)
def test_smallest_detectable_change_has_its_power_by_quadrature(n: Any, power: Any, level: Any) -> None:
    ncp = smallest_detectable_change(n, 1, power=power, level=level) * math.sqrt(n)
    c = stats.t.ppf(0.5 + level / 2, n - 1)
    assert abs(1 - noncentral_t_below(c, n - 1, ncp) + noncentral_t_below(-c, n - 1, ncp) - power) < 1e-6


def test_smallest_detectable_change_refuses_a_power_below_the_significance_level() -> None:
    assert "E148" == code_of(smallest_detectable_change, 20, 1.0, power=0.03)


def test_smallest_detectable_change_refuses_an_infinite_spread() -> None:
    with pytest.raises(NotEstimable):
        smallest_detectable_change(20, math.inf)


@pytest.mark.parametrize("change", [0.1, 0.7, 1.3])
def test_paired_t_refuses_equal_changes_from_zero(change: Any) -> None:
    assert "E140" == code_of(paired_t, [0.0, 0, 0], [change] * 3)


@pytest.mark.slow
def test_paired_t_interval_covers_the_planted_change() -> None:
    rng, level, replications = np.random.default_rng(20261122), 0.95, 4000
    before = rng.normal(20, 6, size=(replications, 8))
    after = before + rng.normal(1.5, 4, size=before.shape)

    found = [paired_t(first, second, level=level) for first, second in zip(before, after, strict=True)]

    error = math.sqrt(level * (1 - level) / replications)
    covered = np.mean([one.ci_low <= 1.5 <= one.ci_high for one in found])
    assert pytest.approx(level, abs=STANDARD_ERRORS * error) == covered


@pytest.mark.slow
def test_smallest_detectable_change_is_found_with_the_wanted_power() -> None:
    rng, n, power, replications = np.random.default_rng(20261123), 20, 0.8, 4000
    change = smallest_detectable_change(n, 3.0, power=power)
    before = rng.normal(20, 6, size=(replications, n))
    after = before + rng.normal(change, 3.0, size=before.shape)

    found = [paired_t(first, second).p_value < 0.05 for first, second in zip(before, after, strict=True)]

    error = math.sqrt(power * (1 - power) / replications)
    assert pytest.approx(power, abs=STANDARD_ERRORS * error) == np.mean(found)


def test_a_change_too_large_for_a_number_is_no_answer() -> None:
    assert "E145" == code_of(smallest_detectable_change, 3, 1e308)
    assert "E145" == code_of(smallest_detectable_change, 30, math.inf)
