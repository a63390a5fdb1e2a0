"""Means whose difference is published as well: together they may pin down a sum that each alone leaves open.

Worked example. Ten persons' mean is shown as 7, so that every sum from 65 to 75 fits. Of another
group the mean is shown as 7.30, and the difference of the two as -0.4. Then the first mean lies
between 6.845 and 6.955, and 69 is the only sum that fits. One of the three numbers must go, and it
is the second mean.
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


def without_pinned_means(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold the second mean wherever two means and their difference leave fewer than two possible sums for any of them."""
    result = list(released)
    place = {estimate_name(estimate): i for i, estimate in enumerate(exact)}
    for i, estimate in enumerate(exact):
        if len(estimate.derived_from) != ENDS:
            continue
        first, second = (place[name] for name in estimate.derived_from)
        trio = [result[k] for k in (first, second, i)]
        if all(item.status == SHOWN for item in trio) and _is_pinned(trio, exact[first], exact[second]):
            for k in _same_mean(exact, second):
                result[k] = withheld(result[k])
    return result


def _same_mean(exact: Sequence[Estimate], place: int) -> list[int]:
    """Return where this mean of these persons stands, in whatever question."""
    one = exact[place]
    mark = (one.quantity, one.outcome, one.period, one.basis[0].members)
    same = [k for k, e in enumerate(exact) if (e.quantity, e.outcome, e.period, e.basis[0].members) == mark]
    return same if one.basis[0].members else [place]


def _is_pinned(trio: list[ReleasedEstimate], first: Estimate, second: Estimate) -> bool:
    one, two, difference = trio
    sums_one, sums_two = _possible_sums(one, first), _possible_sums(two, second)
    means_one, means_two = (sums * of.stated_step() / of.n for sums, of in ((sums_one, first), (sums_two, second)))
    gap = means_two[None, :] - means_one[:, None]
    unit = 10.0**-difference.decimals
    possible = np.abs(gap - (difference.estimate or 0.0)) <= unit / 2 + 1e-9
    return min(int(possible.any(axis=1).sum()), int(possible.any(axis=0).sum())) < FEWEST_SUMS


def _possible_sums(released: ReleasedEstimate, exact: Estimate) -> Sums:
    """Return the sums, in steps of the scale, that fit a mean as it is shown."""
    middle, half = released.estimate or 0.0, 10.0**-released.decimals / 2 + 1e-9
    per_sum = exact.n / exact.stated_step()
    return np.arange(math.ceil((middle - half) * per_sum), math.floor((middle + half) * per_sum) + 1, dtype=np.float64)
