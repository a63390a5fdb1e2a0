"""What was delivered, as a finding like any other: its counts pass the same door."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.findings import (
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
from tsi_eval.stats.proportion import wilson
from tsi_eval.study import SourceReceipt, Study

RECEIPT = "receipt"


def received(study: Study) -> Finding:
    """Return files and columns of each source, and the share of all persons who have a value of each outcome at each occasion.

    Rows are not among them: a file's rows are a sum of counts of persons, and would give back what the questions hide. They are said on
    the console, by `check`.
    """
    return Finding(
        question=RECEIPT,
        design=RECEIPT,
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(verdict=Verdict.ESTIMABLE),
        estimates=(*(count for item in study.receipt for count in _counts(item)), *_completeness(study)),
    )


def _counts(item: SourceReceipt) -> Iterator[Estimate]:
    for unit, n in (
        ("files", item.files),
        ("columns_used", item.columns_used),
        ("columns_dropped", item.columns_dropped),
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
    everyone = study.everyone()
    for name in dict.fromkeys(name for item in study.receipt for name in item.values):
        outcome, occasion = name.rsplit("@", 1)
        cell = people(everyone, study.measured(outcome, occasion))
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
