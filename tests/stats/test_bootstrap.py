"""Four effect sizes of the same persons before and after, from one bootstrap."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import bootstrap
from stats_results import code_of, numbers

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.bootstrap import Bootstrapped, paired_effects
from tsi_eval.stats.effect_size import d_av, d_z
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.paired import paired_t

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "bootstrap.toml").read_text(encoding="utf-8"))
BEFORE, AFTER = np.array(ORACLES["before"]), np.array(ORACLES["after"])
EFFECTS = ("mean_change", "d_av", "d_z", "glass_pre")
NUMBERS = ("estimate", "se", "ci_low", "ci_high")
EIGHT_DIGITS = 1e-8
ROUNDING = 1e-10
# A quantile of 10,000 resamples strays by about 0.02 standard errors at 80 % and 0.03 at 95 %; z0
# adds as much.
MONTE_CARLO = 0.15


def effect(name: str, before: Any, after: Any, axis: int = -1) -> Any:
    """Return an effect along an axis, in its textbook form."""
    spreads = {
        "mean_change": lambda: 1.0,
        "d_av": lambda: np.sqrt((before.var(axis=axis, ddof=1) + after.var(axis=axis, ddof=1)) / 2),
        "d_z": lambda: (after - before).std(axis=axis, ddof=1),
        "glass_pre": lambda: before.std(axis=axis, ddof=1),
    }
    return (after - before).mean(axis=axis) / spreads[name]()


def scipys(name: str, before: Any, after: Any, *, resamples: int, seed: int, level: float) -> Any:
    # Rounded, because scipy tells ties with the estimate (everyone drawn once, in another order) by
    # exact equality.
    return bootstrap(
        (before, after),
        lambda x, y, axis=-1: np.round(effect(name, x, y, axis), 12),
        paired=True,
        vectorized=True,
        n_resamples=resamples,
        confidence_level=level,
        method="BCa",
        rng=np.random.default_rng(seed),
    )


@pytest.mark.parametrize("name", EFFECTS)
@pytest.mark.parametrize(
    ("n", "resamples", "seed", "level"),
    [(24, 2000, 0, 0.95), (8, 3000, 1, 0.9), (200, 2500, 2, 0.95), (65, 999, 3, 0.8)],
)
def test_intervals_are_scipys_from_the_same_resamples(
    name: str, n: int, resamples: int, seed: int, level: float
) -> None:
    rng = np.random.default_rng(n)
    before = rng.gamma(3, 4, n)
    after = 0.6 * before + rng.normal(3, 3, n)

    found: Bootstrapped = getattr(paired_effects(before, after, resamples=resamples, seed=seed, level=level), name)

    theirs = scipys(name, before, after, resamples=resamples, seed=seed, level=level)
    expected = (float(effect(name, before, after)), theirs.standard_error, *theirs.confidence_interval)
    assert pytest.approx(expected, rel=EIGHT_DIGITS) == tuple(getattr(found, number) for number in NUMBERS)
    assert (n, resamples, level) == (found.n, found.resamples, found.level)


def test_whole_numbers_tie_with_the_estimate_as_they_do_in_scipy() -> None:
    # 2000 resamples of ten small whole numbers: one in eight has exactly the estimated mean change.
    before, after = np.array([3.0, 5, 2, 8, 6, 4, 7, 5, 3, 6]), np.array([4.0, 5, 1, 6, 6, 5, 5, 4, 2, 6])

    found = paired_effects(before, after, resamples=2000).mean_change

    theirs = scipys("mean_change", before, after, resamples=2000, seed=0, level=0.95).confidence_interval
    assert pytest.approx(tuple(theirs), rel=EIGHT_DIGITS) == (found.ci_low, found.ci_high)


@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: f"{case['effect']} {case['level']}")
def test_intervals_are_near_those_of_r(case: dict[str, Any]) -> None:
    found = getattr(paired_effects(BEFORE, AFTER, level=case["level"]), case["effect"])

    assert pytest.approx(case["estimate"], rel=ROUNDING) == found.estimate
    assert pytest.approx(case["acceleration"], rel=EIGHT_DIGITS) == found.acceleration
    assert pytest.approx(case["se"], rel=0.03) == found.se
    for bound in ("ci_low", "ci_high"):
        assert pytest.approx(case[bound], abs=MONTE_CARLO * case["se"]) == getattr(found, bound)


def test_estimates_are_those_of_the_closed_forms() -> None:
    found = paired_effects(BEFORE, AFTER, resamples=200)

    closed = [f(BEFORE, AFTER, hedges=False).estimate for f in (d_av, d_z, glass_pre)]
    expected = [paired_t(BEFORE, AFTER).estimate, *closed]
    assert pytest.approx(expected, rel=ROUNDING) == [getattr(found, name).estimate for name in EFFECTS]


def clustered(sizes: list[int]) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(7)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    before = rng.normal(20, 3, len(sizes))[labels] + rng.normal(0, 4, labels.size)
    return before, before + rng.normal(-2, 2, len(sizes))[labels] + rng.normal(0, 1, labels.size), labels


def test_whole_clusters_are_drawn() -> None:
    """Return what the definition gives, resample by resample.

    Labels are drawn, their persons put together, and the effects computed; the jackknife leaves
    out one cluster at a time.
    """
    before, after, labels = clustered([3, 5, 9, 4, 4, 6])
    drawn = np.random.default_rng(5).integers(0, 6, (400, 6))
    members = [np.flatnonzero(labels == label) for label in range(6)]

    found = paired_effects(before, after, resamples=400, seed=5, level=0.8, clusters=labels)

    for name in EFFECTS:
        one = getattr(found, name)
        estimate = float(effect(name, before, after))
        resampled = np.array(
            [effect(name, before[i], after[i]) for i in (np.concatenate([members[c] for c in row]) for row in drawn)]
        )
        left_out = np.array([effect(name, before[labels != c], after[labels != c]) for c in range(6)])
        u = left_out.mean() - left_out
        acceleration = (u**3).sum() / (u**2).sum() ** 1.5 / 6
        expected = (estimate, resampled.std(ddof=1), acceleration)
        assert pytest.approx(expected, rel=EIGHT_DIGITS) == (one.estimate, one.se, one.acceleration)
        # The bounds are quantiles of these very resamples.
        assert ((resampled < one.ci_low).mean() < 0.4) & ((resampled > one.ci_high).mean() < 0.4)
    assert (6, 31) == (found.n_clusters, found.n)


def test_clusters_of_one_person_are_persons() -> None:
    persons = paired_effects(BEFORE, AFTER, resamples=500)
    alone = paired_effects(BEFORE, AFTER, resamples=500, clusters=np.arange(BEFORE.size))

    assert pytest.approx(numbers(persons, *NUMBERS), rel=EIGHT_DIGITS) == numbers(alone, *NUMBERS)
    assert (0, BEFORE.size) == (persons.n_clusters, alone.n_clusters)


def test_clusters_widen_the_interval_of_those_who_resemble_each_other() -> None:
    before, after, labels = clustered([6] * 12)

    persons, clusters = (paired_effects(before, after, clusters=given).mean_change for given in (None, labels))

    assert clusters.se > 1.5 * persons.se


def test_order_of_persons_within_clusters_changes_nothing() -> None:
    before, after, labels = clustered([3, 5, 9, 4, 4, 6])
    order = np.random.default_rng(0).permutation(labels.size)

    found = paired_effects(before, after, resamples=300, level=0.8, clusters=labels)
    other = paired_effects(before[order], after[order], resamples=300, level=0.8, clusters=labels[order].astype(str))

    assert pytest.approx(numbers(found, *NUMBERS), rel=EIGHT_DIGITS) == numbers(other, *NUMBERS)


def test_the_same_seed_gives_the_same_interval_and_leaves_the_global_generator_alone() -> None:
    np.random.seed(3)  # noqa: NPY002  it is the global generator that is watched
    state = np.random.get_state()[1].tolist()  # noqa: NPY002

    first, again, other = (paired_effects(BEFORE, AFTER, resamples=500, seed=seed) for seed in (4, 4, 5))

    assert first == again
    assert first != other
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002


@pytest.mark.parametrize("offset", [1e6, -1e9])
def test_a_big_offset_loses_no_digits(offset: float) -> None:
    before, after = np.round(BEFORE * 8) / 8, np.round(AFTER * 8) / 8

    found, moved = paired_effects(before, after), paired_effects(before + offset, after + offset)

    assert pytest.approx(numbers(found, *NUMBERS), rel=EIGHT_DIGITS) == numbers(moved, *NUMBERS)


def test_a_big_change_loses_no_digits() -> None:
    before, after = np.round(BEFORE * 8) / 8, np.round(AFTER * 8) / 8

    found, moved = (paired_effects(before, after + step).mean_change for step in (0.0, 2.0**30))

    assert pytest.approx((found.se, found.acceleration, found.bias_correction), rel=EIGHT_DIGITS) == (
        moved.se,
        moved.acceleration,
        moved.bias_correction,
    )
    assert pytest.approx(found.ci_high - found.ci_low, rel=1e-6) == moved.ci_high - moved.ci_low


@pytest.mark.parametrize("factor", [1e-100, 0.01, 1e100])
def test_only_the_mean_change_has_a_unit(factor: float) -> None:
    found, scaled = paired_effects(BEFORE, AFTER), paired_effects(BEFORE * factor, AFTER * factor)

    in_points = [factor * number for number in numbers(found.mean_change, *NUMBERS)]
    assert pytest.approx(in_points, rel=EIGHT_DIGITS) == numbers(scaled.mean_change, *NUMBERS)
    for name in ("d_av", "d_z", "glass_pre"):
        expected = numbers(getattr(found, name), *NUMBERS)
        assert pytest.approx(expected, rel=EIGHT_DIGITS) == numbers(getattr(scaled, name), *NUMBERS)


def test_swapping_before_and_after_turns_all_but_glass() -> None:
    there, back = paired_effects(BEFORE, AFTER), paired_effects(AFTER, BEFORE)

    for name in ("mean_change", "d_av", "d_z"):
        estimate, se, low, high = numbers(getattr(back, name), *NUMBERS)
        assert pytest.approx([-estimate, se, -high, -low], rel=EIGHT_DIGITS) == numbers(getattr(there, name), *NUMBERS)


def test_resamples_without_variation_are_left_out_when_they_are_few() -> None:
    # Of 8 persons 4 changed by the same: one resample in 128 has no variation of change, 0.8 %.
    before, after = np.arange(8.0), np.arange(8.0) + np.array([0.0, 0, 0, 0, 2, 2, 2, 2])

    found = paired_effects(before, after, level=0.9)

    assert 9900 <= found.d_z.resamples < 10_000
    assert found.mean_change.resamples == 10_000
    assert all(math.isfinite(value) for value in numbers(found, *NUMBERS))


@pytest.mark.parametrize("changed", [1, 2])
def test_too_many_resamples_without_variation_are_refused(changed: int) -> None:
    before = np.arange(12.0)
    assert "E248" == code_of(paired_effects, before, before + (np.arange(12) < changed))


def test_a_perfect_correlation_still_has_intervals() -> None:
    found = paired_effects(BEFORE, 0.5 * BEFORE)

    assert all(math.isfinite(value) for value in numbers(found, *NUMBERS))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "E141"),
        ([1.0, 2, 3, 5], [2.0, 2, 5, 4], "E143"),
        ([1.0, 2, 3, 4, 6], [2.0, 3, 4, 5, 7], "E140"),
        ([1.1, 2.2, 3.3, 4.4, 6.6], [1.2, 2.3, 3.4, 4.5, 6.7], "E140"),
        ([1.0, 2, 3, 4, 6], [1.0, 2, 3, 4, 6], "E140"),
        ([3.0, 3, 3, 3, 3], [1.0, 2, 3, 4, 6], "E140"),
        ([1.0, 2, 3, 4, 6], [3.0, 3, 3, 3, 3], "E140"),
        ([1.0, 2, 3, 4, 6], [3.0, 3, 3, 3], "E147"),
        ([1.0, 2, 3, 4, math.nan], [3.0, 3, 3, 3, 4], "E145"),
        ([1.0, 2, 3, 4, 6], [3.0, 3, 3, 3, math.inf], "E145"),
    ],
)
def test_what_has_no_interval_is_refused(before: list[float], after: list[float], code: str) -> None:
    assert code == code_of(paired_effects, before, after)


def test_clusters_all_alike_are_refused() -> None:
    # Persons vary, but every cluster holds the same: no resample differs from another.
    assert "E140" == code_of(paired_effects, [1.0, 2, 4] * 6, [2.0, 2, 7] * 6, clusters=np.repeat(np.arange(6), 3))


def test_clusters_with_the_same_mean_change_are_refused() -> None:
    rng = np.random.default_rng(1)
    before = rng.normal(10, 3, 12)
    assert "E140" == code_of(
        paired_effects, before, before + np.tile([-1.0, 1.0], 6), clusters=np.repeat(np.arange(6), 2)
    )


@pytest.mark.parametrize(
    ("clusters", "code"),
    [
        (["a", "b", "c", "d"] * 6, "E143"),
        (["a", "b", "c", "d", "e"], "E147"),
        ([*range(23), math.nan], "E145"),
        ([*"abcdefghijklmnopqrstuvw", None], "E145"),
    ],
)
def test_too_few_or_missing_clusters_are_refused(clusters: list[Any], code: str) -> None:
    assert code == code_of(paired_effects, BEFORE, AFTER, clusters=clusters)


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan])
def test_a_level_outside_0_and_1_is_refused(level: float) -> None:
    assert "E148" == code_of(paired_effects, BEFORE, AFTER, resamples=100, level=level)


@pytest.mark.parametrize(
    "options", [{"resamples": 0}, {"resamples": -5}, {"resamples": 99.5}, {"seed": -1}, {"seed": "a"}]
)
def test_resamples_and_seed_must_be_counts(options: dict[str, Any]) -> None:
    assert "E149" == code_of(paired_effects, BEFORE, AFTER, **options)


@pytest.mark.parametrize("options", [{"resamples": 1}, {"resamples": 20}, {"resamples": 1000, "level": 0.9999}])
def test_bounds_beyond_the_outermost_resample_are_refused(options: dict[str, Any]) -> None:
    assert "E249" == code_of(paired_effects, BEFORE, AFTER, **options)


def test_many_persons_are_drawn_a_few_resamples_at_a_time() -> None:
    rng = np.random.default_rng(0)
    before = rng.normal(size=70_000)
    after = before + rng.normal(0.1, 1, before.size)

    found = paired_effects(before, after, resamples=60, level=0.5).mean_change

    assert pytest.approx(paired_t(before, after).se, rel=0.4) == found.se


@pytest.mark.parametrize("resamples", [1_000_001, 10**15])
def test_more_resamples_than_anybody_waits_for_are_refused(resamples: int) -> None:
    with pytest.raises(NotEstimable) as error:
        paired_effects([12, 9, 15, 8, 11, 10], [10, 9, 16, 5, 9, 4], resamples=resamples)

    problem = error.value.problems[0]
    assert ("E312", {"name": "resamples", "most": 1_000_000}) == (problem.code, problem.params)


def test_whole_numbers_may_be_floats() -> None:
    before, after = [12, 9, 15, 8, 11, 10], [10, 9, 16, 5, 9, 4]

    found = paired_effects(before, after, resamples=np.float64(500), seed=1.0)  # type: ignore[arg-type]

    assert found == paired_effects(before, after, resamples=500, seed=1)
