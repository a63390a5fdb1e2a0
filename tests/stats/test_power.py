"""How small a change can be seen, and how many persons it takes."""

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
from tsi_eval.stats import power
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.paired import smallest_detectable_change

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "power.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10
R = 1e-7  # R's root finder stops there
TWO_DECIMALS = 0.5e-2  # as the source is rounded
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far
# shared/domain.md, section 11 (PP, smallest dz)
SMALLEST_DZ = {8: 1.16, 12: 0.89, 15: 0.78, 20: 0.66, 30: 0.53, 50: 0.40, 100: 0.28}


@pytest.mark.parametrize(("n", "dz"), SMALLEST_DZ.items())
def test_detectable_change_gives_the_published_list(n: int, dz: float) -> None:
    assert pytest.approx(dz, abs=TWO_DECIMALS) == power.detectable_change(n, sd=1.0)


@pytest.mark.parametrize("case", ORACLES["change"], ids=lambda case: f"{case['n']}, {case['power']}")
def test_detectable_change_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = power.detectable_change(case["n"], sd=2.5, power=case["power"], level=case["level"])

    assert pytest.approx(2.5 * case["change"], rel=R) == found


def test_a_correlation_turns_the_spread_of_one_measurement_into_that_of_changes() -> None:
    changes = power.detectable_change(30, sd=5 * math.sqrt(2 * (1 - 0.7)))

    assert pytest.approx(changes, rel=ROUNDING) == power.detectable_change(30, sd=5, correlation=0.7)


def test_clusters_inflate_the_change_and_cost_degrees_of_freedom() -> None:
    # Ten clusters of six are ten means with variance (1 + 5 icc) / 6.
    means = smallest_detectable_change(10, math.sqrt((1 + 5 * 0.1) / 6))

    assert pytest.approx(means, rel=ROUNDING) == power.detectable_change(60, sd=1.0, icc=0.1, cluster_size=6)


@pytest.mark.parametrize("case", ORACLES["pairs"], ids=lambda case: f"{case['change']}, {case['level']}")
def test_pairs_needed_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = power.pairs_needed(-case["change"], sd=1.0, power=case["power"], level=case["level"])

    assert math.ceil(case["n"]) == found


@given(
    st.floats(0.1, 2.0),
    st.sampled_from([None, 0.0, 0.6]),
    st.floats(0, 0.5),
    st.floats(1, 20),
    st.sampled_from([0.5, 0.8, 0.95]),
)
@settings(max_examples=40, deadline=None)
def test_pairs_needed_is_the_smallest_that_suffices(
    change: float, correlation: float | None, icc: float, size: float, wanted: float
) -> None:
    options: dict[str, Any] = {"sd": 1.5, "correlation": correlation, "icc": icc, "cluster_size": size, "power": wanted}

    n = power.pairs_needed(change, **options)

    assert power.detectable_change(n, **options) <= change * (1 + 1e-7)
    least = math.ceil(2 * size - 1e-9)
    assert n == least or power.detectable_change(n - 1, **options) > change * (1 - 1e-7)


@pytest.mark.parametrize("n", [2, 3, 10, 57, 1000])
def test_pairs_needed_turns_detectable_change_back(n: int) -> None:
    assert n == power.pairs_needed(power.detectable_change(n, sd=3.0), sd=3.0)


@pytest.mark.parametrize("case", ORACLES["groups"], ids=lambda case: f"{case['difference']}, {case['power']}")
def test_two_group_n_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = power.two_group_n(case["difference"], case["sd"], power=case["power"], level=case["level"])

    assert math.ceil(case["n"]) == found


@pytest.mark.parametrize("n", [2, 5, 64, 500])
@pytest.mark.parametrize("clusters", [{}, {"icc": 0.05, "cluster_size": 1.0}])
def test_detectable_difference_is_the_inverse_of_two_group_n(n: int, clusters: dict[str, float]) -> None:
    difference = power.detectable_difference(n, sd=4.0, **clusters)

    assert n == power.two_group_n(difference, 4.0, **clusters)


def test_groups_of_clusters_are_groups_of_their_means() -> None:
    means = power.detectable_difference(6, sd=math.sqrt((1 + 19 * 0.1) / 20))

    assert pytest.approx(means, rel=ROUNDING) == power.detectable_difference(120, sd=1.0, icc=0.1, cluster_size=20)
    assert power.two_group_n(means, 1.0, icc=0.1, cluster_size=20) == 120


def test_a_hardly_visible_change_is_refused() -> None:
    for call in (
        lambda: power.pairs_needed(1e-6, sd=1.0),
        lambda: power.two_group_n(1e-6, 1.0),
    ):
        with pytest.raises(NotEstimable) as error:
            call()
        assert error.value.problems[0].code == "E255"


