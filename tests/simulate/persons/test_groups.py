"""Parents come by homes: the same group, about the same day, and as far as was planted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from small_settings import setting

from tsi_eval.simulate.drawn import Drawn
from tsi_eval.simulate.persons.groups import Groups, Homes
from tsi_eval.simulate.persons.sessions import Parent, Presence, Sessions
from tsi_eval.simulate.writing.files import Form
from tsi_eval.simulate.writing.mess import Mess

PLANTED = Groups(
    id="parents",
    stream=("parents",),
    session_stream=("sessions",),
    form=Form(name="deltagare.csv"),
    session_form=Form(name="narvaro.csv", messy=Mess(doubled=2)),
    parent="F{:03}",
    child="B{:03}",
    homes=(
        Homes(homes=6, reached=("started", "started")),
        Homes(homes=2, reached=("started", "enrolled")),
        Homes(homes=4, reached=("informed",)),
    ),
    sessions=Sessions(
        number=4,
        enough=3,
        first={"digitalt": (date(2024, 2, 6),), "på plats": (date(2024, 2, 8),)},
        break_after=2,
    ),
    first_form=0.5,
    channels={"skola": 0.6, "webb": 0.4},
    told=(30, 40),
    apart=5,
    enrolled_after=(4, 18),
    presence=Presence(share=0.9, leavers=3, leave_after=(2, 3)),
    words=("ja", "nej"),
)


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    return PLANTED.draw(setting())


@pytest.fixture(scope="module")
def parents() -> tuple[Parent, ...]:
    return PLANTED.parents(setting())


def test_parents_and_children_are_as_many_as_planted(drawn: Drawn) -> None:
    assert {("informed",): 20, ("enrolled",): 16, ("started",): 14} == drawn.tables["reached"]
    assert {("informed",): 12, ("started",): 8, ("two_started",): 6} == drawn.tables["children"]


def test_parents_are_numbered_in_order_of_the_day_they_were_told(parents: tuple[Parent, ...]) -> None:
    assert [f"F{n:03}" for n in range(1, 21)] == [parent.id for parent in parents]
    days = [parent.informed for parent in parents]
    assert sorted(days) == days


def test_two_parents_of_one_child_are_told_of_the_same_group_within_the_days(parents: tuple[Parent, ...]) -> None:
    homes: dict[str, list[Parent]] = {}
    for parent in parents:
        homes.setdefault(parent.child, []).append(parent)

    assert {1, 2} == {len(home) for home in homes.values()}
    for one, *others in homes.values():
        for other in others:
            assert (one.form, one.channel, one.term) == (other.form, other.channel, other.term)
            # Days at a weekend are moved to the Friday before.
            assert abs(other.informed - one.informed) <= timedelta(days=5 + 2)


def test_steps_follow_each_other(parents: tuple[Parent, ...]) -> None:
    for parent in parents:
        steps = (parent.informed, parent.enrolled, parent.started, parent.completed)
        days = [day for day in steps if day]
        assert sorted(days) == days
        assert all(steps[: len(days)])


def test_so_many_left_and_those_who_came_often_enough_completed(drawn: Drawn, parents: tuple[Parent, ...]) -> None:
    assert 3 == len(drawn.chosen["left"])
    assert tuple(parent.id for parent in parents if sum(parent.present) >= 3) == drawn.chosen["completed"]


def test_sessions_have_a_row_for_each_who_started_and_some_twice(drawn: Drawn) -> None:
    _, sessions = drawn.files

    assert 14 * 4 == len(sessions.rows)
    assert 2 == len(sessions.again)
    yes = sum(row.cells[2] == "ja" for row in sessions.rows)
    assert yes == sum(drawn.tables["present"].values())


def test_those_who_started_can_be_measured_by_their_first_and_last_session(drawn: Drawn) -> None:
    people = drawn.people["started"]

    assert 14 == len(people)
    # Four weekly sessions with one week's break.
    weeks = {person.days["last_session"] - person.days["first_session"] for person in people}
    assert {timedelta(weeks=4)} == weeks
    assert 6 == len(people) - len({person.home for person in people})
