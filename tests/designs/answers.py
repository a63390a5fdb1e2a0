"""What a design answers with: one of its numbers, or all that it says."""

from __future__ import annotations

import math
from typing import Any

from tsi_eval.findings import Estimate, Finding, Quantity

PARTS = ("ci_low", "ci_high", "level", "se", "p_value")


def number(finding: Finding, quantity: Quantity, **wanted: object) -> Estimate:
    """Return the one number of a finding that is what was asked for."""
    (found,) = (
        e
        for e in finding.every_estimate()
        if e.quantity is quantity and all(getattr(e, name) == value for name, value in wanted.items())
    )
    return found


def everything(finding: Finding) -> list[tuple[Any, ...]]:
    """Return everything that a finding says, cells by their sizes."""
    return [
        (
            *(e.quantity, e.method, e.group, e.period, e.outcome, e.estimate, e.n),
            *(getattr(e, part) for part in PARTS),
            *((cell.n, cell.numerator) for cell in e.basis),
        )
        for e in finding.every_estimate()
    ]


def differences(one: Finding, other: Finding) -> list[tuple[Any, ...]]:
    """Return what two findings say differently, with what the number is: no bit may differ."""
    pairs = zip(everything(one), everything(other), strict=True)
    return [(a[:5], [(x, y) for x, y in zip(a, b, strict=True) if x != y]) for a, b in pairs if a != b]


def numbers(finding: Finding) -> list[list[float]]:
    """Return all numbers of a finding, in its order; NaN where an estimate has none."""
    parts = ("estimate", "se", "ci_low", "ci_high", "p_value")
    given = [[e.n, *(getattr(e, part) for part in parts)] for e in finding.every_estimate()]
    return [[math.nan if value is None else value for value in row] for row in given]
