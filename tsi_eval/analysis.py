"""Ask every declared question of the study, in order of what uses what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import version

from tsi_eval.declare import Pilot, Question
from tsi_eval.economics import Price
from tsi_eval.errors import DataError, DeclarationError, Problem
from tsi_eval.findings import Asked, Cover, Estimate, Finding, Findings, Line, Provenance
from tsi_eval.language import Text
from tsi_eval.receipt import received
from tsi_eval.study import Study

PACKAGES = ("tsi_eval", "numpy", "pandas", "scipy")


def analyse(study: Study) -> Findings:
    """Answer every question that the study's pilot declares.

    Raises:
        DeclarationError: The study has no pilot (E163), or questions use each other in a circle (E164).
        DataError: Every question that this delivery makes impossible, at once (E140-E142, E162).
    """
    if study.pilot is None:
        raise DeclarationError(Problem(code="E163"))
    problems = tuple(_lacking(study, study.pilot.questions))
    if problems:
        raise DataError(problems)
    answered: dict[str, Finding] = {}
    for question in _in_order(study.pilot.questions):
        answered[question.id] = stamped(question.design.answer(study, answered), question.id)
    declared = tuple(answered[question.id] for question in study.pilot.questions)
    return Findings(cover=_cover(study.pilot), findings=(*declared, received(study)), provenance=_provenance(study))


def _lacking(study: Study, questions: tuple[Question, ...]) -> Iterator[Problem]:
    for question in questions:
        for problem in question.design.lacks(study):
            yield replace(problem, params={**problem.params, "question": question.id})


def _in_order(questions: tuple[Question, ...]) -> Iterator[Question]:
    by_id = {question.id: question for question in questions}
    try:
        order = tuple(TopologicalSorter({item.id: item.design.uses for item in questions}).static_order())
    except CycleError:
        raise DeclarationError(Problem(code="E164")) from None
    if unknown := [name for name in order if name not in by_id]:
        params = {
            "file": "questions.toml",
            "key": "uses",
            "what": "question",
            "name": unknown[0],
            "suggestion": "–",
        }
        raise DeclarationError(Problem(code="E159", params=params))
    return (by_id[name] for name in order)


def stamped(finding: Finding, question: str) -> Finding:
    """Return a finding whose estimates know their question."""

    def stamp(estimate: Estimate) -> Estimate:
        return replace(
            estimate,
            question=question,
            derived_from=tuple(question + name for name in estimate.derived_from),
            lines={name: _of_question(line, question) for name, line in estimate.lines.items()},
            instead=None if estimate.instead is None else stamp(estimate.instead),
        )

    return replace(
        finding,
        question=question,
        estimates=tuple(map(stamp, finding.estimates)),
        series=tuple(replace(series, points=tuple(map(stamp, series.points))) for series in finding.series),
    )


def _of_question(line: Line, question: str) -> Line:
    return replace(line, terms=tuple((question + name, part, weight) for name, part, weight in line.terms))


def _cover(pilot: Pilot) -> Cover:
    return Cover(
        pilot=pilot.id,
        title=pilot.title,
        summary=pilot.summary,
        municipality=pilot.municipality,
        period=pilot.period,
        data=pilot.data,
        policy=pilot.policy,
        report_date=pilot.report_date,
        labels=_labels(pilot),
        questions=tuple(
            Asked(
                id=item.id,
                text=item.text,
                design=item.design.name,
                direction=item.direction,
                role=item.role,
                declared=pilot.declared,
                short=item.short or item.text,
            )
            for item in pilot.questions
        ),
        texts=pilot.texts,
        source=pilot.source,
        status=pilot.status,
        approved_by=pilot.approved_by,
    )


def _labels(pilot: Pilot) -> Mapping[str, Text]:
    outcomes = {name: outcome.label for name, outcome in pilot.outcomes.items()}
    units = {f"unit:{name}": outcome.unit for name, outcome in pilot.outcomes.items()}
    schools = {f"unit={unit.id}": unit.label for unit in pilot.units}
    used = {name for question in pilot.questions for name in question.design.needs.prices}
    prices = {f"price={name}": price.label for name, price in pilot.prices.items() if name in used}
    each = {f"unit:price={name}": price.unit for name, price in pilot.prices.items() if name in used}
    origin = {f"source:price={name}": _origin(price) for name, price in pilot.prices.items() if name in used}
    return {**outcomes, **units, **schools, **prices, **each, **origin, **pilot.labels}


def _origin(price: Price) -> Text:
    sv, en = (f"{price.source}: {note}".strip(" :") for note in (price.note.sv, price.note.en))
    return Text(sv=sv.replace("ASSUMPTION", "ANTAGANDE"), en=en)


def _provenance(study: Study) -> Provenance:
    if study.pilot is None:
        raise DeclarationError(Problem(code="E163"))
    return Provenance(
        declaration_sha256=study.pilot.declaration_sha256,
        declared=study.pilot.declared,
        data=study.data_hashes,
        data_hash="hmac-sha256" if study.pilot.data == "real" else "sha256",
        versions={name: version(name) for name in PACKAGES},
    )
