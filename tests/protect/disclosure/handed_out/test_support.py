"""Combinations that rest on a few, by hand and beside a search through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from tsi_eval.protect.disclosure.handed_out.support import Sets, rests_on_few

FEW = 5


def persons(first: int, count: int) -> frozenset[str]:
    return frozenset(f"p{i}" for i in range(first, first + count))


GIRLS, BOYS = persons(0, 30), persons(100, 30)


def sets(before: Sequence[frozenset[str]], new: Sequence[frozenset[str]], alone: Sequence[frozenset[str]] = ()) -> Sets:
    return Sets(before=before, alone=(*alone, *new), new=new)


@pytest.mark.parametrize(("came", "few"), [(0, False), (1, True), (4, True), (5, False), (40, False)])
def test_a_total_may_be_told_when_five_have_come(came: int, few: bool) -> None:
    assert few is rests_on_few(sets([persons(0, 60)], [persons(0, 60 + came)]), FEW)


@pytest.mark.parametrize(("came", "left", "few"), [(1, 1, True), (2, 2, True), (3, 2, False), (2, 5, False)])
def test_those_who_left_count_too(came: int, left: int, few: bool) -> None:
    assert few is rests_on_few(sets([persons(0, 60)], [persons(left, 60 - left + came)]), FEW)


def test_three_boys_are_left_when_the_girls_are_renewed_after_the_total() -> None:
    before = [GIRLS | BOYS, GIRLS]
    total = GIRLS | BOYS | persons(30, 5) | persons(130, 3)

    assert not rests_on_few(sets(before, [total]), FEW)
    assert rests_on_few(sets([*before, total], [GIRLS | persons(30, 5)]), FEW)


def test_a_chain_is_looked_at_as_a_whole() -> None:
    terms, girls = [persons(0, 40), persons(0, 46), persons(0, 52)], persons(0, 20)

    assert not rests_on_few(sets([*terms, girls], [girls | persons(40, 6)]), FEW)
    # Five girls have come, four of them in the second term: its two boys less one girl are left.
    assert rests_on_few(sets([*terms, girls], [girls | persons(40, 4) | persons(46, 1)]), FEW)
    assert not rests_on_few(sets([terms[0], terms[2], girls], [girls | persons(40, 4) | persons(46, 1)]), FEW)


@pytest.mark.parametrize(("corrected", "few"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_corrected_value_is_another_element_of_the_same_person(corrected: int, few: bool) -> None:
    before = frozenset(f"p{i}:1" for i in range(40))
    now = frozenset(f"p{i}:{2 if i < corrected else 1}" for i in range(40))

    assert few is rests_on_few(sets([before], [now]), FEW)


def test_what_the_new_report_says_by_itself_is_passed_over() -> None:
    all_of_them, measured = persons(0, 63), persons(0, 60)

    assert rests_on_few(sets([all_of_them], [measured]), FEW)
    assert not rests_on_few(sets([all_of_them], [measured], alone=[all_of_them]), FEW)


def test_what_was_told_before_can_not_be_told_again() -> None:
    before = [persons(0, 60), persons(0, 63)]

    assert not rests_on_few(sets(before, [persons(0, 63), persons(0, 90)]), FEW)


@pytest.mark.parametrize("few", [0, 1])
def test_where_nothing_is_few_nothing_is_asked(few: int) -> None:
    assert not rests_on_few(sets([persons(0, 60)], [persons(0, 61)]), few)


def test_elements_count_as_much_as_they_are_worth() -> None:
    told = Sets(before=[frozenset({"a"})], alone=[], new=[frozenset({"a", "b"})], sizes={"a": 30, "b": 3})

    assert rests_on_few(told, FEW)
    assert not rests_on_few(Sets(before=told.before, alone=[], new=told.new, sizes={"a": 30, "b": 5}), FEW)


def exhaustive(before: Sequence[frozenset[str]], new: Sequence[frozenset[str]], few: int) -> bool:
    """Ask of every small set of persons whether some combination rests on it alone.

    It is so if leaving these columns out makes the rank smaller; ranks are counted in fractions.
    """
    rows = [*before, *new]
    everyone = sorted(frozenset[str]().union(*rows))
    table = [[Fraction(person in row) for person in everyone] for row in rows]
    width = len(everyone)
    known = [table[: len(before)], table[len(before) :]]
    for size in range(1, few):
        for chosen in combinations(range(width), size):
            others = [[row[i] for i in range(width) if i not in chosen] for row in table]
            if rank(others) == rank(table):
                continue
            said = [
                rank(some) - rank([[r[i] for i in range(width) if i not in chosen] for r in some]) for some in known
            ]
            if rank(table) - rank(others) > max(said):
                return True
    return False


def rank(table: list[list[Fraction]]) -> int:
    rows, found = [list(row) for row in table], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i in range(found + 1, len(rows)):
            factor = rows[i][column] / rows[found][column]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def test_random_sets_beside_a_search_through_all_of_them() -> None:
    chance = np.random.default_rng(5)
    answers = []
    for _ in range(60):
        size, few = int(chance.integers(5, 9)), int(chance.integers(2, 5))
        rows = [frozenset(f"p{i}" for i in range(size) if chance.random() < 0.7) for _ in range(4)]
        before, new = rows[:2], rows[2:]
        answers.append(rests_on_few(sets(before, new), few))
        assert exhaustive(before, new, few) is answers[-1]
    assert {True, False} == set(answers)
