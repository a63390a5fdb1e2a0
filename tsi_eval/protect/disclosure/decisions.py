"""What happens to each number, and what it would publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tsi_eval.findings import Cell, Estimate

SHOWN, SUPPRESSED, BANDED = "shown", "suppressed", "banded"
FEW, FEW_IN_MEAN = "few", "few_in_mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What happens to one estimate.

    Attributes:
        status: "shown", "suppressed" or "banded".
        reason: Key of the reason; the same for a small count and for one that is hidden to protect
            it, so that the reason does not tell which is which.
        band: Smallest and largest numerator that the band allows, when banded.
    """

    status: str = SHOWN
    reason: str = ""
    band: tuple[int, int] | None = None


def hidden(estimate: Estimate) -> Decision:
    """Return the decision that hides an estimate, with the reason that its kind of number always gets."""
    of_counts = estimate.quantity.record.guard.of_counts
    return Decision(status=SUPPRESSED, reason=FEW if of_counts else FEW_IN_MEAN)


def complement(cell: Cell) -> str:
    """Return the name of those in a share's group who are not in its numerator."""
    return rest_name(cell.group, cell.numerator_group)


def rest_name(whole: str, part: str) -> str:
    """Return the name of those of a whole who are not in a part."""
    return f"{whole} - {part}"


def published_by(estimate: Estimate) -> Iterator[str]:
    """Yield the groups whose size a reader learns from a shown estimate.

    A difference may give either of its groups back, and what follows from parts may give any of
    them.
    """
    every = estimate.quantity.record.guard.tells_every_cell
    cells = estimate.basis if every else estimate.basis[:1]
    for cell in cells:
        yield cell.group
        if cell.numerator is not None:
            yield from (cell.numerator_group, complement(cell))


def without(estimates: Iterable[Estimate], decisions: Iterable[Decision], groups: frozenset[str]) -> list[Decision]:
    """Hide whatever would publish one of these groups; a band publishes its group's size."""
    return [
        hidden(estimate) if _tells(estimate, decision, groups) else decision
        for estimate, decision in zip(estimates, decisions, strict=True)
    ]


def _tells(estimate: Estimate, decision: Decision, groups: frozenset[str]) -> bool:
    if decision.status == BANDED:
        return estimate.basis[0].group in groups
    return decision.status == SHOWN and not groups.isdisjoint(published_by(estimate))
