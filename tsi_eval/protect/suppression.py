"""What must be hidden: first the small counts, then whatever would give them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Cell, Estimate, Partition, Quantity
from tsi_eval.protect.policies import Policy, policy_for
from tsi_eval.protect.recoverable import Sum, connected, possible_range

SHOWN, SUPPRESSED, BANDED = "shown", "suppressed", "banded"
FEW, FEW_IN_MEAN = "few", "few_in_mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What happens to one estimate.

    Attributes:
        status: "shown", "suppressed" or "banded".
        reason: Key of the reason; the same for a small count and for one that is hidden to protect it, so that the reason
            does not tell which is which.
        band: Lower and upper end when banded.
    """

    status: str = SHOWN
    reason: str = ""
    band: tuple[float, float] | None = None


def decide(estimates: tuple[Estimate, ...], partitions: tuple[Partition, ...], policy: str) -> tuple[Decision, ...]:
    """Decide for every estimate of a pilot at once, since any of them may give another back.

    Raises:
        ProtectionError: An estimate without basis, a group with two sizes, or an unknown kind or policy: nothing may leave.
    """
    cells = _cells(estimates, partitions)
    rules = {name: policy_for(policy, cell.kind) for name, cell in cells.items()}
    sums = (*_declared_sums(partitions), *_share_sums(estimates))
    decisions = [_alone(estimate, policy) for estimate in estimates]
    sensitive = _sensitive(estimates, decisions, cells, rules)
    decisions = _hide(estimates, decisions, sensitive)
    decisions = _protect_counts(estimates, decisions, cells, rules, sums, sensitive)
    return tuple(_protect_means(estimates, decisions, partitions, rules))


def complement(cell: Cell) -> str:
    """Return the name of those in a share's group who are not in its numerator."""
    return f"{cell.group} - {cell.numerator_group}"


