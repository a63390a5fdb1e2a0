"""Wilcoxon's signed-rank test for the same persons before and after."""

from __future__ import annotations

import math
import tomllib
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, rankdata

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.signed_rank import midranks, wilcoxon_signed_rank

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "signed_rank.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-12  # half ranks are exact; a root and a normal tail remain
R = 1e-9  # coin's exact p is summed in another order

Persons = list[tuple[int, int]]
scores = st.integers(0, 40)
changing = st.lists(st.tuples(scores, scores), min_size=1, max_size=40).filter(
    lambda persons: any(before != after for before, after in persons)
)


@pytest.mark.parametrize("case", ORACLES["case"], ids=lambda case: case["source"][:24])
def test_wilcoxon_gives_the_closed_form_and_the_published_result(case: dict[str, Any]) -> None:
    found = wilcoxon_signed_rank([0.0] * len(case["changes"]), case["changes"], method=case["method"])

    assert pytest.approx(case["p_value"], abs=0.5 * 10 ** -case["decimals"]) == found.p_value
    assert pytest.approx(case["estimate"], abs=ROUNDING) == found.estimate
    for name in ("n", "unchanged", "rank_sum_positive", "rank_sum_negative", "method"):
        assert case[name] == getattr(found, name)


@pytest.mark.parametrize("pairs", [1, 2, 3, 4, 5, 6])
def test_wilcoxon_exact_p_counts_sign_patterns(pairs: int) -> None:
    patterns = np.array(list(product([-1, 1], repeat=pairs))) * np.arange(1, pairs + 1)
    distances = np.abs(patterns.sum(axis=1))

    for changes, distance in zip(patterns, distances, strict=True):
        found = wilcoxon_signed_rank(np.zeros(pairs), changes)

        assert found.method == "exact"
        assert pytest.approx(np.mean(distances >= distance), abs=ROUNDING) == found.p_value


@given(changing)
@settings(max_examples=50, deadline=None)
def test_wilcoxon_normal_p_follows_from_the_ranks(persons: Persons) -> None:
    before, after = np.array([*persons, (7, 7)]).T
    change = (after - before)[after != before]
    ranks = rankdata(np.abs(change))
    distance = abs(ranks[change > 0].sum() - ranks.sum() / 2)
    z = max(distance - 0.5, 0) / math.sqrt((ranks**2).sum() / 4)

    found = wilcoxon_signed_rank(before, after, method="normal")

    assert found.method == "normal"
    assert pytest.approx(2 * norm.sf(z), abs=ROUNDING) == found.p_value


def test_wilcoxon_is_exact_for_fewer_than_fifty_pairs() -> None:
    most = ORACLES["exact_limit"]["most_pairs"]
    changes = [k if k % 3 else -k for k in range(1, most + 2)]

    methods = [wilcoxon_signed_rank([0] * n, changes[:n]).method for n in (most, most + 1)]

    assert methods == ["exact", "normal"]


@pytest.mark.parametrize("changes", [[1, -2, 3], [1, -1, 3], [1, -2, 3, 0]])
def test_wilcoxon_is_exact_with_ties_and_unchanged_pairs(changes: list[int]) -> None:
    assert wilcoxon_signed_rank([0] * len(changes), changes).method == "exact"


@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: len(case["changes"]))
def test_wilcoxon_gives_what_r_gives(case: dict[str, Any]) -> None:
    changes, none = case["changes"], [0.0] * len(case["changes"])

    for zeros in ("drop", "pratt"):
        exact = wilcoxon_signed_rank(none, changes, zeros=zeros, method="exact")
        normal = wilcoxon_signed_rank(none, changes, zeros=zeros, method="normal", correction=False)

        assert pytest.approx((case[f"{zeros}_exact"], case[f"{zeros}_positive"]), rel=R) == (
            exact.p_value,
            exact.rank_sum_positive,
        )
        assert pytest.approx(case[f"{zeros}_normal"], rel=R) == normal.p_value
    corrected = wilcoxon_signed_rank(none, changes, method="normal")
    assert pytest.approx(case["drop_corrected"], rel=R) == corrected.p_value


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9).filter(any), st.sampled_from(["drop", "pratt"]))
@settings(max_examples=50, deadline=None)
def test_wilcoxon_exact_p_counts_sign_patterns_with_ties(changes: list[int], zeros: Any) -> None:
    size = np.abs([change for change in changes if change or zeros == "pratt"])
    ranks = rankdata(size)[size > 0]
    signs = np.sign([change for change in changes if change])
    distances = np.abs(np.array(list(product([-1, 1], repeat=signs.size))) @ ranks)

    found = wilcoxon_signed_rank(np.zeros(len(changes)), changes, zeros=zeros)

    assert pytest.approx(np.mean(distances >= abs(signs @ ranks)), abs=ROUNDING) == found.p_value


def test_wilcoxon_exact_keeps_its_digits_far_out() -> None:
    found = wilcoxon_signed_rank(np.zeros(1000), np.arange(1, 1001), method="exact")

    assert pytest.approx(2.0**-999, rel=ROUNDING) == found.p_value


def test_wilcoxon_exact_and_normal_agree_for_many() -> None:
    changes = np.round(np.random.default_rng(20261122).normal(0.2, 2, 300))

    exact, normal = (wilcoxon_signed_rank(np.zeros(300), changes, method=method) for method in ("exact", "normal"))

    assert pytest.approx(exact.p_value, rel=0.02) == normal.p_value


