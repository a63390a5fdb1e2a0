"""An estimate as it leaves: with rounded numbers, with a band, or only with why it is hidden.

Worked example, under `default`. A share of 12 among 43 leaves as 0.279, with n = 43 and status
"shown". A share of 3 among 18 leaves as the band from 0 to 0.222 (at most 4 of 18), with n = 18
and status "banded". A share of 3 among 43 leaves with no number, with status "suppressed" and
reason "few".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision
from tsi_eval.protect.disclosure.policies import Policy, policy_for
from tsi_eval.protect.disclosure.rounding.counts import from_rounded_counts, shown_n
from tsi_eval.protect.disclosure.rounding.nearest import Rounded
from tsi_eval.protect.disclosure.rounding.numbers import rounded

_OF_ESTIMATE = frozenset(item.name for item in fields(Estimate))
# What a released estimate takes over from the estimate, in the order of its own fields.
_SHARED = tuple(item.name for item in fields(ReleasedEstimate) if item.name in _OF_ESTIMATE)


def released_estimate(
    estimate: Estimate, decision: Decision, policy: str, digits: Mapping[str, int]
) -> ReleasedEstimate:
    """Return an estimate after disclosure control, by what was decided of it.

    Args:
        estimate: The number.
        decision: What was decided of it.
        policy: The policy's id.
        digits: Outcome → decimals that its answers support.
    """
    rules = rules_of(estimate, policy)
    if decision.status != SHOWN:
        return _hidden(estimate, decision, rules)
    if estimate.quantity.record.guard is Guard.COUNT:
        shown = shown_n(estimate.n, rules)
        count = Rounded(estimate=float(shown), se=None, ci_low=None, ci_high=None, p_value=None, decimals=0)
        return _shown(estimate, count, shown)
    exact = from_rounded_counts(estimate, rules)
    return _shown(exact, rounded(exact, rules, digits), shown_n(estimate.n, rules))


def rules_of(estimate: Estimate, policy: str) -> Policy | None:
    """Return the rules of the first protected cell, or None when no cell is protected.

    A cost per child is about children, though its first cell is money.
    """
    for cell in estimate.basis:
        rules = policy_for(policy, cell.kind)
        if rules is not None:
            return rules
    return None


def _hidden(estimate: Estimate, decision: Decision, rules: Policy | None) -> ReleasedEstimate:
    """Return an estimate without its numbers; of a banded one the ends of the band are left."""
    decimals = 2 + (rules.share_decimals if rules else 0)
    low, high = _ends_of_band(estimate, decision, decimals)
    numbers = {
        "estimate": None,
        "se": None,
        "p_value": None,
        "level": None,
        "ci_low": low,
        "ci_high": high,
        "n": shown_n(estimate.n, rules) if decision.status == BANDED else None,
    }
    return ReleasedEstimate(
        **_words(estimate) | numbers,
        status=decision.status,
        reason=decision.reason,
        decimals=decimals,
    )


def _ends_of_band(estimate: Estimate, decision: Decision, decimals: int) -> tuple[float | None, float | None]:
    if decision.band is None:
        return None, None
    smallest, largest = decision.band
    return round(smallest / estimate.n, decimals), round(largest / estimate.n, decimals)


def _shown(estimate: Estimate, numbers: Rounded, n: int) -> ReleasedEstimate:
    values = {name: getattr(numbers, name) for name in ("estimate", "se", "ci_low", "ci_high", "p_value")}
    return ReleasedEstimate(**_words(estimate) | values | {"n": n}, status=SHOWN, reason="", decimals=numbers.decimals)


def _words(estimate: Estimate) -> dict[str, Any]:
    return {name: getattr(estimate, name) for name in _SHARED} | {"scale": estimate.scale}
