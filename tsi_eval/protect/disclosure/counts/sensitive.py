"""Which groups' sizes must not be known.

It is asked after every number was judged alone, and tells `covers` what to protect.

1. Every group of a few persons is sensitive.
2. A count or share that is hidden because its persons belong to few, such as six parents of three
   children, makes its own groups sensitive.
3. A share that is shown makes its part and its rest harmless, unless they are counted somewhere
   else: staff may be shown with a laxer rule for shares than for counts.
4. A share that is hidden and lies near 0 or 100 % makes the side that is too few sensitive; both
   sides where one is empty.

Worked example. Of 43 families 40 finished. The 40 are many, but the 3 who did not are few, and
whoever knows 43 and 40 knows them: the side that is too few, "did not finish", is sensitive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsi_eval.findings import Cell, Estimate, Guard
from tsi_eval.protect.disclosure.decisions import SHOWN, Decision, complement
from tsi_eval.protect.disclosure.policies import Policy


def sensitive_groups(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    cells: Mapping[str, Cell],
    rules: Mapping[str, Policy | None],
) -> frozenset[str]:
    """Return the groups whose size must not be known.

    Args:
        estimates: Every number, with named groups.
        decisions: What was decided of each by itself.
        cells: Group → its cell.
        rules: Group → the policy for its kind, or None when it is not protected.
    """
    sensitive = {name for name, cell in cells.items() if _is_few(cell.n, rules[name])}
    counted = {estimate.basis[0].group for estimate in estimates if estimate.quantity.record.guard is Guard.COUNT}
    for estimate, decision in zip(estimates, decisions, strict=True):
        if decision.status != SHOWN and _belongs_to_few(estimate, rules):
            sensitive |= _counted_groups(estimate.basis[0])
        for cell in _shares(estimate):
            if decision.status == SHOWN:
                sensitive -= _sides(cell) - counted
            else:
                sensitive |= _sensitive_sides(cell, rules[cell.group])
    return frozenset(sensitive)


def _is_few(size: int, rules: Policy | None) -> bool:
    return rules is not None and 0 < size < rules.count


def _belongs_to_few(estimate: Estimate, rules: Mapping[str, Policy | None]) -> bool:
    """Tell whether a count or a share is of persons who belong to few others.

    Six parents of three children are an example: their number gives the children's away.
    """
    if estimate.quantity.record.guard not in {Guard.COUNT, Guard.SHARE}:
        return False
    those_belonged_to = (cell for cell in estimate.basis[1:] if cell.numerator is None)
    return any(_is_few(cell.n, rules.get(cell.group)) for cell in those_belonged_to)


def _counted_groups(cell: Cell) -> frozenset[str]:
    return frozenset({cell.group}) if cell.numerator is None else _sides(cell)


def _shares(estimate: Estimate) -> Iterator[Cell]:
    return (cell for cell in estimate.basis if cell.numerator is not None)


def _sides(cell: Cell) -> frozenset[str]:
    return frozenset({cell.numerator_group, complement(cell)})


def _sensitive_sides(cell: Cell, rules: Policy | None) -> frozenset[str]:
    """Return the sides of a hidden share that must not be known (step 4)."""
    if not _is_near_an_end(cell, rules):
        return frozenset()
    return _too_few(cell, rules) or _sides(cell)


def _is_near_an_end(cell: Cell, rules: Policy | None) -> bool:
    part = cell.numerator or 0
    return rules is not None and min(part, cell.n - part) < rules.share_part


def _too_few(cell: Cell, rules: Policy | None) -> frozenset[str]:
    """Return the sides of a share that are too few.

    None is, when a side is empty: then the size of the other would say so.
    """
    part, rest = cell.numerator or 0, cell.n - (cell.numerator or 0)
    if rules is None or not part or not rest:
        return frozenset()
    sizes = {cell.numerator_group: part, complement(cell): rest}
    return frozenset(name for name, size in sizes.items() if size < rules.share_part)
