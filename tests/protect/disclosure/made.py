"""Findings made by hand, so that a test says in one line what was found and what is released.

`made.count("a", 3)` is a group of three persons called "a"; `made.number` is the same for numbers
that rest on persons with pseudonyms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from tsi_eval.analysis.asking import stamped
from tsi_eval.designs.contract import Design
from tsi_eval.findings import (
    Answerable,
    Cell,
    Claim,
    Cover,
    Estimate,
    Feasibility,
    Finding,
    Findings,
    Kind,
    Measured,
    Part,
    Partition,
    Provenance,
    Quantity,
    people,
)
from tsi_eval.findings.released import Released, ReleasedEstimate
from tsi_eval.language import Message, Text
from tsi_eval.protect import release
from tsi_eval.study import Study
from tsi_eval.study.all_measured import measured_in

DAY = date(2026, 11, 22)
WORDS = Text(sv="", en="")
PROVENANCE = Provenance(declaration_sha256="", declared=DAY, data={}, data_hash="sha256", versions={})


# Numbers that rest on groups known by their names.


def estimate(quantity: Quantity, value: float, *basis: Cell, **more: Any) -> Estimate:
    """Return a number that rests on cells."""
    about: dict[str, Any] = {"question": "q", "design": "made", "claim": Claim.DESCRIBES}
    about |= {"group": basis[0].group if basis else "", "n": basis[0].n if basis else 0, "step": 1.0}
    return Estimate(quantity=quantity, estimate=value, basis=basis, **about | more)


def group(name: str, n: int, kind: Kind = Kind.PERSON) -> Cell:
    """Return the cell of a group."""
    return Cell(kind=kind, group=name, n=n)


def count(name: str, n: int, kind: Kind = Kind.PERSON, **more: Any) -> Estimate:
    """Return how many a group is."""
    return estimate(Quantity.COUNT, float(n), group(name, n, kind), **more)


def share(part: str, numerator: int, whole: str, n: int, kind: Kind = Kind.PERSON, **more: Any) -> Estimate:
    """Return what share of a group a part of it is."""
    cell = Cell(kind=kind, group=whole, n=n, numerator=numerator, numerator_group=part)
    return estimate(Quantity.SHARE, numerator / n, cell, **more)


def mean(name: str, n: int, value: float = 3.0, kind: Kind = Kind.PERSON, **more: Any) -> Estimate:
    """Return a group's mean."""
    return estimate(Quantity.MEAN, value, group(name, n, kind), **{"outcome": "score"} | more)


def partition(total: str, **parts: int) -> Partition:
    """Return a total and its parts; the total is the parts' sum."""
    cells = tuple(group(name, n) for name, n in parts.items())
    return Partition(total=group(total, sum(parts.values())), parts=cells)


# Numbers that rest on persons.


def persons(first: int, count: int) -> frozenset[str]:
    """Return so many pseudonyms, from one on."""
    return frozenset(f"p{i:04}" for i in range(first, first + count))


def cell(count: int, first: int = 0, part: frozenset[str] | None = None, kind: Kind = Kind.PERSON) -> Cell:
    """Return the cell of so many persons, from one on."""
    return people(persons(first, count), part, kind=kind)


def number(quantity: Quantity, value: float, *basis: Cell, **more: Any) -> Estimate:
    """Return a number about persons that were measured both times."""
    about = {"claim": Claim.CHANGED, "outcome": "score", "group": Part.BOTH, "period": "t0-t1"}
    return estimate(quantity, value, *basis, **about | more)


# Answers, and all answers of a pilot.


def finding(
    question: str,
    estimates: Iterable[Estimate],
    partitions: Iterable[Partition] = (),
    caveats: tuple[Message, ...] = (),
) -> Finding:
    """Return the answer to one question."""
    return Finding(
        question=question,
        design="made",
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(answerable=Answerable.ESTIMABLE),
        estimates=tuple(estimates),
        partitions=tuple(partitions),
        caveats=caveats,
    )


def findings(*answers: Finding, policy: str = "default", measured: Iterable[Measured] = ()) -> Findings:
    """Return a pilot's findings under a policy."""
    cover = Cover(
        pilot="made",
        title=WORDS,
        summary=WORDS,
        municipality="",
        period=WORDS,
        data="public" if policy == "public" else "synthetic",
        policy=policy,
        report_date=DAY,
        labels={},
        questions=(),
        texts={},
        source=WORDS,
    )
    return Findings(cover=cover, findings=answers, provenance=PROVENANCE, measured=tuple(measured))


def asked(question: str, answer: Finding) -> Finding:
    """Return a design's answer as the answer to a question."""
    return stamped(answer, question)


def study_of(values: Mapping[str, Sequence[float]]) -> Study:
    """Return a study of the same persons' values at each occasion, of the outcome "y"."""
    rows = [(f"p{i}", at, "y", float(value)) for at, column in values.items() for i, value in enumerate(column)]
    return Study.from_frames(measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]))


# What is released.


def released(*estimates: Estimate, policy: str = "default", caveats: tuple[Message, ...] = ()) -> Released:
    """Return a report of these numbers, as the answer to one question."""
    return release(findings(finding("q", estimates, caveats=caveats), policy=policy))


def released_answers(study: Study, policy: str = "default", **designs: Design) -> Released:
    """Return a report of what each design answers on a study: question → design."""
    answers = tuple(asked(question, design.answer(study)) for question, design in designs.items())
    measured = (*measured_in(study), *(item for answer in answers for item in answer.measured))
    return release(findings(*answers, policy=policy, measured=measured))


def items(report: Released) -> list[ReleasedEstimate]:
    """Return every number and every point of a report."""
    return [item for answer in report.findings for _, item in answer.every_estimate()]


def shown(report: Released) -> list[ReleasedEstimate]:
    """Return every number that a report shows, exactly or as a band."""
    return [item for item in items(report) if item.status != "suppressed"]


def hidden_groups(report: Released) -> list[str]:
    """Return the groups of the numbers that a report hides."""
    return [item.group for item in items(report) if item.status == "suppressed"]


def every(of: Findings) -> Iterator[Estimate]:
    """Yield every number and every point that was found."""
    for answer in of.findings:
        yield from answer.every_estimate()


def pairs(of: Findings, report: Released) -> Iterator[tuple[Estimate, ReleasedEstimate]]:
    """Yield what was found beside what is released of it, where every number has its row."""
    yield from zip(every(of), items(report), strict=True)
