"""How many moved up and down bounds the sum of squares of their changes: on a scale of few steps that may pin down the sum."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from scipy.special import stdtrit

from tsi_eval.findings import WHOLE_STEPS, Estimate, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.rounding import COARSE_BELOW

WAYS = UP, DOWN, NOWHERE = ("moved_higher", "moved_lower", "moved_nowhere")
# Clusters change the interval's width by a factor that a reader does not know; half leaves room for it.
ROOM = 0.5


def telling_moves(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> Iterator[int]:
    """Yield the places of counts of movers that say more of a shown mean change than its interval does.

    With u up, d down and m who moved at all, changes of whole steps that sum to S have squares that sum to max(2d + S, 2u - S, m) at
    least. Counts are harmless where, for every sum that fits the shown change, the shown interval alone says twice as much.
    """
    for change, of in zip(released, exact, strict=True):
        if (
            of.quantity is Quantity.MEAN_CHANGE
            and change.status == SHOWN
            and of.n < COARSE_BELOW
            and of.group == "both"
        ):
            beside = {
                e.group: k
                for k, e in enumerate(exact)
                if (e.question, e.outcome, e.period) == (of.question, of.outcome, of.period)
                and e.quantity is Quantity.COUNT
                and e.group in {UP, DOWN, NOWHERE}
            }
            if len(beside) < len(WAYS):
                continue
            up, down = (released[beside[way]].n or 0 for way in (UP, DOWN))
            still = released[beside[NOWHERE]].n
            # All three or none, also those that are hidden anyway: which of them has a row would tell of a nought.
            if _binding(change, of, (up, down), up + down if still is None else of.n - still):
                yield from beside.values()


def _binding(change: ReleasedEstimate, of: Estimate, ways: tuple[int, int], movers: int) -> bool:
    up, down = ways
    n, unit, middle = of.n, 10.0**-change.decimals, change.estimate or 0.0
    if change.ci_high is None or of.note == WHOLE_STEPS:
        return True
    arm = max(0.0, change.ci_high - middle - unit)
    quantile = float(stdtrit(n - 1, 0.5 + (of.level or 0.95) / 2))
    within = n * (n - 1) * (arm / quantile / of.step) ** 2
    first = math.ceil((middle - unit / 2) * n / of.step - 1e-9)
    last = math.floor((middle + unit / 2) * n / of.step + 1e-9)
    return any(max(2 * down + s, 2 * up - s, movers) > ROOM * (within + s * s / n) for s in range(first, last + 1))
