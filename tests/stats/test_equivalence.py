"""Two one-sided tests."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.weightstats import ttost_paired

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.equivalence import paired_equivalence, share_equivalence
from tsi_eval.stats.proportion import newcombe_difference

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "equivalence.toml").read_text(encoding="utf-8"))
ROUNDING = 1e-10
BISECTED = 1e-7  # R's uniroot stops there
BEFORE, AFTER = np.array([10.0, 12, 9, 11, 13, 14, 8]), np.array([10.5, 12, 9, 10.5, 13.5, 14.5, 8.5])
changing = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=30).filter(
    lambda persons: len({after - before for before, after in persons}) > 1
)


@pytest.mark.parametrize("case", ORACLES["paired"], ids=lambda case: case["id"])
def test_paired_equivalence_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = paired_equivalence(
        case["before"], case["after"], margin_low=case["low"], margin_high=case["high"], level=case["level"]
    )

    for name in ("estimate", "se", "ci_low", "ci_high", "p_value_low", "p_value_high", "p_value"):
        assert pytest.approx(case[name], rel=ROUNDING, abs=1e-14) == getattr(found, name)
    assert (case["p_value"] < 1 - case["level"]) == found.equivalent
    assert pytest.approx(2 * case["level"] - 1) == found.ci_level


@given(changing, st.floats(0.1, 20), st.floats(0.1, 20))
@settings(max_examples=50, deadline=None)
def test_paired_equivalence_gives_what_statsmodels_gives(
    persons: list[tuple[int, int]], below: float, above: float
) -> None:
    before, after = np.array(persons, dtype=float).T

    found = paired_equivalence(before, after, margin_low=-below, margin_high=above)

    p, (_, p_value_low, _), (_, p_value_high, _) = ttost_paired(after, before, -below, above)
    assert pytest.approx((p, p_value_low, p_value_high), rel=ROUNDING, abs=1e-14) == (
        found.p_value,
        found.p_value_low,
        found.p_value_high,
    )


def test_a_margin_is_the_same_both_ways() -> None:
    assert paired_equivalence(BEFORE, AFTER, margin_low=-1.0, margin_high=1.0) == paired_equivalence(
        BEFORE, AFTER, margin=1.0
    )


def test_paired_equivalence_turns_when_before_and_after_swap() -> None:
    there, back = (
        paired_equivalence(BEFORE, AFTER, margin_low=-0.6, margin_high=1),
        paired_equivalence(AFTER, BEFORE, margin_low=-1, margin_high=0.6),
    )

    assert pytest.approx((-back.estimate, -back.ci_high, back.p_value_high, back.p_value_low), rel=ROUNDING) == (
        there.estimate,
        there.ci_low,
        there.p_value_low,
        there.p_value_high,
    )


@given(changing, st.floats(0.1, 20), st.sampled_from([0.9, 0.95, 0.975]))
@settings(max_examples=50, deadline=None)
def test_the_conclusion_is_that_of_p_and_of_the_interval(
    persons: list[tuple[int, int]], margin: float, level: float
) -> None:
    before, after = zip(*persons, strict=True)

    found = paired_equivalence(before, after, margin=margin, level=level)

    assert found.equivalent == (-margin < found.ci_low and found.ci_high < margin)
    assert found.equivalent == (found.p_value < 1 - level) or math.isclose(found.p_value, 1 - level, rel_tol=1e-9)


def test_clusters_widen_the_test() -> None:
    clusters = ["a", "a", "b", "b", "c", "c", "d"]

    found = paired_equivalence(BEFORE, AFTER, margin=1.0, clusters=clusters)

    grouped = clustered_mean(AFTER - BEFORE, clusters, level=0.9)
    assert pytest.approx((grouped.se, grouped.df, grouped.ci_low, grouped.ci_high), rel=ROUNDING) == (
        found.se,
        found.df,
        found.ci_low,
        found.ci_high,
    )


def test_no_difference_shown_is_not_equivalence() -> None:
    found = paired_equivalence([1, 5, 3, 9], [4, 2, 6, 7], margin=1.0)

    assert not found.equivalent
    assert found.ci_low < 0 < found.ci_high


@pytest.mark.parametrize("case", ORACLES["shares"], ids=lambda case: case["id"])
def test_share_equivalence_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = share_equivalence(*case["counts"], margin_low=case["low"], margin_high=case["high"], level=case["level"])

    for name in ("estimate", "ci_low", "ci_high"):
        assert pytest.approx(case[name], rel=ROUNDING, abs=1e-14) == getattr(found, name)
    assert pytest.approx((case["p_value_low"], case["p_value_high"]), rel=BISECTED, abs=1e-10) == (
        found.p_value_low,
        found.p_value_high,
    )


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.05, 0.9), st.sampled_from([0.9, 0.95, 0.975]))
@settings(max_examples=50, deadline=None)
def test_the_conclusion_on_shares_is_that_of_p_and_of_the_interval(
    k1: int, k2: int, margin: float, level: float
) -> None:
    found = share_equivalence(k1, 30, k2, 30, margin=margin, level=level)

    interval = newcombe_difference(k1, 30, k2, 30, level=2 * level - 1)
    assert (interval.ci_low, interval.ci_high) == (found.ci_low, found.ci_high)
    assert found.equivalent == (found.p_value < 1 - level) or math.isclose(found.p_value, 1 - level, rel_tol=1e-9)
    assert 1e-13 < found.p_value <= 1


def test_shares_at_the_margin_have_p_of_a_half() -> None:
    assert share_equivalence(0, 10, 0, 10, margin_low=0.0, margin_high=0.5).p_value_low == 0.5


@pytest.mark.parametrize(
    "margins",
    [{}, {"margin": 0.0}, {"margin": -1.0}, {"margin": math.nan}, {"margin": math.inf}, {"margin_low": -1.0}, {"margin_high": 1.0},
     {"margin_low": 1.0, "margin_high": -1.0}, {"margin_low": 1.0, "margin_high": 1.0}, {"margin": 1.0, "margin_low": -1.0},
     {"margin_low": math.nan, "margin_high": 1.0}],
)  # fmt: skip
def test_margins_that_are_none_are_refused(margins: dict[str, float]) -> None:
    for call in (
        lambda: paired_equivalence(BEFORE, AFTER, **margins),
        lambda: share_equivalence(1, 9, 2, 9, **margins),
    ):
        with pytest.raises(NotEstimable) as error:
            call()
        assert error.value.problems[0].code == "E253"


@pytest.mark.parametrize("margin", [1.0, 1.5])
def test_margins_of_shares_stay_inside_1(margin: float) -> None:
    with pytest.raises(NotEstimable) as error:
        share_equivalence(1, 9, 2, 9, margin=margin)

    assert error.value.problems[0].code == "E253"


@pytest.mark.parametrize("level", [0.0, 0.5, 0.3, 1.0, 95, math.nan])
def test_a_level_without_an_interval_is_refused(level: float) -> None:
    for call in (
        lambda: paired_equivalence(BEFORE, AFTER, margin=1.0, level=level),
        lambda: share_equivalence(1, 9, 2, 9, margin=0.1, level=level),
    ):
        with pytest.raises(NotEstimable) as error:
            call()
        assert error.value.problems[0].code == "E148"


@pytest.mark.parametrize(
    ("before", "after", "clusters", "code"),
    [
        ([], [], None, "E141"),
        ([1.0], [2.0], None, "E143"),
        ([1.0, 2.0], [2.0, 3.0], None, "E140"),
        ([1.0, 2.0], [2.0], None, "E147"),
        ([1.0, math.nan], [2.0, 3.0], None, "E145"),
        ([1.0, 2.0], [2.0, 5.0], ["a", "a"], "E146"),
        ([1.0, 2.0], [2.0, 5.0], ["a"], "E147"),
    ],
)
def test_paired_equivalence_refuses_what_has_no_test(before: Any, after: Any, clusters: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        paired_equivalence(before, after, margin=1.0, clusters=clusters)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize(("counts", "code"), [((1, 0, 1, 5), "E141"), ((6, 5, 1, 5), "E149"), ((0.5, 5, 1, 5), "E149")])
def test_share_equivalence_refuses_what_is_no_count(counts: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        share_equivalence(*counts, margin=0.1)

    assert code == error.value.problems[0].code
