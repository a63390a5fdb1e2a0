"""Quantities that may not be negative, and the ways in which they change together."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.protect.disclosure.counts.ways import Ways, most_negative


def two_towns() -> Ways:
    """Return 16 in Orsa and nobody in Älvdalen, who may be moved there."""
    return Ways(values=np.array([16.0, 0.0]), changes=np.array([[-1.0], [1.0]]))


def test_way_leads_to_where_something_is_none_and_back() -> None:
    ways = two_towns()

    assert ways.room(0) == (16, 0)
    ways.go(0, 16)
    ways.pivot(0, 0)

    assert ways.values.tolist() == [0, 16]
    assert ways.changes.tolist() == [[1], [-1]]
    assert ways.room(0) == (16, 1)


def test_way_on_which_nothing_falls_has_no_end() -> None:
    ways = Ways(values=np.array([0.0]), changes=np.array([[1.0]]))

    assert ways.room(0) == (np.inf, -1)
    ways.turn(0)
    assert ways.room(0) == (0, 0)


def test_copy_goes_elsewhere() -> None:
    ways = two_towns()

    ways.copy().go(0, 5)
    ways.copy().turn(0)

    assert ways.values.tolist() == [16, 0]
    assert ways.changes.tolist() == [[-1], [1]]


def test_given_up_way_leaves_none_that_changes_the_sum() -> None:
    ways = Ways(values=np.zeros(3), changes=np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 4.0]]))

    ways.give_up(np.array([2.0, 4.0]))

    assert len(ways) == 1
    assert ways.changes.tolist() == [[1], [-0.5], [0]]


def test_sum_that_no_way_changes_costs_none() -> None:
    ways = two_towns()

    ways.give_up(np.zeros(1))

    assert len(ways) == 1


def test_added_quantity_ends_ways_too() -> None:
    ways = two_towns()

    assert ways.add(12, np.array([-1.0])) == 2
    assert ways.room(0) == (12, 2)


@pytest.mark.parametrize(("change", "way"), [([1.0, -2.0, -1.0], 1), ([1.0, 0.0], None), ([], None)])
def test_way_is_the_one_that_takes_most(change: list[float], way: int | None) -> None:
    assert most_negative(np.array(change)) == way
