"""A change beyond what regression to the mean alone would give."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.beyond_expected import observed_beyond_expected
from tsi_eval.stats.paired import paired_t

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "regression_to_mean.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10


@pytest.mark.parametrize("case", ORACLES["beyond"], ids=lambda case: case["mean"])
def test_observed_beyond_expected_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = observed_beyond_expected(
        case["before"],
        case["after"],
        population_mean=case["mean"],
        reliability=case["reliability"],
        level=case["level"],
    )

    for name in ("estimate", "se", "ci_low", "ci_high", "p_value", "change", "expected"):
        assert pytest.approx(case[name], rel=ROUNDING) == getattr(found, name)
    assert (len(case["before"]), len(case["before"]) - 1) == (found.n, found.df)
    assert pytest.approx(found.change - found.expected, rel=ROUNDING) == found.estimate


def test_a_nearly_perfect_reliability_leaves_the_paired_t_test() -> None:
    before, after = [3.0, 5, 8, 2, 7], [4.0, 9, 7, 5, 7]

    found = observed_beyond_expected(before, after, population_mean=4, reliability=1 - 1e-11)

    plain = paired_t(before, after)
    assert pytest.approx((plain.estimate, plain.se, plain.p_value), rel=1e-9) == (
        found.estimate,
        found.se,
        found.p_value,
    )


@given(st.randoms(use_true_random=False), st.floats(-100, 100), st.sampled_from([0.125, 1000.0]))
@settings(max_examples=30, deadline=None)
def test_persons_units_and_origin_do_not_matter(random: Any, shift: float, factor: float) -> None:
    case = ORACLES["beyond"][0]
    people = list(zip(case["before"], case["after"], strict=True))
    before, after = np.array(random.sample(people, len(people))).T
    one = observed_beyond_expected(case["before"], case["after"], population_mean=14, reliability=0.75)

    other = observed_beyond_expected(
        before * factor + shift, after * factor + shift, population_mean=14 * factor + shift, reliability=0.75
    )

    expected = {name: value * factor if name in ("estimate", "se", "ci_low", "ci_high", "change", "expected") else value
                for name, value in asdict(one).items()}  # fmt: skip
    assert pytest.approx(expected, rel=1e-8) == asdict(other)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "E141"),
        ([1.0], [2.0], "E143"),
        ([1.0, 2.0], [1.0], "E147"),
        ([1.0, math.nan], [1.0, 2.0], "E145"),
        ([16.0, 18.0, 20.0], [15.0, 16.0, 17.0], "E140"),
        ([0.3, 0.5, 0.9], [0.15, 0.25, 0.45], "E140"),
    ],
)
def test_observed_beyond_expected_refuses_what_has_no_interval(before: Any, after: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        observed_beyond_expected(before, after, population_mean=0 if code == "E140" else 14, reliability=0.5)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, 95, math.nan])
def test_observed_beyond_expected_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        observed_beyond_expected([1, 2, 3], [2, 5, 1], population_mean=0, reliability=0.5, level=level)

    assert error.value.problems[0].code == "E148"
