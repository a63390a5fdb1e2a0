"""How far missing persons could move a mean change."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stats_results import code_of

from tsi_eval.stats.bounds import tail_bounds, worst_case_change

ROUNDING = 1e-10
MISSING = math.nan
BEFORE, AFTER = [10.0, 12.0, 20.0, 8.0, 30.0], [8.0, 13.0, MISSING, 8.0, MISSING]

Array = npt.NDArray[np.float64]
persons = st.lists(
    st.tuples(st.integers(0, 40), st.one_of(st.just(MISSING), st.integers(0, 40))), min_size=4, max_size=25
).filter(lambda rows: len({b - a for a, b in rows if not math.isnan(b)}) > 1)


def worst(before: Any, after: Any) -> Any:
    return worst_case_change(before, after, minimum=0, maximum=40)


def repeated_tail(changes: Array, count: int, of: int) -> tuple[float, float]:
    """Return the means of the lowest and highest `count`/`of` persons, without fractions.

    Each person is written `of` times, so that `count` of them are whole rows.
    """
    many = np.sort(np.repeat(changes, of))
    return float(many[:count].mean()), float(many[-count:].mean())


def test_worst_case_by_hand() -> None:
    found = worst(BEFORE, AFTER)

    # Changes -2, 1, 0; the other two from 20 and 30 to 0, or to 40.
    assert pytest.approx((-51 / 5, 29 / 5), rel=ROUNDING) == (found.lower_bound, found.upper_bound)
    assert (5, 2) == (found.n, found.n_missing)


def test_tail_bounds_by_hand() -> None:
    found = tail_bounds(BEFORE, AFTER)

    # Two fifths of three who stayed are 1.2 persons: -2 and .2 of 0, or 1 and .2 of 0; the three
    # changes sum to -1.
    assert pytest.approx(((-1 + 2 * -2 / 1.2) / 5, (-1 + 2 / 1.2) / 5), rel=ROUNDING) == (
        found.lower_bound,
        found.upper_bound,
    )
    assert (5, 2) == (found.n, found.n_missing)


@given(persons)
@settings(max_examples=60, deadline=None)
def test_tail_bounds_lie_inside_the_worst_case_and_around_the_mean_of_those_who_stayed(rows: Any) -> None:
    before, after = np.array(rows, dtype=float).T
    seen = ~np.isnan(after)
    change = (after - before)[seen]

    outer = worst_case_change(before, after, minimum=-100, maximum=140)
    inner = tail_bounds(before, after)

    assert outer.lower_bound <= inner.lower_bound + ROUNDING
    assert outer.upper_bound >= inner.upper_bound - ROUNDING
    assert inner.lower_bound - ROUNDING <= change.mean() <= inner.upper_bound + ROUNDING
    gone = int((~seen).sum())
    assert gone == inner.n_missing == outer.n_missing
    if gone:
        low, high = repeated_tail(change, gone * change.size, len(rows))
        expected = [(change.sum() + gone * each) / len(rows) for each in (low, high)]
        assert pytest.approx(expected, abs=1e-9) == [inner.lower_bound, inner.upper_bound]


@given(persons, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_bounds_ignore_the_order_and_turn_with_the_sign(rows: Any, random: Any) -> None:
    before, after = np.array(rows, dtype=float).T
    mixed_before, mixed_after = np.array(random.sample(rows, len(rows)), dtype=float).T

    for function in (tail_bounds, worst):
        found, mixed = function(before, after), function(mixed_before, mixed_after)
        assert pytest.approx(asdict(found), abs=1e-9) == asdict(mixed)
        turned = function(40 - before, 40 - after)
        assert pytest.approx((-found.upper_bound, -found.lower_bound), abs=1e-9) == (
            turned.lower_bound,
            turned.upper_bound,
        )


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_bounds_follow_the_unit(factor: float) -> None:
    before, after = np.array(BEFORE) * factor, np.array(AFTER) * factor

    one, scaled = tail_bounds(BEFORE, AFTER), tail_bounds(before, after)
    worst_scaled = worst_case_change(before, after, minimum=0, maximum=40 * factor)

    assert pytest.approx((one.lower_bound * factor, one.upper_bound * factor), rel=ROUNDING) == (
        scaled.lower_bound,
        scaled.upper_bound,
    )
    assert pytest.approx(worst(BEFORE, AFTER).upper_bound * factor, rel=ROUNDING) == worst_scaled.upper_bound


def test_without_gaps_both_bounds_are_the_mean_change() -> None:
    for function in (tail_bounds, worst):
        found = function([1.0, 2.0, 4.0], [2.0, 5.0, 4.0])
        assert (4 / 3, 4 / 3, 0) == (found.lower_bound, found.upper_bound, found.n_missing)
    assert 2.0 == tail_bounds([1.0, 2.0], [3.0, 4.0]).lower_bound


def test_bounds_of_a_change_refuse_what_has_none() -> None:
    for function in (tail_bounds, worst):
        assert "E141" == code_of(function, [], [])
        assert "E141" == code_of(function, [1.0, 2.0], [MISSING, MISSING])
        assert "E147" == code_of(function, [1.0, 2.0], [1.0])
        assert "E145" == code_of(function, [1.0, MISSING], [1.0, 2.0])
        assert "E145" == code_of(function, [1.0, 2.0], [1.0, math.inf])
    assert "E143" == code_of(tail_bounds, [1.0, 2.0], [2.0, MISSING])
    assert "E140" == code_of(tail_bounds, [1.0, 2.0, 3.0], [2.0, 3.0, MISSING])
    assert "E251" == code_of(worst, [1.0, 41.0], [1.0, 2.0])
    assert "E251" == code_of(worst, [1.0, 2.0], [-1.0, MISSING])
    assert "E251" == code_of(worst_case_change, [1.0], [1.0], minimum=1, maximum=1)
    assert "E145" == code_of(worst_case_change, [1.0], [1.0], minimum=0, maximum=math.inf)


def test_ends_too_far_apart_for_a_number_are_refused_without_a_warning() -> None:
    after = [1.0, 2.0, MISSING, MISSING, MISSING]
    for ends in ({"minimum": 0.0, "maximum": 1e308}, {"minimum": -1e308, "maximum": 1e308}):
        assert "E145" == code_of(worst_case_change, [1.0] * 5, after, **ends)
