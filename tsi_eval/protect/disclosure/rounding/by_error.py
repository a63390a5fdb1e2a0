"""Decimals that the uncertainty of a number supports, each number rounded once and to the nearest.

1. MEAN: as many as the outcome's answers support (`digits`), so that level, change and interval
   have the same.
2. COARSE and RATIO: two.
3. SHARE and SHARE_DIFFERENCE: as many as the policy says.
4. PARTS: two, and nothing but the number and its ends.
5. Where an end would be shown as "nothing" and is not, there is one more.
6. Ends that may only lie outside are rounded outwards.

Worked example. Forty persons' mean change is -1.475, with a standard error of 0.67 and an interval
from -2.83 to -0.12: shown are -1.48, from -2.83 to -0.12.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from tsi_eval.findings import Estimate, Rounding
from tsi_eval.protect.disclosure.policies import Policy
from tsi_eval.protect.disclosure.rounding.digits import decimals_for, one_more_where_it_touches
from tsi_eval.protect.disclosure.rounding.nearest import Rounded, nearest, parts

# Computed numbers may miss a decimal by so much.
ROUNDING = 1e-9
TWO = 2


def by_error(estimate: Estimate, policy: Policy, digits: Mapping[str, int]) -> Rounded:
    """Round a number that rests on persons as its uncertainty supports.

    Args:
        estimate: The number.
        policy: The rules of those it rests on.
        digits: Outcome → decimals of what is said in its own unit.
    """
    record = estimate.quantity.record
    match record.rounding:
        case Rounding.MEAN:
            decimals = decimals_for(estimate, digits)
            return _outwards(estimate, nearest(estimate, decimals)) if record.outermost else nearest(estimate, decimals)
        case Rounding.PARTS:
            return parts(estimate)
        case Rounding.SHARE | Rounding.SHARE_DIFFERENCE:
            decimals = policy.share_decimals + 2
        case _:
            decimals = TWO
    return nearest(estimate, one_more_where_it_touches(estimate, decimals))


def _outwards(estimate: Estimate, found: Rounded) -> Rounded:
    """Return a range whose ends are rounded away from each other."""
    unit = 10.0**-found.decimals
    low, high = estimate.ci_low, estimate.ci_high
    return replace(
        found,
        ci_low=None if low is None else round(math.floor(low / unit + ROUNDING) * unit, found.decimals) + 0.0,
        ci_high=None if high is None else round(math.ceil(high / unit - ROUNDING) * unit, found.decimals) + 0.0,
    )