@pytest.mark.parametrize("scale", [1e-9, 1e9])
def test_changes_scale_with_the_unit(scale: float) -> None:
    assert pytest.approx(scale * power.detectable_change(20, sd=1.0), rel=ROUNDING) == power.detectable_change(
        20, sd=scale
    )
    assert power.pairs_needed(0.4, sd=1.0) == power.pairs_needed(0.4 * scale, sd=scale)
    assert power.two_group_n(0.4, 1.0) == power.two_group_n(0.4 * scale, scale)


def test_a_very_large_change_needs_the_fewest_there_are() -> None:
    assert power.pairs_needed(1e6, sd=1.0) == 2
    assert power.pairs_needed(1e6, sd=1.0, cluster_size=4.5) == 9
    assert power.two_group_n(1e6, 1.0) == 2


@pytest.mark.parametrize(
    ("options", "code", "name"),
    [
        ({"sd": 0.0}, "E140", None),
        ({"sd": -1.0}, "E140", None),
        ({"sd": math.nan}, "E145", "sd"),
        ({"sd": math.inf}, "E145", "sd"),
        ({"icc": -0.1}, "E148", "icc"),
        ({"icc": 1.0}, "E148", "icc"),
        ({"icc": math.nan}, "E148", "icc"),
        ({"cluster_size": 0.5}, "E254", "cluster_size"),
        ({"cluster_size": math.inf}, "E254", "cluster_size"),
        ({"cluster_size": math.nan}, "E254", "cluster_size"),
        ({"power": 0.04}, "E148", "power"),
        ({"power": 1.0}, "E148", "power"),
        ({"power": math.nan}, "E148", "power"),
        ({"level": 0.0}, "E148", "level"),
        ({"level": 95}, "E148", "level"),
    ],
)
def test_options_outside_their_limits_are_refused(options: dict[str, float], code: str, name: str | None) -> None:
    stated = {"sd": 1.0} | options
    sd = stated.pop("sd")
    for call in (
        lambda: power.detectable_change(40, sd=sd, **stated),
        lambda: power.pairs_needed(0.5, sd=sd, **stated),
        lambda: power.two_group_n(0.5, sd, **stated),
        lambda: power.detectable_difference(40, sd=sd, **stated),
    ):
        with pytest.raises(NotEstimable) as error:
            call()
        assert (code, name) == (error.value.problems[0].code, error.value.problems[0].params.get("name"))


@pytest.mark.parametrize("correlation", [-1.0, 1.0, 1.5, math.nan])
def test_a_correlation_outside_its_limits_is_refused(correlation: float) -> None:
    for call in (
        lambda: power.detectable_change(40, sd=1.0, correlation=correlation),
        lambda: power.pairs_needed(0.5, sd=1.0, correlation=correlation),
    ):
        with pytest.raises(NotEstimable) as error:
            call()
        assert ("E254", "correlation") == (error.value.problems[0].code, error.value.problems[0].params["name"])


@pytest.mark.parametrize(
    ("n", "size", "code"),
    [(0, 1.0, "E141"), (1, 1.0, "E143"), (-1, 1.0, "E149"), (2.5, 1.0, "E149"), (math.nan, 1.0, "E149"), (math.inf, 1.0, "E149"),
     (7, 4.0, "E146")],
)  # fmt: skip
def test_too_few_persons_are_refused(n: Any, size: float, code: str) -> None:
    for call in (power.detectable_change, power.detectable_difference):
        with pytest.raises(NotEstimable) as error:
            call(n, sd=1.0, cluster_size=size)
        assert code == error.value.problems[0].code


@pytest.mark.parametrize(("change", "code"), [(0.0, "E140"), (math.nan, "E145"), (math.inf, "E145")])
def test_no_change_at_all_is_refused(change: float, code: str) -> None:
    for call in (lambda: power.pairs_needed(change, sd=1.0), lambda: power.two_group_n(change, 1.0)):
        with pytest.raises(NotEstimable) as error:
            call()
        assert code == error.value.problems[0].code


@pytest.mark.slow
def test_a_detectable_change_in_clusters_is_found_with_the_wanted_power() -> None:
    rng, replications, icc = np.random.default_rng(20261124), 2000, 0.2
    change = power.detectable_change(60, sd=1.0, icc=icc, cluster_size=5)
    clusters = np.repeat(range(12), 5)

    found = [
        clustered_mean(
            change + rng.normal(0, math.sqrt(icc), 12)[clusters] + rng.normal(0, math.sqrt(1 - icc), 60), clusters
        ).p_value
        < 0.05
        for _ in range(replications)
    ]

    assert pytest.approx(0.8, abs=STANDARD_ERRORS * math.sqrt(0.8 * 0.2 / replications)) == np.mean(found)


@pytest.mark.parametrize("estimate", [power.pairs_needed, power.two_group_n])
def test_clusters_larger_than_any_number_of_persons_are_refused(estimate: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        estimate(2.0, sd=5.0, cluster_size=1e308)

    assert ("E254", "≤ 1e+100") == (error.value.problems[0].code, error.value.problems[0].params["limits"])
