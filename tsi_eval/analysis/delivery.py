"""What was delivered, as a finding like any other, so that its counts pass the same door.

Worked example. 40 children filled in the form at T0, and 30 of them and 2 others at T1. 42 children
have the score at some occasion, so that the receipt says 40 of 42 for T0 and 32 of 42 for T1.
"""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.analysis.unused import series_unused
from tsi_eval.designs.behind import with_those_behind
from tsi_eval.findings import (
    RECEIPT,
    Answerable,
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Finding,
    Kind,
    Quantity,
    people,
)
from tsi_eval.language import Message, Text
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.stats.proportion import wilson
from tsi_eval.study import SourceReceipt, Study


def received(study: Study) -> Finding:
    """Return files and columns of each source, and how complete each outcome is at each occasion.

    Complete means: what share of those who have a value at any occasion have one at this. Numbers
    of rows are not in the finding. A file's rows are a sum of counts of persons, and would give
    back what the questions hide; the console says them, when a project lead runs `check`.
    """
    finding = Finding(
        question=RECEIPT,
        design=RECEIPT,
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(answerable=Answerable.ESTIMABLE),
        estimates=(*_counts(study), *_completeness(study)),
        caveats=(*_notes(study), *series_unused(study)),
    )
    return with_those_behind(finding, study, allowed=True)


def _notes(study: Study) -> Iterator[Message]:
    """Yield what was found in each source's files; a source is called as the pilot calls it."""
    labels = study.pilot.labels if isinstance(study, PilotStudy) else {}
    for source in study.receipt:
        name = labels.get(source.source, Text(sv=source.source, en=source.source))
        for note in source.notes:
            yield Message("found.in", {"source": name, "what": note})


def _counts(study: Study) -> Iterator[Estimate]:
    """Yield each source's counts; where any source came with hidden numbers, all say how many."""
    some_hidden = any(source.hidden for source in study.receipt)
    for source in study.receipt:
        yield _count(source, "files", source.files)
        yield _count(source, "columns_used", source.columns_used)
        yield _count(source, "columns_dropped", source.columns_dropped)
        if some_hidden:
            yield _count(source, "hidden_at_source", source.hidden)


def _count(source: SourceReceipt, unit: str, n: int) -> Estimate:
    return Estimate(
        question=RECEIPT,
        design=RECEIPT,
        quantity=Quantity.COUNT,
        claim=Claim.DESCRIBES,
        group=source.source,
        unit=unit,
        estimate=float(n),
        n=n,
        basis=(Cell(kind=Kind.EVENT, n=n, group=f"{unit}:{source.source}"),),
        method="count",
    )


def _completeness(study: Study) -> Iterator[Estimate]:
    """Yield a share for each outcome that a question needs, at each occasion."""
    needed = _needed(study)
    measured = [(outcome, occasion) for outcome, occasion in _delivered(study) if outcome in needed]
    for outcome, occasion in measured:
        occasions = [other for name, other in measured if name == outcome]
        ever = frozenset[str]().union(*(study.measured(outcome, other) for other in occasions))
        if ever:
            yield _share(outcome, occasion, people(ever, study.measured(outcome, occasion), kind=Kind.PERSON))


def _needed(study: Study) -> set[str]:
    """Return the outcomes that some question of the pilot needs."""
    questions = study.pilot.questions if isinstance(study, PilotStudy) else ()
    return {outcome for question in questions for outcome in question.design.needs.outcomes}


def _delivered(study: Study) -> tuple[tuple[str, str], ...]:
    """Return each outcome and occasion of which some source has rows, once."""
    names = dict.fromkeys(name for source in study.receipt for name in source.values)
    return tuple((outcome, occasion) for outcome, _, occasion in (name.rpartition("@") for name in names))


def _share(outcome: str, occasion: str, cell: Cell) -> Estimate:
    return Estimate(
        question=RECEIPT,
        design=RECEIPT,
        quantity=Quantity.SHARE,
        claim=Claim.DESCRIBES,
        outcome=outcome,
        period=occasion,
        unit="share",
        estimate=wilson(cell.numerator or 0, cell.n).estimate,
        n=cell.n,
        basis=(cell,),
        method="share",
    )
