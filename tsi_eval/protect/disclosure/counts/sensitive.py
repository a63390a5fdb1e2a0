"""Which groups' sizes must not be known: small ones, and the parts of shares that are too near 0 or 100 %.

Worked example. Of 43 families 40 finished. The 40 are many, but the 3 who did not are few, and
whoever knows 43 and 40 knows them: the side that is too few is the sensitive one.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsi_eval.findings import Cell, Estimate, Guard
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, complement
from tsi_eval.protect.disclosure.policies import Policy


def sensitive_groups(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    cells: Mapping[str, Cell],
    rules: Mapping[str, Policy | None],
) -> frozenset[str]:
    """Return the groups whose size must not be known: small ones, and the parts of shares that are too near 0 or 100 %."""
    small = {name for name, cell in cells.items() if (rule := rules[name]) and 0 < cell.n < rule.count}
    counted = {estimate.basis[0].group for estimate in estimates if estimate.quantity.record.guard is Guard.COUNT}
    for estimate, decision in zip(estimates, decisions, strict=True):
        if decision.status != SHOWN and _belong_to_few(estimate, rules):
            first = estimate.basis[0]
            small |= {first.group} if first.numerator is None else {first.numerator_group, complement(first)}
        for cell in estimate.basis:
            if cell.numerator is None:
                continue
            parts = {cell.numerator_group, complement(cell)}
            if decision.status == SHOWN:
                # A share that its own, laxer rule lets through may show its parts, unless they are
                # counted somewhere.
                small -= parts - counted
            elif _near_an_end(cell, rules[cell.group]):
                small |= _too_few(cell, rules[cell.group]) or parts
    return frozenset(small)


def _belong_to_few(estimate: Estimate, rules: Mapping[str, Policy | None]) -> bool:
    """Tell whether a count or a share is hidden for whom its persons belong to: six parents of three children are few."""
    if estimate.quantity.record.guard not in {Guard.COUNT, Guard.SHARE}:
        return False
    few = (cell for cell in estimate.basis[1:] if cell.numerator is None)
    return any((rule := rules.get(cell.group)) is not None and 0 < cell.n < rule.count for cell in few)


def _too_few(cell: Cell, rules: Policy | None) -> frozenset[str]:
    """Return the side of a share that is too few; none when a side is empty, since then the other says so."""
    part, rest = cell.numerator or 0, cell.n - (cell.numerator or 0)
    if rules is None or not part or not rest:
        return frozenset()
    sides = ((cell.numerator_group, part), (complement(cell), rest))
    return frozenset(name for name, size in sides if size < rules.share_part)


def groups_at(estimates: tuple[Estimate, ...], places: frozenset[int]) -> frozenset[str]:
    """Return the groups, and the parts, that the numbers at these places are about."""
    cells = [estimates[place].basis[0] for place in places]
    return frozenset(name for cell in cells for name in (cell.group, cell.numerator_group) if name)


def _near_an_end(cell: Cell, rules: Policy | None) -> bool:
    part = cell.numerator or 0
    return rules is not None and min(part, cell.n - part) < rules.share_part
