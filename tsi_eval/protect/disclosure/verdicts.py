"""Saying of each number what its exact interval lets one say, beside the rounded number (step 8).

A verdict is a word about one number that is shown: that its interval leaves out nothing, and how it
lies to the smallest change that matters. It is judged on the exact interval, so that rounding never
turns a finding into "can't tell", nor the other way about. A number that is hidden or banded has no
verdict.

Worked example. Of 33 children the mean change is -1.33, with an interval from -2.36 to -0.31. Under
`strict` it is shown as -1, from -3 to 1. Its verdict is that nothing is left out, and the report
says that the children's worry fell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tsi_eval.findings import Estimate, Finding, Quantity, judged
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN


def what_matters(finding: Finding) -> dict[str, float]:
    """Return each outcome of a finding → the smallest change that was declared to matter."""
    declared = (item for item in finding.estimates if item.quantity is Quantity.SMALLEST_THAT_MATTERS)
    return {item.outcome: item.estimate for item in declared}


def with_verdict(released: ReleasedEstimate, exact: Estimate, matters: Mapping[str, float]) -> ReleasedEstimate:
    """Return a number with what may be said of it.

    Args:
        released: The number as it leaves.
        exact: The same number before rounding.
        matters: Outcome → the smallest change that matters.
    """
    if released.status != SHOWN:
        return released
    return replace(released, verdict=judged(exact, matters.get(exact.outcome)))
