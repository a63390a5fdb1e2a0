"""Findings of own frames pass the same door as a pilot's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from tsi_eval import Study, TsiError, analyse, load_pilot, open_study, release
from tsi_eval.designs import Participation
from tsi_eval.findings import Finding, Findings
from tsi_eval.findings.released import to_json


@pytest.fixture(scope="module")
def of_pilot(tiny_pilot: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = tmp_path_factory.mktemp("releasing") / "tiny"
    folder.mkdir()
    for name, content in tiny_pilot.items():
        (folder / name).write_text(content, encoding="utf-8")
    return analyse(open_study(load_pilot(folder)))


def test_small_counts_are_hidden_under_the_usual_policy(finished: Finding, own_study: Study) -> None:
    first = list(own_study.table("persons")["person"][:3])
    rows = own_study.table("enrolment")
    few = rows[(rows["stage"] == "start") | rows["person"].isin(first)]
    hidden = Participation(stages=("start", "end")).answer(Study.from_frames(enrolment=few[["person", "stage"]]))

    assert 0.45 == release(finished).findings[0].estimates[0].estimate
    assert "shown" != release(hidden).findings[0].estimates[0].status
    assert "shown" == release(hidden, policy="internal").findings[0].estimates[0].status


def test_a_study_has_its_scales_guarded_as_a_pilots_has(finding: Finding) -> None:
    released = release(finding, policy="strict")
    change = released.findings[0].estimates[0]

    assert change.estimate is not None
    assert change.estimate == round(change.estimate, 0)


def test_nobody_is_named_in_what_leaves(finding: Finding, finished: Finding) -> None:
    text = to_json(release([finding, finished], day=date(2026, 1, 2)))

    assert "person-0" not in text
    assert "2026-01-02" in text


def test_questions_are_named_by_whoever_asks(finding: Finding, finished: Finding) -> None:
    released = release({"Did worry fall?": finding, "How many finished?": finished}, title="My study")

    assert ["Did worry fall?", "How many finished?"] == [asked.text.en for asked in released.cover.questions]
    assert "My study" == released.cover.title.sv
    assert released.cover.is_draft


def test_a_pilots_findings_keep_their_policy(of_pilot: Findings) -> None:
    assert "default" == release(of_pilot).cover.policy
    with pytest.raises(TsiError) as error:
        release(of_pilot, policy="strict")
    assert "E470" == error.value.problems[0].code


def test_one_finding_of_a_pilot_has_the_pilots_words(of_pilot: Findings) -> None:
    finding = next(iter(of_pilot))
    released = release(finding, data="synthetic")

    asked = next(item for item in of_pilot.cover.questions if item.id == finding.question)
    assert asked == released.cover.questions[0]
    assert of_pilot.cover.labels == released.cover.labels


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"policy": "loose"}, "E471"),
        ({"data": "secret"}, "E471"),
        ({"policy": "public"}, "E268"),
        ({"found": "text"}, "E473"),
        ({"found": []}, "E473"),
        ({"found": [1]}, "E473"),
        ({"found": pd.DataFrame({"a": [1]})}, "E473"),
    ],
)
def test_what_is_no_finding_or_no_policy_is_refused(finding: Finding, given: dict[str, object], code: str) -> None:
    arguments = {"found": finding} | given

    with pytest.raises(TsiError) as error:
        release(arguments.pop("found"), **arguments)  # type: ignore[arg-type]

    assert code == error.value.problems[0].code


def test_a_pilots_question_that_nobody_asked_is_refused_with_what_was_meant(of_pilot: Findings) -> None:
    known = next(iter(of_pilot)).question
    assert known == of_pilot[known].question

    with pytest.raises(TsiError) as error:
        of_pilot[f"{known}x"]

    assert "E159" == error.value.problems[0].code
    assert known in str(error.value)
