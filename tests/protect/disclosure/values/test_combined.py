"""What rows give, and which sets are of too few."""

from __future__ import annotations

import made
import numpy as np
import pytest

from tsi_eval.findings import Kind, Quantity, people
from tsi_eval.protect.disclosure.counts.naming import named
from tsi_eval.protect.disclosure.values.combined import rows_of_differences, rows_that_give, sets_of_few
from tsi_eval.protect.disclosure.values.withheld import estimate_name

ALL, GIRLS = frozenset(f"p{i}" for i in range(20)), frozenset(f"p{i}" for i in range(16))


def mean_of(members: frozenset[str], **more: object) -> made.Estimate:
    return made.estimate(Quantity.MEAN, 3.0, people(members, kind=Kind.PERSON), n=len(members), **more)


def test_both_rows_are_needed_for_the_boys() -> None:
    shown = np.array([[1 / 20, 1 / 20], [1 / 16, 0.0], [0.0, 0.0]])

    assert [0, 1] == rows_that_give(shown, np.array([[0.0, 1.0]])).tolist()
    assert [1] == rows_that_give(shown, np.array([[1.0, 0.0], [0.0, 1.0]])).tolist()
    assert [] == rows_that_give(shown[:1], np.array([[0.0, 1.0]])).tolist()


@pytest.mark.parametrize(("policy", "few"), [("default", [4]), ("strict", [4]), ("internal", [])])
def test_sets_of_few_go_by_the_policy(policy: str, few: list[int]) -> None:
    _, sets = named((mean_of(ALL, group="all"), mean_of(GIRLS, group="girls")))

    assert few == [int(sets.sizes[inside].sum()) for inside in sets_of_few(sets, policy)]


def test_difference_of_two_means_is_the_second_less_the_first() -> None:
    first, second = mean_of(ALL, period="T0"), mean_of(ALL, period="T1")
    names = (estimate_name(first), estimate_name(second))
    change = made.estimate(Quantity.MEAN_CHANGE, 1.0, first.basis[0], derived_from=names)
    row_of = dict(zip(names, (np.array([1.0, 0.0]), np.array([0.0, 1.0])), strict=True))

    assert [-1.0, 1.0] == rows_of_differences([(2, change)], row_of)[2].tolist()
    assert {} == rows_of_differences([(2, change)], {names[0]: row_of[names[0]]})
