"""Withholding how many moved up and down, where that says more of a mean change than its interval.

The three counts of those who moved up, down and not at all bound the sum of squares of the
changes. On a scale of few steps that may pin down the sum of changes. It is asked of every shown
mean change of few persons beside which all three counts stand.

1. For every sum S of changes that fits the shown mean: with u who moved up, d down, and m who
   moved at all, changes of whole steps have squares that sum to max(2d + S, 2u - S, m) at least.
   The d who moved down lost one step each at least, and the others must have gained S and what
   they lost.
2. The shown interval bounds the squares from above: its arm gives the standard deviation, and that
   gives the sum of squares around the mean.
3. If for every such S the interval's bound is at least twice the counts' bound, the counts say
   nothing that the interval does not say more of, and may stay. Else all three are withheld.

Worked example. Of twelve persons 7 moved up, 3 down and 2 not at all, and their mean change is
shown as 0, so that the sum of the changes is between -6 and 6. If it is 6, the squares of the
changes sum to at least 2 · 3 + 6 = 12; if it is -6, to at least 2 · 7 + 6 = 20. With an interval
from -3 to 3 the arm is at least 2, the squares may sum to 109, and the counts stay. With an
interval from -2 to 2 the arm is at least 1, and the squares may sum to 27 around a mean of 0, and
to 30 if the sum is -6: half of that, 15, is less than 20, and the counts go.
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
# Computed numbers may miss a whole one by so much.
ROUNDING = 1e-9


def without_telling_moves(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> list[ReleasedEstimate]:
    """Withhold the counts of movers that say more of a shown mean change than its interval does.

    Args:
        released: Every number, rounded.
        exact: The same numbers before rounding, in the same order.
    """
    result = list(released)
    for place in sorted(set(telling_moves(released, exact))):
        result[place] = withheld(result[place])
    return result


def telling_moves(released: Sequence[ReleasedEstimate], exact: Sequence[Estimate]) -> Iterator[int]:
    """Yield the places of counts of movers that say more of a shown change than its interval."""
    for change, estimate in zip(released, exact, strict=True):
        if change.status != SHOWN or not _is_change_of_few(estimate):
            continue
        beside = _movers_beside(estimate, exact)
        if len(beside) < len(WAYS):
            continue
        ways = {way: released[place].n for way, place in beside.items()}
        # All three or none, also those that are hidden anyway: which of them has a row would tell
        # of a nought.
        if _counts_say_more(change, estimate, ways):
            yield from beside.values()


def _is_change_of_few(estimate: Estimate) -> bool:
    is_change = estimate.quantity.record.guard is Guard.CHANGE and estimate.group == Part.BOTH
    return is_change and estimate.n < COARSE_BELOW


def _movers_beside(change: Estimate, exact: Sequence[Estimate]) -> dict[Part, int]:
    """Return each way to move → where the count of those stands who moved so.

    They belong to the same question, outcome and occasions as the change.
    """
    mark = (change.question, change.outcome, change.period)
    beside = {}
    for place, estimate in enumerate(exact):
        counts_movers = estimate.quantity.record.guard is Guard.COUNT and estimate.group in WAYS
        if counts_movers and (estimate.question, estimate.outcome, estimate.period) == mark:
            beside[Part(estimate.group)] = place
    return beside


def _counts_say_more(change: ReleasedEstimate, exact: Estimate, ways: Mapping[Part, int | None]) -> bool:
    if change.ci_high is None or exact.note == Note.WHOLE_STEPS:
        return True
    squares_around_mean = _most_squares(change, change.ci_high, exact)
    for total in _possible_sums(change, exact):
        most = squares_around_mean + total * total / exact.n
        if _least_squares(total, exact.n, ways) > ROOM * most:
            return True
    return False


def _possible_sums(change: ReleasedEstimate, exact: Estimate) -> range:
    """Return the sums of changes, in steps of the scale, that fit the shown mean change."""
    middle, half, step = change.estimate or 0.0, 10.0**-change.decimals / 2, exact.stated_step()
    first = math.ceil((middle - half) * exact.n / step - ROUNDING)
    last = math.floor((middle + half) * exact.n / step + ROUNDING)
    return range(first, last + 1)


def _least_squares(total: int, n: int, ways: Mapping[Part, int | None]) -> int:
    """Return how much the squares of changes with this sum come to at least.

    A hidden count is no help to the attacker, and is left out.
    """
    up, down, still = ways[Part.MOVED_HIGHER] or 0, ways[Part.MOVED_LOWER] or 0, ways[Part.MOVED_NOWHERE]
    movers = up + down if still is None else n - still
    return max(2 * down + total, 2 * up - total, movers)


def _most_squares(change: ReleasedEstimate, high: float, exact: Estimate) -> float:
    """Return how much the squares around the mean come to by the shown interval, in steps.

    The interval's arm is a quantile of the t distribution times the standard error. It was rounded
    up, so that the exact arm is longer than the shown one less a unit.
    """
    unit = 10.0**-change.decimals
    arm = max(0.0, high - (change.estimate or 0.0) - unit)
    quantile = float(stdtrit(exact.n - 1, 0.5 + (exact.level or 0.95) / 2))
    return exact.n * (exact.n - 1) * (arm / quantile / exact.stated_step()) ** 2
