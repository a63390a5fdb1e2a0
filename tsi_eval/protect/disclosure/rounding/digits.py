"""How many decimals the uncertainty of an outcome's answers supports: two digits of their error.

The exact sum of ten persons or more is no secret by itself, so that decimals are chosen for those
who read. All numbers in an outcome's own unit have the same: its means, its change, the ends of the
intervals. They are taken from the first answer that is shown.

1. The standard error of the first shown answer about the outcome, in the order of the questions, is
   written with two digits (`_supported`).
2. If an end of an interval of such an answer would be shown as "nothing", such as 0, though it is
   not, there is one more: a reader then sees on which side it lies.
3. An outcome without an answer that has an error gets one more decimal than its scale.

Worked example. The mean change of 33 children is -1.33 with a standard error of 0.51, from -2.36
to -0.31. Two digits of the error end at the second decimal: all are shown with two. Another change
is 2.4 with an error of 1.22, from 0.013 to 4.8. One decimal would show it as "0.0 to 4.8", so that
there are two: "0.01 to 4.80".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from statistics import NormalDist

from tsi_eval.findings import Estimate, Role, Rounding

MOST_DECIMALS = 4
# Without a standard error beside an interval, its half width gives one.
_WIDE = NormalDist().inv_cdf(0.975)


def digits_of_outcomes(shown: Iterable[Estimate]) -> dict[str, int]:
    """Return outcome → decimals of what is said in its own unit.

    Args:
        shown: The estimates that are shown, in the order of the questions, exact.
    """
    answers: dict[str, list[Estimate]] = {}
    for estimate in _with_error(shown):
        answers.setdefault(estimate.outcome, []).append(estimate)
    return {outcome: _digits(of_outcome) for outcome, of_outcome in answers.items()}


def decimals_for(estimate: Estimate, digits: Mapping[str, int]) -> int:
    """Return the decimals of a number in its outcome's own unit."""
    return digits.get(estimate.outcome, decimals_of_step(estimate.stated_step()) + 1)


def decimals_of_step(step: float) -> int:
    """Return the decimals with which a scale's step is written.

    Of a step that two decimals can't write, such as a third of a point in a mean of three items, it
    is the decimal at which its first digit stands.

    Example:
        >>> [decimals_of_step(step) for step in (1.0, 0.5, 0.25, 1 / 3)]
        [0, 1, 2, 1]
    """
    written = (k for k in range(3) if math.isclose(step, round(step, k)))
    return next(written, min(MOST_DECIMALS - 1, math.ceil(-math.log10(step))))


def one_more_where_it_touches(estimate: Estimate, decimals: int) -> int:
    """Return the decimals, with one more where an end would be shown as "nothing" and is not."""
    return decimals + any(_touches(end, estimate.quantity.record.nothing, decimals) for end in _ends(estimate))


def error_of(estimate: Estimate) -> float | None:
    """Return a number's standard error, or what its interval gives for one; None without either."""
    if estimate.se:
        return estimate.se
    low, high = estimate.ci_low, estimate.ci_high
    if estimate.level is None or low is None or high is None or high <= low:
        return None
    return (high - low) / (2 * _WIDE)


def _with_error(shown: Iterable[Estimate]) -> Iterator[Estimate]:
    """Yield the answers about an outcome in its own unit that have an error."""
    for estimate in shown:
        record = estimate.quantity.record
        answers = estimate.role in {Role.HEADLINE, Role.SECONDARY} and record.rounding is Rounding.MEAN
        if answers and error_of(estimate):
            yield estimate


def _digits(answers: list[Estimate]) -> int:
    decimals = _supported(error_of(answers[0]) or 1.0)
    return min(MOST_DECIMALS, max(one_more_where_it_touches(answer, decimals) for answer in answers))


def _supported(error: float) -> int:
    """Return the decimal at which two digits of an error end, 0 at the least."""
    return min(MOST_DECIMALS, max(0, 1 - math.floor(math.log10(error))))


def _ends(estimate: Estimate) -> tuple[float, ...]:
    return tuple(end for end in (estimate.ci_low, estimate.ci_high) if end is not None)


def _touches(end: float, nothing: float | None, decimals: int) -> bool:
    return nothing is not None and end != nothing and round(end, decimals) == nothing
