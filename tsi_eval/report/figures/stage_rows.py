"""Which rows a funnel has: one a stage for everyone, and under it one for each group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.paper import Paper
from tsi_eval.report.words import Words

# Estimates by group, "" for everyone, and stage.
ByStage = dict[tuple[str, str], ReleasedEstimate]
# How far apart rows of everyone and of groups stand.
ROW, GROUP_ROW = 1.0, 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stage of everyone, or of a group: what is shown of it, and where it stands.

    Attributes:
        at: How far from the top it stands.
        stage: The stage's id.
        group: The group's id, or "" for everyone.
        count: How many there were, if that was counted.
        share: What share that is of the first stage, if that was computed.
        first: Whether it is the stage that all others are inside.
    """

    at: float
    stage: str
    group: str
    count: ReleasedEstimate | None
    share: ReleasedEstimate | None
    first: bool


def rows_of(finding: ReleasedFinding, paper: Paper) -> Iterator[Row]:
    """Yield a row a stage for everyone, and under each but the first a row for each group."""
    shares, counts = _shares(finding), _counts(finding)
    drawn = next((share for (group, _), share in shares.items() if not group and is_drawn(share)), None)
    groups = dict.fromkeys(group for (group, _), share in shares.items() if group and is_drawn(share))
    at = 0.0
    for place, stage in enumerate(dict.fromkeys(period for _, period in (*counts, *shares))):
        count = _as_old_as(counts.get(("", stage)), drawn, first=place == 0)
        yield Row(at=at, stage=stage, group="", count=count, share=shares.get(("", stage)), first=place == 0)
        for group in groups if place else ():
            at += (GROUP_ROW if group != next(iter(groups)) else 0.9 * ROW) if paper.beside else ROW
            key = group, stage
            yield Row(at=at, stage=stage, group=group, count=counts.get(key), share=shares.get(key), first=False)
        at += ROW


def _as_old_as(
    count: ReleasedEstimate | None, share: ReleasedEstimate | None, *, first: bool
) -> ReleasedEstimate | None:
    """Return a stage's count as it was when the shares were computed.

    A count of another report does not belong to them. The first stage then has the number that the
    shares are of, and any other stage has none.
    """
    if count is None or share is None or share.as_of == count.as_of:
        return count
    if not first:
        return None
    status = "suppressed" if share.n is None else count.status
    return replace(count, n=share.n, estimate=share.n, status=status, as_of=share.as_of)


def _shares(finding: ReleasedFinding) -> ByStage:
    return {
        (point.group, point.period): point
        for points in finding.series.values()
        for point in points
        if point.axis == "stage"
    }


def _counts(finding: ReleasedFinding) -> ByStage:
    return {
        (item.group, item.period): item
        for item in finding.estimates
        if item.axis == "stage" and item.quantity is Quantity.COUNT
    }


def evenly(words: Words, rows: list[Row]) -> list[Row]:
    """Give every share as many decimals as the least certain of its kind supports.

    Shares of everyone are of one kind, and those of groups of another: everyone's are known best,
    and the answer is one of them.
    """
    of_kind: dict[bool, list[int]] = {True: [], False: []}
    for row in rows:
        if row.share is not None and row.share.estimate is not None:
            of_kind[bool(row.group)].append(words.read(row.share).decimals)
    least = {kind: min(decimals, default=0) for kind, decimals in of_kind.items()}
    return [
        replace(row, share=replace(row.share, decimals=least[bool(row.group)])) if row.share else row for row in rows
    ]


def is_drawn(share: ReleasedEstimate | None) -> bool:
    """Tell whether a share, or a band around it, may be shown."""
    return share is not None and share.status in {"shown", "banded"}
