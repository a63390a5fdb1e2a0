"""How many lie at the ends of a scale."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.scale_ends import at_ends

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "scale_ends.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12

scores = st.lists(st.integers(0, 10), min_size=1, max_size=40)


@pytest.mark.parametrize(
    "case", ORACLES["r"], ids=lambda case: f"{case['n_floor']} {case['n_ceiling']} {case['level']}"
)
def test_shares_at_the_ends_match_r(case: dict[str, Any]) -> None:
    found = at_ends(case["values"], minimum=case["minimum"], maximum=case["maximum"], level=case["level"])

    assert (case["n_floor"], case["n_ceiling"], len(case["values"])) == (found.n_floor, found.n_ceiling, found.n)
    for name, share in (("floor", found.floor), ("ceiling", found.ceiling)):
        expected = (case[f"n_{name}"] / len(case["values"]), case[f"{name}_low"], case[f"{name}_high"])
        assert pytest.approx(expected, rel=ROUNDING, abs=ROUNDING) == (share.estimate, share.ci_low, share.ci_high)


def test_the_ends_are_those_of_the_scale() -> None:
    found = at_ends([3, 4, 5], minimum=0, maximum=10)

    assert (0, 0, 0.0, 0.0) == (found.n_floor, found.n_ceiling, found.floor.ci_low, found.ceiling.ci_low)


def test_rounding_does_not_move_a_value_from_the_end() -> None:
    found = at_ends([0.1 + 0.2, 0.3, 0.9], minimum=0.3, maximum=0.3 * 3)

    assert (2, 1) == (found.n_floor, found.n_ceiling)


@given(scores)
@settings(max_examples=50, deadline=None)
def test_turning_the_scale_swaps_its_ends(values: list[int]) -> None:
    found, turned = (at_ends(those, minimum=0, maximum=10) for those in (values, [10 - value for value in values]))

    assert (found.floor, found.ceiling) == (turned.ceiling, turned.floor)


@given(scores, st.sampled_from([1e-150, 0.1, 1e150]))
@settings(max_examples=50, deadline=None)
def test_the_unit_changes_nothing(values: list[int], factor: float) -> None:
    found = at_ends(values, minimum=0, maximum=10)

    scaled = at_ends([value * factor for value in values], minimum=0, maximum=10 * factor)

    assert (found.floor, found.ceiling) == (scaled.floor, scaled.ceiling)


@pytest.mark.parametrize(
    ("values", "minimum", "maximum", "code"),
    [
        ([], 0, 10, "E141"),
        ([1, 11], 0, 10, "E251"),
        ([-1, 1], 0, 10, "E251"),
        ([1], 10, 0, "E251"),
        ([1], 1, 1, "E251"),
        ([math.nan], 0, 10, "E145"),
        ([math.inf], 0, 10, "E145"),
        ([1], -math.inf, 10, "E145"),
        ([1], 0, math.nan, "E145"),
    ],
)
def test_what_is_not_on_the_scale_is_refused(values: list[float], minimum: float, maximum: float, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        at_ends(values, minimum=minimum, maximum=maximum)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        at_ends([1, 2], minimum=0, maximum=10, level=level)

    assert error.value.problems[0].code == "E148"
