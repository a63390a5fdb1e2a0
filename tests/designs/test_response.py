"""Who answered, of those who were asked: rates by hand, and what they rest on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from answers import number
from example_study import MONTHS, START
from pre_post_studies import ASKED, studied

from tsi_eval.designs import Occasions, PrePost, TallyShare
from tsi_eval.designs.contract import Design
from tsi_eval.designs.response import asked_persons
from tsi_eval.findings import Estimate, Finding, Missing, Note, Part, Quantity
from tsi_eval.study import Asking, Study

GONE = np.nan
FIRST = np.arange(40) % 7 + 10.0
# 40 were measured first, and 30 of them again.
PAIRED = studied(FIRST, np.where(np.arange(40) < 30, FIRST - np.arange(40) % 3, GONE))
FORM = Asking(source="form", answers=("y",), period="T0", n=50)
CHANGED = PrePost(**ASKED)


def rates(finding: Finding) -> list[Estimate]:
    return [item for item in finding.estimates if item.quantity is Quantity.RESPONSE]


def answered(study: Study, *askings: Asking, design: Design = CHANGED) -> Finding:
    return design.answer(replace(study, askings=askings))


def test_of_those_who_were_asked() -> None:
    first, again = rates(answered(PAIRED, FORM))

    assert (Part.BEFORE, 40 / 50, 50) == (first.group, first.estimate, first.n)
    assert (Part.BOTH, 30 / 50, 50) == (again.group, again.estimate, again.n)
    assert {None} == {item.ci_low for item in (first, again)}


def test_of_those_measured_first_where_nobody_knows_who_was_asked() -> None:
    finding = answered(PAIRED)

    (again,) = rates(finding)
    assert (Note.AGAIN, 30 / 40, 40) == (again.note, again.estimate, again.n)
    assert "caveat.asked_unknown" in {message.key for message in finding.caveats}


def test_who_did_not_answer_is_somebody_of_whom_nothing_is_known() -> None:
    first, again = rates(answered(PAIRED, FORM))
    cell = first.basis[0]

    assert 50 == len(cell.members) == len(again.basis[0].members)
    assert PAIRED.measured("y", "T0") == cell.numerator_members
    assert {f"asked|form|T0|{n}" for n in range(1, 11)} == cell.members - cell.numerator_members


@pytest.mark.parametrize("other", [replace(FORM, period="T1"), replace(FORM, answers=("x",))])
def test_what_was_asked_another_time_or_for_another_thing_is_not_meant(other: Asking) -> None:
    assert asked_persons(replace(PAIRED, askings=(other,)), "y", "T0") is None


def test_all_at_a_stage_were_asked() -> None:
    people = sorted(PAIRED.everyone())
    came = pd.DataFrame({"person": [*people, "silent1", "silent2"], "stage": "came"})
    study = Study.from_frames(measures=PAIRED.table("measures"), enrolment=came)

    first, again = rates(answered(study, Asking(source="form", answers=("y",), stage="came")))

    assert (40 / 42, 30 / 42) == (first.estimate, again.estimate)
    assert frozenset(came["person"]) == first.basis[0].members


def test_a_second_measurement_that_has_not_come_has_no_rate() -> None:
    awaited = studied(FIRST, np.full(40, GONE))

    assert [Part.BEFORE] == [item.group for item in rates(answered(awaited, FORM))]
    assert [] == rates(answered(awaited))


def test_parents_of_a_child_are_counted_as_a_child_too() -> None:
    families = [f"f{i // 2}" for i in range(40)]
    study = studied(FIRST, np.where(np.arange(40) < 30, FIRST - np.arange(40) % 3, GONE), family=families)

    first, _ = rates(answered(study, FORM, design=PrePost(**ASKED, clusters="family")))

    # The fifty; the twenty families of those who answered; ten who did not, each alone.
    assert [50, 20, 10] == [cell.n for cell in first.basis]


def test_how_many_in_the_answer_had_completed() -> None:
    done = pd.DataFrame({"person": sorted(PAIRED.everyone())[:20], "stage": "done"})
    study = Study.from_frames(measures=PAIRED.table("measures"), enrolment=done)

    found = rates(answered(study, design=PrePost(**ASKED, completed="done")))

    (item,) = (item for item in found if item.note == Note.COMPLETED)
    assert ("done", 20 / 30, 30) == (item.period, item.estimate, item.n)


def test_who_is_missing_is_judged_of_those_who_were_asked() -> None:
    of_first, of_asked = answered(PAIRED, FORM).grounds.missing or ()

    assert ("|count|y|before|", "|response|y|both|T0 > T1") == (of_first.of, of_asked.of)
    assert 1 == len(answered(PAIRED).grounds.missing or ())


def test_three_occasions_count_who_was_there_each_time() -> None:
    rows = [
        (f"p{i}", at, "y", 10.0 + (i + k) % 5) for k, at in enumerate(("T0", "T1", "T2")) for i in range(40 - 8 * k)
    ]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    design = Occasions(outcome="y", occasions=("T0", "T1", "T2"))

    finding = answered(Study.from_frames(measures=frame), FORM, design=design)

    assert [40 / 50, 24 / 50] == [item.estimate for item in rates(finding)]
    assert Missing(of="|response|y|complete|T0 > T2", there="|count|y|complete|") in (finding.grounds.missing or ())


def polls(*numbers: tuple[str, str, int, int]) -> Study:
    rows = [(unit, month, name, n) for unit, month, yes, who in numbers for name, n in (("yes", yes), ("who", who))]
    return Study.from_frames(counts=pd.DataFrame(rows, columns=["unit", "month", "series", "n"]))


BEFORE, AFTER = MONTHS[0], START
POLLED = polls(("a", BEFORE, 20, 60), ("b", BEFORE, 15, 50), ("a", AFTER, 30, 64), ("b", AFTER, 33, 55))
KNOWN = TallyShare(part=("yes",), whole=("who",), kind="person", start=START)


def poll(month: str, n: int, unit: str = "") -> Asking:
    return Asking(source="poll", answers=("who",), period=month, unit=unit, n=n)


def test_a_poll_s_rates_are_of_each_period() -> None:
    askings = (poll(BEFORE, 150), poll(AFTER, 80, "a"), poll(AFTER, 70, "b"))
    finding = answered(POLLED, *askings, design=KNOWN)

    assert [(110 / 150, 150), (119 / 150, 150)] == [(item.estimate, item.n) for item in rates(finding)]
    assert 119 == number(finding, Quantity.SHARE, period="after_start").n
    assert [
        ("|response||tallied=person|before_start", "|share|yes|tallied=person|before_start"),
        ("|response||tallied=person|after_start", "|share|yes|tallied=person|after_start"),
    ] == [(item.of, item.there) for item in finding.grounds.missing or ()]
    assert "caveat.asked_unknown" not in {message.key for message in finding.caveats}


def test_a_poll_s_tallies_add_up() -> None:
    _, after = rates(answered(POLLED, poll(BEFORE, 150), poll(AFTER, 80, "a"), poll(AFTER, 70, "b"), design=KNOWN))
    cell = after.basis[0]

    assert {16, 15} == {count for _, count in cell.rest_tallies}
    assert cell.tallies == cell.numerator_tallies | cell.rest_tallies
    assert 150 == sum(count for _, count in cell.tallies)


def test_of_one_poll_it_is_known_and_of_the_other_it_is_not() -> None:
    finding = answered(POLLED, poll(AFTER, 150), design=KNOWN)

    assert ["after_start"] == [item.period for item in rates(finding)]
    assert finding.grounds.missing is None
    assert "caveat.asked_unknown" in {message.key for message in finding.caveats}


def test_who_was_asked_in_both_schools_was_not_asked_in_one() -> None:
    assert [] == rates(answered(POLLED, poll(AFTER, 150), design=replace(KNOWN, units=("a",))))


def test_events_were_not_asked() -> None:
    asked = (poll(BEFORE, 150), poll(AFTER, 150))

    assert [] == rates(answered(POLLED, *asked, design=replace(KNOWN, kind="event_about_person")))
