"""What the policy hides of a number by itself, before anybody asks what others give back.

Worked example, under `default`. Of 18 families 3 finished: the whole is at least ten and smaller
than twenty, so that the share is shown as a band, "at most 4 of 18". Of 43 families 3 finished: the
group is too large for a band, and a part of three is hidden. Of 43 families 12 finished: 28 % is
shown.
"""

from __future__ import annotations

from tsi_eval.findings import Cell, Estimate, Guard, Note
from tsi_eval.protect.disclosure.decisions import BANDED, FEW, SHOWN, SUPPRESSED, Decision, hidden
from tsi_eval.protect.disclosure.policies import Policy, policy_for


def alone(estimate: Estimate, policy: str) -> Decision:
    """Return what the policy decides for an estimate by itself."""
    for cell in estimate.basis:
        rules = policy_for(policy, cell.kind)
        decision = Decision() if rules is None else _cell_decision(estimate, cell, rules)
        if rules is not None and rules.round_to > 1 and estimate.quantity.record.guard is Guard.PARTS:
            # Two decimals would undo the rounding of the counts that they follow from.
            return hidden(estimate)
        if decision.status == SHOWN and rules is not None and _is_part(estimate, cell):
            decision = _share_decision(cell.n, estimate.basis[0].n, rules)
        if decision.status == BANDED and (
            estimate.quantity.record.guard is not Guard.SHARE or cell is not estimate.basis[0]
        ):
            return hidden(estimate)
        if decision.status != SHOWN:
            return decision
    return Decision()


def _cell_decision(estimate: Estimate, cell: Cell, rules: Policy) -> Decision:
    if cell.numerator is not None:
        return _share_decision(cell.numerator, cell.n, rules)
    counted = estimate.quantity.record.guard in {Guard.COUNT, Guard.RATE} or _is_part(estimate, cell)
    small = 0 < cell.n < rules.count if counted else cell.n < rules.mean
    return hidden(estimate) if small or _says_each(estimate, cell.n, rules) else Decision()


def _says_each(estimate: Estimate, n: int, rules: Policy) -> bool:
    """Tell whether a number of few says what each of them answered, or how many moved which way."""
    few = n < rules.band_below
    if estimate.note == Note.WHOLE_STEPS:
        return few or rules.round_to > 1
    # A mean without an interval is one of equal values: it says every person's.
    return few and estimate.quantity.record.guard is Guard.MEAN and estimate.method != "" and estimate.ci_low is None


def _is_part(estimate: Estimate, cell: Cell) -> bool:
    """Tell whether a cell is one of the parts that a number follows from, or those whom such a part belongs to."""
    guard = estimate.quantity.record.guard
    belongs = guard.of_shares and cell.numerator is None
    return cell is not estimate.basis[0] and (guard is Guard.PARTS or belongs)


def _share_decision(numerator: int, n: int, rules: Policy) -> Decision:
    part, rest = rules.share_part, n - numerator
    # A band that only one share falls in would be that share: there must be room for both ends and
    # a middle.
    banded = n < rules.band_below and n >= 2 * part
    if n < rules.share_of or (n < rules.band_below and not banded):
        return Decision(status=SUPPRESSED, reason=FEW)
    if banded and numerator < part:
        return Decision(status=BANDED, reason=FEW, band=(0, part - 1))
    if banded and rest < part:
        return Decision(status=BANDED, reason=FEW, band=(n - part + 1, n))
    return Decision(status=SUPPRESSED, reason=FEW) if 0 < numerator < part or 0 < rest < part else Decision()
