"""Hiding intervals that say that fewer than five stand elsewhere than at one value.

Where all but a few of a small group have one value, or moved equally far, a mean and its interval
may say so wherever on the scale that is: a short interval leaves no room for five others.

1. It is asked of groups below `band_below` in which fewer than five stand elsewhere than at the
   commonest value. Of other groups it isn't true, and can't be said (`says_alike`).
2. Is there another table of values, with the same shown mean and interval, in which five or more
   stand elsewhere? That is a small integer programme: how many stand how many steps from the
   commonest value, with their sum, their squares and the ends of the scale.
3. If there is none, the number loses its interval, standard error and p, and what else gives the
   spread is withheld. The mean alone is judged by `near_an_end`.

Worked example. Of twelve children eleven have 20 and one has 21: the mean is 20.08, and the
standard deviation 0.29. The steps from 20 sum to 1 and their squares to 1, so that exactly one
stands elsewhere. The interval goes. From the mean alone six may have 21 and five 19, and it
stays.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp

from tsi_eval.findings import Estimate
from tsi_eval.findings.measured import Measured
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.policies import policy_for
from tsi_eval.protect.disclosure.values.coarse.levels import kind_of, shown_at
from tsi_eval.protect.disclosure.values.coarse.views import arm_of
from tsi_eval.protect.disclosure.values.largest import WITHOUT
from tsi_eval.protect.disclosure.values.samples import Columns, Sample, columns_of, samples_of

Whole = npt.NDArray[np.int64]
FEW = 5
# Squares are taken to be known to so much of themselves beyond their rounding.
ROUNDING = 1e-6
Range = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is shown of a group's values, in steps of the scale.

    Attributes:
        sums: Smallest and largest sum of the steps that fits the shown mean.
        squares: Smallest and largest sum of squares around the mean that fits the shown interval.
        ends: The scale's ends, in steps; infinite where there is none.
    """

    sums: Range
    squares: Range
    ends: Range


def says_alike(steps: Whole, shown: Shown) -> bool:
    """Tell whether what is shown says that fewer than five stand elsewhere than at one value.

    Args:
        steps: Each person's value, in steps of the scale from any whole one.
        shown: What is shown of them.
    """
    n = len(steps)
    (commonest, most), *_ = Counter(steps.tolist()).most_common(1)
    if n < FEW or n - most >= FEW:
        return False
    first, last = math.ceil(shown.sums[0] - ROUNDING), math.floor(shown.sums[1] + ROUNDING)
    return not any(_may_be_elsewhere(n, total, commonest, shown) for total in range(first, last + 1))


def _may_be_elsewhere(n: int, total: int, commonest: int, shown: Shown) -> bool:
    """Tell whether five of n may stand elsewhere, with this sum and with squares that fit."""
    away = total - n * commonest
    low, high = (square + away**2 / n for square in shown.squares)
    reach = math.floor(math.sqrt(high) + ROUNDING)
    gaps = np.arange(max(-reach, shown.ends[0] - commonest), min(reach, shown.ends[1] - commonest) + 1)
    elsewhere = (gaps != 0).astype(float)
    slack = ROUNDING * max(1.0, high)
    rows = np.array([np.ones(len(gaps)), gaps, gaps**2, elsewhere])
    found = milp(
        np.zeros(len(gaps)),
        constraints=LinearConstraint(rows, [n, away, low - slack, FEW], [n, away, high + slack, n]),
        integrality=np.ones(len(gaps), dtype=np.int64),
        bounds=Bounds(0, n),
    )
    return bool(found.success)


def without_saying_alike(
    released: Sequence[ReleasedEstimate], exact: Sequence[Estimate], measured: Sequence[Measured], policy: str
) -> list[ReleasedEstimate]:
    """Return the numbers without intervals that say that all but a few are alike.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
        measured: Everybody's values.
        policy: The policy's id.
    """
    columns = columns_of(measured)
    samples = samples_of(released, exact, columns)
    saying = {
        sample
        for item, estimate, own in zip(released, exact, samples, strict=True)
        for sample in own
        if _is_said(item, estimate, sample, columns, policy)
    }
    return [
        shown_at(item, estimate, kind_of(estimate), WITHOUT) if saying.intersection(own) else item
        for item, estimate, own in zip(released, exact, samples, strict=True)
    ]


def _is_said(item: ReleasedEstimate, estimate: Estimate, sample: Sample, columns: Columns, policy: str) -> bool:
    rules, values = policy_for(policy, estimate.basis[0].kind), sample.values(columns)
    if rules is None or not FEW <= len(values) < rules.band_below:
        return False
    step, origin = estimate.stated_step(), float(values.min())
    steps = np.round((values - origin) / step).astype(np.int64)
    ends = [None if end is None else (end - origin) / step for end in sample.ends(columns)]
    low, high = -math.inf if ends[0] is None else ends[0], math.inf if ends[1] is None else ends[1]
    shown = _exactly(steps, (low, high))
    if math.isclose(float(values.mean()), estimate.estimate, rel_tol=1e-6, abs_tol=1e-9):
        rounded = _as_rounded(item, estimate, shown, step)
        return rounded is not None and says_alike(steps, rounded)
    return says_alike(steps, shown)


def _exactly(steps: Whole, ends: Range) -> Shown:
    total, squares = float(steps.sum()), float(((steps - steps.mean()) ** 2).sum())
    return Shown(sums=(total, total), squares=(squares, squares), ends=ends)


def _as_rounded(item: ReleasedEstimate, estimate: Estimate, exactly: Shown, step: float) -> Shown | None:
    """Return what a mean and its interval say as they are rounded; None of a mean without a spread.

    The ends and the standard error lie within a unit of the last decimal; a p-value gives the
    spread exactly.
    """
    unit = 10.0**-item.decimals
    errors = []
    if item.p_value is not None:
        errors.append(0.0)
    if item.se and estimate.se:
        errors.append(unit / estimate.se)
    if item.ci_low is not None and (arm := arm_of(estimate)):
        errors.append(unit / arm)
    if not errors:
        return None
    off, around = min(errors), exactly.squares[0]
    half = unit / 2 * estimate.n / step
    return Shown(
        sums=(exactly.sums[0] - half, exactly.sums[0] + half),
        squares=(around * max(0.0, 1 - off) ** 2, around * (1 + off) ** 2),
        ends=exactly.ends,
    )
