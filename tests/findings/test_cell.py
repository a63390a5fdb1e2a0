"""A cell is as large as its members or tallies, and never prints whom it holds."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Cell, Kind, people, tallied

ANNA, BO, CILLA = "a1", "b2", "c3"
THREE = frozenset({ANNA, BO, CILLA})


def test_people_are_as_many_as_their_members() -> None:
    cell = people(THREE, kind=Kind.STAFF)

    assert (Kind.STAFF, 3, THREE) == (cell.kind, cell.n, cell.members)
    assert (None, frozenset()) == (cell.numerator, cell.numerator_members)


def test_people_of_whom_a_share_is_taken_know_the_part() -> None:
    cell = people(THREE, frozenset({BO}), kind=Kind.PERSON)

    assert (3, 1, frozenset({BO})) == (cell.n, cell.numerator, cell.numerator_members)


def test_part_of_nobody_is_a_part_of_none() -> None:
    cell = people(THREE, frozenset(), kind=Kind.PERSON)

    assert 0 == cell.numerator


def test_people_may_be_nobody() -> None:
    assert 0 == people(frozenset(), kind=Kind.PERSON).n


def test_part_outside_of_the_whole_is_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011  a mistake of the design's author, without words
        people(frozenset({ANNA}), frozenset({ANNA, BO}), kind=Kind.PERSON)


def test_tallied_is_the_sum_of_its_smallest_tallies() -> None:
    cell = tallied({"norra|2023-08": 7, "norra|2023-09": 0}, Kind.EVENT_ABOUT_PERSON)

    assert 7 == cell.n
    assert frozenset({("norra|2023-08", 7), ("norra|2023-09", 0)}) == cell.tallies
    assert frozenset() == cell.members


def test_nothing_tallied_is_none() -> None:
    assert 0 == tallied({}, Kind.EVENT).n


def test_cell_prints_no_member_and_no_tally() -> None:
    persons = people(THREE, frozenset({BO}), kind=Kind.PERSON)
    tallies = frozenset({("hemlig", 3)})
    counted = Cell(kind=Kind.EVENT, n=3, tallies=tallies, numerator_tallies=tallies, rest_tallies=tallies)

    printed = repr(persons) + repr(counted)
    assert not [name for name in (*THREE, "hemlig") if name in printed]
