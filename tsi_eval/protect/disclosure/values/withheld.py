"""Withholding a released number, and the name by which other numbers refer to one.

Worked example. Twelve persons' d_z would say their mean change more exactly than it is shown. It
is withheld: its row stays, with status "suppressed", reason "exact" and no number at all, not even
n. Its name, which lines and `derived_from` use, is "q|d_z|score|both|T0 > T1": its
question, quantity, outcome, group and period.
"""

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
