"""What becomes of an example: asked as the only question of a pilot, released under a policy.

Each is made once.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

from every_example import Example, examples

from tsi_eval import analyse, release
from tsi_eval.findings import Finding, Findings
from tsi_eval.findings.released import Released, ReleasedEstimate, last_of
from tsi_eval.language import Text
from tsi_eval.pilot.declaration import Pilot, Question
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.report.reading import Report
from tsi_eval.study import Study

DAY = date(2026, 11, 22)


def pilot_of(example: Example) -> Pilot:
    """Return a pilot whose only question is answered by this design."""
    question = Question(
        id="zq_question",
        text=Text(sv="Vad visade mätningen?", en="What did it show?"),
        direction="lower_better",
        role="primary",
        design=example.design,
        short=Text(sv="Utfallet", en="The outcome"),
    )
    return Pilot(
        id="zq_pilot",
        folder=Path(),
        title=Text(sv="Ett påhittat projekt", en="An invented project"),
        summary=Text(sv="Påhittade data.", en="Invented data."),
        municipality="Testkommun",
        period=Text(sv="läsåret 2023/24", en="school year 2023/24"),
        data="synthetic",
        source=Text(sv="", en=""),
        policy="default",
        report_date=DAY,
        windows={},
        labels=example.labels,
        units=example.study.units,
        outcomes=example.study.outcomes,
        sources=(),
        questions=(question,),
        declared=DAY,
        declaration_sha256="0" * 64,
        texts={},
        prices=example.study.prices,
    )


def findings_of(example: Example) -> Findings:
    """Return what a pilot's study gives, asked this one question."""
    tables = {item.name: getattr(example.study, item.name) for item in fields(Study)}
    return analyse(PilotStudy(**tables, pilot=pilot_of(example)))


@cache
def answer(name: str) -> Finding:
    """Return an example's answer, as the design gives it."""
    example = examples()[name]
    return example.design.answer(example.study)


@cache
def found(name: str) -> Findings:
    """Return an example's findings, with the receipt."""
    return findings_of(examples()[name])


@cache
def released(name: str, policy: str) -> Released:
    """Return what may leave of an example under a policy."""
    findings = found(name)
    data = "public" if policy == "public" else findings.cover.data
    return release(replace(findings, cover=replace(findings.cover, policy=policy, data=data)))


def given_out(name: str, policy: str) -> tuple[ReleasedEstimate, ...]:
    """Return every number that is released of an example's answer."""
    return tuple(item for _, item in released(name, policy).findings[0].every_estimate())


def report(name: str, policy: str, language: str) -> Report:
    """Return an example's second report, which also says what the first one said."""
    again = released(name, policy)
    return Report(replace(again, last=last_of(again)), language)
