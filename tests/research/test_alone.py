"""Findings without a pilot get all that a report asks of one."""

from __future__ import annotations

from datetime import date

import pandas as pd

from tsi_eval import Study
from tsi_eval.designs import PrePost
from tsi_eval.findings import RECEIPT, Finding
from tsi_eval.research.alone import alone


def test_each_question_has_an_id_of_its_own_and_its_estimates_know_it(finding: Finding) -> None:
    made = alone([finding, finding], policy="default", data="real")
    ids = [asked.id for asked in made.cover.questions]

    assert 2 == len(set(ids))
    for name in ids:
        assert {name} == {item.question for item in made[name].every_estimate()}


def test_a_question_that_nobody_worded_is_what_its_design_answers(finding: Finding) -> None:
    asked = alone(finding, policy="default", data="real").cover.questions[0]

    assert "(worry)" in asked.text.en
    assert asked.text.sv != asked.text.en
    assert "undeclared" == asked.role


def test_words_of_the_study_are_the_report_s(finding: Finding) -> None:
    labels = alone(finding, policy="default", data="real").cover.labels

    assert "hösten" == labels["T0"].sv
    assert labels["school=a"].sv == labels["school=a"].en == "Skola A"


def test_everybodys_values_of_the_study_are_known_to_protection(finding: Finding) -> None:
    measured = alone(finding, policy="default", data="real").measured

    assert {("worry", "T0"), ("worry", "T1")} <= {(item.outcome, item.occasion) for item in measured}


def test_persons_who_are_taken_for_somebody_else_are_said_to_be(finding: Finding, frame: pd.DataFrame) -> None:
    persons = pd.DataFrame({"person": frame["person"].unique()}).assign(child=lambda rows: rows.index // 2)
    together = Study.from_frames(measures=frame, persons=persons, clusters=("child",))
    declared = PrePost(outcome="worry", before="T0", after="T1").answer(together)

    said = [
        "caveat.each_alone"
        in [caveat.key for caveat in alone(found, policy="default", data="real").findings[0].caveats]
        for found in (finding, declared)
    ]
    assert [True, False] == said


def test_no_delivery_is_said_of_own_frames(finding: Finding, frame: pd.DataFrame) -> None:
    other = PrePost(outcome="worry", before="T0", after="T1").answer(Study.from_frames(measures=frame))

    for found in (finding, [finding, other]):
        made = alone(found, policy="default", data="real")
        assert not made[RECEIPT].estimates
        assert not made.provenance.of_files


def test_date_is_today_unless_it_is_given(finding: Finding) -> None:
    assert date.today() == alone(finding, policy="default", data="real").cover.report_date  # noqa: DTZ011
    day = date(2025, 6, 1)
    assert day == alone(finding, policy="default", data="real", day=day).cover.report_date
