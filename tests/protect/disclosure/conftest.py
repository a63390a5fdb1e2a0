"""Findings made by hand, so that a test says in one line what a report would show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import SimpleNamespace

import pytest

from tsi_eval.analysis.asking import stamped
from tsi_eval.findings import (
    Cell,
    Claim,
    Cover,
    Estimate,
    Feasibility,
    Finding,
    Findings,
    Kind,
    Partition,
    Provenance,
    Quantity,
    Verdict,
)
from tsi_eval.language import Text

DAY = date(2026, 11, 22)
WORDS = Text(sv="", en="")
PROVENANCE = Provenance(declaration_sha256="", declared=DAY, data={}, data_hash="sha256", versions={})


def estimate(quantity: Quantity, value: float, *basis: Cell, **more: object) -> Estimate:
    """Return a number that rests on cells."""
    about = {"question": "q", "design": "made", "claim": Claim.DESCRIBES, "group": basis[0].group if basis else ""}
    fields = about | {"n": basis[0].n if basis else 0, "step": 1.0} | more
    return Estimate(quantity=quantity, estimate=value, basis=basis, **fields)


def count(group: str, n: int, kind: Kind = Kind.PERSON, **more: object) -> Estimate:
    """Return how many a group is."""
    return estimate(Quantity.COUNT, float(n), Cell(kind=kind, group=group, n=n), **more)


def share(part: str, numerator: int, group: str, n: int, kind: Kind = Kind.PERSON, **more: object) -> Estimate:
    """Return what share of a group a part of it is."""
    cell = Cell(kind=kind, group=group, n=n, numerator=numerator, numerator_group=part)
    return estimate(Quantity.SHARE, numerator / n, cell, **more)


def mean(group: str, n: int, value: float = 3.0, kind: Kind = Kind.PERSON, **more: object) -> Estimate:
    """Return a group's mean."""
    return estimate(Quantity.MEAN, value, Cell(kind=kind, group=group, n=n), **{"outcome": "score"} | more)


def partition(total: str, **parts: int) -> Partition:
    """Return a total and its parts; the total is the parts' sum."""
    cells = tuple(Cell(kind=Kind.PERSON, group=name, n=n) for name, n in parts.items())
    return Partition(total=Cell(kind=Kind.PERSON, group=total, n=sum(parts.values())), parts=cells)


def finding(question: str, estimates: Iterable[Estimate], partitions: Iterable[Partition] = ()) -> Finding:
    """Return the answer to one question."""
    return Finding(
        question=question,
        design="made",
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(verdict=Verdict.ESTIMABLE),
        estimates=tuple(estimates),
        partitions=tuple(partitions),
    )


def findings(*answers: Finding, policy: str = "default") -> Findings:
    """Return a pilot's findings under a policy."""
    cover = Cover(
        pilot="made",
        title=WORDS,
        summary=WORDS,
        municipality="",
        period=WORDS,
        data="synthetic",
        policy=policy,
        report_date=DAY,
        labels={},
        questions=(),
        texts={},
        source=WORDS,
    )
    return Findings(cover=cover, findings=answers, provenance=PROVENANCE)


def asked(question: str, answer: Finding) -> Finding:
    """Return a design's answer as the answer to a question."""
    return stamped(answer, question)


@pytest.fixture(scope="session")
def made() -> SimpleNamespace:
    """Return the functions above: test modules can't import each other."""
    makers = (estimate, count, share, mean, partition, finding, findings, asked)
    return SimpleNamespace(**{maker.__name__: maker for maker in makers})
