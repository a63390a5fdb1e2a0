"""Those who came, left or changed are not all alike."""

from __future__ import annotations

import pytest

from tsi_eval.findings import Kind
from tsi_eval.protect.disclosure.handed_out.alike import any_alike, tell_all_alike, tells_all_alike
from tsi_eval.protect.disclosure.handed_out.told import Told


def persons(first: int, count: int) -> frozenset[str]:
    return frozenset(f"p{i}" for i in range(first, first + count))


def part(members: frozenset[str], whole: frozenset[str]) -> Told:
    return Told(pool="n||", kind=Kind.PERSON, members=members, whole=whole)


def values(**of: int) -> Told:
    return Told(pool="v|score|T0", kind=Kind.PERSON, members=frozenset(f"{name}:{value}" for name, value in of.items()))


def same(elements: frozenset[str]) -> bool:
    return len({element.partition(":")[2] for element in elements}) <= 1


OLD = part(persons(0, 20), persons(0, 40))


@pytest.mark.parametrize(("of_the_five", "alike"), [(0, True), (1, False), (4, False), (5, True)])
def test_five_came_and_all_or_none_of_them_finished(of_the_five: int, alike: bool) -> None:
    new = part(persons(0, 20) | persons(40, of_the_five), persons(0, 45))

    assert alike is tells_all_alike(new, OLD, same)


@pytest.mark.parametrize(("came", "alike"), [(19, True), (20, False)])
def test_of_twenty_it_may_be_told(came: int, alike: bool) -> None:
    assert alike is tells_all_alike(part(persons(0, 20) | persons(40, came), persons(0, 40 + came)), OLD, same)


def test_where_all_are_in_the_part_it_is_said_of_everybody() -> None:
    everyone, nobody = persons(0, 40), frozenset[str]()

    assert not tells_all_alike(part(persons(0, 46), persons(0, 46)), part(everyone, everyone), same)
    assert not tells_all_alike(part(nobody, persons(0, 46)), part(nobody, everyone), same)
    assert not tells_all_alike(part(persons(6, 34), persons(6, 34)), part(everyone, everyone), same)
    assert tells_all_alike(part(persons(5, 41), persons(0, 46)), part(persons(5, 35), everyone), same)


def test_who_moved_between_the_sides_hides_the_newcomers() -> None:
    new = part(persons(5, 15) | persons(40, 5), persons(0, 45))

    assert not tells_all_alike(new, OLD, same)


def test_those_who_left_are_asked_about_too() -> None:
    assert tells_all_alike(part(persons(5, 15), persons(5, 35)), OLD, same)
    assert not tells_all_alike(
        part(persons(2, 18), persons(2, 18) | persons(22, 18)), part(persons(0, 20), persons(0, 40)), same
    )


def test_newcomers_with_one_value() -> None:
    old = {f"p{i}": i for i in range(20)}

    assert tells_all_alike(values(**old, a=3, b=3, c=3, d=3, e=3), values(**old), same)
    assert not tells_all_alike(values(**old, a=3, b=3, c=3, d=3, e=4), values(**old), same)
    assert not tells_all_alike(values(**old), values(**old), same)


def test_sets_that_share_little_are_not_the_same_group_earlier() -> None:
    assert not tells_all_alike(part(persons(100, 5), persons(100, 15)), OLD, same)


def test_any_earlier_one_is_enough() -> None:
    new = part(persons(0, 20) | persons(40, 5), persons(0, 45))

    assert any_alike(new, [new, OLD], same)
    assert not any_alike(new, [new], same)


@pytest.mark.parametrize(("of_the_five", "alike"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_part_and_its_whole_in_two_numbers(of_the_five: int, alike: bool) -> None:
    finished, started = persons(0, 20) | persons(40, of_the_five), persons(0, 45)
    june = [persons(0, 20), persons(0, 40)]

    assert alike is tell_all_alike([started], [finished, started], june)
    assert alike is tell_all_alike([finished, started], [], june)
    if finished not in june:
        assert alike is tell_all_alike([finished], [finished, started], june)


def test_by_two_numbers_all_who_left_are_asked_about_too() -> None:
    june = [persons(0, 20), persons(0, 40)]

    assert tell_all_alike([persons(5, 35)], [persons(5, 15)], june)
    assert not tell_all_alike([persons(5, 35) - persons(38, 1)], [persons(5, 15)], june)


def test_by_two_numbers_of_twenty_it_may_be_told() -> None:
    june = [persons(0, 20), persons(0, 40)]

    assert not tell_all_alike([persons(0, 60)], [persons(0, 20) | persons(40, 20)], june)


def test_a_part_that_is_not_told_now_says_nothing_of_those_who_came() -> None:
    june = [persons(0, 20), persons(0, 40)]

    assert not tell_all_alike([persons(0, 45)], [], june)
    assert tell_all_alike([persons(0, 45)], [persons(0, 20)], june)
