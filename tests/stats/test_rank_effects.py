"""How large a change is in ranks: for the same persons before and after."""

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
from scipy.special import ndtr

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.proportion import wilson
from tsi_eval.stats.rank_effects import probability_of_improvement, rank_biserial
from tsi_eval.stats.signed_rank import wilcoxon_signed_rank

FOLDER = Path(__file__).parents[1] / "oracles"
ORACLES = tomllib.loads((FOLDER / "rank_effects.toml").read_text(encoding="utf-8"))
TANGO = tomllib.loads((FOLDER / "paired_table.toml").read_text(encoding="utf-8"))["published"]["share"]
ROUNDING = 1e-12
UNIROOT = 1e-8  # R's uniroot stops short of the last digits
FOUR_DECIMALS = 0.5e-4
FUNCTIONS = (rank_biserial, probability_of_improvement)

Persons = list[tuple[int, int]]
scores = st.integers(0, 10)
changing = st.lists(st.tuples(scores, scores), min_size=1, max_size=30).filter(
    lambda persons: any(before != after for before, after in persons)
)


@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: len(case["changes"]))
@pytest.mark.parametrize("zeros", ["drop", "pratt"])
def test_rank_biserial_gives_what_r_gives_by_pairs_of_persons(case: dict[str, Any], zeros: Any) -> None:
    found = rank_biserial([0.0] * len(case["changes"]), case["changes"], level=case["level"], zeros=zeros)

    assert pytest.approx(case[zeros], abs=UNIROOT) == [found.estimate, found.ci_low, found.ci_high]
    assert case.get(f"{zeros}_se") is found.se is None or pytest.approx(case[f"{zeros}_se"], rel=UNIROOT) == found.se
    assert (len(case["changes"]), case["changes"].count(0.0)) == (found.n, found.unchanged)


@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: len(case["changes"]))
def test_probability_of_improvement_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = probability_of_improvement([0.0] * len(case["changes"]), case["changes"], level=case["level"])

    assert pytest.approx(case["improvement"], abs=UNIROOT) == [found.estimate, found.ci_low, found.ci_high]
    assert case.get("improvement_se") is found.se is None or pytest.approx(case["improvement_se"]) == found.se


def test_probability_of_improvement_has_the_published_interval_of_tango() -> None:
    both, lost, gained, neither = TANGO["counts"]

    found = probability_of_improvement(
        [0] * (both + lost + gained + neither), [1] * gained + [-1] * lost + [0] * (both + neither)
    )

    assert pytest.approx(TANGO["tango"], abs=FOUR_DECIMALS) == [2 * found.ci_low - 1, 2 * found.ci_high - 1]


@pytest.mark.parametrize("n", [1, 2, 8, 100])
def test_probability_of_improvement_is_wilsons_share_when_all_rose(n: int) -> None:
    found, share = probability_of_improvement([0] * n, [1] * n), wilson(n, n)

    assert (found.estimate, found.ci_high, found.se) == (1, 1, None)
    assert pytest.approx(share.ci_low, rel=ROUNDING) == found.ci_low


@pytest.mark.parametrize("zeros", ["drop", "pratt"])
@given(persons=changing)
@settings(max_examples=50, deadline=None)
def test_rank_biserial_is_wilcoxons(persons: Persons, zeros: Any) -> None:
    before, after = zip(*persons, strict=True)

    found = rank_biserial(before, after, zeros=zeros)

    assert pytest.approx(wilcoxon_signed_rank(before, after, zeros=zeros).estimate, abs=ROUNDING) == found.estimate


@pytest.mark.parametrize("effect", FUNCTIONS)
@given(persons=changing)
@settings(max_examples=50, deadline=None)
def test_effects_have_an_interval_of_some_width_around_them(persons: Persons, effect: Any) -> None:
    found = effect(*zip(*persons, strict=True))

    least = -1 if effect is rank_biserial else 0
    assert least <= found.ci_low <= found.estimate <= found.ci_high <= 1
    assert found.ci_high - found.ci_low > 0.05
    assert found.se is None or found.se > 0


