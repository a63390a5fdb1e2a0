"""What may be told beside all that was told."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.handed_out.audit import Audit
from tsi_eval.protect.disclosure.handed_out.told import Told


def persons(first: int, count: int) -> frozenset[str]:
    return frozenset(f"p{i}" for i in range(first, first + count))


def told(members: frozenset[str], pool: str = "n||", whole: frozenset[str] = frozenset()) -> Told:
    return Told(pool=pool, kind=Kind.PERSON, members=members, whole=whole)


def audit(earlier: list[Told], alone: list[Told], policy: str = "default") -> Audit:
    return reports([earlier], alone, policy)


def reports(earlier: list[list[Told]], alone: list[Told], policy: str = "default") -> Audit:
    return Audit(earlier, alone, policy, lambda elements: len({item.partition(":")[2] for item in elements}) <= 1)


SIXTY = told(persons(0, 60))


@pytest.mark.parametrize(
    ("policy", "came", "may"),
    [
        ("default", 4, False), ("default", 5, True), ("strict", 9, False), ("strict", 10, True),
        ("staff5", 4, False), ("internal", 1, True), ("public", 1, True),
    ],
)  # fmt: skip
def test_how_many_must_have_come_goes_by_the_policy(policy: str, came: int, may: bool) -> None:
    new = told(persons(0, 60 + came))

    assert may is audit([SIXTY], [new], policy).may_tell([new])


def test_staff_has_a_limit_of_its_own_under_staff5() -> None:
    old, new = (Told(pool="n||", kind=Kind.STAFF, members=persons(0, n)) for n in (30, 33))

    assert audit([old], [new], "staff5").may_tell([new])
    assert not audit([old], [new], "default").may_tell([new])


def test_what_was_told_in_this_report_is_not_what_was_told_before() -> None:
    new = told(persons(0, 80))
    beside = audit([SIXTY], [new])
    beside.tell([new])

    assert beside.was_told([SIXTY])
    assert not beside.was_told([new])
    assert beside.may_tell([new])


@pytest.mark.parametrize("pool", ["n||", "n|came|", "n|y|T0"])
def test_another_name_of_the_pool_does_not_help(pool: str) -> None:
    new = told(persons(0, 61), pool)

    assert not audit([SIXTY], [new]).may_tell([new])


def test_a_renamed_pool_is_found_by_its_persons() -> None:
    girls, totals = persons(0, 30), [persons(0, 60), persons(0, 68)]
    old = [told(girls, "n|y|T0"), told(totals[0], "n|y|T0")]
    total, now = told(totals[1], "n|z|before"), told(girls | persons(60, 5), "n|z|before")
    beside = audit(old, [total, now])

    assert beside.may_tell([total])
    beside.tell([total])
    assert not beside.may_tell([now])


def test_other_persons_of_another_pilot_are_not_in_the_way() -> None:
    new = told(persons(100, 61))

    assert audit([SIXTY], [new]).may_tell([new])


def test_two_sets_of_one_report_may_be_near_each_other() -> None:
    whole, measured = told(persons(0, 60)), told(persons(0, 57), "n|y|T0")

    assert audit([whole], [whole, measured]).may_tell([measured])
    assert not audit([whole], [measured]).may_tell([measured])


def test_values_that_were_corrected_for_a_few_are_not_told() -> None:
    then, now = (
        Told(pool="v|y|T0", kind=Kind.PERSON, members=frozenset(f"p{i}:{2 if i < n else 1 + i % 2}" for i in range(40)))
        for n in (0, 4)
    )

    assert not audit([then], [now]).may_tell([now])


def test_newcomers_that_are_all_alike_are_not_told_of() -> None:
    then = told(persons(0, 20), whole=persons(0, 40))
    all_of_them = told(persons(0, 20) | persons(40, 6), whole=persons(0, 46))
    some = told(persons(0, 20) | persons(40, 5), whole=persons(0, 60))

    assert not audit([then], [all_of_them]).may_tell([all_of_them])
    assert audit([then], [some]).may_tell([some])


def test_tallies_move_by_five() -> None:
    old, by_three, by_six = (
        Told(pool="t|", kind=Kind.EVENT_ABOUT_PERSON, counts=frozenset({("norra", n)})) for n in (14, 17, 20)
    )

    assert not audit([old], [by_three]).may_tell([by_three])
    assert audit([old], [by_six]).may_tell([by_six])


@pytest.mark.parametrize(("finished", "may"), [(50, False), (55, True), (61, False)])
def test_who_started_in_one_answer_and_who_finished_in_another(finished: int, may: bool) -> None:
    old = [told(persons(0, 60)), told(persons(0, 50))]
    started, ended = told(persons(0, 71)), told(persons(0, 50) | persons(60, finished - 50))
    beside = audit(old, [started, ended])

    assert beside.may_tell([started])
    beside.tell([started])
    assert may is (beside.may_tell([ended]) and not beside.was_told([ended]))
    assert may is audit(old, [started, ended]).may_tell([started, ended])


def test_what_was_told_before_is_asked_about_beside_what_is_told_now() -> None:
    started, ended = told(persons(0, 71)), told(persons(0, 50) | persons(60, 11))
    apart = [[told(persons(0, 60)), told(persons(0, 50))], [started], [ended]]
    beside = reports(apart, [started, ended])
    beside.tell([started])

    assert beside.was_told([ended])
    assert not beside.may_tell([ended])


def test_what_one_report_told_together_may_be_told_again() -> None:
    started, ended, left = told(persons(0, 50)), told(persons(0, 40)), told(persons(0, 60))
    beside = reports([[left, started, ended]], [left, started, ended])
    for one in (left, started, ended):
        assert beside.may_tell([one])
        beside.tell([one])
