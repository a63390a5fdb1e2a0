"""An estimate's numbers with the decimals that its quantity's record and the policy allow.

It is asked of every number that is shown and is not a count (step 6 of `release`). The quantity's
record says by which rule it is rounded:

1. FIXED and AS_WRITTEN, and ratios that rest on tallies: with the record's decimals, to the
   nearest.
2. Under no policy, or one that guards no decimals: with ten significant digits.
3. MEAN and COARSE: the number is rounded, and its interval is laid around the rounded number
   (`_from_the_middle`). Below `COARSE_BELOW` persons the interval's arms are rounded up, and there
   is no standard error and no p.
4. SHARE and SHARE_DIFFERENCE: as many decimals as the policy says.
5. PARTS: two decimals, and nothing but the number and its ends.
6. RATIO: ends outwards; of few persons one decimal and no p.

Worked example. Forty persons' mean change on a scale of whole points is -1.475, with an interval
from -2.83 to -0.12. `safe_decimals(40, 1)` is one, so the change is shown as -1.5. The interval's
arm, 1.355, is rounded up to 1.4 and laid off from the shown change: -2.9 to -0.1. Had the exact
ends been rounded one by one, their middle would say more of the change than the shown change does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tsi_eval.findings import Estimate, Form, Guard, Rounding, Trait, trait_of
from tsi_eval.protect.disclosure.policies import PROTECTED, Policy
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW, near, safe_decimals, upwards

SIGNIFICANT = 10
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


def rounded(estimate: Estimate, policy: Policy | None) -> Rounded:
    """Round an estimate that is not a count, as its quantity's record and its policy say.

    Args:
        estimate: The number.
        policy: The rules of those it rests on; None when they are not protected.
    """
    rounding = estimate.quantity.record.rounding
    if rounding in {Rounding.FIXED, Rounding.AS_WRITTEN} or (rounding is Rounding.RATIO and not of_persons(estimate)):
        return _nearest(estimate, _decimals_of_record(estimate))
    if policy is None or not policy.guard_decimals:
        return _significant(estimate)
    return _RULES[rounding](estimate, policy)


def of_persons(estimate: Estimate) -> bool:
    """Tell whether a number rests on persons with members, and not on tallies.

    Then a ratio's decimals must be safe.
    """
    return bool(estimate.basis[0].members)


def fewest_persons(estimate: Estimate) -> int:
    """Return the size of the smallest protected group that a number rests on."""
    return min(cell.n for cell in estimate.basis if cell.kind in PROTECTED)


def _decimals_of_record(estimate: Estimate) -> int:
    record = estimate.quantity.record
    if estimate.estimate >= record.whole_from:
        return 0
    if record.rounding is Rounding.AS_WRITTEN:
        exact = round(estimate.estimate, record.most)
        return next(k for k in range(record.most + 1) if round(estimate.estimate, k) == exact)
    return record.most


def _mean(estimate: Estimate, _: Policy) -> Rounded:
    persons = fewest_persons(estimate)
    return _from_the_middle(estimate, safe_decimals(persons, estimate.stated_step()), coarse=persons < COARSE_BELOW)


def _coarse(estimate: Estimate, _: Policy) -> Rounded:
    few = fewest_persons(estimate) < COARSE_BELOW
    return _from_the_middle(estimate, 1 if few else 2, coarse=few)


def _share(estimate: Estimate, policy: Policy) -> Rounded:
    return _from_the_middle(estimate, policy.share_decimals + 2, coarse=False)


def _share_difference(estimate: Estimate, policy: Policy) -> Rounded:
    return _nearest(estimate, policy.share_decimals + 2)


def _parts(estimate: Estimate, _: Policy) -> Rounded:
    """Round a number that follows from how a group divides.

    A p-value is rounded upwards, to a bound that it does not reach.
    """
    found = _nearest(estimate, 2)
    if estimate.quantity.record.form is Form.P_VALUE:
        found = replace(found, estimate=min(1.0, max(LEAST_P, upwards(estimate.estimate, 2))))
    return replace(found, se=None, p_value=None)


def _ratio(estimate: Estimate, _: Policy) -> Rounded:
    """Round a ratio of sums over persons.

    Its ends are moved outwards, and never below 0, where no ratio lies.
    """
    few = fewest_persons(estimate) < COARSE_BELOW
    decimals = 1 if few else 2
    low, high = estimate.ci_low, estimate.ci_high
    return Rounded(
        estimate=round(estimate.estimate, decimals) + 0.0,
        se=None,
        ci_low=None if low is None else max(0.0, -upwards(-low, decimals)),
        ci_high=None if high is None else upwards(high, decimals),
        p_value=None if few else _p_value(estimate),
        decimals=decimals,
    )


def _nearest(estimate: Estimate, decimals: int) -> Rounded:
    return Rounded(
        estimate=round(estimate.estimate, decimals) + 0.0,
        se=near(estimate.se, decimals),
        ci_low=near(estimate.ci_low, decimals),
        ci_high=near(estimate.ci_high, decimals),
        p_value=_p_value(estimate),
        decimals=decimals,
    )


def _from_the_middle(estimate: Estimate, decimals: int, *, coarse: bool) -> Rounded:
    """Round a number, and lay its interval around the rounded one.

    Args:
        estimate: The number.
        decimals: How many it may have.
        coarse: Whether it rests on so few persons that p and the standard error would say too much.
    """
    if coarse and trait_of(estimate.method) is Trait.FILLED_IN:
        # A second interval: it would say more of the spread.
        estimate = replace(estimate, ci_low=None, ci_high=None)
    middle = round(estimate.estimate, decimals) + 0.0
    low, high = _ends(estimate, middle, decimals, coarse=coarse)
    return Rounded(
        estimate=middle,
        se=None if coarse else _standard_error(estimate.se, decimals),
        ci_low=low,
        ci_high=high,
        p_value=None if coarse else _p_value(estimate),
        decimals=decimals,
    )


def _standard_error(se: float | None, decimals: int) -> float | None:
    """Return a standard error to the nearest; one that would come to 0 is rounded up."""
    return near(se, decimals) or (se and upwards(se, decimals))


def _ends(estimate: Estimate, middle: float, decimals: int, *, coarse: bool) -> tuple[float | None, float | None]:
    record = estimate.quantity.record
    if record.guard is Guard.SHARE:
        return near(estimate.ci_low, decimals), near(estimate.ci_high, decimals)
    low = _end(middle, estimate.ci_low, estimate.estimate, decimals, coarse=coarse)
    high = _end(middle, estimate.ci_high, estimate.estimate, decimals, coarse=coarse)
    return _within(low, record.largest), _within(high, record.largest)


def _within(bound: float | None, most: float) -> float | None:
    return None if bound is None else max(-most, min(most, bound))


def _end(middle: float, bound: float | None, estimate: float, decimals: int, *, coarse: bool) -> float | None:
    # The arm is laid off from the rounded estimate, so that the interval's middle says no more than
    # the estimate does; few persons: the arm is rounded up, never down.
    if bound is None:
        return None
    arm = abs(bound - estimate)
    arm = upwards(arm, decimals) if coarse else round(arm, decimals)
    return round(middle + (arm if bound > estimate else -arm), decimals) + 0.0


def _p_value(estimate: Estimate) -> float | None:
    p = estimate.p_value
    return None if p is None else min(1.0, max(SMALLEST_P, upwards(p, 3)))


def _significant(estimate: Estimate) -> Rounded:
    values = (estimate.estimate, estimate.se, estimate.ci_low, estimate.ci_high, estimate.p_value)
    kept = [None if value is None else float(f"{value:.{SIGNIFICANT}g}") for value in values]
    return Rounded(estimate=kept[0] or 0.0, se=kept[1], ci_low=kept[2], ci_high=kept[3], p_value=kept[4], decimals=3)


_RULES: Mapping[Rounding, Callable[[Estimate, Policy], Rounded]] = {
    Rounding.MEAN: _mean,
    Rounding.COARSE: _coarse,
    Rounding.SHARE: _share,
    Rounding.SHARE_DIFFERENCE: _share_difference,
    Rounding.PARTS: _parts,
    Rounding.RATIO: _ratio,
}
