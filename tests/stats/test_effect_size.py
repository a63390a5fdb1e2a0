"""Standardised change for the same persons before and after."""

from __future__ import annotations

import math
import statistics
import tomllib
from collections.abc import Callable
from dataclasses import asdict
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from quadrature import noncentral_t_below
from scipy.stats import nct
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.effect_size import EffectSize, d_av, d_z, hedges_correction
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.paired import paired_t

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "effect_size.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10  # sums of a few dozen small numbers, gamma functions and normal quantiles
BOUNDS = 1e-8  # quadrature against scipy's series for the noncentral t
APPROXIMATION = 1.5  # Hedges' approximation is off by about this over the squared degrees of freedom, or less
LARGE_OFFSET = 1e-7  # standard deviations of values near 1e9, whose means are rounded at 1e-7
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far
SEVEN_DIGITS = 0.51e-7  # as R printed
NUMERICAL = 1e-8  # numDeriv's gradient
PUBLISHED_ERROR = 0.007  # standard error of a coverage of 95 % from 1,000 replications

Persons = list[tuple[int, int]]
Size = Callable[..., EffectSize]
scores = st.integers(0, 40)
all_sizes = pytest.mark.parametrize("size", [d_z, d_av, glass_pre])


def estimable(persons: Persons) -> bool:
    before, after = np.array(persons, dtype=float).T
    change = after - before
    return min(before.std(), after.std(), change.std()) > 0


changing = st.lists(st.tuples(scores, scores), min_size=3, max_size=30).filter(estimable)


@pytest.mark.parametrize("case", ORACLES["hedges"], ids=lambda case: case["df"])
def test_hedges_correction_gives_the_closed_form(case: dict[str, Any]) -> None:
    assert pytest.approx(case["correction"], rel=ROUNDING) == hedges_correction(case["df"])


@pytest.mark.parametrize("df", [20, 50, 200, 1000, 100_000])
def test_hedges_correction_is_near_the_usual_approximation(df: int) -> None:
    assert pytest.approx(1 - 3 / (4 * df - 1), abs=APPROXIMATION / df**2) == hedges_correction(df)


def test_hedges_correction_rises_towards_one() -> None:
    factors = [hedges_correction(df) for df in range(1, 2000)]

    assert all(first < second < 1 for first, second in pairwise(factors))


@pytest.mark.parametrize(("df", "code"), [(0, "E141"), (-1, "E143")])
def test_hedges_correction_refuses_no_degrees_of_freedom(df: int, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        hedges_correction(df)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("case", ORACLES["d_z_by_hand"], ids=lambda case: case["after"])
def test_d_z_gives_the_closed_form(case: dict[str, Any]) -> None:
    found = d_z(case["before"], case["after"], hedges=False)

    for name in ("estimate", "se", "standardiser"):
        assert pytest.approx(case[name], rel=ROUNDING) == getattr(found, name)


@pytest.mark.parametrize("case", ORACLES["d_z"], ids=lambda case: len(case["after"]))
def test_d_z_bounds_match_quadrature(case: dict[str, Any]) -> None:
    found = d_z(case["before"], case["after"], level=case["level"], hedges=False)

    assert (case["level"], len(case["before"]), 1.0) == (found.level, found.n, found.correction)
    for name in ("estimate", "se", "ci_low", "ci_high"):
        assert pytest.approx(case[name], rel=BOUNDS, abs=BOUNDS) == getattr(found, name)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95, 0.99])
@pytest.mark.parametrize("n", [3, 4, 8, 30, 200, 5000])
def test_d_z_bounds_solve_the_noncentral_t(n: int, level: float) -> None:
    rng = np.random.default_rng(n)
    before = rng.normal(20, 5, n)
    after = before + rng.normal(1 / math.sqrt(n), 1, n)

    found = d_z(before, after, level=level, hedges=False)

    t, low, high = (math.sqrt(n) * value for value in (found.estimate, found.ci_low, found.ci_high))
    assert pytest.approx(0.5 + level / 2, abs=BOUNDS) == nct.cdf(t, n - 1, low)
    assert pytest.approx(0.5 - level / 2, abs=BOUNDS) == nct.cdf(t, n - 1, high)


@pytest.mark.parametrize("case", ORACLES["d_av"], ids=lambda case: f"{case['after']} {case['standardiser']}")
def test_d_av_gives_the_closed_form(case: dict[str, Any]) -> None:
    found = d_av(case["before"], case["after"], level=case["level"], hedges=False, standardiser=case["standardiser"])

    assert (case["level"], len(case["before"]), 1.0) == (found.level, found.n, found.correction)
    assert pytest.approx(case["divisor"], rel=ROUNDING) == found.standardiser
    for name in ("estimate", "se", "ci_low", "ci_high", "correlation"):
        assert pytest.approx(case[name], rel=ROUNDING, abs=ROUNDING) == getattr(found, name)


