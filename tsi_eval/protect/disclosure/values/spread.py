"""Withholding what says once more how widely few persons' values lie.

A shown mean is rounded so that several sums fit it, and its interval says how widely the values
lie. Each further number about the spread thins these sums out, until one is left.

A number is withheld if three things are true: it is shown or banded, it rests on fewer than
`COARSE_BELOW` persons, and it says the spread (`says_spread`). Whether it does is stated by its
quantity's record:

- ALWAYS, unless all of it is computed again from shown numbers: d_z and other effect sizes.
- UNLESS_PUBLISHED: likewise, unless its method rests on values published elsewhere.
- BESIDE, where it does not answer the question: a difference of two means that are shown too. The
  same difference computed otherwise stands beside the answer that it checks, and may stay.
- AGAIN, where it is the same answer computed otherwise: its interval is a second one. An answer in
  which missing persons were filled in is another number, and may stay.
- NEVER.

Exact shares at an end of the scale bind the sum as well, and are withheld whatever their record
says.

Worked example. Twelve persons' mean change is shown as -2, so that every sum from -30 to -18 fits.
If their d_z, -1.15, stood beside it, a reader would know the standard deviation for each of these
sums, hence the sum of squares, and on a scale of whole points few sums have whole changes with
just those squares. So d_z is shown from `COARSE_BELOW` persons on.
"""

from __future__ import annotations

from collections.abc import Sequence

from tsi_eval.findings import Estimate, Note, Role, Spread, Trait, trait_of
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SUPPRESSED
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.values.withheld import withheld

# Question, quantity, outcome, group, reference and period of a number, however it was computed.
Subject = tuple[str, ...]


def without_second_spreads(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold whatever says the spread of few persons' values again.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
    """
    answers = frozenset(_subject(estimate) for estimate in exact if estimate.role is Role.HEADLINE)
    result = []
    for item, estimate in zip(released, exact, strict=True):
        says_more = item.status != SUPPRESSED and _is_of_few(estimate) and says_spread(estimate, answers)
        result.append(withheld(item) if says_more else item)
    return result


def without_few_extremes(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold bounds that may be the mean of the few who changed most.

    Bounds that follow from the smallest and largest value of the scale follow from means.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
    """
    return [
        withheld(item) if item.status != SUPPRESSED and _is_of_extremes(estimate) else item
        for item, estimate in zip(released, exact, strict=True)
    ]


def _is_of_extremes(estimate: Estimate) -> bool:
    return estimate.quantity.record.outermost and _is_of_few(estimate) and not _follows_from_shown(estimate)


def _subject(estimate: Estimate) -> Subject:
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


def says_spread(estimate: Estimate, answers: frozenset[Subject]) -> bool:
    """Tell whether a number says how widely its persons' values lie, beside what the answer says.

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
            return estimate.role is not Role.HEADLINE and not _checks_an_answer(estimate, answers)
        case Spread.AGAIN:
            return estimate.role is Role.SENSITIVITY and trait_of(estimate.method) is not Trait.FILLED_IN
        case Spread.NEVER:
            return False


def _checks_an_answer(estimate: Estimate, answers: frozenset[Subject]) -> bool:
    return estimate.role is Role.SENSITIVITY and _subject(estimate) in answers


def _follows_from_shown(estimate: Estimate) -> bool:
    """Tell whether the number, and each end that it has, is computed again from shown numbers."""
    given = (part for part in ("estimate", "ci_low", "ci_high") if getattr(estimate, part) is not None)
    return all(part in estimate.lines and estimate.lines[part].terms for part in given)
