"""Names that a study does not have are refused, with the option and the closest name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from example_study import START, STUDY

from tsi_eval import load_pilot, open_study
from tsi_eval.designs import (
    Absence,
    Attendance,
    Comparison,
    CostOffset,
    Occasions,
    OpenArenas,
    Participation,
    PrePost,
    TallyShare,
    TimeSeries,
)
from tsi_eval.designs.contract import StandardDesign
from tsi_eval.errors import DataError
from tsi_eval.findings import Answerable
from tsi_eval.language import LANGUAGES
from tsi_eval.study import Study

CHANGE = PrePost(outcome="zq_score", before="zq_before", after="zq_after")
GROUPS = Comparison(outcome="zq_score", occasion="zq_after", group="zq_arm", reference="zq_a")
FORM = ["person", "occasion", "outcome", "value"]

MISSPELT: tuple[tuple[StandardDesign, str, str, str], ...] = (
    (replace(CHANGE, outcome="zq_scores"), "outcome", "zq_scores", "zq_score"),
    (replace(CHANGE, also=("zq_mod",)), "also", "zq_mod", "zq_mood"),
    (replace(CHANGE, before="zq_befor"), "before", "zq_befor", "zq_before"),
    (replace(CHANGE, after="zq_aftr"), "after", "zq_aftr", "zq_after"),
    (replace(CHANGE, clusters="zq_famly"), "clusters", "zq_famly", "zq_family"),
    (
        Occasions(outcome="zq_score", occasions=("zq_before", "zq_after", "zq_latr")),
        "occasions",
        "zq_latr",
        "zq_later",
    ),
    (replace(GROUPS, group="zq_amr"), "group", "zq_amr", "zq_arm"),
    (replace(GROUPS, blocks="zq_tawn"), "blocks", "zq_tawn", "zq_town"),
    (replace(GROUPS, clusters="zq_familj"), "clusters", "zq_familj", "zq_family"),
    (Participation(stages=("zq_offered", "zq_startd")), "stages", "zq_startd", "zq_started"),
    (Participation(stages=("zq_offered", "zq_started"), by="zq_twon"), "by", "zq_twon", "zq_town"),
    (Attendance(sessions=("zq_started", "zq_completd"), of="zq_offered", completed=1), "sessions", "zq_completd", "zq_completed"),
    (Attendance(sessions=("zq_started", "zq_completed"), of="zq_ofered", completed=1), "of", "zq_ofered", "zq_offered"),
    (OpenArenas(units=("zq_north", "zq_soth")), "units", "zq_soth", "zq_south"),
    (OpenArenas(units=("zq_north",), pupils=("zq_pupl",)), "pupils", "zq_pupl", "zq_pupil"),
    (TallyShare(part=("zq_slef",), whole=("zq_school",)), "part", "zq_slef", "zq_self"),
    (TallyShare(part=("zq_self",), whole=("zq_shcool",)), "whole", "zq_shcool", "zq_school"),
    (TimeSeries(series=("zq_selv",), start=START), "series", "zq_selv", "zq_self"),
    (TimeSeries(series=("zq_self",), start=START, units=("zq_nrth",)), "units", "zq_nrth", "zq_north"),
    (Absence(units=("zq_noth",), start="HT2023"), "units", "zq_noth", "zq_north"),
    (Absence(units=("zq_north",), comparison=("zq_souht",), start="HT2023"), "comparison", "zq_souht", "zq_south"),
    (CostOffset(price_year=2023, per=("zq_startad",)), "per", "zq_startad", "zq_started"),
    (CostOffset(price_year=2023, break_even=("zq_inquiri",)), "break_even", "zq_inquiri", "zq_inquiry"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("design", "option", "name", "meant"), MISSPELT, ids=lambda item: str(getattr(item, "name", item))
)
@pytest.mark.parametrize("ask", ["lacks", "feasibility", "answer"])
def test_misspelt_name_is_refused_however_the_study_is_asked(
    design: StandardDesign, option: str, name: str, meant: str, ask: str
) -> None:
    if ask == "lacks":
        problems = design.lacks(STUDY)
    else:
        with pytest.raises(DataError) as error:
            getattr(design, ask)(STUDY)
        problems = error.value.problems

    (problem,) = problems
    assert ("E296", option, name) == (problem.code, problem.params["key"], problem.params["name"])
    assert f"{type(design).__name__}(…)" == problem.params["question"]
    for language in LANGUAGES:
        assert meant in problem.lines(language)[2]


@pytest.mark.parametrize(("reference", "compared"), [("zq_c", ()), ("zq_a", ("zq_b", "zq_c"))])
def test_label_that_nobody_has_is_refused_and_labels_of_others_are_not_listed(
    reference: str, compared: tuple[str, ...]
) -> None:
    (problem,) = replace(GROUPS, reference=reference, compared=compared).lacks(STUDY)

    assert ("E296", "zq_c") == (problem.code, problem.params["name"])
    said = problem.text("en")
    assert "'zq_arm'" in said
    assert "zq_b" not in said


def test_table_that_a_study_does_not_have_is_refused() -> None:
    study = Study.from_frames(persons=STUDY.table("persons"))

    problems = TimeSeries(series=("zq_self",), start=START).lacks(study)

    assert [("counts", "–"), ("zq_self", "series")] == [(p.params["name"], p.params["key"]) for p in problems]
    assert ("TimeSeries(…)", "–") == (problems[0].params["question"], problems[0].params["key"])
    assert "the study has none" in problems[1].text("en")


def test_refusal_lists_what_the_study_has() -> None:
    (problem,) = replace(CHANGE, after="summer").lacks(STUDY)

    assert problem.text("en").splitlines() == [
        "E296 The study has no such name (occasion): 'summer'.",
        "  where: question 'PrePost(…)', option 'after'",
        "  do: correct the name; the study has zq_after, zq_before, zq_later.",
    ]


def measures(*occasions: str) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = [(f"p{i}", at, "y", float(i % 5)) for i in range(20) for at in occasions]
    return pd.DataFrame(rows, columns=FORM)


def test_occasion_without_a_row_is_a_misspelling_unless_it_was_declared() -> None:
    design = PrePost(outcome="y", before="T0", after="T1")
    undeclared = Study.from_frames(measures=measures("T0"))
    declared = Study.from_frames(measures=measures("T0"), declared={"occasion": ["T1"]})

    assert ["E296"] == [problem.code for problem in design.lacks(undeclared)]
    finding = design.answer(declared)
    assert Answerable.REFUSED is finding.feasibility.answerable
    assert finding.feasibility.reason is not None
    assert "refusal.not_yet" == finding.feasibility.reason.key


def test_stage_that_was_declared_may_have_nobody_yet() -> None:
    enrolment = pd.DataFrame({"person": [f"p{i}" for i in range(12)], "stage": "offered"})
    design = Participation(stages=("offered", "started"))

    assert ["E296"] == [problem.code for problem in design.lacks(Study.from_frames(enrolment=enrolment))]
    study = Study.from_frames(enrolment=enrolment, declared={"stage": ("started",)})
    assert 0.0 == design.answer(study).estimates[0].estimate


def test_what_a_pilot_declares_is_awaited_and_no_misspelling(files: dict[str, str], write: Callable[..., Path]) -> None:
    no_later = "".join(line + "\n" for line in files["forms.csv"].splitlines() if ",2024-" not in line)
    nobody_finished = "".join(line + "\n" for line in files["log.csv"].splitlines() if ",klar" not in line)

    pilot = load_pilot(write(files | {"forms.csv": no_later, "log.csv": nobody_finished}))
    study = open_study(pilot)

    reached, changed = (question.design for question in pilot.questions[:2])
    assert () == reached.lacks(study) == changed.lacks(study)
    reason = changed.feasibility(study).reason
    assert reason is not None
    assert "refusal.not_yet" == reason.key
    assert 0.0 == reached.answer(study).estimates[0].estimate
    assert {"T0", "T1"} == study.labels_declared("occasion")
    assert {"offered", "started", "completed"} == study.labels_declared("stage")
    assert {"a", "b"} == study.labels_declared("arm")
    assert frozenset() == study.labels_declared("series")


def test_group_that_a_pilot_declares_and_nobody_is_in_is_empty_and_no_misspelling(
    files: dict[str, str], write: Callable[..., Path]
) -> None:
    sources = files["sources.toml"].replace('B = "b" }', 'B = "b", C = "c" }')
    questions = files["questions.toml"].replace('reference = "a"', 'reference = "a", compared = ["b", "c"]')

    pilot = load_pilot(write(files | {"sources.toml": sources, "questions.toml": questions}))

    assert ["E142"] == [problem.code for problem in pilot.questions[2].design.lacks(open_study(pilot))]


@pytest.mark.parametrize(
    ("design", "option"),
    [
        (replace(CHANGE, clusters="zq_score"), "clusters"),
        (replace(CHANGE, outcome="zq_family", clusters="zq_family"), "outcome"),
        (replace(GROUPS, reference="zq_arm"), "reference"),
        (replace(GROUPS, blocks="zq_ward", clusters="zq_ward"), "blocks, clusters"),
    ],
)
def test_only_the_option_is_named_in_which_the_name_is_wrong(design: StandardDesign, option: str) -> None:
    (problem,) = design.lacks(STUDY)

    assert ("E296", option) == (problem.code, problem.params["key"])
