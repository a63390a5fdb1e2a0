"""An estimate without its numbers, because they would say others too exactly; and the name that others know it by."""

from __future__ import annotations

from dataclasses import replace

from tsi_eval.findings import Estimate
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SUPPRESSED

TOO_EXACT = "exact"


def withheld(estimate: ReleasedEstimate) -> ReleasedEstimate:
    """Return an estimate without its numbers."""
    return replace(
        estimate,
        estimate=None,
        se=None,
        ci_low=None,
        ci_high=None,
        p_value=None,
        n=None,
        status=SUPPRESSED,
        reason=TOO_EXACT,
    )


def estimate_name(estimate: Estimate | ReleasedEstimate) -> str:
    """Return the name by which `derived_from` and `lines` refer to an estimate."""
    return f"{estimate.question}|{estimate.quantity}|{estimate.outcome}|{estimate.group}|{estimate.period}"
