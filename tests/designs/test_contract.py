"""What a design gets for nothing: an answer's frame, refusals, and options read strictly."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd
import pytest
from pydantic import TypeAdapter, ValidationError

from tsi_eval.designs import DESIGNS
from tsi_eval.designs.contract import Design, Found, StandardDesign, caveats, refuse, refused_for
from tsi_eval.designs.needs import Needs
from tsi_eval.errors import DataError, NotEstimable, Problem, UsageError
from tsi_eval.findings import Answerable, Claim, Feasibility, Kind, Quantity, people
from tsi_eval.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyone(StandardDesign):
    """How many are there at all? It says only what is its own."""

    name: ClassVar[str] = "everyone"

    least: int = 1

    @property
    def claim(self) -> Claim:
        return Claim.DESCRIBES

    @property
    def needs(self) -> Needs:
        return Needs()

    def found(self, study: Study, *, refused: bool) -> Found:
        cell = people(study.everyone(), kind=Kind.PERSON)
        number = self.estimate(Quantity.COUNT, float(cell.n), cell, unit="persons", method="count")
        return Found(estimates=() if refused else (number,), caveats=caveats("nested_stages"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough(Everyone):
    """The same, refused when they are fewer than `least`, and impossible when nobody is there."""

    def faults(self, study: Study) -> tuple[Problem, ...]:
        return () if study.everyone() else (Problem(code="E141"), Problem(code="E162"))

    def judged(self, study: Study) -> Feasibility:
        if len(study.everyone()) < self.least:
            return refuse("refusal.few_pairs", least=str(self.least))
        return Feasibility(answerable=Answerable.ESTIMABLE)


def study(n: int) -> Study:
    return Study.from_frames(persons=pd.DataFrame({"person": [f"p{i}" for i in range(n)]}) if n else None)


def test_a_design_that_says_only_what_is_its_own_keeps_the_contract() -> None:
    design: Design = Everyone()

    finding = design.answer(study(3))
    (number,) = finding.estimates
    assert ("everyone", Claim.DESCRIBES, "") == (finding.design, finding.claim, finding.question)
    assert ("everyone", Claim.DESCRIBES, 3.0, 3, 3) == (
        number.design,
        number.claim,
        number.estimate,
        number.n,
        number.basis[0].n,
    )
    assert Answerable.ESTIMABLE is finding.feasibility.answerable
    assert ((), ()) == (design.uses, design.lacks(study(0)))


def test_a_refusal_has_its_reason_and_no_answer() -> None:
    finding = Enough(least=4).answer(study(3))

    assert Answerable.REFUSED is finding.feasibility.answerable
    assert finding.feasibility.reason is not None
    assert ("refusal.few_pairs", {"least": "4"}) == (finding.feasibility.reason.key, finding.feasibility.reason.params)
    assert () == finding.estimates
    assert ["caveat.nested_stages"] == [message.key for message in finding.caveats]


def test_everything_that_is_lacking_is_said_at_once() -> None:
    with pytest.raises(DataError) as error:
        Enough().answer(study(0))

    assert ["E141", "E162"] == [problem.code for problem in error.value.problems]


def test_options_are_read_from_a_file_and_an_unknown_one_is_refused() -> None:
    assert Enough(least=7) == TypeAdapter(Enough).validate_json(json.dumps({"least": 7}), strict=True)
    with pytest.raises(ValidationError, match="most"):
        TypeAdapter(Enough).validate_json(json.dumps({"most": 7}), strict=True)


def test_refusal_has_the_reason_that_the_statistic_gave_or_none_at_all() -> None:
    reasons = {"E140": "refusal.no_variation"}

    verdict = refused_for(NotEstimable((Problem(code="E143"), Problem(code="E140"))), reasons)

    assert verdict.reason is not None
    assert (Answerable.REFUSED, "refusal.no_variation") == (verdict.answerable, verdict.reason.key)
    with pytest.raises(NotEstimable, match="E143"):
        refused_for(NotEstimable(Problem(code="E143")), reasons)


@pytest.mark.parametrize("design", DESIGNS, ids=[design.name for design in DESIGNS])
def test_every_design_is_a_frozen_record_without_room_for_anything_else(design: type) -> None:
    assert issubclass(design, StandardDesign)
    assert design.__dataclass_params__.frozen
    assert not hasattr(object.__new__(design), "__dict__")
    assert all(field.kw_only for field in dataclasses.fields(design))


def test_a_design_without_what_only_it_can_say_is_not_made() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Silent(StandardDesign):
        name: ClassVar[str] = "silent"

    with pytest.raises(TypeError, match="found"):
        Silent()  # type: ignore[abstract]


@pytest.mark.parametrize("asked", [None, "x", pd.DataFrame()], ids=["none", "text", "frame"])
@pytest.mark.parametrize("ask", ["lacks", "feasibility", "answer"])
def test_what_is_no_study_is_refused_with_the_call(ask: str, asked: object) -> None:
    with pytest.raises(UsageError) as error:
        getattr(Enough(), ask)(asked)

    (problem,) = error.value.problems
    assert ("E325", "Enough(…)", type(asked).__name__) == (
        problem.code,
        problem.params["call"],
        problem.params["got"],
    )
