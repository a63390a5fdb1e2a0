"""Stages that each contain the next."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from answers import number
from example_study import COMPLETED, PERSONS, Planted, enrolment
from example_study import LABELS as NAMED
from example_study import STUDY as EXAMPLE_STUDY
from made import asked, findings, released_answers

from tsi_eval.designs import Participation
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Kind, Part, Quantity, Role
from tsi_eval.language import Text
from tsi_eval.options import OptionError
from tsi_eval.protect import release
from tsi_eval.study import Study

STAGES = ("zq_offered", "zq_started", "zq_completed")
FOLLOWED_UP = (*STAGES, "zq_followed_up")
LABELS = NAMED | {"zq_followed_up": Text(sv="de som följdes upp", en="those who were followed up")}


def with_state(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return rows of an enrolment with a state."""
    return pd.DataFrame(rows, columns=["person", "stage", "state"])


def followed_up() -> pd.DataFrame:
    """Return the example's stages and one more: 20 have been there, and 14 are on the way."""
    more = [(f"p{i:03d}", "zq_followed_up", "present" if i < 20 else "ongoing") for i in range(34)]
    return pd.concat([enrolment(), with_state(*more)], ignore_index=True)


STUDY = replace(EXAMPLE_STUDY, _tables=EXAMPLE_STUDY._tables | Study.from_frames(enrolment=followed_up())._tables)
EXAMPLES: tuple[Design, ...] = (
    Participation(stages=STAGES, by="zq_arm"),
    Participation(stages=STAGES, by="zq_town"),
    Participation(stages=FOLLOWED_UP, by="zq_arm"),
)
PLANTED = (Planted(design=Participation(stages=STAGES), study=STUDY, truth=COMPLETED / PERSONS),)


def test_only_nested_stages_are_counted() -> None:
    rows = [("p1", "a"), ("p1", "b"), ("p1", "c"), ("p2", "a"), ("p2", "c"), ("p3", "b"), ("p4", "a"), ("p4", "b")]
    study = Study.from_frames(enrolment=pd.DataFrame(rows, columns=["person", "stage"]))

    finding = Participation(stages=("a", "b", "c")).answer(study)

    assert [3, 2, 1] == [number(finding, Quantity.COUNT, period=stage).estimate for stage in ("a", "b", "c")]
    (line,) = finding.series
    assert 1 / 3 == next(point.estimate for point in line.points if point.period == "c")


def funnel(started: int, completed: int, ongoing: int) -> Study:
    """Return a study of 60 who were offered, some of whom started, completed, or are on the way."""
    rows = [(f"p{i:03d}", "offered", "present") for i in range(60)]
    rows += [(f"p{i:03d}", "started", "present") for i in range(started)]
    rows += [(f"p{i:03d}", "completed", "present") for i in range(completed)]
    rows += [(f"p{i:03d}", "completed", "ongoing") for i in range(completed, completed + ongoing)]
    return Study.from_frames(enrolment=with_state(*rows))


NESTED = Participation(stages=("offered", "started", "completed"))


def test_not_yet_is_not_left_and_counts_as_neither() -> None:
    finding = NESTED.answer(funnel(47, 33, 8))

    counts = {(e.group, e.period): e.n for e in finding.estimates if e.quantity is Quantity.COUNT}
    assert {
        ("", "offered"): 60,
        ("", "started"): 47,
        ("", "completed"): 33,
        (Part.ONGOING, "completed"): 8,
    } == counts
    headline = number(finding, Quantity.SHARE, role=Role.HEADLINE)
    assert (33 / 60, 60, Part.ONGOING) == (headline.estimate, headline.n, headline.note)
    said = ["nested_stages", "leaving_unexplained", "share_may_rise", "could_unknown"]
    assert [f"caveat.{name}" for name in said] == [message.key for message in finding.caveats]


def test_where_nobody_is_on_the_way_nothing_is_said_of_it() -> None:
    finding = NESTED.answer(funnel(47, 39, 0))

    assert "" == number(finding, Quantity.SHARE, role=Role.HEADLINE).note
    assert "caveat.share_may_rise" not in {message.key for message in finding.caveats}
    assert Part.ONGOING not in {e.group for e in finding.every_estimate()}


def test_who_is_on_the_way_to_a_stage_is_on_the_way_to_all_after_it() -> None:
    rows = with_state(
        *((person, "a", "present") for person in "123456"),
        *((person, "b", "present") for person in "1234"),
        ("5", "b", "ongoing"),
        ("1", "c", "present"),
        ("2", "c", "ongoing"),
        # Who left before a stage is not on the way there, whatever is filled in.
        ("6", "c", "ongoing"),
    )
    finding = Participation(stages=("a", "b", "c")).answer(Study.from_frames(enrolment=rows))

    ongoing = {e.period: e.basis[0].members for e in finding.estimates if e.group == Part.ONGOING}
    assert {"b": frozenset("5"), "c": frozenset("25")} == ongoing
    assert {Kind.PERSON} == {e.basis[0].kind for e in finding.estimates if e.group == Part.ONGOING}


def test_who_is_on_the_way_to_the_first_stage_is_in_no_share() -> None:
    rows = with_state(("1", "a", "present"), ("2", "a", "ongoing"), ("1", "b", "present"))
    finding = Participation(stages=("a", "b")).answer(Study.from_frames(enrolment=rows))

    assert (1.0, 1) == (number(finding, Quantity.SHARE, role=Role.HEADLINE).estimate, finding.estimates[0].n)
    assert Part.ONGOING not in {e.group for e in finding.every_estimate()}


@pytest.mark.parametrize("policy", ["default", "strict", "staff5"])
@pytest.mark.parametrize(("completed", "ongoing"), [(39, 3), (39, 5), (41, 5), (45, 2), (30, 16)])
def test_few_who_are_on_the_way_or_have_left_can_not_be_worked_out(completed: int, ongoing: int, policy: str) -> None:
    report = release(findings(asked("reached", NESTED.answer(funnel(47, completed, ongoing))), policy=policy))

    shown = {
        (e.group, e.period): e.n
        for e in report.finding("reached").estimates
        if e.quantity is Quantity.COUNT and e.status == "shown"
    }
    # Of 47 who started, those who left are what remains when the others are taken away.
    assert not {("", "started"), ("", "completed"), (Part.ONGOING, "completed")} <= {*shown}
    assert (shown.get((Part.ONGOING, "completed")) or 5) >= 5


def test_large_groups_are_shown_and_said() -> None:
    report = released_answers(funnel(47, 33, 8), reached=NESTED)

    (ongoing,) = (e for e in report.finding("reached").estimates if e.group == Part.ONGOING)
    assert ("shown", 8) == (ongoing.status, ongoing.n)


def test_units_need_a_column_to_divide_by() -> None:
    with pytest.raises(OptionError) as error:
        Participation(stages=("came", "stayed"), could=("a",))

    assert ["E295"] == [problem.code for problem in error.value.problems]
