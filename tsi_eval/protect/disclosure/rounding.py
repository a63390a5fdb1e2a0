"""How many decimals are safe: n and a published mean must not give back the exact sum of the persons' values."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tsi_eval.findings import Estimate, Quantity
from tsi_eval.protect.disclosure.policies import PROTECTED, Policy

# At least this many sums are consistent with a published mean. An attacker who tries every sum and sum of squares against all numbers
# of a question (tests/protect/test_rounding.py) is left with one sum in most small pilots if p and the standard error stand beside.
SUMS_LEFT = 15
# Below this many persons there are no p, no standard error beside the interval, and one decimal of an effect size: then fewer sums do.
COARSE_BELOW = 400
SUMS_LEFT_COARSE = 4
MOST_DECIMALS = 4
SIGNIFICANT = 10
# Numbers of tallies and of money: their n is shown exactly, so their decimals give nothing back; shares are stored as parts of one.
TALLIED = {
    Quantity.RATE: 1,
    Quantity.RATE_RATIO: 2,
    Quantity.RATE_CHANGE: 2,
    Quantity.EXPECTED: 0,
    Quantity.ABSENCE: 3,
    Quantity.ABSENCE_CHANGE: 3,
    Quantity.COST: 0,
    Quantity.UNIT_COST: 0,
    Quantity.UNIT_PRICE: 0,
    Quantity.BREAK_EVEN: 1,
    Quantity.SMALLEST_RELIABLE: 1,
    Quantity.SMALLEST_THAT_MATTERS: 2,
    Quantity.CUTOFF: 2,
    Quantity.BENCHMARK: 2,
}
# As they were written.
DECLARED = frozenset({Quantity.SMALLEST_THAT_MATTERS, Quantity.CUTOFF})
# Small numbers about many answers at once, which say nothing of a sum.
TWO_DECIMALS = frozenset({Quantity.IMPROVEMENT, Quantity.ODDS_RATIO, Quantity.TEST})
LEAST_P = 0.01
IMPUTED = "imputed"
MANY = 100
OWN_UNIT = frozenset(
    {
        Quantity.MEAN,
        Quantity.MEAN_CHANGE,
        Quantity.MEAN_DIFFERENCE,
        Quantity.EQUIVALENCE,
        Quantity.BOUNDS,
        Quantity.SMALLEST_DETECTABLE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounded:
    """An estimate's numbers as they may be published."""

    estimate: float
    se: float | None
    ci_low: float | None
    ci_high: float | None
    p_value: float | None
    decimals: int


def safe_decimals(n: int, step: float) -> int:
    """Return the most decimals at which a mean of `n` values on a scale with this step leaves enough sums open.

    Example:
        >>> safe_decimals(12, 1.0), safe_decimals(40, 1.0), safe_decimals(5786, 1.0)
        (0, 1, 2)
    """
    left = SUMS_LEFT_COARSE if n < COARSE_BELOW else SUMS_LEFT
    return min(MOST_DECIMALS, math.floor(math.log10(n / (left * step)) + 1e-9))


def rounded(estimate: Estimate, policy: Policy | None) -> Rounded:
    """Round an estimate that is not a count, as its policy says; None means that it is not protected."""
    if estimate.quantity in TALLIED and not _of_persons(estimate):
        many = estimate.quantity is Quantity.BREAK_EVEN and estimate.estimate >= MANY
        most = TALLIED[estimate.quantity]
        if estimate.quantity in DECLARED:
            most = next(k for k in range(most + 1) if round(estimate.estimate, k) == round(estimate.estimate, most))
        return _tallied(estimate, 0 if many else most)
    if policy is None or not policy.guard_decimals:
        return _significant(estimate)
    special = _by_kind(estimate, policy)
    if special is not None:
        return special
    persons = min(cell.n for cell in estimate.basis if cell.kind in PROTECTED)
    if estimate.quantity in OWN_UNIT:
        decimals = safe_decimals(persons, estimate.step)
    elif estimate.quantity is Quantity.SHARE:
        decimals = policy.share_decimals + 2
    else:
        decimals = 1 if persons < COARSE_BELOW else 2
    return _fixed(estimate, decimals, coarse=persons < COARSE_BELOW and estimate.quantity is not Quantity.SHARE)


