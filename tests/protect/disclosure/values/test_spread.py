"""What says few persons' spread again is withheld, unless it follows from what is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import made
import pytest
from made import cell, number

from tsi_eval.findings import Estimate, Line, Method, Note, Part, Quantity, Role
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.values.spread import (
    says_spread,
    without_few_extremes,
    without_second_spreads,
)

CHANGE = "q|mean_change|score|both|t0-t1"
NOBODYS: frozenset[tuple[str, ...]] = frozenset()


def says(quantity: Quantity, **more: Any) -> bool:
    return says_spread(number(quantity, -1.15, cell(12), **more), NOBODYS)


def statuses(*exact: Estimate) -> list[str]:
    """Return what becomes of numbers that the policy shows."""
    released = made.items(made.released(*exact, policy="internal"))
    return [item.status for item in without_second_spreads(released, exact)]


def test_effect_size_of_twelve_persons_is_withheld_beside_their_change() -> None:
    change = number(Quantity.MEAN_CHANGE, -2.0, cell(12), role=Role.HEADLINE)
    effect = number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12))

    assert ["shown", "suppressed"] == statuses(change, effect)


@pytest.mark.parametrize(("n", "status"), [(COARSE_BELOW - 1, "suppressed"), (COARSE_BELOW, "shown")])
def test_effect_size_of_many_is_shown(n: int, status: str) -> None:
    assert [status] == statuses(number(Quantity.EFFECT_SIZE_Z, -1.15, cell(n)))


def test_smallest_group_decides_whether_they_are_few() -> None:
    difference = number(Quantity.EFFECT_SIZE_GLASS, -1.15, cell(COARSE_BELOW), cell(12, first=1000))

    assert ["suppressed"] == statuses(difference)


def test_number_of_which_all_follows_from_shown_ones_says_nothing_more() -> None:
    lines = {part: Line(constant=0.0, terms=((CHANGE, part, 1 / 6),)) for part in ("estimate", "ci_low", "ci_high")}

    assert not says(Quantity.EFFECT_SIZE_NORM, lines=lines, ci_low=-2.0, ci_high=-0.3)
    assert not says(Quantity.EFFECT_SIZE_Z, lines=lines, ci_low=-2.0, ci_high=-0.3)


def test_number_of_which_only_an_end_follows_says_the_spread() -> None:
    lines = {"ci_low": Line(constant=0.0, terms=((CHANGE, "ci_low", 1.0),))}

    assert says(Quantity.EFFECT_SIZE_Z, lines=lines, ci_low=-2.0)


def test_line_without_terms_is_no_line() -> None:
    assert says(Quantity.EFFECT_SIZE_Z, lines={"estimate": Line(constant=-1.15, terms=())})


def test_smallest_detectable_change_may_rest_on_published_values() -> None:
    assert says(Quantity.SMALLEST_DETECTABLE)
    assert not says(Quantity.SMALLEST_DETECTABLE, method=Method.PLANNED)


def test_share_at_an_end_of_the_scale_says_it_whatever_its_record() -> None:
    whole = cell(40, part=made.persons(0, 12))

    assert not says_spread(number(Quantity.SHARE, 0.3, whole), NOBODYS)
    assert says_spread(number(Quantity.SHARE, 0.3, whole, note=Note.AT_AN_END), NOBODYS)


@pytest.mark.parametrize(
    ("role", "withheld"), [(Role.HEADLINE, False), (Role.SUPPORTING, True), (Role.SENSITIVITY, True)]
)
def test_difference_of_means_may_stand_only_where_it_answers(role: Role, withheld: bool) -> None:
    assert withheld == says(Quantity.MEAN_DIFFERENCE, role=role)


def test_same_difference_computed_otherwise_may_stand_beside_its_answer() -> None:
    groups = cell(40), cell(40, first=100)
    answer = number(Quantity.MEAN_DIFFERENCE, -1.2, *groups, role=Role.HEADLINE)
    check = number(Quantity.MEAN_DIFFERENCE, -1.1, *groups, role=Role.SENSITIVITY, method="unadjusted")
    other = number(Quantity.MEAN_DIFFERENCE, 0.7, *groups, role=Role.SENSITIVITY, group=Part.BEFORE_ONLY)

    assert ["shown", "shown", "suppressed"] == statuses(answer, check, other)


def test_second_interval_around_the_same_change_is_withheld() -> None:
    assert says(Quantity.MEAN_CHANGE, role=Role.SENSITIVITY, method="bootstrap")
    assert not says(Quantity.MEAN_CHANGE, role=Role.HEADLINE)


def test_change_with_missing_persons_filled_in_is_another_number() -> None:
    assert not says(Quantity.MEAN_CHANGE, role=Role.SENSITIVITY, method=Method.IMPUTED)


def test_what_is_hidden_already_keeps_its_reason() -> None:
    effect = number(Quantity.EFFECT_SIZE_Z, -1.15, cell(8))
    released = made.items(made.released(number(Quantity.MEAN, 3.0, cell(40)), effect))

    found = without_second_spreads(released, (number(Quantity.MEAN, 3.0, cell(40)), effect))
    assert "few_in_mean" == found[1].reason


@pytest.mark.parametrize(
    ("n", "follows", "status"),
    [
        (12, False, "suppressed"),
        (COARSE_BELOW - 1, False, "suppressed"),
        (COARSE_BELOW, False, "shown"),
        (12, True, "shown"),
    ],
)
def test_bounds_that_may_be_the_mean_of_the_few_who_changed_most_are_withheld(
    n: int, follows: bool, status: str
) -> None:
    terms = ((CHANGE, "estimate", 1.0),)
    lines = {part: Line(constant=0.0, terms=terms) for part in ("estimate", "ci_low", "ci_high")} if follows else {}
    bounds = number(Quantity.BOUNDS, -1.0, cell(n), ci_low=-3.0, ci_high=1.0, lines=lines)

    released = made.items(made.released(replace(bounds, lines={}), policy="internal"))
    assert [status] == [item.status for item in without_few_extremes(released, [bounds])]


def test_other_numbers_of_few_are_no_extremes() -> None:
    exact = [number(Quantity.EFFECT_SIZE_Z, -1.15, cell(12)), number(Quantity.MEAN_CHANGE, -2.0, cell(12))]

    released = made.items(made.released(*exact, policy="internal"))
    assert released == without_few_extremes(released, exact)
