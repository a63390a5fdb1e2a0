"""Coarse scales: what a question shows leaves every small count open."""

from __future__ import annotations

from dataclasses import replace

import coarse
import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.designs.pre_post.options import Matters
from tsi_eval.findings import Estimate, Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.protect.disclosure.values.coarse.guarding import guarded_coarse
from tsi_eval.stats.group_mean import mean


def mean_of(*values: float) -> Estimate:
    """Return the mean of some persons' values at T0, as the answer to a question."""
    found = mean(np.array(values), level=0.95)
    ends = {name: getattr(found, name) for name in ("se", "ci_low", "ci_high", "level")}
    cell = made.people(frozenset(f"p{i}" for i in range(len(values))), kind=made.Kind.PERSON)
    about = {"outcome": "y", "period": "T0", "group": "", "role": Role.HEADLINE}
    return made.number(Quantity.MEAN, found.estimate, cell, **about | ends)


def shown_mean(values: list[float], most: float) -> ReleasedEstimate:
    exact = [mean_of(*values)]
    return guarded_coarse(coarse.rounded(exact), exact, coarse.measured({"T0": values}, most))[0]


def by_quantity(rows: coarse.Rows, quantity: Quantity) -> ReleasedEstimate:
    return next(item for item, _ in rows if item.quantity is quantity)


def test_mean_with_interval_that_is_a_table_loses_the_interval() -> None:
    # Only 1, 8 and 3 children give 1.17 (0.80 to 1.53).
    item = shown_mean([0, *[1] * 8, 2, 2, 2], 2)

    assert (item.estimate, item.ci_low, item.ci_high, item.level) == (1.17, None, None, 0.95)


def test_one_above_eleven_alike_is_not_told_by_the_decimals_either() -> None:
    # Three decimals, 2.083, say that the error is below a tenth: then eleven must be alike.
    item = shown_mean([*[2.0] * 11, 3.0], 4)
    assert (item.estimate, item.decimals, item.ci_low) == (2.0, 0, None)


def test_mean_that_is_a_table_by_itself_is_blurred() -> None:
    # The sum 1 of ten children: one child at 1, whatever else is shown.
    item = shown_mean([*[0.0] * 9, 1.0], 2)
    assert (item.estimate, item.decimals) != (0.1, 1)
    assert item.estimate in {None, 0.0}


def test_twelve_who_all_fell_are_no_counts() -> None:
    values = {"T0": [2] * 6 + [1] * 6, "T1": [1, 0] * 3 + [0] * 6}
    rows = coarse.shown(values, 2)
    assert all(item.status == "suppressed" for item, _ in rows if item.group in {Part.MOVED_LOWER, Part.MOVED_HIGHER})


def test_four_tenths_and_changed_are_not_said_together() -> None:
    # Four of ten rose one step: no other whole changes sum to 4 with an arm below 0.4.
    values = {"T0": [0, 0, 1, 1, 0, 1, 1, 0, 1, 1], "T1": [1, 1, 2, 2, 0, 1, 1, 0, 1, 1]}
    rows = coarse.shown(values, 2)
    change, exact = next((item, exact) for item, exact in rows if exact.quantity is Quantity.MEAN_CHANGE)

    assert exact.ci_low is not None
    assert exact.ci_low > 0
    assert change.estimate != 0.4


def test_scale_of_many_values_is_not_touched() -> None:
    values = {"T0": [10, 20, 30, 15, 25, 35, 12, 18, 22, 28], "T1": [12, 18, 33, 15, 29, 31, 14, 11, 20, 24]}
    assert coarse.unguarded(values) == coarse.shown(values, 40)


def test_large_counts_lose_nothing() -> None:
    # Fifteen at either end, first and second: 15 rose two steps and 15 fell.
    values = {"T0": [0, 2] * 15, "T1": [2, 0] * 10 + [0, 2] * 5}
    rows = coarse.shown(values, 2)
    assert [item for item, _ in coarse.unguarded(values)] == [item for item, _ in rows]


@pytest.mark.parametrize("most", [2, 4, 10])
def test_same_numbers_are_shown_less_never_otherwise(most: int) -> None:
    values = coarse.drawn(21 if most < 10 else 10, most, np.random.default_rng(most))
    for (item, exact), (before, _) in zip(coarse.shown(values, most), coarse.unguarded(values), strict=True):
        assert item.n in {before.n, None}
        assert item.ci_low in {before.ci_low, None}
        assert item.estimate is None or item.estimate == round(exact.estimate, item.decimals) or item == before


def test_what_follows_from_means_goes_where_they_are_blurred() -> None:
    # One of fifteen fell: -0.07 says so, and 0 does not.
    values = {"T0": [2, 2, 2, 1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 1, 0], "T1": [2, 2, 2, *[1] * 9, 2, 1, 0]}
    rows = coarse.shown(values, 2)
    change = by_quantity(rows, Quantity.MEAN_CHANGE)
    assert (change.status, change.decimals) == ("shown", 0)
    assert not [item for item, exact in rows if exact.lines and item.status == "shown"]


def test_smallest_change_that_matters_counts_among_the_words() -> None:
    values = coarse.drawn(24, 4, np.random.default_rng(3))
    matters = Matters(change=1.0, reason=Text(sv="ett steg", en="a step"))
    designs = [PrePost(outcome="y", before="T0", after="T1", imputations=0, matters=given) for given in (None, matters)]
    alone, held = (coarse.shown(values, 4, design) for design in designs)
    order = [by_quantity(rows, Quantity.MEAN_CHANGE) for rows in (alone, held)]
    assert order[1].decimals <= order[0].decimals or order[1].estimate is None


def test_strict_arms_are_read_as_rounded_up() -> None:
    exact = [mean_of(0, *[1] * 8, *[2] * 13)]
    (item,) = coarse.rounded(exact)
    item = replace(item, estimate=2.0, ci_low=1.0, ci_high=3.0, decimals=0, se=None)
    given = coarse.measured({"T0": [0, *[1] * 8, *[2] * 13]}, 2)
    (kept,) = guarded_coarse([item], exact, given, by_error=False)
    assert (kept.estimate, kept.ci_low) == (2.0, 1.0)
