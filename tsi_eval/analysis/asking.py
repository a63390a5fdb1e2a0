"""Ask every declared question of the study, in order of what uses what.

1. Every question is asked what it lacks. All problems are said at once, before any is answered.
2. The questions are put in an order in which each comes after those whose findings it uses.
3. Each is answered, and its numbers get the question's name: a design doesn't know which question
   it answers.
4. The findings are put back in the order in which they were declared, and the receipt comes last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from tsi_eval.analysis.cover import cover_of, provenance_of
from tsi_eval.analysis.declared import with_declared
from tsi_eval.analysis.delivery import received
from tsi_eval.analysis.own_designs import answered as answered_by
from tsi_eval.analysis.own_designs import lacking
from tsi_eval.analysis.unbounded import unbounded
from tsi_eval.analysis.unused import schools_beside
from tsi_eval.errors import DataError, DeclarationError, Problem
from tsi_eval.findings import Estimate, Finding, Findings, Grounds, Kind, Line, Measured, Missing
from tsi_eval.pilot.declaration import Question
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.protect.disclosure.policies import Decimals, policy_for
from tsi_eval.study import Study
from tsi_eval.study.all_measured import measured_in


def analyse(study: Study) -> Findings:
    """Answer every question that the study's pilot declares.

    Raises:
        DeclarationError: The study has no pilot (E163), or questions use each other in a circle
            (E164).
        DataError: Every question that this delivery makes impossible, and every scale of few values
            whose ends are not declared (E269), at once (E140-E142, E162).
    """
    if not isinstance(study, PilotStudy):
        raise DeclarationError(Problem(code="E163"))
    measured = tuple(measured_in(study))
    problems = (*_lacking(study, study.pilot.questions), *_unbounded(study, measured))
    if problems:
        raise DataError(problems)
    answered: dict[str, Finding] = {}
    for question in _in_order(study.pilot.questions):
        answer = with_declared(answered_by(question, study, answered), study.pilot)
        answer = replace(answer, caveats=(*answer.caveats, *schools_beside(question, study)))
        answered[question.id] = stamped(answer, question.id)
    declared = tuple(answered[question.id] for question in study.pilot.questions)
    return Findings(
        cover=cover_of(study.pilot),
        findings=(*declared, received(study)),
        provenance=provenance_of(study),
        measured=(*measured, *(item for finding in declared for item in finding.measured)),
    )


def _lacking(study: Study, questions: tuple[Question, ...]) -> Iterator[Problem]:
    for question in questions:
        for problem in lacking(question, study):
            yield replace(problem, params={**problem.params, "question": question.id})


def _unbounded(study: PilotStudy, measured: tuple[Measured, ...]) -> Iterator[Problem]:
    """Yield the asked scales of few values without ends, unless everything may be shown anyway."""
    rules = policy_for(study.pilot.policy, Kind.PERSON)
    if rules is not None and rules.decimals is not Decimals.FREE:
        asked = {outcome for question in study.pilot.questions for outcome in question.design.needs.outcomes}
        yield from unbounded(item for item in measured if item.outcome in asked)


def _in_order(questions: tuple[Question, ...]) -> Iterator[Question]:
    by_id = {question.id: question for question in questions}
    used = {question.id: question.design.uses for question in questions}
    try:
        order = tuple(TopologicalSorter(used).static_order())
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
    """Return a finding whose estimates know their question.

    The names by which they refer to each other begin with the question too, so that the same name
    in two questions is two numbers. Example: of the question "changed", the name
    "|mean|score|both|T0" becomes "changed|mean|score|both|T0".
    """

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
        measured=tuple(replace(item, outcome=question + item.outcome) for item in finding.measured),
        grounds=_grounds_of(finding.grounds, question),
    )


def _grounds_of(grounds: Grounds, question: str) -> Grounds:
    missing = grounds.missing and tuple(
        Missing(of=question + item.of, there=item.there and question + item.there) for item in grounds.missing
    )
    units = replace(grounds.units, names=tuple(question + name for name in grounds.units.names))
    return replace(grounds, missing=missing, units=units)


def _of_question(line: Line, question: str) -> Line:
    return replace(line, terms=tuple((question + name, part, weight) for name, part, weight in line.terms))