def _cells(estimates: Iterable[Estimate], partitions: Iterable[Partition]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for estimate in estimates:
        if not estimate.basis or estimate.basis[0].n != estimate.n:
            raise ProtectionError(Problem(code="E181"))
    for cell in _every_cell(estimates, partitions):
        if found.setdefault(cell.group, cell).n != cell.n or found[cell.group].kind != cell.kind:
            raise ProtectionError(Problem(code="E186"))
    return found


def _every_cell(estimates: Iterable[Estimate], partitions: Iterable[Partition]) -> Iterator[Cell]:
    for estimate in estimates:
        for cell in estimate.basis:
            yield replace(cell, numerator=None, numerator_group="")
            if cell.numerator is not None:
                yield Cell(kind=cell.kind, group=cell.numerator_group, n=cell.numerator)
                yield Cell(kind=cell.kind, group=complement(cell), n=cell.n - cell.numerator)
    for partition in partitions:
        if sum(part.n for part in partition.parts) != partition.total.n:
            raise ProtectionError(Problem(code="E186"))
        yield from (partition.total, *partition.parts)


def _declared_sums(partitions: Iterable[Partition]) -> Iterator[Sum]:
    for partition in partitions:
        yield Sum(total=partition.total.group, parts=tuple(part.group for part in partition.parts))


def _share_sums(estimates: Iterable[Estimate]) -> Iterator[Sum]:
    shares = {
        cell.group + "/" + cell.numerator_group: cell
        for e in estimates
        for cell in e.basis
        if cell.numerator is not None
    }
    for cell in shares.values():
        yield Sum(total=cell.group, parts=(cell.numerator_group, complement(cell)))


def _alone(estimate: Estimate, policy: str) -> Decision:
    for cell in estimate.basis:
        rules = policy_for(policy, cell.kind)
        decision = Decision() if rules is None else _cell_decision(estimate.quantity, cell, rules)
        if decision.status != SHOWN:
            return decision
    return Decision()


def _cell_decision(quantity: Quantity, cell: Cell, rules: Policy) -> Decision:
    if quantity is Quantity.COUNT:
        return Decision(status=SUPPRESSED, reason=FEW) if 0 < cell.n < rules.count else Decision()
    if cell.numerator is not None:
        return _share_decision(cell.numerator, cell.n, rules)
    return Decision(status=SUPPRESSED, reason=FEW_IN_MEAN) if cell.n < rules.mean else Decision()


def _share_decision(numerator: int, n: int, rules: Policy) -> Decision:
    if n < rules.share_of:
        return Decision(status=SUPPRESSED, reason=FEW)
    part = rules.share_part
    if n < rules.band_below and numerator < part:
        return Decision(status=BANDED, reason=FEW, band=(0.0, (part - 1) / n))
    if n < rules.band_below and n - numerator < part:
        return Decision(status=BANDED, reason=FEW, band=((n - part + 1) / n, 1.0))
    few = 0 < numerator < part or 0 < n - numerator < part
    return Decision(status=SUPPRESSED, reason=FEW) if few else Decision()


def _sensitive(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    cells: Mapping[str, Cell],
    rules: Mapping[str, Policy | None],
) -> frozenset[str]:
    small = {name for name, cell in cells.items() if (rule := rules[name]) and 0 < cell.n < rule.count}
    for estimate, decision in zip(estimates, decisions, strict=True):
        for cell in estimate.basis:
            if cell.numerator is None:
                continue
            if decision.status == SHOWN:
                # A share that its own, laxer rule lets through may show its parts, unless they are counted somewhere.
                small -= {cell.numerator_group, complement(cell)} - _counted(estimates)
            elif _is_small_share(cell, rules[cell.group]):
                small |= {cell.numerator_group, complement(cell)}
    return frozenset(small)


def _is_small_share(cell: Cell, rules: Policy | None) -> bool:
    if rules is None or cell.numerator is None or cell.n < rules.share_of:
        return False
    return min(cell.numerator, cell.n - cell.numerator) < rules.share_part


def _counted(estimates: Iterable[Estimate]) -> set[str]:
    return {estimate.basis[0].group for estimate in estimates if estimate.quantity is Quantity.COUNT}


def _hide(
    estimates: tuple[Estimate, ...], decisions: list[Decision], groups: frozenset[str] | set[str]
) -> list[Decision]:
    return [
        Decision(status=SUPPRESSED, reason=FEW)
        if decision.status == SHOWN and groups.intersection(_published_by(estimate))
        else decision
        for estimate, decision in zip(estimates, decisions, strict=True)
    ]


def _published_by(estimate: Estimate) -> Iterator[str]:
    first = estimate.basis[0]
    yield first.group
    if first.numerator is not None:
        yield from (first.numerator_group, complement(first))


def _published(estimates: tuple[Estimate, ...], decisions: list[Decision], cells: Mapping[str, Cell]) -> dict[str, int]:
    shown: dict[str, int] = {}
    for estimate, decision in zip(estimates, decisions, strict=True):
        if decision.status == SHOWN:
            shown.update({name: cells[name].n for name in _published_by(estimate)})
        elif decision.status == BANDED:
            shown[estimate.basis[0].group] = estimate.n
    return shown


def _protect_counts(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    cells: Mapping[str, Cell],
    rules: Mapping[str, Policy | None],
    sums: tuple[Sum, ...],
    sensitive: frozenset[str],
) -> list[Decision]:
    while True:
        published = _published(estimates, decisions, cells)
        exposed = next((name for name in sorted(sensitive) if _exposed(name, published, sums, rules[name])), None)
        if exposed is None:
            return decisions
        sacrificed = _smallest_neighbour(exposed, published, sums, rules)
        decisions = _hide(estimates, _unband(estimates, decisions, sacrificed), {sacrificed})


def _unband(estimates: tuple[Estimate, ...], decisions: list[Decision], group: str) -> list[Decision]:
    return [
        Decision(status=SUPPRESSED, reason=FEW) if d.status == BANDED and e.basis[0].group == group else d
        for e, d in zip(estimates, decisions, strict=True)
    ]


def _exposed(name: str, published: Mapping[str, int], sums: tuple[Sum, ...], rules: Policy | None) -> bool:
    if name in published:
        return True
    if not rules or not any(name in item.groups for item in sums):
        return False
    low, high = possible_range(name, published, sums)
    return high - low < rules.count - 1


def _smallest_neighbour(
    name: str, published: Mapping[str, int], sums: tuple[Sum, ...], rules: Mapping[str, Policy | None]
) -> str:
    direct = {group for item in sums if name in item.groups for group in item.groups}
    reached = {group for item in connected(name, sums) for group in item.groups}
    for near in (direct, reached):
        shown = sorted((published[group], group) for group in near if group in published and rules[group])
        if shown:
            return shown[0][1]
    raise ProtectionError(Problem(code="E187"))


def _protect_means(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    partitions: tuple[Partition, ...],
    rules: Mapping[str, Policy | None],
) -> list[Decision]:
    """Hide one more mean where a total's mean and all other parts' means would give back a hidden one."""
    families: defaultdict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for place, estimate in enumerate(estimates):
        if estimate.quantity in {Quantity.MEAN, Quantity.MEAN_CHANGE}:
            families[_family(estimate)][estimate.basis[0].group] = place
    for family in families.values():
        guarded: set[str] = set()
        while (given := _next_giveaway(family, partitions, decisions, rules, guarded)) is not None:
            guarded.add(given)
            decisions[family[given]] = Decision(status=SUPPRESSED, reason=FEW_IN_MEAN)
    return decisions


def _next_giveaway(
    family: Mapping[str, int],
    partitions: tuple[Partition, ...],
    decisions: list[Decision],
    rules: Mapping[str, Policy | None],
    guarded: set[str],
) -> str | None:
    given = (_giveaway(family, partition, decisions, rules, guarded) for partition in partitions)
    return next((name for name in given if name is not None), None)


def _family(estimate: Estimate) -> tuple[str, ...]:
    return (estimate.quantity, estimate.outcome, estimate.period)


def _giveaway(
    family: Mapping[str, int],
    partition: Partition,
    decisions: list[Decision],
    rules: Mapping[str, Policy | None],
    guarded: set[str],
) -> str | None:
    """Return the group whose mean must go, when a partition gives back one hidden mean; `guarded` were hidden for that reason."""

    def shown(cell: Cell) -> bool:
        return cell.group in family and decisions[family[cell.group]].status == SHOWN

    whole = (partition.total, *(part for part in partition.parts if part.n > 0))
    hidden = [cell for cell in whole if not shown(cell)]
    if len(hidden) != 1:
        return None
    rule = rules[hidden[0].group]
    if rule is None or (hidden[0].n >= rule.mean and hidden[0].group not in guarded):
        return None
    return min((cell.n, cell.group) for cell in whole if cell is not hidden[0])[1]
