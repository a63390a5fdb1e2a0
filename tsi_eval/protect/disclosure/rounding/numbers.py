"""An estimate's numbers with the decimals that its quantity's record and the policy allow.

It is asked of every number that is shown and is not a count (step 5 of `release`). The quantity's
record says by which rule it is rounded:

1. FIXED and AS_WRITTEN, and ratios that rest on tallies: with the record's decimals, to the
   nearest; one more where an end would be shown as "nothing" and is not.
2. Under no policy, or one that leaves decimals free: with ten significant digits.
3. All others by what the policy says of decimals: as many as the error supports (`by_error`), or so
   few that several sums are left open (`several_sums`).
"""

from __future__ import annotations

from collections.abc import Mapping

from tsi_eval.findings import Estimate, Rounding
from tsi_eval.protect.disclosure.policies import Decimals, Policy
from tsi_eval.protect.disclosure.rounding.by_error import by_error
from tsi_eval.protect.disclosure.rounding.digits import one_more_where_it_touches
from tsi_eval.protect.disclosure.rounding.nearest import Rounded, nearest
from tsi_eval.protect.disclosure.rounding.several_sums import leaving_several_sums

SIGNIFICANT = 10


def rounded(estimate: Estimate, policy: Policy | None, digits: Mapping[str, int]) -> Rounded:
    """Round an estimate that is not a count, as its quantity's record and its policy say.

    Args:
        estimate: The number.
        policy: The rules of those it rests on; None when they are not protected.
        digits: Outcome → decimals that its answers support.
    """
    rounding = estimate.quantity.record.rounding
    if rounding in {Rounding.FIXED, Rounding.AS_WRITTEN} or (rounding is Rounding.RATIO and not of_persons(estimate)):
        return nearest(estimate, one_more_where_it_touches(estimate, _decimals_of_record(estimate)))
    if policy is None or policy.decimals is Decimals.FREE:
        return _significant(estimate)
    if policy.decimals is Decimals.SEVERAL_SUMS:
        return leaving_several_sums(estimate, policy)
    return by_error(estimate, policy, digits)


def of_persons(estimate: Estimate) -> bool:
    """Tell whether a number rests on persons with members, and not on tallies.

    Then a ratio's decimals must be safe.
    """
    return bool(estimate.basis[0].members)


def _decimals_of_record(estimate: Estimate) -> int:
    record = estimate.quantity.record
    if estimate.estimate >= record.whole_from:
        return 0
    if record.rounding is Rounding.AS_WRITTEN:
        exact = round(estimate.estimate, record.most)
        return next(k for k in range(record.most + 1) if round(estimate.estimate, k) == exact)
    return record.most


def _significant(estimate: Estimate) -> Rounded:
    values = (estimate.estimate, estimate.se, estimate.ci_low, estimate.ci_high, estimate.p_value)
    kept = [None if value is None else float(f"{value:.{SIGNIFICANT}g}") for value in values]
    return Rounded(estimate=kept[0] or 0.0, se=kept[1], ci_low=kept[2], ci_high=kept[3], p_value=kept[4], decimals=3)
