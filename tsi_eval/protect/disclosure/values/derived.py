"""Means whose difference is published as well: together they may pin down a sum that each alone leaves open."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import AT_AN_END, Estimate, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN, SUPPRESSED
from tsi_eval.protect.disclosure.rounding import COARSE_BELOW, IMPUTED
from tsi_eval.protect.disclosure.values.movers import telling_moves

Sums = npt.NDArray[np.float64]
EXACT = "exact"
# An attacker on a scale of five steps had the sum of changes from d_av, to one decimal, in 7 of 60 pilots of ten and 1 of 60 of forty; of
# a rare trouble still in 1 of 4 of a hundred and twenty.
FEWEST_FOR: Mapping[tuple[Quantity, str], int] = {
    (Quantity.EFFECT_SIZE_Z, ""): COARSE_BELOW,
    (Quantity.SMALLEST_DETECTABLE, ""): COARSE_BELOW,
    # What these persons' number could have shown, from values published elsewhere.
    (Quantity.SMALLEST_DETECTABLE, "planned"): 0,
    (Quantity.EFFECT_SIZE_AV, ""): COARSE_BELOW,
    (Quantity.EFFECT_SIZE_GLASS, ""): COARSE_BELOW,
    # On scales of few steps the ranks give back how many moved how far.
    (Quantity.RANK_BISERIAL, ""): COARSE_BELOW,
    (Quantity.EQUIVALENCE, ""): COARSE_BELOW,
    # Beside both means it binds their sums; whoever compares the means sees as much.
    (Quantity.MEAN_DIFFERENCE, "leavers"): COARSE_BELOW,
    (Quantity.MEAN_DIFFERENCE, "leavers_clustered"): COARSE_BELOW,
    # The mean of the few who changed most.
    (Quantity.BOUNDS, "tail_bounds"): COARSE_BELOW,
}
FEWEST_SUMS = 2


def estimate_name(estimate: Estimate | ReleasedEstimate) -> str:
    """Return the name by which `derived_from` refers to an estimate."""
    return f"{estimate.question}|{estimate.quantity}|{estimate.outcome}|{estimate.group}|{estimate.period}"


def without_giveaways(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold the second mean wherever two means and their difference leave fewer than two possible sums for any of them."""
    result = [
        withheld(item) if _repeats_the_spread(item, of) else item for item, of in zip(released, exact, strict=True)
    ]
    place = {estimate_name(estimate): i for i, estimate in enumerate(exact)}
    for i, estimate in enumerate(exact):
        if len(estimate.derived_from) != 2:  # noqa: PLR2004  a difference has two ends
            continue
        first, second = (place[name] for name in estimate.derived_from)
        trio = [result[k] for k in (first, second, i)]
        if all(item.status == SHOWN for item in trio) and _pinned(trio, exact[first], exact[second]):
            for k in _same_mean(exact, second):
                result[k] = withheld(result[k])
    for k in sorted(set(telling_moves(result, exact))):
        result[k] = withheld(result[k])
    return result


def _same_mean(exact: Sequence[Estimate], place: int) -> list[int]:
    """Return where this mean of these persons stands, in whatever question."""
    one = exact[place]
    mark = (one.quantity, one.outcome, one.period, one.basis[0].members)
    same = [k for k, e in enumerate(exact) if (e.quantity, e.outcome, e.period, e.basis[0].members) == mark]
    return same if one.basis[0].members else [place]


def _repeats_the_spread(released: ReleasedEstimate, exact: Estimate) -> bool:
    """Tell whether a number of few persons says again, in other units, what the mean says, which thins out the sums."""
    persons = min(cell.n for cell in exact.basis)
    if exact.note == AT_AN_END:
        # Exact shares at both ends of a scale bind the sum of few changes.
        return released.status != SUPPRESSED and persons < COARSE_BELOW
    if exact.quantity is Quantity.MEAN_CHANGE and exact.role is Role.SENSITIVITY and exact.method != IMPUTED:
        # A second interval around the same mean.
        return released.status == SHOWN and persons < COARSE_BELOW
    general = FEWEST_FOR.get((released.quantity, ""), 0)
    return released.status == SHOWN and persons < FEWEST_FOR.get((released.quantity, released.method), general)


def _pinned(trio: list[ReleasedEstimate], first: Estimate, second: Estimate) -> bool:
    one, two, difference = trio
    sums_one, sums_two = _sums(one, first), _sums(two, second)
    gap = sums_two[None, :] * second.step / second.n - sums_one[:, None] * first.step / first.n
    unit = 10.0**-difference.decimals
    possible = np.abs(gap - (difference.estimate or 0.0)) <= unit / 2 + 1e-9
    return min(int(possible.any(axis=1).sum()), int(possible.any(axis=0).sum())) < FEWEST_SUMS


def _sums(released: ReleasedEstimate, exact: Estimate) -> Sums:
    middle, half = released.estimate or 0.0, 10.0**-released.decimals / 2 + 1e-9
    per_sum = exact.n / exact.step
    return np.arange(math.ceil((middle - half) * per_sum), math.floor((middle + half) * per_sum) + 1, dtype=np.float64)


def withheld(estimate: ReleasedEstimate) -> ReleasedEstimate:
    """Return an estimate without its numbers, since they would say others too exactly."""
    return replace(
        estimate,
        estimate=None,
        se=None,
        ci_low=None,
        ci_high=None,
        p_value=None,
        n=None,
        status=SUPPRESSED,
        reason=EXACT,
    )
