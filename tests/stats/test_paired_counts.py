"""Counts of events of the same persons before and after."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.paired_counts import rate_ratio
from tsi_eval.stats.poisson_rates import conditional_rate_ratio

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "paired_counts.toml").read_text(encoding="utf-8"))
R = 1e-8
GEE = 1e-7  # statsmodels stops on the parameters
BEFORE = [4, 2, 0, 3, 7, 1]
AFTER = [2, 1, 1, 0, 4, 0]

Persons = list[tuple[int, int, int, int]]
events = st.integers(0, 12)
times = st.integers(1, 10)
persons = st.lists(st.tuples(events, events, times, times), min_size=2, max_size=20)


def ratio(people: Any, **options: Any) -> Any:
    before, after, time_1, time_2 = np.array(people, dtype=float).T
    return rate_ratio(before, after, exposure_before=time_1, exposure_after=time_2, **options)


def has_ratio(people: Persons) -> bool:
    try:
        ratio(people)
    except NotEstimable:
        return False
    return True


@pytest.mark.parametrize("case", ORACLES["persons"], ids=lambda case: len(case["before"]))
def test_rate_ratio_gives_what_r_gives(case: dict[str, Any]) -> None:
    exposures = {name: case[name] for name in ("exposure_before", "exposure_after") if name in case}

    found = rate_ratio(case["before"], case["after"], level=case["level"], **exposures)
    jackknife = rate_ratio(case["before"], case["after"], level=case["level"], variance="jackknife", **exposures)

    for name in ("estimate", "se", "ci_low", "ci_high", "p_value"):
        assert pytest.approx(case[name], rel=R) == getattr(found, name)
    assert pytest.approx((case["estimate"], case["se_jackknife"]), rel=R) == (jackknife.estimate, jackknife.se)


def test_rate_ratio_matches_statsmodels_clustered_on_person() -> None:
    n = len(BEFORE)
    time_1, time_2 = np.array([10, 9, 10, 10, 8, 10.0]), np.array([5, 5, 2, 5, 4, 5.0])
    design = sm.add_constant(np.repeat([0.0, 1.0], n))
    offset = np.log(np.concatenate([time_1, time_2]))
    person = np.tile(np.arange(n), 2)

    found = rate_ratio(BEFORE, AFTER, exposure_before=time_1, exposure_after=time_2)
    gee = sm.GEE(np.array(BEFORE + AFTER), design, groups=person, family=sm.families.Poisson(), offset=offset).fit(
        ctol=1e-14
    )
    glm = sm.GLM(np.array(BEFORE + AFTER), design, family=sm.families.Poisson(), offset=offset)
    clustered = glm.fit(tol=1e-14, cov_type="cluster", cov_kwds={"groups": person, "use_correction": False})

    assert pytest.approx(gee.params[1], rel=GEE) == math.log(found.estimate)
    for theirs in (gee.bse[1], clustered.bse[1]):
        assert pytest.approx(theirs * math.sqrt(n / (n - 1)), rel=GEE) == found.se
    assert pytest.approx((sum(BEFORE) / time_1.sum(), sum(AFTER) / time_2.sum())) == (
        found.rate_before,
        found.rate_after,
    )


@given(persons)
@settings(max_examples=50, deadline=None)
def test_rate_ratio_turns_when_before_and_after_swap(people: Persons) -> None:
    assume(has_ratio(people))

    there, back = ratio(people), ratio([(b, a, s, t) for a, b, t, s in people])

    turned = (1 / back.estimate, 1 / back.ci_high, 1 / back.ci_low, back.se, back.p_value)
    assert pytest.approx(turned, rel=1e-9) == (there.estimate, there.ci_low, there.ci_high, there.se, there.p_value)


@given(persons, st.randoms(use_true_random=False), st.sampled_from([0.01, 30.5, 1e6]))
@settings(max_examples=50, deadline=None)
def test_rate_ratio_ignores_order_and_the_unit_of_time(people: Persons, random: Any, unit: float) -> None:
    assume(has_ratio(people))
    shuffled = [(a, b, t * unit, s * unit) for a, b, t, s in random.sample(people, len(people))]

    found, other = ratio(people), ratio(shuffled)

    for name in ("estimate", "se", "ci_low", "ci_high", "p_value"):
        assert pytest.approx(getattr(found, name), rel=1e-9) == getattr(other, name)
    assert pytest.approx(found.rate_before, rel=1e-9) == other.rate_before * unit


@given(st.lists(st.tuples(events, events), min_size=3, max_size=20))
@settings(max_examples=50, deadline=None)
def test_rate_ratio_without_exposure_has_the_same_for_all(people: list[tuple[int, int]]) -> None:
    same = [(before, after, 3, 3) for before, after in people]
    assume(has_ratio(same))

    found = rate_ratio(*np.array(people).T)

    assert pytest.approx(ratio(same).ci_high, rel=1e-9) == found.ci_high


def test_rate_ratio_sees_what_poisson_does_not() -> None:
    before, after = [0, 20, 1, 2, 15], [18, 0, 2, 1, 3]

    assert rate_ratio(before, after).se > 2 * conditional_rate_ratio(38, 24).se


@pytest.mark.parametrize(
    ("before", "after", "options", "code"),
    [
        ([], [], {}, "E141"),
        ([1], [2], {}, "E143"),
        ([1, 2], [0, 0], {}, "E245"),
        ([0, 0], [1, 2], {}, "E245"),
        ([1, 2], [2, 4], {}, "E140"),
        ([0, 3], [0, 4], {}, "E140"),
        ([1, 2], [2, 4, 5], {}, "E147"),
        ([1, 2.5], [2, 4], {}, "E149"),
        ([1, -2], [2, 4], {}, "E149"),
        ([1, math.nan], [2, 4], {}, "E145"),
        ([1, math.inf], [2, 4], {}, "E145"),
        ([1, 2], [2, 5], {"level": 1.0}, "E148"),
        ([1, 2], [2, 5], {"variance": "poisson"}, "E138"),
        ([1, 2], [2, 5], {"exposure_before": [1, 1]}, "E147"),
        ([1, 2], [2, 5], {"exposure_before": [1, 1], "exposure_after": [1]}, "E147"),
        ([1, 2], [2, 5], {"exposure_before": [1, 0], "exposure_after": [1, 1]}, "E145"),
        ([1, 2], [2, 5], {"exposure_before": [1, 1], "exposure_after": [1, math.nan]}, "E145"),
        ([1, 2], [2, 5], {"exposure_before": [1, 1], "exposure_after": [1, 1e300]}, "E145"),
        ([1, 0, 0], [2, 5, 1], {"variance": "jackknife"}, "E245"),
        ([1, 9], [9, 1], {"level": 0.9999}, "E143"),
    ],
)
def test_rate_ratio_refuses(before: Any, after: Any, options: dict[str, Any], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        rate_ratio(before, after, **options)

    assert code == error.value.problems[0].code


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "variance", "least"), [(20, "jackknife", 0.92), (50, "jackknife", 0.93), (50, "sandwich", 0.91)]
)
def test_rate_ratio_interval_covers_for_uneven_persons(n: int, variance: Any, least: float) -> None:
    rng, truth = np.random.default_rng(20261122), 0.7
    level = rng.gamma(1, 1, size=(1500, n))
    before, after = rng.poisson(3 * level), rng.poisson(3 * truth * level * rng.gamma(4, 0.25, size=level.shape))

    found = [rate_ratio(one, two, variance=variance) for one, two in zip(before, after, strict=True)]

    assert np.mean([one.ci_low <= truth <= one.ci_high for one in found]) > least
