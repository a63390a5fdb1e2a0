"""How small a difference between two shares can be seen, and how many persons it takes."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.power_shares import detectable_share_difference, two_proportion_n

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "power.toml").read_text(encoding="utf-8"))
R = 1e-7  # R's root finder stops there


@pytest.mark.parametrize("formula", ["normal", "arcsine"])
@pytest.mark.parametrize("case", ORACLES["shares"], ids=lambda case: f"{case['p1']}, {case['p2']}, {case['power']}")
def test_two_proportion_n_gives_what_r_gives(case: dict[str, Any], formula: Any) -> None:
    found = two_proportion_n(case["p1"], case["p2"], formula=formula, power=case["power"], level=case["level"])
    turned = two_proportion_n(case["p2"], case["p1"], formula=formula, power=case["power"], level=case["level"])

    assert math.ceil(case[formula]) == found == turned


@pytest.mark.parametrize("formula", ["normal", "arcsine"])
@pytest.mark.parametrize("case", ORACLES["share_difference"], ids=lambda case: case["n"])
def test_detectable_share_difference_gives_what_r_gives(case: dict[str, Any], formula: Any) -> None:
    found = detectable_share_difference(case["p1"], case["n"], formula=formula)

    assert pytest.approx(case[formula], rel=R) == found


@pytest.mark.parametrize("formula", ["normal", "arcsine"])
@pytest.mark.parametrize("increase", [True, False])
def test_detectable_share_difference_is_the_inverse_of_two_proportion_n(formula: Any, increase: bool) -> None:
    apart = detectable_share_difference(0.4, 150, formula=formula, increase=increase)

    assert increase == (apart > 0)
    assert two_proportion_n(0.4, 0.4 + apart, formula=formula) == 150


@pytest.mark.parametrize("formula", ["normal", "arcsine"])
def test_a_share_too_near_its_end_is_refused(formula: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        detectable_share_difference(0.05, 20, formula=formula, increase=False)

    assert error.value.problems[0].code == "E255"


@pytest.mark.parametrize(
    ("p1", "p2", "formula", "code"),
    [(0.5, 0.5, "normal", "E140"), (0.0, 0.5, "normal", "E148"), (0.5, 1.0, "arcsine", "E148"), (0.5, math.nan, "normal", "E148"),
     (0.4, 0.5, "exact", "E138")],
)  # fmt: skip
def test_shares_that_cannot_be_compared_are_refused(p1: float, p2: float, formula: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        two_proportion_n(p1, p2, formula=formula)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize(
    ("p1", "n", "formula", "code"),
    [(0.4, 0, "normal", "E141"), (0.4, 1.5, "normal", "E149"), (1.0, 10, "normal", "E148"), (0.4, 10, "exact", "E138")],
)
def test_a_share_difference_that_has_none_is_refused(p1: float, n: Any, formula: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        detectable_share_difference(p1, n, formula=formula)

    assert code == error.value.problems[0].code


def test_a_hardly_visible_difference_of_shares_is_refused() -> None:
    assert "E255" == code_of(two_proportion_n, 0.5, 0.5000001)


@pytest.mark.parametrize(
    ("options", "name"), [({"power": 0.04}, "power"), ({"level": 95}, "level"), ({"power": 1.0}, "power")]
)
def test_a_power_or_level_outside_its_limits_is_refused(options: dict[str, float], name: str) -> None:
    for call in (
        lambda: two_proportion_n(0.4, 0.5, **options),
        lambda: detectable_share_difference(0.4, 100, **options),
    ):
        with pytest.raises(NotEstimable) as error:
            call()
        assert ("E148", name) == (error.value.problems[0].code, error.value.problems[0].params["name"])