def test_wilcoxon_sees_ties_through_rounding_on_any_grain() -> None:
    before = np.arange(1, 40) / 10

    found = wilcoxon_signed_rank(before, before + 0.1)

    assert (found.rank_sum_positive, found.p_value) == (39 * 40 / 2, 2.0**-38)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_wilcoxon_takes_any_scale(scale: float) -> None:
    changes = np.array([1.0, 1, 2, -3, 0, 4])

    assert wilcoxon_signed_rank(np.zeros(6), changes) == wilcoxon_signed_rank(np.zeros(6), changes * scale)


@pytest.mark.parametrize(
    ("options", "code"),
    [({"zeros": "keep"}, "E138"), ({"method": "approximate"}, "E138"), ({"method": "exact"}, "E244")],
)
def test_wilcoxon_refuses_unknown_options_and_too_many_for_the_exact(options: dict[str, Any], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        wilcoxon_signed_rank(np.zeros(1001), np.arange(1, 1002), **options)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize(
    ("values", "noise", "expected"),
    [
        ([[3.0, 1.0, 2.0]], 0.0, [[3, 1, 2]]),
        ([[1.0, 1.0, 1.0], [2.0, 1.0, 2.0]], 0.0, [[2, 2, 2], [2.5, 1, 2.5]]),
        ([[1.0, 1.05, 2.0]], 0.1, [[1.5, 1.5, 3]]),
        ([[7.0]], 0.0, [[1]]),
    ],
)
def test_midranks(values: list[list[float]], noise: float, expected: list[list[float]]) -> None:
    assert expected == midranks(np.array(values), noise).tolist()


@given(changing)
@settings(max_examples=50, deadline=None)
def test_wilcoxon_ranks_and_pairs_add_up(persons: Persons) -> None:
    found = wilcoxon_signed_rank(*zip(*persons, strict=True))

    assert len(persons) == found.n + found.unchanged
    assert found.n * (found.n + 1) / 2 == found.rank_sum_positive + found.rank_sum_negative
    assert -1 <= found.estimate <= 1
    assert 0 < found.p_value <= 1


@given(changing)
@settings(max_examples=50, deadline=None)
def test_wilcoxon_turns_when_before_and_after_swap(persons: Persons) -> None:
    before, after = zip(*persons, strict=True)

    there, back = wilcoxon_signed_rank(before, after), wilcoxon_signed_rank(after, before)

    turned = asdict(back) | {
        "estimate": -back.estimate,
        "rank_sum_positive": back.rank_sum_negative,
        "rank_sum_negative": back.rank_sum_positive,
    }
    assert pytest.approx(turned, abs=ROUNDING) == asdict(there)


@given(changing, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_wilcoxon_ignores_the_order_of_persons(persons: Persons, random: Any) -> None:
    found = wilcoxon_signed_rank(*zip(*persons, strict=True))

    shuffled = wilcoxon_signed_rank(*zip(*random.sample(persons, len(persons)), strict=True))

    assert pytest.approx(asdict(found), abs=ROUNDING) == asdict(shuffled)


@given(changing, st.integers(-500, 500), st.sampled_from([0.125, 3.0, 1e6]))
@settings(max_examples=50, deadline=None)
def test_wilcoxon_has_no_unit(persons: Persons, constant: int, factor: float) -> None:
    before, after = np.array(persons).T

    found = wilcoxon_signed_rank(before, after)

    assert found == wilcoxon_signed_rank(constant + factor * before, constant + factor * after)


def test_wilcoxon_sees_small_changes_of_large_values() -> None:
    changes = np.array([1, -2, 3, 4, 5, 6]) / 8

    assert wilcoxon_signed_rank(np.zeros(6), changes) == wilcoxon_signed_rank(np.full(6, 1e9), 1e9 + changes)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
@settings(max_examples=50, deadline=None)
def test_wilcoxon_refuses_when_nothing_changed(values: list[float]) -> None:
    with pytest.raises(NotEstimable) as error:
        wilcoxon_signed_rank(values, values)

    assert error.value.problems[0].code == "E140"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [], "E141"),
        ([1.0], [1.0], "E140"),
        ([1.0, 2.0], [3.0], "E147"),
        ([1.0, math.nan], [3.0, 4.0], "E145"),
        ([1.0, 2.0], [3.0, math.inf], "E145"),
        ([-1.5e308, 2.0], [1.5e308, 1.0], "E145"),
    ],
)
def test_wilcoxon_refuses_what_can_not_be_ranked(before: list[float], after: list[float], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        wilcoxon_signed_rank(before, after)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.05, 0.1])
def test_wilcoxon_rejects_a_true_null_no_more_often_than_it_says(level: float) -> None:
    patterns = np.array(list(product([-1, 1], repeat=8))) * np.array([1, 2, 4, 7, 11, 16, 22, 29])

    rejected = [wilcoxon_signed_rank(np.zeros(8), changes).p_value <= level for changes in patterns]

    assert 0 < np.mean(rejected) <= level


def test_wilcoxon_ties_changes_that_differ_by_rounding() -> None:
    before, after = np.array([1.1, 2.2, 3.3, 5.5]), np.array([1.2, 2.3, 3.4, 5.4])
    found = wilcoxon_signed_rank(before, after)
    assert found == wilcoxon_signed_rank(np.round(before * 10), np.round(after * 10))


def test_wilcoxon_takes_rounding_for_no_change() -> None:
    assert wilcoxon_signed_rank([0.1 + 0.2, 1], [0.3, 3]).unchanged == 1


def test_a_text_is_no_answer_to_whether_to_correct() -> None:
    with pytest.raises(NotEstimable, match="E138"):
        wilcoxon_signed_rank([1.0, 2, 4, 3], [2.0, 4, 3, 5], correction="no")  # type: ignore[arg-type]
