"""Hiding more means, until none that rests on few persons can be worked out from those of the whole and the other parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tsi_eval.findings import Cell, Estimate, Partition, Quantity
from tsi_eval.protect.decisions import SHOWN, Decision, hidden
from tsi_eval.protect.policies import Policy

Family = dict[str, list[int]]


def protect_means(
    estimates: tuple[Estimate, ...],
    decisions: list[Decision],
    partitions: tuple[Partition, ...],
    rules: Mapping[str, Policy | None],
) -> list[Decision]:
    """Return decisions under which no mean of too few persons follows from others.

    Means of the same outcome at the same time form a family, over all questions. Whoever knows all means but one of a partition, and
    the sizes, knows the last; what is known so can serve in the next partition. The sizes are taken as known.
    """
    families: defaultdict[tuple[str, ...], Family] = defaultdict(lambda: defaultdict(list))
    for place, estimate in enumerate(estimates):
        if estimate.quantity in {Quantity.MEAN, Quantity.MEAN_CHANGE}:
            families[estimate.quantity, estimate.outcome, estimate.period][estimate.basis[0].group].append(place)
    result = list(decisions)
    for family in families.values():
        while (given := _given_away(family, result, partitions, rules)) is not None:
            for place in family[given]:
                result[place] = hidden(estimates[place])
    return result


def _given_away(
    family: Family, decisions: list[Decision], partitions: tuple[Partition, ...], rules: Mapping[str, Policy | None]
) -> str | None:
    """Return the group whose mean must go, or None when nothing is given away."""
    shown = {group for group, places in family.items() if any(decisions[place].status == SHOWN for place in places)}
    known = set(shown)
    while (step := _next_known(partitions, known)) is not None:
        cell, partition = step
        rule = rules[cell.group]
        if rule is not None and cell.n < rule.mean:
            return _smallest_shown(partition, partitions, shown)
        known.add(cell.group)
    return None


def _next_known(partitions: Iterable[Partition], known: set[str]) -> tuple[Cell, Partition] | None:
    for partition in partitions:
        unknown = [cell for cell in _whole(partition) if cell.group not in known]
        if len(unknown) == 1:
            return unknown[0], partition
    return None


def _whole(partition: Partition) -> tuple[Cell, ...]:
    return (partition.total, *(part for part in partition.parts if part.n > 0))


def _smallest_shown(partition: Partition, partitions: tuple[Partition, ...], shown: set[str]) -> str:
    """Return the smallest shown group of the partition that gave a mean away, or of any, when its own were worked out too."""
    for group_of in ((partition,), partitions):
        found = sorted((cell.n, cell.group) for item in group_of for cell in _whole(item) if cell.group in shown)
        if found:
            return found[0][1]
    return sorted(shown)[0]
