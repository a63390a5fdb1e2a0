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

# Why: a number that is not shown could be worked out, or how single persons answered.
TOO_EXACT, TELLS_VALUES = "exact", "values"


def withheld(estimate: ReleasedEstimate, reason: str = TOO_EXACT) -> ReleasedEstimate:
    """Return an estimate without its numbers.

    Args:
        estimate: The number, rounded.
        reason: Key of why it is withheld, TOO_EXACT or TELLS_VALUES.
    """
    return replace(
        estimate,
        estimate=None,
        se=None,
        ci_low=None,
        ci_high=None,
        p_value=None,
        n=None,
        status=SUPPRESSED,
        reason=reason,
    )


def estimate_name(estimate: Estimate | ReleasedEstimate) -> str:
    """Return the name by which `derived_from` and `lines` refer to an estimate."""
    return f"{estimate.question}|{estimate.quantity}|{estimate.outcome}|{estimate.group}|{estimate.period}"
