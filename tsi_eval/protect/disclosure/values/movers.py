"""How many moved up and down bounds the sum of squares of their changes: on a scale of few steps that may pin down the sum.

Worked example. Of twelve persons 7 moved up, 3 down and 2 not at all, and their mean change is
shown as 0, so that the sum of the changes is between -6 and 6. If it is 6, the squares of the
changes sum to at least 2 · 3 + 6 = 12: the three who moved down lost one step each at least, and
what they lost was made up for. A shown interval that allows the squares to sum to 24 or more says
twice as much by itself, so that the counts add nothing; a narrower one is told apart by them, and
then the counts go.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from scipy.special import stdtrit

from tsi_eval.findings import WAYS, Estimate, Guard, Note, Part
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.decisions import SHOWN
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW
from tsi_eval.protect.disclosure.values.withheld import withheld

# Clusters change the interval's width by a factor that a reader does not know; half leaves room for
# it.
ROOM = 0.5


def without_telling_moves(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold the counts of movers that say more of a shown mean change than its interval does."""
    result = list(released)
    for k in sorted(set(telling_moves(released, exact))):
        result[k] = withheld(result[k])
    return result


def telling_moves(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> Iterator[int]:
    """Yield the places of counts of movers that say more of a shown mean change than its interval does.

    With u up, d down and m who moved at all, changes of whole steps that sum to S have squares that
    sum to max(2d + S, 2u - S, m) at least. Counts are harmless where, for every sum that fits the
    shown change, the shown interval alone says twice as much.
    """
    for change, of in zip(released, exact, strict=True):
        if change.status != SHOWN or not _is_change_of_few(of):
            continue
        beside = _movers_beside(of, exact)
        if len(beside) < len(WAYS):
            continue
        ways = {way: released[place].n for way, place in beside.items()}
        # All three or none, also those that are hidden anyway: which of them has a row would tell
        # of a nought.
        if _is_binding(change, of, ways):
            yield from beside.values()


def _is_change_of_few(estimate: Estimate) -> bool:
    is_change = estimate.quantity.record.guard is Guard.CHANGE and estimate.group == Part.BOTH
    return is_change and estimate.n < COARSE_BELOW


def _movers_beside(change: Estimate, exact: Sequence[Estimate]) -> dict[Part, int]:
    """Return where the counts of those stand who moved each way, of the same question, outcome and occasions."""
    mark = (change.question, change.outcome, change.period)
    return {
        Part(e.group): k
        for k, e in enumerate(exact)
        if (e.question, e.outcome, e.period) == mark and e.quantity.record.guard is Guard.COUNT and e.group in WAYS
    }


def _is_binding(change: ReleasedEstimate, of: Estimate, ways: Mapping[Part, int | None]) -> bool:
    up, down, still = ways[Part.MOVED_HIGHER] or 0, ways[Part.MOVED_LOWER] or 0, ways[Part.MOVED_NOWHERE]
    movers = up + down if still is None else of.n - still
    n, unit, middle, step = of.n, 10.0**-change.decimals, change.estimate or 0.0, of.stated_step()
    if change.ci_high is None or of.note == Note.WHOLE_STEPS:
        return True
    arm = max(0.0, change.ci_high - middle - unit)
    quantile = float(stdtrit(n - 1, 0.5 + (of.level or 0.95) / 2))
    within = n * (n - 1) * (arm / quantile / step) ** 2
    first = math.ceil((middle - unit / 2) * n / step - 1e-9)
    last = math.floor((middle + unit / 2) * n / step + 1e-9)
    return any(max(2 * down + s, 2 * up - s, movers) > ROOM * (within + s * s / n) for s in range(first, last + 1))
