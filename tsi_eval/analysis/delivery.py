"""What was delivered, as a finding like any other: its counts pass the same door."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import (
    RECEIPT,
    Cell,
    Claim,
    Estimate,
    Feasibility,
    Finding,
    Kind,
    Quantity,
    Verdict,
    people,
)
from tsi_eval.language import Message, Text
from tsi_eval.pilot.pilot_study import PilotStudy
from tsi_eval.stats.proportion import wilson
from tsi_eval.study import SourceReceipt, Study


def received(study: Study) -> Finding:
    """Return files and columns of each source, and what share of those who ever had a value of an outcome have one at each occasion.

    Rows are not among them: a file's rows are a sum of counts of persons, and would give back what
    the questions hide. They are said on the console, by `check`.
    """
    return Finding(
        question=RECEIPT,
        design=RECEIPT,
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(verdict=Verdict.ESTIMABLE),
        estimates=(*(count for item in study.receipt for count in _counts(item, study)), *_completeness(study)),
        caveats=tuple(_notes(study)),
    )


def _notes(study: Study) -> Iterator[Message]:
    """Yield what was found in each source's files, in words; the source is said by the pilot's word for it."""
    labels = study.pilot.labels if isinstance(study, PilotStudy) else {}
    for item in study.receipt:
        name = labels.get(item.source, Text(sv=item.source, en=item.source))
        for note in item.notes:
            yield Message("found.in", {"source": name, "what": note})


def _counts(item: SourceReceipt, study: Study) -> Iterator[Estimate]:
    hidden = [("hidden_at_source", item.hidden)] if any(each.hidden for each in study.receipt) else []
    for unit, n in (
        ("files", item.files),
        ("columns_used", item.columns_used),
        ("columns_dropped", item.columns_dropped),
        *hidden,
    ):
        yield Estimate(
            question=RECEIPT,
            design=RECEIPT,
            quantity=Quantity.COUNT,
            claim=Claim.DESCRIBES,
            group=item.source,
            unit=unit,
            estimate=float(n),
            n=n,
            basis=(Cell(kind=Kind.EVENT, n=n, group=f"{unit}:{item.source}"),),
            method="count",
        )


def _completeness(study: Study) -> Iterator[Estimate]:
    questions = study.pilot.questions if isinstance(study, PilotStudy) else ()
    asked = {name for item in questions for name in item.design.needs.outcomes}
    for name in dict.fromkeys(name for item in study.receipt for name in item.values):
        outcome, occasion = name.rsplit("@", 1)
        if outcome not in asked:
            continue
        occasions = [
            other.rsplit("@", 1)[1]
            for item in study.receipt
            for other in item.values
            if other.startswith(f"{outcome}@")
        ]
        ever = frozenset[str]().union(*(study.measured(outcome, other) for other in occasions))
        cell = people(ever, study.measured(outcome, occasion), kind=Kind.PERSON)
        if not ever:
            continue
        yield Estimate(
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
