"""What must be hidden: first what the policy hides for itself, then whatever would give it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import WHOLE_STEPS, Cell, Estimate, Partition, Quantity
from tsi_eval.protect.disclosure.counts.covers import Counts, protect_counts
from tsi_eval.protect.disclosure.counts.recoverable import Sum
from tsi_eval.protect.disclosure.counts.sets import PersonSets, named, piece_name
from tsi_eval.protect.disclosure.decisions import BANDED, FEW, OF_PARTS, SHOWN, SUPPRESSED, Decision, complement, hidden
from tsi_eval.protect.disclosure.policies import Policy, policy_for
from tsi_eval.protect.disclosure.values.means import protect_means


def decide(
    estimates: tuple[Estimate, ...],
    partitions: tuple[Partition, ...],
    policy: str,
    withheld: frozenset[int] = frozenset(),
) -> tuple[Decision, ...]:
    """Decide for every estimate of a pilot at once, since any of them may give another back.

    Args:
        estimates: All of them.
        partitions: How tallies without members add up.
        policy: The policy's id.
        withheld: Places of estimates that must go for another reason; what would give them back goes too.

    Raises:
        ProtectionError: An estimate without basis (E181), a group with two sizes or an impossible one (E186), an unknown kind or
            policy (E180): nothing may leave.
    """
    if any(not estimate.basis for estimate in estimates):
        raise ProtectionError(Problem(code="E181"))
    estimates, sets = named(estimates)
    cells = _cells(estimates, partitions) | _pieces(sets)
    small = dict(_small(sets, policy))
    cells |= {name: cell for name, (cell, _) in small.items()}
    rules = {name: policy_for(policy, cell.kind) for name, cell in cells.items()}
    first = [alone(estimate, policy) for estimate in estimates]
    first = [
        hidden(e) if i in withheld and d.status == SHOWN else d
        for i, (e, d) in enumerate(zip(estimates, first, strict=True))
    ]
    sensitive = _sensitive(estimates, first, cells, rules) | _named(estimates, withheld)
    counts = Counts(
        estimates=estimates,
        cells=cells,
        rules=rules,
        sums=(
            *_declared_sums(partitions),
            *_share_sums(estimates),
            *sets.sums(),
            *(sum_ for _, sum_ in small.values()),
        ),
        sensitive=sensitive - set(small),
        derived=frozenset(small),
    )
    return tuple(protect_means(estimates, protect_counts(counts, first), sets, policy))


def _pieces(sets: PersonSets) -> dict[str, Cell]:
    kinds = [sets.kinds[int(column.argmax())] for column in sets.pieces]
    return {
        piece_name(i): Cell(kind=kind, group=piece_name(i), n=int(size))
        for i, (kind, size) in enumerate(zip(kinds, sets.sizes.tolist(), strict=True))
    }


def _small(sets: PersonSets, policy: str) -> Iterator[tuple[str, tuple[Cell, Sum]]]:
    """Yield small sets that follow from others: pieces, and what one set has more than another."""
    rules = {kind: policy_for(policy, kind) for kind in dict.fromkeys(sets.kinds)}
    most = max((rule.count for rule in rules.values() if rule is not None), default=0)
    for name, kind, inside in sets.small(most):
        size, rule = int(sets.sizes[inside].sum()), rules[kind]
        if rule is not None and size < rule.count:
            parts = tuple(piece_name(int(i)) for i in inside.nonzero()[0])
            yield name, (Cell(kind=kind, group=name, n=size), Sum(total=name, parts=parts))


def _cells(estimates: Iterable[Estimate], partitions: Iterable[Partition]) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for cell in _every_cell(estimates, partitions):
        if cell.n < 0 or found.setdefault(cell.group, cell).n != cell.n or found[cell.group].kind != cell.kind:
            raise ProtectionError(Problem(code="E186"))
    return found


def _every_cell(estimates: Iterable[Estimate], partitions: Iterable[Partition]) -> Iterator[Cell]:
    for estimate in estimates:
        is_share = estimate.basis[0].numerator is not None
        shares = {Quantity.SHARE, Quantity.SHARE_DIFFERENCE}
        if estimate.basis[0].n != estimate.n or is_share != (estimate.quantity in shares):
            raise ProtectionError(Problem(code="E181"))
        for cell in estimate.basis:
            yield Cell(kind=cell.kind, group=cell.group, n=cell.n)
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
    shares = {complement(cell): cell for e in estimates for cell in e.basis if cell.numerator is not None}
    for rest, cell in shares.items():
        yield Sum(total=cell.group, parts=(cell.numerator_group, rest))


def alone(estimate: Estimate, policy: str) -> Decision:
    """Return what the policy decides for an estimate by itself."""
    for cell in estimate.basis:
        rules = policy_for(policy, cell.kind)
        decision = Decision() if rules is None else _cell_decision(estimate, cell, rules)
        if rules is not None and rules.round_to > 1 and estimate.quantity in OF_PARTS:
            # Two decimals would undo the rounding of the counts that they follow from.
            return hidden(estimate)
        if decision.status == SHOWN and rules is not None and _is_part(estimate, cell):
            decision = _share_decision(cell.n, estimate.basis[0].n, rules)
        if decision.status == BANDED and (estimate.quantity is not Quantity.SHARE or cell is not estimate.basis[0]):
            return hidden(estimate)
        if decision.status != SHOWN:
            return decision
    return Decision()


def _cell_decision(estimate: Estimate, cell: Cell, rules: Policy) -> Decision:
    if cell.numerator is not None:
        return _share_decision(cell.numerator, cell.n, rules)
    counted = estimate.quantity in {Quantity.COUNT, Quantity.RATE} or _is_part(estimate, cell)
    small = 0 < cell.n < rules.count if counted else cell.n < rules.mean
    return hidden(estimate) if small or _says_each(estimate, cell.n, rules) else Decision()


def _says_each(estimate: Estimate, n: int, rules: Policy) -> bool:
    """Tell whether a number of few says what each of them answered, or how many moved which way."""
    few = n < rules.band_below
    if estimate.note == WHOLE_STEPS:
        # Who takes all moves for one step long works out from their mean how many went which way.
        return few or rules.round_to > 1
    # A mean without an interval is one of equal values: it says every person's.
    return few and estimate.quantity is Quantity.MEAN and estimate.method != "" and estimate.ci_low is None


def _is_part(estimate: Estimate, cell: Cell) -> bool:
    """Tell whether a cell is one of the parts that a number follows from, or those whom such a part belongs to."""
    shares = {Quantity.SHARE, Quantity.SHARE_DIFFERENCE}
    quantity = estimate.quantity
    return cell is not estimate.basis[0] and (quantity in OF_PARTS or (quantity in shares and cell.numerator is None))


def _share_decision(numerator: int, n: int, rules: Policy) -> Decision:
    part, rest = rules.share_part, n - numerator
    # A band that only one share falls in would be that share: there must be room for both ends and a middle.
    banded = n < rules.band_below and n >= 2 * part
    if n < rules.share_of or (n < rules.band_below and not banded):
        return Decision(status=SUPPRESSED, reason=FEW)
    if banded and numerator < part:
        return Decision(status=BANDED, reason=FEW, band=(0, part - 1))
    if banded and rest < part:
        return Decision(status=BANDED, reason=FEW, band=(n - part + 1, n))
    return Decision(status=SUPPRESSED, reason=FEW) if 0 < numerator < part or 0 < rest < part else Decision()


def _sensitive(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    cells: Mapping[str, Cell],
    rules: Mapping[str, Policy | None],
) -> frozenset[str]:
    """Return the groups whose size must not be known: small ones, and the parts of shares that are too near 0 or 100 %."""
    small = {name for name, cell in cells.items() if (rule := rules[name]) and 0 < cell.n < rule.count}
    counted = {estimate.basis[0].group for estimate in estimates if estimate.quantity is Quantity.COUNT}
    for estimate, decision in zip(estimates, decisions, strict=True):
        if decision.status != SHOWN and _belong_to_few(estimate, rules):
            first = estimate.basis[0]
            small |= {first.group} if first.numerator is None else {first.numerator_group, complement(first)}
        for cell in estimate.basis:
            if cell.numerator is None:
                continue
            parts = {cell.numerator_group, complement(cell)}
            if decision.status == SHOWN:
                # A share that its own, laxer rule lets through may show its parts, unless they are counted somewhere.
                small -= parts - counted
            elif _near_an_end(cell, rules[cell.group]):
                small |= _too_few(cell, rules[cell.group]) or parts
    return frozenset(small)


def _belong_to_few(estimate: Estimate, rules: Mapping[str, Policy | None]) -> bool:
    """Tell whether a count or a share is hidden for whom its persons belong to: six parents of three children are few."""
    if estimate.quantity not in {Quantity.COUNT, Quantity.SHARE}:
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


def _named(estimates: tuple[Estimate, ...], places: frozenset[int]) -> frozenset[str]:
    cells = [estimates[place].basis[0] for place in places]
    return frozenset(name for cell in cells for name in (cell.group, cell.numerator_group) if name)


def _near_an_end(cell: Cell, rules: Policy | None) -> bool:
    part = cell.numerator or 0
    return rules is not None and min(part, cell.n - part) < rules.share_part
