"""Counts by the policy's step, and what must be computed from them.

A policy may round counts. Then a share or a rate that was computed from exact counts would give
these back, so that it is computed again from the rounded ones (`from_rounded_counts`):

1. What grows or shrinks with n is turned by as much as n is.
2. A difference of shares is computed from the two rounded shares. Its interval is the one that
   needs the margins only, since rounded counts no longer tell how the same persons answered twice.
3. A share is computed from its rounded part and its rounded whole.
4. Everything else stays as it is.

Worked example. Under `strict` counts are rounded to fives. Of 43 persons 12 are in a part: shown
are 45 and 10, and the share is 10/45 = 22 %, not 12/43 = 28 %, which would give 12 and 43 back.
"""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.findings import Cell, Estimate, Guard, Method, Trait, trait_of
from tsi_eval.protect.disclosure.policies import Policy
from tsi_eval.stats.proportion import newcombe_difference, wilson


def shown_n(n: int, rules: Policy | None) -> int:
    """Return a count as the policy shows it: the nearest multiple of its step, halves upwards."""
    step = rules.round_to if rules else 1
    return step * ((2 * n + step) // (2 * step))


def from_rounded_counts(estimate: Estimate, rules: Policy | None) -> Estimate:
    """Return an estimate computed again from shown counts, where it follows from counts."""
    if rules is None or rules.round_to == 1:
        return estimate
    record = estimate.quantity.record
    if record.by_n:
        grown = shown_n(estimate.n, rules) / estimate.n if estimate.n else 1.0
        return replace(estimate, estimate=estimate.estimate * (grown if record.by_n > 0 else 1 / grown))
    if estimate.basis[0].numerator is None:
        return estimate
    if record.guard is Guard.SHARE_DIFFERENCE:
        return _difference(estimate, rules)
    share = wilson(*_shown_share(estimate.basis[0], rules), level=estimate.level or 0.95)
    return replace(estimate, estimate=share.estimate, ci_low=share.ci_low, ci_high=share.ci_high)


def _difference(estimate: Estimate, rules: Policy) -> Estimate:
    # A difference is the first cell's share less the second's.
    later, earlier = (_shown_share(cell, rules) for cell in estimate.basis[:2])
    found = newcombe_difference(*earlier, *later, level=estimate.level or 0.95)
    method = Method.NEWCOMBE_MARGINS if trait_of(estimate.method) is Trait.PAIRED else estimate.method
    return replace(estimate, estimate=found.estimate, method=method, ci_low=found.ci_low, ci_high=found.ci_high)


def _shown_share(cell: Cell, rules: Policy) -> tuple[int, int]:
    """Return a part and its whole, as the policy shows them."""
    return shown_n(cell.numerator or 0, rules), shown_n(cell.n, rules)
