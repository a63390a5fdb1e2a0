"""Numbers that say again how widely few persons' values lie: they thin out the sums that fit a shown mean.

Worked example. Twelve persons' mean change is shown as -2, so that every sum from -30 to -18 fits. If their
d_z, -1.15, stood beside it, a reader would know the standard deviation for each of these sums, hence the
sum of squares, and on a scale of whole points few sums have whole changes with just those squares. So
d_z is shown from `COARSE_BELOW` persons on.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.findings import Estimate, Note, Role, Spread, Trait, trait_of
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SUPPRESSED
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.values.withheld import withheld


def without_second_spreads(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold whatever says the spread of few persons' values again."""
    return [
        withheld(item) if item.status != SUPPRESSED and _is_of_few(of) and says_spread(of) else item
        for item, of in zip(released, exact, strict=True)
    ]


def _is_of_few(estimate: Estimate) -> bool:
    return min(cell.n for cell in estimate.basis) < COARSE_BELOW


def says_spread(estimate: Estimate) -> bool:
    """Tell whether a number says how widely its persons' values lie, beside what the answer says of it."""
    if estimate.note == Note.AT_AN_END:
        return True
    match estimate.quantity.record.spread:
        case Spread.ALWAYS:
            return not estimate.lines and trait_of(estimate.method) is not Trait.PUBLISHED
        case Spread.BESIDE:
            return estimate.role is Role.SUPPORTING
        case Spread.AGAIN:
            return estimate.role is Role.SENSITIVITY and trait_of(estimate.method) is not Trait.FILLED_IN
        case Spread.NEVER:
            return False
