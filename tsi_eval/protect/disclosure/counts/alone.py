"""What the policy says of a number by itself, before anybody asks what others give back.

It decides for one number whether it may be shown, must be hidden, or, if it is a share, is shown
as a band. `grain` and `fallback` ask it which series and which method would pass; `deciding`
begins with its answer.

1. Each cell that the number rests on is judged in turn. The first that may not be shown decides
   for the whole number.
2. A cell with a numerator is a share: part and rest must each be empty or large enough. In a group
   below `band_below` a share near 0 or 100 % is shown as a band.
3. Another cell is judged by its size: against `count` if the number counts it, against `mean` if
   the number says something of its persons' values (a median against `median`, a quartile against
   `quartile`). A number of a model, or of clusters, must rest on enough of these as well
   (`values/supported`). A number that says each person's value is
   hidden, though its cell is large enough.
4. A cell that is itself one part of the number's first cell is judged as a share of it as well.
5. Only a share can be shown as a band. Any other number with such a cell is hidden.

Worked example, under `default`. Of 18 families 3 finished: there are at least ten families and
fewer than twenty, so the share is shown as a band, "at most 4 of 18". Of 43 families 3 finished:
the group is too large for a band, and a part of three is hidden. Of 43 families 12 finished: 28 %
is shown.
"""

from __future__ import annotations

from tsi_eval.findings import Cell, Estimate, Guard, Note
from tsi_eval.protect.disclosure.decisions import BANDED, FEW, SHOWN, SUPPRESSED, Decision, hidden
from tsi_eval.protect.disclosure.policies import Policy, policy_for
from tsi_eval.protect.disclosure.values.supported import is_supported


def alone(estimate: Estimate, policy: str) -> Decision:
    """Return what the policy decides for an estimate by itself."""
    for cell in estimate.basis:
        rules = policy_for(policy, cell.kind)
        decision = Decision() if rules is None else _by_cell(estimate, cell, rules)
        if decision.status != SHOWN:
            return decision
    return Decision()


def _by_cell(estimate: Estimate, cell: Cell, rules: Policy) -> Decision:
    """Return what one of its cells decides for an estimate."""
    guard = estimate.quantity.record.guard
    if rules.round_to > 1 and guard is Guard.PARTS:
        # Two decimals would undo the rounding of the counts that they follow from.
        return hidden(estimate)
    if rules.mean > 1 and not is_supported(estimate):
        return hidden(estimate)
    decision = _own_decision(estimate, cell, rules)
    if decision.status == SHOWN and _is_part(estimate, cell):
        decision = _share_decision(cell.n, estimate.basis[0].n, rules)
    is_the_share_itself = guard is Guard.SHARE and cell is estimate.basis[0]
    if decision.status == BANDED and not is_the_share_itself:
        return hidden(estimate)
    return decision


def _own_decision(estimate: Estimate, cell: Cell, rules: Policy) -> Decision:
    if cell.numerator is not None:
        return _share_decision(cell.numerator, cell.n, rules)
    return _size_decision(estimate, cell, rules)


def _share_decision(numerator: int, n: int, rules: Policy) -> Decision:
    """Return what the policy says of a share of a group of n persons, by how many it is."""
    if n < rules.share_of:
        return Decision(status=SUPPRESSED, reason=FEW)
    if n < rules.band_below:
        return _decision_in_small_group(numerator, n, rules.share_part)
    part_or_rest_is_few = 0 < numerator < rules.share_part or 0 < n - numerator < rules.share_part
    return Decision(status=SUPPRESSED, reason=FEW) if part_or_rest_is_few else Decision()


def _decision_in_small_group(numerator: int, n: int, part: int) -> Decision:
    """Show a share near 0 or 100 % as a band, and another as it is."""
    # A band that only one share falls in would be that share: there must be room for both ends and
    # a middle.
    if n < 2 * part:
        return Decision(status=SUPPRESSED, reason=FEW)
    if numerator < part:
        return Decision(status=BANDED, reason=FEW, band=(0, part - 1))
    if n - numerator < part:
        return Decision(status=BANDED, reason=FEW, band=(n - part + 1, n))
    return Decision()


def _size_decision(estimate: Estimate, cell: Cell, rules: Policy) -> Decision:
    counted = estimate.quantity.record.guard in {Guard.COUNT, Guard.RATE} or _is_part(estimate, cell)
    small = 0 < cell.n < rules.count if counted else cell.n < _fewest(estimate, rules)
    return hidden(estimate) if small or _says_each_value(estimate, cell.n, rules) else Decision()


def _fewest(estimate: Estimate, rules: Policy) -> int:
    """Return how many persons a number must rest on that says something of their values."""
    limits = {Guard.MEDIAN: rules.median, Guard.QUARTILE: rules.quartile}
    return limits.get(estimate.quantity.record.guard, rules.mean)


def _says_each_value(estimate: Estimate, n: int, rules: Policy) -> bool:
    """Tell whether a number of few persons says what each answered, or how many moved which way."""
    few = n < rules.band_below
    if estimate.note == Note.WHOLE_STEPS:
        return few or rules.round_to > 1
    # A method that gives an interval gave none: all values are equal, and the mean says every
    # person's.
    without_interval = estimate.method != "" and estimate.ci_low is None
    return few and estimate.quantity.record.guard is Guard.MEAN and without_interval


def _is_part(estimate: Estimate, cell: Cell) -> bool:
    """Tell whether a cell is a part that a number follows from.

    Those to whom such a part belongs, such as the children of the parents in it, are one too.
    """
    guard = estimate.quantity.record.guard
    belongs = guard.of_shares and cell.numerator is None
    return cell is not estimate.basis[0] and (guard is Guard.PARTS or belongs)
