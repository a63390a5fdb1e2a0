"""Finding one number among those that a design answers with."""

from __future__ import annotations

from tsi_eval.findings import Estimate, Finding, Quantity


def number(finding: Finding, quantity: Quantity, **wanted: object) -> Estimate:
    """Return the one number of a finding that is what was asked for."""
    (found,) = (
        e
        for e in finding.every_estimate()
        if e.quantity is quantity and all(getattr(e, name) == value for name, value in wanted.items())
    )
    return found