@given(changing)
@settings(max_examples=50, deadline=None)
def test_effects_turn_when_before_and_after_swap(persons: Persons) -> None:
    before, after = zip(*persons, strict=True)

    for effect, sign, whole in ((rank_biserial, -1, 0), (probability_of_improvement, -1, 1)):
        there, back = effect(before, after), effect(after, before)
        turned = [whole + sign * value for value in (back.estimate, back.ci_high, back.ci_low)]
        assert pytest.approx(turned, abs=1e-10) == [there.estimate, there.ci_low, there.ci_high]


@pytest.mark.parametrize("effect", FUNCTIONS)
@given(persons=changing, random=st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_effects_ignore_the_order_of_persons_and_the_unit(persons: Persons, random: Any, effect: Any) -> None:
    shuffled = np.array(random.sample(persons, len(persons))).T

    found, other = effect(*zip(*persons, strict=True)), effect(*(1e6 * shuffled - 3))

    assert pytest.approx(asdict(found), abs=1e-10) == asdict(other)


@pytest.mark.parametrize("effect", FUNCTIONS)
def test_effects_narrow_with_more_persons_and_widen_with_the_level(effect: Any) -> None:
    widths = [found.ci_high - found.ci_low for found in (effect([0, 0, 0] * k, [1, 2, -3] * k) for k in (2, 4, 40))]
    wider = [effect([0] * 4, [1, 1, 1, 1], level=level).ci_low for level in (0.999, 0.99, 0.9, 0.5)]

    assert sorted(widths, reverse=True) == widths
    assert sorted(wider) == wider


@pytest.mark.parametrize("effect", FUNCTIONS)
@pytest.mark.parametrize(
    ("before", "after", "options", "code"),
    [
        ([], [], {}, "E141"),
        ([1.0, 2.0], [1.0, 2.0], {}, "E140"),
        ([0.3], [0.1 + 0.2], {}, "E140"),
        ([1.0, 2.0], [3.0], {}, "E147"),
        ([1.0, math.nan], [3.0, 4.0], {}, "E145"),
        ([1.0, 2.0], [3.0, math.inf], {}, "E145"),
        ([1.0, 2.0], [3.0, 4.0], {"level": 1.0}, "E148"),
        ([1.0, 2.0], [3.0, 4.0], {"level": math.nan}, "E148"),
    ],
)
def test_effects_refuse_what_has_none(
    effect: Any, before: list[float], after: list[float], options: dict[str, Any], code: str
) -> None:
    with pytest.raises(NotEstimable) as error:
        effect(before, after, **options)

    assert code == error.value.problems[0].code


def test_rank_biserial_refuses_an_unknown_way_with_zeros() -> None:
    with pytest.raises(NotEstimable) as error:
        rank_biserial([1.0], [2.0], zeros="split")  # type: ignore[arg-type]

    assert error.value.problems[0].code == "E138"


@pytest.mark.slow
@pytest.mark.parametrize("n", [8, 20, 50])
@pytest.mark.parametrize("theta", [0.0, 0.5, 0.9])
def test_rank_biserial_interval_covers_for_normal_changes(n: int, theta: float) -> None:
    rng, replications = np.random.default_rng([20261122, n]), 2000
    shifts = np.linspace(0, 2, 20001)
    shift = shifts[np.argmin(np.abs(2 * ndtr(math.sqrt(2) * shifts) - 1 - theta))]  # the sum of two normal changes
    changes = rng.normal(shift, 1, size=(replications, n))

    found = [rank_biserial(np.zeros(n), one) for one in changes]

    assert np.mean([one.ci_low <= theta <= one.ci_high for one in found]) > 0.92


@pytest.mark.slow
@pytest.mark.parametrize("n", [8, 20, 50])
@pytest.mark.parametrize("rise", [0.35, 0.6, 0.9])
def test_probability_of_improvement_interval_covers(n: int, rise: float) -> None:
    rng, replications, fall = np.random.default_rng([20261123, n]), 2000, 0.05
    changes = rng.choice([1, -1, 0], p=[rise, fall, 1 - rise - fall], size=(replications, n))

    found = [probability_of_improvement(np.zeros(n), one) for one in changes if one.any()]

    truth = (1 + rise - fall) / 2
    assert np.mean([one.ci_low <= truth <= one.ci_high for one in found]) > 0.92
