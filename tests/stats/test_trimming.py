"""How far missing persons could move the difference between two random groups."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.trimming import LeeBounds, among_the_first, lee_bounds

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "bounds.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10
CRITICAL = 1e-9  # of a root
OTHERS_ROOT = 1e-5  # statspai's standard error enters through its critical value
MISSING = math.nan

Array = npt.NDArray[np.float64]
arms = st.tuples(st.lists(st.integers(0, 9), min_size=6, max_size=20), st.integers(0, 6))


def test_lee_bounds_by_hand() -> None:
    found = lee_bounds([1.0, 2.0, 3.0, 6.0], 4, [1.0, 2.0, 3.0], 4)

    assert (0.0, 11 / 3 - 2, 0.25, "treated") == (
        found.lower_bound,
        found.upper_bound,
        found.trimmed_share,
        found.trimmed,
    )
    # Responses 1 and 3/4: the variance of ln(1 - share) is (1 - 3/4)/3. Kept are 3; the controls'
    # variance is 1.
    both = (1 / 3 - 1 / 4) + 1 / 12
    low = 1 / 3 + (3 - 2) ** 2 * both + 1 / 3
    high = (13 / 3) / 3 + (2 - 11 / 3) ** 2 * both + 1 / 3
    assert pytest.approx((math.sqrt(low), math.sqrt(high)), rel=ROUNDING) == (
        found.se_lower_bound,
        found.se_upper_bound,
    )


def test_lee_bounds_trim_a_part_of_a_person_and_the_other_group() -> None:
    found = lee_bounds([4.0, 5.0], 3, [0.0, 1.0, 2.0, 3.0, 9.0], 5)

    # The controls keep 2/3 of 5 persons, 3 1/3: 0 + 1 + 2 + 3/3, or 9 + 3 + 2 + 1/3.
    kept = 10 / 3
    assert "comparison" == found.trimmed
    assert pytest.approx((4.5 - (14 + 1 / 3) / kept, 4.5 - 4 / kept, 1 / 3), rel=ROUNDING) == (
        found.lower_bound,
        found.upper_bound,
        found.trimmed_share,
    )


def test_equal_values_at_the_boundary_are_trimmed_too() -> None:
    found = lee_bounds([0.0] * 6 + [1.0] * 4, 10, [0.0] * 4 + [1.0] * 4, 10)

    assert pytest.approx((2 / 8 - 0.5, 4 / 8 - 0.5), abs=ROUNDING) == (found.lower_bound, found.upper_bound)


def test_full_response_gives_welchs_difference() -> None:
    treated, comparison = [3.0, 5.0, 4.0, 9.0], [1.0, 2.0, 2.5]
    found = lee_bounds(treated, 4, comparison, 3)

    difference = np.mean(treated) - np.mean(comparison)
    se = math.sqrt(np.var(treated, ddof=1) / 4 + np.var(comparison, ddof=1) / 3)
    half = float(ndtri(0.975)) * se
    assert pytest.approx((difference, difference, se, se), rel=ROUNDING) == (
        found.lower_bound,
        found.upper_bound,
        found.se_lower_bound,
        found.se_upper_bound,
    )
    assert pytest.approx((difference - half, difference + half), rel=CRITICAL) == (found.ci_low, found.ci_high)
    assert 0.0 == found.trimmed_share


@pytest.mark.parametrize("case", ORACLES["statspai"], ids=lambda case: case["id"])
def test_lee_bounds_match_statspai(case: dict[str, Any]) -> None:
    treated, comparison = np.array(case["treated"]), np.array(case["comparison"])

    found = lee_bounds(treated, case["n_treated"], comparison, case["n_comparison"])

    assert pytest.approx(
        (case["lower_bound"], case["upper_bound"], case["trimmed_share"]), rel=ROUNDING, abs=ROUNDING
    ) == (
        found.lower_bound,
        found.upper_bound,
        found.trimmed_share,
    )
    # They divide the trimmed group's variance by its persons kept, here by one less.
    for name, is_low in (("se_lower_bound", True), ("se_upper_bound", False)):
        more, sign = (treated, 1) if found.trimmed == "treated" else (comparison, -1)
        kept = more.size * (1 - found.trimmed_share)
        weights = np.clip(kept - np.arange(more.size), 0, 1)
        ordered = np.sort(more)[:: 1 if is_low == (sign == 1) else -1]
        inside = float(weights @ (ordered - weights @ ordered / kept) ** 2)
        theirs = math.sqrt(getattr(found, name) ** 2 - inside / kept * (1 / (kept - 1) - 1 / kept))
        assert pytest.approx(case[name], rel=1e-8) == theirs


@given(arms, arms, st.sampled_from([0.8, 0.95]))
@settings(max_examples=60, deadline=None)
def test_lee_bounds_swap_with_the_groups_and_hold_what_they_must(
    first: tuple[list[int], int], second: tuple[list[int], int], level: float
) -> None:
    (treated, gone), (comparison, lost) = first, second
    sizes = len(treated) + gone, len(comparison) + lost
    if len(treated) * sizes[1] == len(comparison) * sizes[0]:
        return
    try:
        found = lee_bounds(treated, sizes[0], comparison, sizes[1], level=level)
    except NotEstimable:
        return
    swapped = lee_bounds(comparison, sizes[1], treated, sizes[0], level=level)

    assert pytest.approx((-found.upper_bound, -found.lower_bound, -found.ci_high, -found.ci_low), abs=1e-9) == (
        swapped.lower_bound,
        swapped.upper_bound,
        swapped.ci_low,
        swapped.ci_high,
    )
    difference = np.mean(treated) - np.mean(comparison)
    assert found.ci_low < found.lower_bound <= difference + ROUNDING
    assert found.ci_high > found.upper_bound >= difference - ROUNDING
    critical, width = (
        (found.lower_bound - found.ci_low) / found.se_lower_bound,
        (found.upper_bound - found.lower_bound) / max(found.se_lower_bound, found.se_upper_bound),
    )
    assert pytest.approx(level, abs=CRITICAL) == ndtr(critical + width) - ndtr(-critical)


def test_lee_bounds_follow_the_unit() -> None:
    case = ORACLES["statspai"][0]

    def bounds(factor: float) -> LeeBounds:
        treated, comparison = (np.array(case[name]) * factor for name in ("treated", "comparison"))
        return lee_bounds(treated, case["n_treated"], comparison, case["n_comparison"])

    for factor in (1e-8, 1e8):
        scaled, one = bounds(factor), bounds(1.0)
        assert pytest.approx(
            (one.lower_bound * factor, one.se_lower_bound * factor, one.ci_high * factor), rel=1e-9
        ) == (
            scaled.lower_bound,
            scaled.se_lower_bound,
            scaled.ci_high,
        )


def test_lee_bounds_refuse_what_has_none() -> None:
    three = [1.0, 2.0, 4.0]

    assert "E142" == code_of(lee_bounds, [], 5, three, 3)
    assert "E142" == code_of(lee_bounds, three, 3, [], 3)
    assert "E143" == code_of(lee_bounds, [1.0], 5, three, 3)
    assert "E143" == code_of(lee_bounds, three, 3, [1.0, 2.0], 20)
    assert {"E149"} == {code_of(lee_bounds, three, n, three, 3) for n in (2, 3.5)}
    assert "E140" == code_of(lee_bounds, [1.0, 1.0], 2, [2.0, 2.0], 2)
    assert "E140" == code_of(lee_bounds, [1.0, 1.0, 1.0, 5.0], 4, [2.0, 2.0, 2.0], 4)
    assert "E145" == code_of(lee_bounds, [1.0, MISSING], 2, three, 3)
    assert "E145" == code_of(lee_bounds, three, 3, [1.0, math.inf], 3)
    assert "E145" == code_of(lee_bounds, [1e200, 1.0], 2, three, 3)
    assert {"E148"} == {code_of(lee_bounds, three, 3, three, 3, level=level) for level in (0.0, 1.0, MISSING)}


def sample(rng: np.random.Generator, n: int) -> LeeBounds:
    """Draw a trial where the treatment adds .5 and makes another 30 % stay.

    Those whom it makes stay have outcomes that are 1 higher.
    """
    chance, other = rng.random(n), rng.random(n)
    treated = rng.normal(0.5, 1, n) + (chance >= 0.6)
    comparison = rng.normal(0, 1, n)
    return lee_bounds(treated[chance < 0.9], n, comparison[other < 0.6], n)


@pytest.mark.slow
def test_lee_standard_errors_are_those_of_the_bounds_and_the_interval_holds_the_effect() -> None:
    rng = np.random.default_rng(20261122)

    found = [sample(rng, 300) for _ in range(3000)]

    for bound, se in (("lower_bound", "se_lower_bound"), ("upper_bound", "se_upper_bound")):
        assert pytest.approx(np.std([getattr(each, bound) for each in found]), rel=0.05) == np.mean(
            [getattr(each, se) for each in found]
        )
    assert np.mean([each.ci_low <= 0.5 <= each.ci_high for each in found]) >= 0.95


@pytest.mark.parametrize(
    ("count", "expected"), [(0.0, [0, 0, 0]), (1.0, [1, 0, 0]), (1.75, [1, 0.75, 0]), (3.0, [1, 1, 1])]
)
def test_a_part_of_the_boundary_person_is_among_the_first(count: float, expected: list[float]) -> None:
    assert expected == among_the_first(3, count).tolist()
