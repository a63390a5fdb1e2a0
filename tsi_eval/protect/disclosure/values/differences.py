"""Withholding a mean whose difference from another is shown as well.

Each of two means is rounded so that several sums fit it. Their difference, if it has more
decimals, may leave one sum only. This is asked of every number that follows from exactly two
others.

1. For both means: list the sums, in whole steps of the scale, that would be shown as the mean is
   (`_possible_sums`).
2. Keep the pairs of sums of which the difference would be shown as it is (`_is_pinned`).
3. If fewer than two sums of either mean are left in these pairs, the second mean is withheld,
   wherever it is shown: the same mean of the same persons may stand in other questions as well.

Worked example. Ten persons' mean is shown as 7, so that every whole sum from 65 to 75 fits.
Another group, of 1500 persons, has a mean that is shown as 7.30, and the second less the first is
shown as 0.4. Then the first mean lies between 6.845 (7.295 less 0.45) and 6.955 (7.305 less 0.35),
and 69 is the only sum of ten persons that fits. One of the three numbers must go, and it is the
second mean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.values.withheld import estimate_name, withheld

Sums = npt.NDArray[np.float64]
FEWEST_SUMS = 2
ENDS = 2
# Computed numbers may miss the middle between two decimals by so much.
ROUNDING = 1e-9


def without_pinned_means(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold the second of two means wherever their shown difference pins one of them down.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
    """
    result = list(released)
    place_of = {estimate_name(estimate): place for place, estimate in enumerate(exact)}
    for place, estimate in enumerate(exact):
        if len(estimate.derived_from) != ENDS:
            continue
        first, second = (place_of[name] for name in estimate.derived_from)
        means_and_difference = [result[first], result[second], result[place]]
        if any(item.status != SHOWN for item in means_and_difference):
            continue
        if _is_pinned(means_and_difference, exact[first], exact[second]):
            for same in _same_mean(exact, second):
                result[same] = withheld(result[same])
    return result


def _is_pinned(means_and_difference: list[ReleasedEstimate], first: Estimate, second: Estimate) -> bool:
    """Tell whether fewer than two sums of either mean fit all that is shown of the three."""
    shown_first, shown_second, difference = means_and_difference
    first_means = _possible_sums(shown_first, first) * first.stated_step() / first.n
    second_means = _possible_sums(shown_second, second) * second.stated_step() / second.n
    # A row for each possible first mean, a column for each possible second.
    gap = second_means[None, :] - first_means[:, None]
    unit = 10.0**-difference.decimals
    fits = np.abs(gap - (difference.estimate or 0.0)) <= unit / 2 + ROUNDING
    first_sums_left, second_sums_left = int(fits.any(axis=1).sum()), int(fits.any(axis=0).sum())
    return min(first_sums_left, second_sums_left) < FEWEST_SUMS


def _possible_sums(released: ReleasedEstimate, exact: Estimate) -> Sums:
    """Return the sums, in steps of the scale, that fit a mean as it is shown."""
    middle, half = released.estimate or 0.0, 10.0**-released.decimals / 2 + ROUNDING
    per_sum = exact.n / exact.stated_step()
    return np.arange(math.ceil((middle - half) * per_sum), math.floor((middle + half) * per_sum) + 1, dtype=np.float64)


def _same_mean(exact: Sequence[Estimate], place: int) -> list[int]:
    """Return the places of a mean of the same persons, in whatever question."""
    if not exact[place].basis[0].members:
        return [place]
    mean = _mark(exact[place])
    return [other for other, estimate in enumerate(exact) if _mark(estimate) == mean]


def _mark(estimate: Estimate) -> tuple[object, ...]:
    return (estimate.quantity, estimate.outcome, estimate.period, estimate.basis[0].members)
