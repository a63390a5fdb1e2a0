"""Decimals so few that n and a mean leave several sums open, as `strict` wants them.

1. MEAN and COARSE: the number is rounded, and its interval is laid around the rounded number
   (`_from_the_middle`). Below `COARSE_BELOW` persons the interval's arms are rounded up, and there
   is no standard error and no p.
2. SHARE and SHARE_DIFFERENCE: as many decimals as the policy says.
3. PARTS: two decimals, and nothing but the number and its ends.
4. RATIO: ends outwards; of few persons one decimal and no p.

Worked example. Forty persons' mean change on a scale of whole points is -1.475, with an interval
from -2.83 to -0.12. `safe_decimals(40, 1)` is one, so the change is shown as -1.5. The interval's
arm, 1.355, is rounded up to 1.4 and laid off from the shown change: -2.9 to -0.1. Had the exact
ends been rounded one by one, their middle would say more of the change than the shown change does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tsi_eval.findings import Estimate, Guard, Rounding, Trait, trait_of
from tsi_eval.protect.disclosure.policies import PROTECTED, Policy
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW, near, safe_decimals, upwards
from tsi_eval.protect.disclosure.rounding.nearest import Rounded, nearest, parts, shown_p


def leaving_several_sums(estimate: Estimate, policy: Policy) -> Rounded:
    """Round a number that rests on persons, so that n and a mean leave several sums open."""
    return _RULES[estimate.quantity.record.rounding](estimate, policy)


def fewest_persons(estimate: Estimate) -> int:
    """Return the size of the smallest protected group that a number rests on."""
    return min(cell.n for cell in estimate.basis if cell.kind in PROTECTED)


def _mean(estimate: Estimate, _: Policy) -> Rounded:
    persons = fewest_persons(estimate)
    return _from_the_middle(estimate, safe_decimals(persons, estimate.stated_step()), coarse=persons < COARSE_BELOW)


def _coarse(estimate: Estimate, _: Policy) -> Rounded:
    few = fewest_persons(estimate) < COARSE_BELOW
    return _from_the_middle(estimate, 1 if few else 2, coarse=few)


def _share(estimate: Estimate, policy: Policy) -> Rounded:
    return _from_the_middle(estimate, policy.share_decimals + 2, coarse=False)


def _share_difference(estimate: Estimate, policy: Policy) -> Rounded:
    return nearest(estimate, policy.share_decimals + 2)


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
        p_value=None if few else shown_p(estimate),
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
        p_value=None if coarse else shown_p(estimate),
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


_RULES: Mapping[Rounding, Callable[[Estimate, Policy], Rounded]] = {
    Rounding.MEAN: _mean,
    Rounding.COARSE: _coarse,
    Rounding.SHARE: _share,
    Rounding.SHARE_DIFFERENCE: _share_difference,
    Rounding.PARTS: lambda estimate, _: parts(estimate),
    Rounding.RATIO: _ratio,
}
