"""Hiding counts near none and near all of a small group, as their shares are.

A share of a group below `band_below` that lies near 0 or 100 % is shown as a band. The count of the
same persons would say what the band does not. A count has no band, so it is hidden.

1. A count may name, after its own persons, the group that they are counted in: its whole. Counts
   without a whole are sizes of groups, and are judged by `alone` only.
2. A count is hidden when its whole is smaller than `band_below`, and fewer than `share_part` are in
   it, or in the rest.
3. Where nobody or everybody is counted, all counts of the same whole go: the others would add up to
   all, and say so.

Worked example, under `default`. Of twelve children 12 moved lower, 0 higher and 0 not at all: the
three are hidden. Of twelve, 7 lower, 5 not at all and 0 higher: the 0 is near none, and 12 less 7
less 5 would say it, so that the three go too. Of fifteen, 9 lower, 3 higher and 3 not at all: the 9
stay, since 6 are left for the other two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tsi_eval.findings import Cell, Estimate, Guard
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, hidden
from tsi_eval.protect.disclosure.policies import policy_for

# Question, outcome, period and whole: what counts of the same whole have in common.
Together = tuple[str, str, str, frozenset[str]]


def without_near_ends(estimates: Sequence[Estimate], decisions: Sequence[Decision], policy: str) -> list[Decision]:
    """Return decisions that hide counts near none or all of a small group.

    Args:
        estimates: Every number.
        decisions: What was decided of each by itself.
        policy: The policy's id.
    """
    near = [_is_near_an_end(estimate, policy) for estimate in estimates]
    at_an_end = set(_with_an_end(estimates, near))
    return [
        hidden(estimate) if decision.status == SHOWN and (is_near or _together(estimate) in at_an_end) else decision
        for estimate, decision, is_near in zip(estimates, decisions, near, strict=True)
    ]


def whole_of(estimate: Estimate) -> Cell | None:
    """Return the group that a count's persons are counted in, or None where it is a group's size.

    The cell of those to whom the counted persons belong is none: it does not hold them.
    """
    if estimate.quantity.record.guard is not Guard.COUNT:
        return None
    counted = estimate.basis[0]
    wholes = (cell for cell in estimate.basis[1:] if cell.members and cell.kind is counted.kind)
    return next((cell for cell in wholes if counted.members <= cell.members), None)


def _is_near_an_end(estimate: Estimate, policy: str) -> bool:
    whole = whole_of(estimate)
    rules = None if whole is None else policy_for(policy, whole.kind)
    if whole is None or rules is None or whole.n >= rules.band_below:
        return False
    return min(estimate.n, whole.n - estimate.n) < rules.share_part


def _with_an_end(estimates: Sequence[Estimate], near: Sequence[bool]) -> Iterator[Together]:
    """Yield what the counts of nobody, or of everybody, have in common with the others."""
    for estimate, is_near in zip(estimates, near, strict=True):
        together = _together(estimate)
        if is_near and together is not None and estimate.n in {0, len(together[-1])}:
            yield together


def _together(estimate: Estimate) -> Together | None:
    whole = whole_of(estimate)
    return None if whole is None else (estimate.question, estimate.outcome, estimate.period, whole.members)
