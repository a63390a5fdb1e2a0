"""An estimate as it leaves: with rounded numbers, with a band, or with nothing but why it is hidden."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision
from tsi_eval.protect.disclosure.policies import Policy, policy_for
from tsi_eval.protect.disclosure.rounding.counts import from_rounded_counts, shown_n
from tsi_eval.protect.disclosure.rounding.numbers import Rounded, rounded

_SHARED = tuple(
    item.name for item in fields(ReleasedEstimate) if item.name in {other.name for other in fields(Estimate)}
)


def released_estimate(estimate: Estimate, decision: Decision, policy: str) -> ReleasedEstimate:
    """Return an estimate after disclosure control, by what was decided of it."""
    rules = rules_of(estimate, policy)
    if decision.status != SHOWN:
        return _hidden(estimate, decision, rules)
    if estimate.quantity.record.guard is Guard.COUNT:
        shown = shown_n(estimate.n, rules)
        count = Rounded(estimate=float(shown), se=None, ci_low=None, ci_high=None, p_value=None, decimals=0)
        return _shown(estimate, count, shown)
    exact = from_rounded_counts(estimate, rules)
    return _shown(exact, rounded(exact, rules), shown_n(estimate.n, rules))


def rules_of(estimate: Estimate, policy: str) -> Policy | None:
    """Return the rules of the first protected cell: a cost per child is about children, though its first cell is money."""
    found = (policy_for(policy, cell.kind) for cell in estimate.basis)
    return next((rules for rules in found if rules is not None), None)


def _hidden(estimate: Estimate, decision: Decision, rules: Policy | None) -> ReleasedEstimate:
    low, high = (None, None) if decision.band is None else (numerator / estimate.n for numerator in decision.band)
    decimals = 2 + (rules.share_decimals if rules else 0)
    return ReleasedEstimate(
        **_words(estimate)
        | {
            "estimate": None,
            "se": None,
            "p_value": None,
            "level": None,
            "ci_low": low and round(low, decimals),
            "ci_high": high and round(high, decimals),
            "n": shown_n(estimate.n, rules) if decision.status == BANDED else None,
        },
        status=decision.status,
        reason=decision.reason,
        decimals=decimals,
    )


def _shown(estimate: Estimate, numbers: Rounded, n: int) -> ReleasedEstimate:
    values = {name: getattr(numbers, name) for name in ("estimate", "se", "ci_low", "ci_high", "p_value")}
    return ReleasedEstimate(**_words(estimate) | values | {"n": n}, status=SHOWN, reason="", decimals=numbers.decimals)


def _words(estimate: Estimate) -> dict[str, Any]:
    return {name: getattr(estimate, name) for name in _SHARED} | {"scale": estimate.scale}
