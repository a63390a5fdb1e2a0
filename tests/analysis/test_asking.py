"""Every question of a pilot is asked, each after those whose findings it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import pytest

from tsi_eval import Study, analyse, release
from tsi_eval.analysis.asking import stamped
from tsi_eval.designs.contract import ESTIMABLE, Found, StandardDesign
from tsi_eval.designs.needs import Needs
from tsi_eval.errors import DataError, DeclarationError, Problem
from tsi_eval.findings import Claim, Estimate, Finding, Kind, Line, Quantity, Series, people
from tsi_eval.pilot.pilot_study import PilotStudy

PERSONS = frozenset(f"p{i}" for i in range(12))


@dataclass(frozen=True, slots=True, kw_only=True)
class Using(StandardDesign):
    """A design that uses other questions, and counts how many findings it was given."""

    name: ClassVar[str] = "using"

    others: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def claim(self) -> Claim:
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        return Needs()

    @property
    def uses(self) -> tuple[str, ...]:
        return self.others

    def lacks(self, study: Study) -> tuple[Problem, ...]:
        del study
        return tuple(Problem(code=code, params={"name": "score"}) for code in self.lacking)

    def found(self, study: Study, *, refused: bool) -> Found:
        raise AssertionError(study, refused)

    def answer(self, study: Study, earlier: Mapping[str, Finding] | None = None) -> Finding:
        del study
        given = sum(name in (earlier or {}) for name in self.others)
        cell = people(PERSONS, kind=Kind.PERSON)
        return Finding(
            question="",
            design=self.name,
            claim=self.claim,
            feasibility=ESTIMABLE,
            estimates=(self.estimate(Quantity.COUNT, float(given), cell, unit="persons", method="count"),),
        )


def asking(study: PilotStudy, **designs: Using) -> PilotStudy:
    """Return the study with these questions instead of its pilot's."""
    usual = study.pilot.questions[0]
    questions = tuple(replace(usual, id=name, design=design) for name, design in designs.items())
    return replace(study, pilot=replace(study.pilot, questions=questions))


def number(name: str = "", **fields: object) -> Estimate:
    usual: dict[str, object] = {
        "question": "",
        "design": "made",
        "quantity": Quantity.MEAN,
        "claim": Claim.DESCRIBES,
        "estimate": 7.5,
        "n": 12,
        "basis": (people(PERSONS, kind=Kind.PERSON),),
        "group": name,
    }
    return Estimate(**usual | fields)  # type: ignore[arg-type]


def test_a_whole_pilot_releases(study: PilotStudy) -> None:
    released = release(analyse(study))

    frame = released.frame()
    assert ["reached", "changed", "groups", "receipt"] == list(frame["question"].unique())
    assert (frame.loc[frame["unit"].isin({"persons", "share", "score"}), "status"] == "shown").mean() > 0.9


def test_question_is_answered_after_those_that_it_uses_and_stands_where_it_was_declared(study: PilotStudy) -> None:
    found = analyse(
        asking(study, last=Using(others=("middle", "first")), middle=Using(others=("first",)), first=Using())
    )

    assert ["last", "middle", "first", "receipt"] == [finding.question for finding in found.findings]
    assert [2.0, 1.0, 0.0] == [finding.estimates[0].estimate for finding in found.findings[:3]]


def test_every_number_knows_its_question(study: PilotStudy) -> None:
    found = analyse(study)

    for finding in found.findings:
        assert {finding.question} == {estimate.question for estimate in finding.every_estimate()}


def test_study_without_a_pilot_has_no_questions() -> None:
    with pytest.raises(DeclarationError) as error:
        analyse(Study.from_frames())

    assert ["E163"] == [problem.code for problem in error.value.problems]


def test_questions_that_use_each_other_in_a_circle_are_refused(study: PilotStudy) -> None:
    with pytest.raises(DeclarationError) as error:
        analyse(asking(study, one=Using(others=("two",)), two=Using(others=("one",))))

    assert ["E164"] == [problem.code for problem in error.value.problems]


def test_question_that_uses_itself_is_a_circle(study: PilotStudy) -> None:
    with pytest.raises(DeclarationError) as error:
        analyse(asking(study, one=Using(others=("one",))))

    assert ["E164"] == [problem.code for problem in error.value.problems]


def test_question_that_uses_one_that_is_not_there_is_refused_by_its_name(study: PilotStudy) -> None:
    with pytest.raises(DeclarationError) as error:
        analyse(asking(study, one=Using(others=("gone",))))

    (problem,) = error.value.problems
    assert ("E159", "gone") == (problem.code, problem.params["name"])


def test_what_all_questions_lack_is_said_at_once_with_each_questions_name(study: PilotStudy) -> None:
    with pytest.raises(DataError) as error:
        analyse(asking(study, one=Using(lacking=("E141", "E140")), two=Using(), three=Using(lacking=("E142",))))

    said = [(problem.code, problem.params["question"], problem.params["name"]) for problem in error.value.problems]
    assert [("E141", "one", "score"), ("E140", "one", "score"), ("E142", "three", "score")] == said


def test_study_without_questions_has_only_its_receipt(study: PilotStudy) -> None:
    assert ["receipt"] == [finding.question for finding in analyse(asking(study)).findings]


def test_names_by_which_numbers_refer_to_each_other_begin_with_their_question() -> None:
    line = Line(constant=1.0, terms=(("|mean||a|", "ci_low", 0.5), ("|mean||b|", "estimate", -1.0)))
    other = number("c", derived_from=("|mean||b|",))
    whole = number("a", derived_from=("|mean||b|", "|mean||c|"), lines={"estimate": line}, instead=other)
    finding = Finding(
        question="",
        design="made",
        claim=Claim.DESCRIBES,
        feasibility=ESTIMABLE,
        estimates=(whole,),
        series=(Series(name="line", axis="month", points=(number("d"),)),),
    )

    (estimate,) = stamped(finding, "q").estimates
    assert ("q|mean||b|", "q|mean||c|") == estimate.derived_from
    assert (("q|mean||a|", "ci_low", 0.5), ("q|mean||b|", "estimate", -1.0)) == estimate.lines["estimate"].terms
    assert 1.0 == estimate.lines["estimate"].constant
    assert estimate.instead is not None
    assert ("q", ("q|mean||b|",)) == (estimate.instead.question, estimate.instead.derived_from)
    assert ["q"] == [point.question for series in stamped(finding, "q").series for point in series.points]


def test_stamping_leaves_the_finding_that_it_was_given_as_it_was() -> None:
    finding = Finding(
        question="", design="made", claim=Claim.DESCRIBES, feasibility=ESTIMABLE, estimates=(number("a"),)
    )

    assert "q" == stamped(finding, "q").question
    assert ("", "") == (finding.question, finding.estimates[0].question)
