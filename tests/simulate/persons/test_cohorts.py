"""Families by intake: case numbers in order, days that follow each other, and what was drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_settings import setting

from tsi_eval.simulate.persons.cohorts import Cohorts, Intake, Wait
from tsi_eval.simulate.writing.files import Form

INTAKES = {
    "fore": Intake(
        cohort="före", families=20, first_case=1, first_day=date(2023, 1, 9), last_day=date(2023, 5, 5), other_gender=1
    ),
    "HT2023": Intake(
        cohort="under", families=15, first_case=21, first_day=date(2023, 8, 15), last_day=date(2023, 11, 15)
    ),
    "VT2024": Intake(
        cohort="under", families=10, first_case=36, first_day=date(2024, 1, 8), last_day=date(2024, 4, 19)
    ),
}
PLANTED = Cohorts(
    id="families",
    form=Form(name="familjer_{delivery}.csv"),
    case="F{:03}",
    genders=("flicka", "pojke", "annat"),
    intakes=INTAKES,
    start=0.8,
    finish=0.5,
    starts_after=(1, 14),
    lasts=(28, 56),
    wait=Wait(mean={"före": 6.5, "under": 4.5}, shape=2.5),
)


def test_the_intake_before_is_delivered_with_any_term_and_later_ones_with_theirs() -> None:
    one, two = (PLANTED.draw(setting(terms=terms)) for terms in (("HT2023",), ("HT2023", "VT2024")))

    assert ["fore", "HT2023"] == [file.delivery for file in one.files]
    assert ["fore", "HT2023", "VT2024"] == [file.delivery for file in two.files]
    assert one.people["HT2023"] == two.people["HT2023"]


def test_cases_are_numbered_in_order_of_the_day_of_the_offer() -> None:
    people = PLANTED.draw(setting()).people["HT2023"]

    assert [f"F{n:03}" for n in range(21, 36)] == [person.id for person in people]
    offered = [person.days["offered"] for person in people]
    assert sorted(offered) == offered
    assert all(date(2023, 8, 11) <= day <= date(2023, 11, 15) for day in offered)


def test_days_are_working_days_and_follow_each_other() -> None:
    for person in PLANTED.draw(setting()).people["fore"]:
        offered, started, finished = person.days.values()
        days = [day for day in (offered, started, finished) if day]
        assert sorted(days) == days
        assert all(day.weekday() < 5 for day in days)
        assert started or not finished


@pytest.mark.parametrize(("share", "started", "finished"), [(1.0, 20, 20), (0.0, 0, 0)])
def test_when_all_or_none_start_and_finish_the_truth_says_so(share: float, started: int, finished: int) -> None:
    tables = replace(PLANTED, start=share, finish=share).draw(setting(terms=())).tables

    assert {
        ("före", "offered"): 20,
        ("före", "started"): started,
        ("före", "finished"): finished,
    } == tables["reached"]


def test_so_many_children_as_planted_have_the_third_gender() -> None:
    gender = PLANTED.draw(setting()).tables["gender"]

    assert 1 == gender["före", "annat"]
    assert ("under", "annat") not in gender
    assert 35 == sum(gender.values())


def test_the_wait_is_at_least_a_week() -> None:
    short = replace(PLANTED, wait=Wait(mean={"före": 0.01, "under": 0.01}, shape=2.5))

    assert {("före",): 1.0, ("under",): 1.0} == short.draw(setting()).tables["mean_weeks"]
