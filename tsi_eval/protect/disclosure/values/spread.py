"""Numbers that say again how widely few persons' values lie: they thin out the sums that fit a shown mean.

Worked example. Twelve persons' mean change is shown as -2, so that every sum from -30 to -18 fits.
If their d_z, -1.15, stood beside it, a reader would know the standard deviation for each of these
sums, hence the sum of squares, and on a scale of whole points few sums have whole changes with just
those squares. So d_z is shown from `COARSE_BELOW` persons on.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.findings import Estimate, Note, Role, Spread, Trait, trait_of
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SUPPRESSED
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.values.withheld import withheld

What = tuple[str, ...]


def without_second_spreads(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold whatever says the spread of few persons' values again."""
    answers = frozenset(_what(of) for of in exact if of.role is Role.HEADLINE)
    return [
        withheld(item) if item.status != SUPPRESSED and _is_of_few(of) and says_spread(of, answers) else item
        for item, of in zip(released, exact, strict=True)
    ]


def _what(estimate: Estimate) -> What:
    """Return what a number is a number of, however it was computed."""
    return (
        estimate.question,
        estimate.quantity,
        estimate.outcome,
        estimate.group,
        estimate.reference,
        estimate.period,
    )


def _is_of_few(estimate: Estimate) -> bool:
    return min(cell.n for cell in estimate.basis) < COARSE_BELOW


def says_spread(estimate: Estimate, answers: frozenset[What]) -> bool:
    """Tell whether a number says how widely its persons' values lie, beside what the answer says of it.

    Args:
        estimate: The number.
        answers: What the answers to all questions are numbers of.
    """
    if estimate.note == Note.AT_AN_END:
        return True
    match estimate.quantity.record.spread:
        case Spread.ALWAYS:
            return not _follows_from_shown(estimate)
        case Spread.UNLESS_PUBLISHED:
            return trait_of(estimate.method) is not Trait.PUBLISHED and not _follows_from_shown(estimate)
        case Spread.BESIDE:
            # The same difference computed otherwise stands beside the answer that it checks.
            checks = estimate.role is Role.SENSITIVITY and _what(estimate) in answers
            return estimate.role is not Role.HEADLINE and not checks
        case Spread.AGAIN:
            return estimate.role is Role.SENSITIVITY and trait_of(estimate.method) is not Trait.FILLED_IN
        case Spread.NEVER:
            return False


def _follows_from_shown(estimate: Estimate) -> bool:
    """Tell whether the number and both its ends, where it has them, are computed again from what is shown of others."""
    given = (part for part in ("estimate", "ci_low", "ci_high") if getattr(estimate, part) is not None)
    return all(part in estimate.lines and estimate.lines[part].terms for part in given)