def by_standardiser(name: str) -> Size:
    return partial(glass_pre, hedges=False) if name == "before" else partial(d_av, hedges=False, standardiser=name)


def with_moments(case: dict[str, Any]) -> tuple[Any, Any]:
    """Return values that have exactly these means, standard deviations and correlation."""
    noise = np.random.default_rng(1).normal(size=(case["n"], 2))
    axes = np.linalg.qr(noise - noise.mean(axis=0))[0].T * math.sqrt(case["n"] - 1)
    r = case["correlation"]
    second = r * axes[0] + math.sqrt(1 - r * r) * axes[1]
    return case["mean_before"] + case["sd_before"] * axes[0], case["mean_after"] + case["sd_after"] * second


@pytest.mark.parametrize("case", ORACLES["published"], ids=lambda case: f"{case['standardiser']} {case['estimate']}")
def test_effect_size_gives_bonetts_published_interval(case: dict[str, Any]) -> None:
    found = by_standardiser(case["standardiser"])(*with_moments(case), level=case["level"])

    for name in ("estimate", "se", "ci_low", "ci_high"):
        assert pytest.approx(case[name], abs=SEVEN_DIGITS) == getattr(found, name)


@pytest.mark.parametrize("case", ORACLES["unequal"], ids=lambda case: f"{case['after'][0]} {case['standardiser']}")
def test_effect_size_matches_a_numerical_delta_method(case: dict[str, Any]) -> None:
    found = by_standardiser(case["standardiser"])(case["before"], case["after"], level=case["level"])

    assert pytest.approx(case["divisor"], rel=ROUNDING) == found.standardiser
    for name in ("estimate", "se", "ci_low", "ci_high", "correlation"):
        assert pytest.approx(case[name], rel=NUMERICAL, abs=NUMERICAL) == getattr(found, name)


@pytest.mark.parametrize("factor", [1e-140, 1e-9, 1e9, 1e140])
@all_sizes
def test_effect_size_is_the_same_in_tiny_and_huge_units(size: Size, factor: float) -> None:
    before, after = np.array([5.0, 7, 9, 6, 8, 4]), np.array([6.0, 7, 8, 8, 9, 4])

    found, scaled = size(before, after), size(before * factor, after * factor)

    for name in ("estimate", "se", "ci_low", "ci_high"):
        assert pytest.approx(getattr(found, name), rel=BOUNDS) == getattr(scaled, name)


def test_d_av_standardisers_agree_when_the_spreads_are_equal() -> None:
    before, after = [1.0, 2.0, 4.0, 7.0], [4.0, 1.0, 7.0, 2.0]

    found, other = d_av(before, after), d_av(before, after, standardiser="mean_sd")

    assert pytest.approx(asdict(found), rel=ROUNDING, abs=ROUNDING) == asdict(other)


@all_sizes
def test_effect_size_shrinks_by_hedges_correction(size: Size) -> None:
    before, after = [5.0, 7, 9, 6, 8, 4], [6.0, 7, 8, 8, 9, 4]

    plain, shrunk = size(before, after, hedges=False), size(before, after)

    factor = hedges_correction(5)
    assert (1.0, factor) == (plain.correction, shrunk.correction)
    for name in ("estimate", "se", "ci_low", "ci_high"):
        assert pytest.approx(factor * getattr(plain, name), rel=ROUNDING) == getattr(shrunk, name)


@all_sizes
def test_effect_size_keeps_its_digits_at_a_huge_offset(size: Size) -> None:
    before = [Fraction(10**9) + Fraction(k * k % 37, 8) for k in range(60)]
    after = [value + Fraction(k % 7 - 3, 8) for k, value in enumerate(before)]
    small = [[float(value - 10**9) for value in values] for values in (before, after)]

    found = size([float(value) for value in before], [float(value) for value in after])

    assert pytest.approx(asdict(size(*small)), rel=LARGE_OFFSET, abs=LARGE_OFFSET) == asdict(found)
    assert pytest.approx(statistics.correlation(*small), abs=LARGE_OFFSET) == found.correlation


