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
    Partition,
    Quantity,
    Verdict,
)
from tsi_eval.stats.proportion import wilson
from tsi_eval.study import SourceReceipt, Study

RECEIPT = "receipt"


def received(study: Study) -> Finding:
    """Return rows, files and columns of each source, and how many rows had a value of each outcome at each occasion."""
    estimates = [estimate for item in study.receipt for estimate in _source(item, study)]
    return Finding(
        question=RECEIPT,
        design=RECEIPT,
        claim=Claim.DESCRIBES,
        feasibility=Feasibility(verdict=Verdict.ESTIMABLE),
        estimates=tuple(estimates),
        partitions=(
            *(partition for item in study.receipt for partition in _partitions(item, study)),
            *_whole_tables(study),
        ),
    )


def _source(item: SourceReceipt, study: Study) -> Iterator[Estimate]:
    rows = Cell(kind=Kind.PERSON, group=_delivered(item), n=item.rows)
    yield _count(item, rows, "rows")
    for unit, n in (
        ("files", item.files),
        ("columns_used", item.columns_used),
        ("columns_dropped", item.columns_dropped),
    ):
        yield _count(item, Cell(kind=Kind.EVENT, group=f"{unit}:{item.source}", n=n), unit)
    for name, (some, none) in item.values.items():
        yield _share(item, name, some, none, study)


def _count(item: SourceReceipt, cell: Cell, unit: str) -> Estimate:
    return Estimate(
        question=RECEIPT,
        design=RECEIPT,
        quantity=Quantity.COUNT,
        claim=Claim.DESCRIBES,
        group=item.source,
        unit=unit,
        estimate=float(cell.n),
        n=cell.n,
        basis=(cell,),
        method="count",
    )


def _share(item: SourceReceipt, name: str, some: int, none: int, study: Study) -> Estimate:
    outcome, occasion = name.rsplit("@", 1)
    share = wilson(some, some + none)
    total, there, _ = _value_cells(item, name, study)
    cell = Cell(kind=total.kind, group=total.group, n=total.n, numerator=there.n, numerator_group=there.group)
    return Estimate(
        question=RECEIPT,
        design=RECEIPT,
        quantity=Quantity.SHARE,
        claim=Claim.DESCRIBES,
        outcome=outcome,
        group=item.source,
        period=occasion,
        unit="share",
        estimate=share.estimate,
        n=some + none,
        basis=(cell,),
        method="share",
    )


def _partitions(item: SourceReceipt, study: Study) -> Iterator[Partition]:
    by_outcome: dict[str, list[Cell]] = {}
    for name in item.values:
        total, there, lacking = _value_cells(item, name, study)
        yield Partition(total=total, parts=(there, lacking))
        by_outcome.setdefault(name.rsplit("@", 1)[0], []).append(total)
    delivered = Cell(kind=Kind.PERSON, group=_delivered(item), n=item.rows)
    for totals in by_outcome.values():
        if totals[0].group != delivered.group and sum(cell.n for cell in totals) == item.rows:
            yield Partition(total=delivered, parts=tuple(totals))


def _whole_tables(study: Study) -> Iterator[Partition]:
    """Yield how sources add up to everyone, and to everyone measured, where a table comes from several."""
    if study.pilot is None:
        return
    persons = {source.id for source in study.pilot.sources if source.table == "persons"}
    parts = [
        Cell(kind=Kind.PERSON, group=_delivered(item), n=item.rows) for item in study.receipt if item.source in persons
    ]
    everyone = Cell(kind=Kind.PERSON, group="persons", n=len(study.table("persons")))
    if parts and sum(part.n for part in parts) == everyone.n:
        yield Partition(total=everyone, parts=tuple(parts))
    for name in {name: None for item in study.receipt for name in item.values}:
        there = [_value_cells(item, name, study)[1] for item in study.receipt if name in item.values]
        if len(there) > 1:
            total = Cell(kind=Kind.PERSON, group=f"measured:{name}", n=sum(cell.n for cell in there))
            yield Partition(total=total, parts=tuple(there))


def _value_cells(item: SourceReceipt, name: str, study: Study) -> tuple[Cell, Cell, Cell]:
    """Return the rows asked for a value, those that had one, and those that had none.

    In a wide file every row is asked at every occasion; in a long one a row belongs to one occasion. Rows with a value are the
    persons measured, and bear that set's name, so that a count elsewhere can't give the missing ones back.
    """
    some, none = item.values[name]
    whole = _delivered(item) if some + none == item.rows else f"{_delivered(item)}:{name}"
    alone = sum(name in other.values for other in study.receipt) == 1
    there = f"measured:{name}" if alone else f"measured:{name}:{item.source}"
    kind = Kind.PERSON
    return (
        Cell(kind=kind, group=whole, n=some + none),
        Cell(kind=Kind.PERSON, group=there, n=some),
        Cell(kind=kind, group=f"lacking:{name}:{item.source}", n=none),
    )


def _delivered(item: SourceReceipt) -> str:
    return f"delivered:{item.source}"