def _by_kind(estimate: Estimate, policy: Policy) -> Rounded | None:
    """Round what does not follow the rules of means, or return None."""
    if estimate.quantity is Quantity.SHARE_DIFFERENCE:
        return _tallied(estimate, policy.share_decimals + 2)
    if estimate.quantity in TWO_DECIMALS:
        return _two_decimals(estimate)
    return _ratio(estimate) if _of_persons(estimate) else None


def _of_persons(estimate: Estimate) -> bool:
    """Tell whether a ratio is one of sums over persons, which has decimals that must be safe."""
    return estimate.quantity is Quantity.RATE_RATIO and bool(estimate.basis[0].members)


def _two_decimals(estimate: Estimate) -> Rounded:
    found = _tallied(estimate, 2)
    if estimate.quantity is Quantity.TEST:
        found = replace(found, estimate=min(1.0, max(LEAST_P, _up(estimate.estimate, 2))))
    return replace(found, se=None, p_value=None)


def _ratio(estimate: Estimate) -> Rounded:
    """Round a ratio of sums over persons; its ends outwards, and never below 0, where no ratio lies."""
    few = min(cell.n for cell in estimate.basis if cell.kind in PROTECTED) < COARSE_BELOW
    decimals = 1 if few else 2
    low, high = estimate.ci_low, estimate.ci_high
    return Rounded(
        estimate=round(estimate.estimate, decimals) + 0.0,
        se=None,
        ci_low=None if low is None else max(0.0, -_up(-low, decimals)),
        ci_high=None if high is None else _up(high, decimals),
        p_value=None if few or estimate.p_value is None else min(1.0, max(0.001, _up(estimate.p_value, 3))),
        decimals=decimals,
    )


def _tallied(estimate: Estimate, decimals: int) -> Rounded:
    p = estimate.p_value
    return Rounded(
        estimate=round(estimate.estimate, decimals) + 0.0,
        se=_near(estimate.se, decimals),
        ci_low=_near(estimate.ci_low, decimals),
        ci_high=_near(estimate.ci_high, decimals),
        p_value=None if p is None else min(1.0, max(0.001, _up(p, 3))),
        decimals=decimals,
    )


def _fixed(estimate: Estimate, decimals: int, *, coarse: bool) -> Rounded:
    if coarse and estimate.method == IMPUTED:
        # A second interval: it would say more of the spread.
        estimate = replace(estimate, ci_low=None, ci_high=None)
    middle = round(estimate.estimate, decimals) + 0.0
    if estimate.quantity is Quantity.SHARE:
        low, high = _near(estimate.ci_low, decimals), _near(estimate.ci_high, decimals)
    else:
        most = 1.0 if estimate.quantity is Quantity.RANK_BISERIAL else math.inf
        low = _within(_end(middle, estimate.ci_low, estimate.estimate, decimals, coarse=coarse), most)
        high = _within(_end(middle, estimate.ci_high, estimate.estimate, decimals, coarse=coarse), most)
    return Rounded(
        estimate=middle,
        se=None if coarse else _near(estimate.se, decimals) or (estimate.se and _up(estimate.se, decimals)),
        ci_low=low,
        ci_high=high,
        p_value=None if coarse or estimate.p_value is None else min(1.0, max(0.001, _up(estimate.p_value, 3))),
        decimals=decimals,
    )


def _within(bound: float | None, most: float) -> float | None:
    return None if bound is None else max(-most, min(most, bound))


def _end(middle: float, bound: float | None, estimate: float, decimals: int, *, coarse: bool) -> float | None:
    # The arm is laid off from the rounded estimate, so that the interval's middle says no more than the estimate does;
    # few persons: the arm is rounded up, never down.
    if bound is None:
        return None
    arm = abs(bound - estimate)
    arm = _up(arm, decimals) if coarse else round(arm, decimals)
    return round(middle + (arm if bound > estimate else -arm), decimals) + 0.0


def _significant(estimate: Estimate) -> Rounded:
    values = (estimate.estimate, estimate.se, estimate.ci_low, estimate.ci_high, estimate.p_value)
    kept = [None if value is None else float(f"{value:.{SIGNIFICANT}g}") for value in values]
    return Rounded(estimate=kept[0] or 0.0, se=kept[1], ci_low=kept[2], ci_high=kept[3], p_value=kept[4], decimals=3)


def _near(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)


def _up(value: float, decimals: int) -> float:
    factor = 10.0**decimals
    return math.ceil(value * factor - 1e-9) / factor
