"""What is decided of a number, and which groups' sizes a shown number publishes.

Worked example. A share of 12 among 43 is shown as 27.9 %, with n = 43. Whoever reads it knows the
sizes of three groups: the 43, the 12 in the part and the 31 in the rest. If the size of any of the
three must not be known, the share has to be hidden.
"""

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
    """Return the decision that hides an estimate.

    Its reason goes by the kind of number alone, and is the same whatever made it necessary to hide
    the number.
    """
    of_counts = estimate.quantity.record.guard.of_counts
    return Decision(status=SUPPRESSED, reason=FEW if of_counts else FEW_IN_MEAN)


def complement(cell: Cell) -> str:
    """Return the name of those in a share's group who are not in its numerator."""
    return f"{cell.group} - {cell.numerator_group}"


def published_by(estimate: Estimate) -> Iterator[str]:
    """Yield the groups whose size a reader learns from a shown estimate.

    Most numbers state the size of their first cell only. A difference may give either of its groups
    back, and a number that follows from parts may give any of them.
    """
    gives_every_cell = estimate.quantity.record.guard.tells_every_cell
    cells = estimate.basis if gives_every_cell else estimate.basis[:1]
    for cell in cells:
        yield cell.group
        if cell.numerator is not None:
            yield from (cell.numerator_group, complement(cell))


def with_groups_hidden(
    estimates: Iterable[Estimate], decisions: Iterable[Decision], groups: frozenset[str]
) -> list[Decision]:
    """Return the decisions, and hide every number that would publish the size of such a group."""
    return [
        hidden(estimate) if _publishes_any(estimate, decision, groups) else decision
        for estimate, decision in zip(estimates, decisions, strict=True)
    ]


def _publishes_any(estimate: Estimate, decision: Decision, groups: frozenset[str]) -> bool:
    if decision.status == BANDED:
        # A band states the size of the whole, and leaves the part open.
        return estimate.basis[0].group in groups
    return decision.status == SHOWN and not groups.isdisjoint(published_by(estimate))
