"""Which persons changed more than measurement error would make them."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.individual_change import directions, reliable_change
from tsi_eval.stats.proportion import wilson

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "reliable_change.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12  # two square roots and a normal quantile
TWO_DECIMALS, THREE_DECIMALS = 0.5e-2, 0.5e-3  # as the source is rounded
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far

persons = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30)


@pytest.mark.parametrize("case", ORACLES["published"], ids=lambda case: case["reliability"])
def test_reliable_change_gives_the_verified_vectors(case: dict[str, Any]) -> None:
    found = reliable_change(
        case["before"], case["after"], sd=case["sd"], reliability=case["reliability"], level=case["level"]
    )

    index = (case["after"][0] - case["before"][0]) / found.s_diff
    assert pytest.approx((case["s_diff"], case["index"]), abs=THREE_DECIMALS) == (found.s_diff, index)
    assert pytest.approx(case["smallest"], abs=TWO_DECIMALS) == found.smallest
    assert tuple(case["directions"]) == found.directions


@pytest.mark.parametrize("case", ORACLES["smallest"], ids=lambda case: case["reliability"])
def test_reliable_change_gives_the_verified_minimum(case: dict[str, Any]) -> None:
    found = reliable_change([10.0], [10.0], sd=case["sd"], reliability=case["reliability"])

    assert pytest.approx(case["change"], abs=TWO_DECIMALS) == found.smallest


@pytest.mark.parametrize("case", ORACLES["by_hand"], ids=lambda case: case["reliability"])
def test_reliable_change_gives_the_closed_form(case: dict[str, Any]) -> None:
    found = reliable_change(
        case["before"], case["after"], sd=case["sd"], reliability=case["reliability"], level=case["level"]
    )

    expected = (case["sem"], case["s_diff"], case["smallest"], case["level"])
    assert pytest.approx(expected, rel=ROUNDING) == (found.sem, found.s_diff, found.smallest, found.level)
    assert tuple(case["directions"]) == found.directions
    assert [case["directions"].count(way) for way in (-1, 0, 1)] == [
        found.n_decreased,
        found.n_unchanged,
        found.n_increased,
    ]
    assert len(case["before"]) == found.n


def test_rounding_does_not_make_a_change_reliable() -> None:
    level = math.erf(1 / math.sqrt(2))

    found = reliable_change([0.0, 0.0], [0.1 + 0.2, 0.3 + 1e-9], sd=0.3, reliability=0.5, level=level)

    assert (0, 1) == found.directions


@given(persons)
@settings(max_examples=50, deadline=None)
def test_reliable_change_turns_when_before_and_after_swap(pairs: list[tuple[int, int]]) -> None:
    before, after = zip(*pairs, strict=True)

    there = reliable_change(before, after, sd=5.8, reliability=0.72)
    back = reliable_change(after, before, sd=5.8, reliability=0.72)

    assert tuple(-way for way in there.directions) == back.directions
    assert (there.n_decreased, there.n_unchanged) == (back.n_increased, back.n_unchanged)


@given(persons)
@settings(max_examples=50, deadline=None)
def test_every_person_is_counted_once(pairs: list[tuple[int, int]]) -> None:
    before, after = zip(*pairs, strict=True)

    found = reliable_change(before, after, sd=5.8, reliability=0.72)

    assert found.n == len(pairs) == len(found.directions)
    assert found.n == found.n_decreased + found.n_unchanged + found.n_increased


def test_the_minimum_shrinks_with_reliability_and_grows_with_spread_and_level() -> None:
    by_reliability = [reliable_change([1], [1], sd=5, reliability=r).smallest for r in (0.5, 0.7, 0.9, 0.99)]
    by_sd = [reliable_change([1], [1], sd=sd, reliability=0.8).smallest for sd in (0.1, 1, 5, 1e6)]
    by_level = [reliable_change([1], [1], sd=5, reliability=0.8, level=level).smallest for level in (0.5, 0.9, 0.99)]

    assert sorted(by_reliability, reverse=True) == by_reliability
    assert sorted(by_sd) == by_sd
    assert sorted(by_level) == by_level


@pytest.mark.parametrize(
    ("before", "after", "sd", "code"),
    [
        ([], [], 5.0, "E141"),
        ([1.0, 2.0], [3.0], 5.0, "E147"),
        ([1.0, math.nan], [3.0, 4.0], 5.0, "E145"),
        ([1.0], [math.inf], 5.0, "E145"),
        ([-1.7e308], [1.7e308], 5.0, "E145"),
        ([1.0], [2.0], 0.0, "E140"),
        ([1.0], [2.0], -1.0, "E140"),
        ([1.0], [2.0], math.nan, "E145"),
        ([1.0], [2.0], math.inf, "E145"),
        ([1.0], [2.0], 1.7e308, "E145"),
    ],
)
def test_reliable_change_refuses_what_cannot_be_judged(
    before: list[float], after: list[float], sd: float, code: str
) -> None:
    with pytest.raises(NotEstimable) as error:
        reliable_change(before, after, sd=sd, reliability=0.2)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("name", ["reliability", "level"])
@pytest.mark.parametrize("value", [0.0, 1.0, -0.5, 80, math.nan])
def test_reliable_change_refuses_a_probability_outside_0_and_1(name: str, value: float) -> None:
    with pytest.raises(NotEstimable) as error:
        reliable_change([1.0], [2.0], sd=5.0, **{"reliability": 0.8, name: value})

    assert ("E148", name) == (error.value.problems[0].code, error.value.problems[0].params["name"])


def test_measurement_error_alone_is_called_reliable_as_often_as_the_level_says() -> None:
    rng, n, reliability, level = np.random.default_rng(20261122), 40_000, 0.75, 0.9
    truth = rng.normal(10, 6 * math.sqrt(reliability), n)
    noise = rng.normal(0, 6 * math.sqrt(1 - reliability), (2, n))

    found = reliable_change(truth + noise[0], truth + noise[1], sd=6.0, reliability=reliability, level=level)

    error = math.sqrt(level * (1 - level) / n)
    assert pytest.approx(level, abs=STANDARD_ERRORS * error) == found.n_unchanged / n


def test_directions_count_by_sign_with_wilson_intervals() -> None:
    found = directions([5.0, 5, 5, 5, 5], [4.0, 5, 6, 7, 4.5], level=0.9)

    assert (2, 1, 2, 5, 0.9) == (found.n_decreased, found.n_unchanged, found.n_increased, found.n, found.level)
    assert wilson(2, 5, level=0.9) == found.decreased == found.increased
    assert wilson(1, 5, level=0.9) == found.unchanged


@pytest.mark.parametrize("factor", [1.0, 1e-300, 1e300])
def test_directions_ignore_rounding_but_nothing_more(factor: float) -> None:
    before, after = [0.1 + 0.2, 1.2 - 1.1, 0.3], [0.3, 2.3 - 2.2, 0.3 + 1e-11]

    found = directions([value * factor for value in before], [value * factor for value in after])

    assert (0, 2, 1) == (found.n_decreased, found.n_unchanged, found.n_increased)


def test_directions_survive_the_largest_numbers() -> None:
    found = directions([-1.7e308, 1.7e308], [1.7e308, -1.7e308])

    assert (1, 0, 1) == (found.n_decreased, found.n_unchanged, found.n_increased)


@pytest.mark.parametrize(("before", "after", "way"), [([2.0], [1.0], 0), ([0.0], [0.0], 1), ([1.0], [2.0], 2)])
def test_directions_of_one_person(before: list[float], after: list[float], way: int) -> None:
    found = directions(before, after)

    assert [int(k == way) for k in range(3)] == [found.n_decreased, found.n_unchanged, found.n_increased]


@given(persons)
@settings(max_examples=50, deadline=None)
def test_directions_turn_when_before_and_after_swap(pairs: list[tuple[int, int]]) -> None:
    before, after = zip(*pairs, strict=True)

    there, back = directions(before, after), directions(after, before)

    assert (there.decreased, there.unchanged, there.increased) == (back.increased, back.unchanged, back.decreased)
    assert there.n == there.n_decreased + there.n_unchanged + there.n_increased


@pytest.mark.parametrize(
    ("before", "after", "level", "code"),
    [
        ([], [], 0.95, "E141"),
        ([1.0, 2.0], [3.0], 0.95, "E147"),
        ([math.nan], [3.0], 0.95, "E145"),
        ([1.0], [math.inf], 0.95, "E145"),
        ([1.0], [2.0], 1.0, "E148"),
        ([1.0], [2.0], math.nan, "E148"),
    ],
)
def test_directions_refuse_bad_input(before: list[float], after: list[float], level: float, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        directions(before, after, level=level)

    assert code == error.value.problems[0].code