@pytest.mark.parametrize("size", [d_z, d_av])
@given(persons=changing)
@settings(max_examples=50, deadline=None)
def test_effect_size_turns_when_before_and_after_swap(size: Size, persons: Persons) -> None:
    before, after = zip(*persons, strict=True)
    # A mean change of nothing with a correlation of one has no standard error.
    assume(sum(before) != sum(after))

    there, back = size(before, after), size(after, before)

    turned = (-back.estimate, -back.ci_high, -back.ci_low, back.se, back.standardiser, back.correlation)
    assert pytest.approx(turned, rel=BOUNDS, abs=BOUNDS) == (
        there.estimate,
        there.ci_low,
        there.ci_high,
        there.se,
        there.standardiser,
        there.correlation,
    )


@all_sizes
@given(persons=changing, random=st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_effect_size_ignores_the_order_of_persons(size: Size, persons: Persons, random: Any) -> None:
    found = size(*zip(*persons, strict=True))

    shuffled = size(*zip(*random.sample(persons, len(persons)), strict=True))

    assert pytest.approx(asdict(found), rel=BOUNDS, abs=BOUNDS) == asdict(shuffled)


@all_sizes
@given(persons=changing, constant=st.integers(-500, 500), factor=st.sampled_from([0.125, 3.0, 1000.0]))
@settings(max_examples=50, deadline=None)
def test_effect_size_has_no_unit(size: Size, persons: Persons, constant: int, factor: float) -> None:
    before, after = np.array(persons, dtype=float).T

    found, other = size(before, after), size(constant + factor * before, constant + factor * after)

    expected = asdict(found) | {"standardiser": factor * found.standardiser}
    assert pytest.approx(expected, rel=BOUNDS, abs=BOUNDS) == asdict(other)


@all_sizes
@given(persons=changing)
@settings(max_examples=50, deadline=None)
def test_effect_size_lies_in_an_interval_that_widens_with_the_level(size: Size, persons: Persons) -> None:
    before, after = zip(*persons, strict=True)

    narrow, wide = size(before, after, level=0.8), size(before, after, level=0.99)

    assert wide.ci_low <= narrow.ci_low <= narrow.estimate <= narrow.ci_high <= wide.ci_high


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30))
@settings(max_examples=50, deadline=None)
def test_d_z_refuses_when_nothing_changed(values: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        d_z(values, values)

    assert error.value.problems[0].code == "E140"


@all_sizes
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "E141"),
        ([1.0], [2.0], "E143"),
        ([1.0, 2.0], [2.0, 4.0], "E143"),
        ([1.0, 2.0, 3.0], [3.0, 4.0], "E147"),
        ([1.0, 2.0, math.nan], [3.0, 4.0, 6.0], "E145"),
        ([1.0, 2.0, 3.0], [3.0, 4.0, -math.inf], "E145"),
        ([2.0, 2.0, 2.0], [2.0, 2.0, 2.0], "E140"),
    ],
)
def test_effect_size_refuses_what_has_no_interval(
    size: Size, before: list[float], after: list[float], code: str
) -> None:
    with pytest.raises(NotEstimable) as error:
        size(before, after)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize(
    "after", [[2.0, 3.0, 4.0], [1.1, 2.1, 3.1], [1.0, 2.0, 3.0 + 1e-15]], ids=["exact", "rounding", "noise"]
)
def test_d_z_refuses_when_all_changed_alike(after: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        d_z([1.0, 2.0, 3.0], after)

    assert error.value.problems[0].code == "E140"


@pytest.mark.parametrize(("before", "after"), [([5.0, 5.0, 5.0], [1.0, 2.0, 4.0]), ([1.0, 2.0, 4.0], [0.1, 0.1, 0.1])])
def test_d_av_refuses_when_one_measurement_does_not_vary(before: list[float], after: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        d_av(before, after)

    assert error.value.problems[0].code == "E140"


@all_sizes
@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_effect_size_refuses_a_level_outside_0_and_1(size: Size, level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        size([1.0, 2.0, 4.0], [2.0, 5.0, 4.0], level=level)

    assert error.value.problems[0].code == "E148"


@pytest.mark.parametrize(("n", "a", "b"), [(12, 1, 4), (14, 1, 7), (16, 1, 6), (20, 1, 7), (26, 1, 2)])
def test_d_z_interval_agrees_with_the_paired_test_in_the_tails(n: Any, a: Any, b: Any) -> None:
    before = np.arange(n) % 7.0
    after = before + np.where(np.arange(n) % 2 == 0, a, b)
    found, t = d_z(before, after, hedges=False), paired_t(before, after)
    assert t.ci_low > 0
    assert found.ci_low > 0
    assert abs(noncentral_t_below(t.statistic, n - 1, found.ci_low * math.sqrt(n)) - 0.975) < 1e-8


@pytest.mark.parametrize("t", [3.5908, 12.4289])
def test_d_z_lower_bound_solves_its_definition_with_five_persons(t: Any) -> None:
    base = np.array([-2.0, -1, 0, 1, 2])
    base /= base.std(ddof=1)
    found = d_z([1.0, 2, 4, 3, 5], np.array([1.0, 2, 4, 3, 5]) + base + t / math.sqrt(5), hedges=False)
    assert abs(noncentral_t_below(t, 4, found.ci_low * math.sqrt(5)) - 0.975) < 1e-8


def test_d_z_upper_bound_solves_its_definition_with_three_persons() -> None:
    found = d_z([0, 1, 2], [10, 11.1, 12.05], level=0.99, hedges=False)
    t = found.estimate * math.sqrt(3)
    assert abs(noncentral_t_below(t, 2, found.ci_high * math.sqrt(3)) - 0.005) < 1e-6


def test_d_z_of_a_very_consistent_change_has_an_interval_around_it() -> None:
    found = d_z([0, 1, 2, 3], [10, 11.0001, 12.00005, 13])
    assert found.ci_low < found.estimate < found.ci_high


def test_d_av_refuses_when_nobody_changed() -> None:
    assert "E140" == code_of(d_av, [1, 2, 4.0], [1, 2, 4.0])


def test_d_z_exists_when_before_is_constant() -> None:
    assert d_z([1, 1, 1.0], [1, 3, 5.0], hedges=False).estimate == 1.0


def test_d_av_refuses_an_unknown_standardiser() -> None:
    assert "E138" == code_of(d_av, [1, 2, 4.0], [1, 3, 5.0], standardiser="pooled")


def test_hedges_correction_stays_below_1_for_many_degrees_of_freedom() -> None:
    assert hedges_correction(10**8) < 1


@pytest.mark.slow
def test_d_z_interval_covers_the_planted_effect() -> None:
    rng, effect, level, replications = np.random.default_rng(20261122), 0.4, 0.95, 2000
    before = rng.normal(20, 6, size=(replications, 15))
    after = before + rng.normal(effect, 1.0, size=before.shape)

    pairs = zip(before, after, strict=True)
    found = [d_z(first, second, level=level, hedges=False) for first, second in pairs]

    error = math.sqrt(level * (1 - level) / replications)
    covered = np.mean([one.ci_low <= effect <= one.ci_high for one in found])
    assert pytest.approx(level, abs=STANDARD_ERRORS * error) == covered


@pytest.mark.slow
@pytest.mark.parametrize("case", ORACLES["d_av_coverage"], ids=lambda case: f"n={case['n']} r={case['correlation']}")
def test_d_av_interval_covers_as_published(case: dict[str, Any]) -> None:
    rng, r, effect, replications = np.random.default_rng(20261122), case["correlation"], 0.5, 2000
    normal = rng.normal(size=(2, replications, case["n"]))
    before, after = normal[0], effect + r * normal[0] + math.sqrt(1 - r * r) * normal[1]

    pairs = zip(before, after, strict=True)
    found = [d_av(first, second, level=case["level"], hedges=False) for first, second in pairs]

    covered = np.mean([one.ci_low <= effect <= one.ci_high for one in found])
    own_error = math.sqrt(case["level"] * (1 - case["level"]) / replications)
    assert pytest.approx(case["coverage"], abs=3 * math.hypot(PUBLISHED_ERROR, own_error)) == covered


@pytest.mark.parametrize("estimate", [d_z, d_av, glass_pre])
def test_a_text_is_no_answer_to_whether_to_correct(estimate: Callable[..., EffectSize]) -> None:
    for hedges in ("no", "False", None, 0):
        assert "E138" == code_of(estimate, [1.0, 2, 4, 3], [2.0, 4, 3, 5], hedges=hedges)


def test_a_measurement_too_small_to_square_has_a_correlation_and_no_warning() -> None:
    tiny, normal = [1e-310, 2e-310, 4e-310, 3e-310], [2.0, 4.0, 3.0, 5.0]
    expected = d_z([1.0, 2.0, 4.0, 3.0], normal).correlation

    assert pytest.approx(expected, rel=1e-9) == d_z(tiny, normal).correlation
    assert pytest.approx(expected, rel=1e-9) == d_z(normal, tiny).correlation
    assert pytest.approx(expected, rel=1e-9) == glass_pre(normal, tiny).correlation
    assert "E145" == code_of(d_av, normal, tiny)
