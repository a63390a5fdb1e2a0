"""Every group that a pilot's numbers rest on, with its size, and how groups add up.

`deciding` gathers from here what `covers` needs: the cells by name, and the sums that every reader
is assumed to know.

1. Every number names the groups of its cells; a share names its part and its rest as well. A
   partition names its total and its parts (`cells_of`).
2. Each piece of the sets is a group of its own (`cells_of_pieces`), and so is each small set that
   follows from others (`small_sets`).
3. Sums are known from partitions (`declared_sums`), from shares (`share_sums`), and from the
   pieces (`PersonSets.sums`).

Worked example. A share of 12 among 43 names three groups: the 43, the 12, and the 31 who are not
in the part; and one sum, 43 = 12 + 31. Two questions about girls (25) and about those who finished
(12) cut all 43 into pieces: girls who finished, girls who did not, and so on; each set is the sum
of its pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Cell, Estimate, Partition
from tsi_eval.protect.disclosure.counts.sets import PersonSets, piece_name
from tsi_eval.protect.disclosure.counts.sums import Sum
from tsi_eval.protect.disclosure.decisions import complement
from tsi_eval.protect.disclosure.policies import policy_for


def cells_of(estimates: Iterable[Estimate], partitions: Iterable[Partition]) -> dict[str, Cell]:
    """Return every group that a number or a partition names.

    Raises:
        ProtectionError: A group has two sizes or an impossible one (E186), or a number does not
            rest on what its quantity says (E181).
    """
    found: dict[str, Cell] = {}
    for cell in _every_cell(estimates, partitions):
        known = found.setdefault(cell.group, cell)
        if cell.n < 0 or known.n != cell.n or known.kind != cell.kind:
            raise ProtectionError(Problem(code="E186"))
    return found


def _every_cell(estimates: Iterable[Estimate], partitions: Iterable[Partition]) -> Iterator[Cell]:
    for estimate in estimates:
        is_share = estimate.basis[0].numerator is not None
        if estimate.basis[0].n != estimate.n or is_share != estimate.quantity.record.guard.of_shares:
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


def cells_of_pieces(sets: PersonSets) -> dict[str, Cell]:
    """Return each piece of the sets as a group of its own."""
    cells = {}
    for piece, size in enumerate(sets.sizes.tolist()):
        name = piece_name(piece)
        cells[name] = Cell(kind=sets.kind_of_piece(piece), group=name, n=int(size))
    return cells


def small_sets(sets: PersonSets, policy: str) -> Iterator[tuple[str, tuple[Cell, Sum]]]:
    """Yield small sets that follow from others: pieces, and what one set has more than another."""
    rules = {kind: policy_for(policy, kind) for kind in dict.fromkeys(sets.kinds)}
    largest_limit = max((rule.count for rule in rules.values() if rule is not None), default=0)
    for name, kind, inside in sets.small(largest_limit):
        size, rule = int(sets.sizes[inside].sum()), rules[kind]
        if rule is not None and size < rule.count:
            pieces = tuple(piece_name(int(piece)) for piece in inside.nonzero()[0])
            yield name, (Cell(kind=kind, group=name, n=size), Sum(total=name, parts=pieces))


def declared_sums(partitions: Iterable[Partition]) -> Iterator[Sum]:
    """Yield how tallies without members add up, as their designs say."""
    for partition in partitions:
        yield Sum(total=partition.total.group, parts=tuple(part.group for part in partition.parts))


def share_sums(estimates: Iterable[Estimate]) -> Iterator[Sum]:
    """Yield the sum that each share says: the whole is the part and the rest."""
    cell_of_rest = {}
    for estimate in estimates:
        for cell in estimate.basis:
            if cell.numerator is not None:
                cell_of_rest[complement(cell)] = cell
    for rest, cell in cell_of_rest.items():
        yield Sum(total=cell.group, parts=(cell.numerator_group, rest))
