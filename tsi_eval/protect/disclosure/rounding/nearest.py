"""Numbers to the nearest, whatever the decimals were chosen by; p-values upwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tsi_eval.findings import Estimate, Form
from tsi_eval.protect.disclosure.rounding.decimals import near, upwards

SMALLEST_P, LEAST_P = 0.001, 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounded:
    """An estimate's numbers as they may be published."""

    estimate: float
    se: float | None
    ci_low: float | None
    ci_high: float | None
    p_value: float | None
    decimals: int


def nearest(estimate: Estimate, decimals: int) -> Rounded:
    """Round every number of an estimate to so many decimals."""
    return Rounded(
        estimate=round(estimate.estimate, decimals) + 0.0,
        se=near(estimate.se, decimals),
        ci_low=near(estimate.ci_low, decimals),
        ci_high=near(estimate.ci_high, decimals),
        p_value=shown_p(estimate),
        decimals=decimals,
    )


def parts(estimate: Estimate) -> Rounded:
    """Round a number that follows from how a group divides.

    A p-value is rounded upwards, to a bound that it does not reach.
    """
    found = nearest(estimate, 2)
    if estimate.quantity.record.form is Form.P_VALUE:
        found = replace(found, estimate=min(1.0, max(LEAST_P, upwards(estimate.estimate, 2))))
    return replace(found, se=None, p_value=None)


def shown_p(estimate: Estimate) -> float | None:
    """Return a p-value with three decimals, never smaller than it is."""
    p = estimate.p_value
    return None if p is None else min(1.0, max(SMALLEST_P, upwards(p, 3)))
