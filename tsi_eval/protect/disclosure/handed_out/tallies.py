"""Tallies in two reports, as sets: what was there before, and how much more or less there is now.

Worked example. The tally "norra 2025-10" was 14 and is 17, "södra 2025-10" is 9 in both. As sets
"norra" is an element that counts 14 and one that counts 3. The old sum, 23, holds the 14 and the 9,
and the new one, 26, the 3 as well: they differ by three, which is few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tsi_eval.protect.disclosure.handed_out.support import Sets
from tsi_eval.protect.disclosure.handed_out.told import Elements, Told


def sets_of(before: Sequence[Told], alone: Sequence[Told], new: Sequence[Told]) -> Sets:
    """Return what was told and is to be told in one pool, tallies as sets.

    Args:
        before: What was told before.
        alone: What the new report tells by itself.
        new: What is to be told now.
    """
    elements, sizes = _elements((*before, *alone, *new))

    def rows(some: Iterable[Told]) -> list[Elements]:
        return [told.members or _row(told, elements) for told in some]

    return Sets(before=rows(before), alone=rows(alone), new=rows(new), sizes=sizes)


def _row(told: Told, elements: Mapping[str, list[tuple[int, str]]]) -> Elements:
    return frozenset(element for name, count in told.counts for upto, element in elements[name] if upto <= count)


def _elements(every: Iterable[Told]) -> tuple[dict[str, list[tuple[int, str]]], dict[str, int]]:
    """Return each tally's elements, with the count from which on each is there, and their sizes."""
    steps: dict[str, set[int]] = {}
    for told in every:
        for name, count in told.counts:
            steps.setdefault(name, {0}).add(count)
    elements: dict[str, list[tuple[int, str]]] = {}
    sizes: dict[str, int] = {}
    for number, (name, counts) in enumerate(sorted(steps.items())):
        ordered = sorted(counts)
        elements[name] = [(count, f"{number}>{last}") for last, count in pairwise(ordered)]
        sizes |= {f"{number}>{last}": count - last for last, count in pairwise(ordered)}
    return elements, sizes


def moved_by_few(new: Told, earlier: Iterable[Told], few: int) -> bool:
    """Tell whether a sum of the same tallies, or of them and further ones, moved by a few."""
    names, now = {name for name, _ in new.counts}, sum(count for _, count in new.counts)
    for old in earlier:
        then = {name for name, _ in old.counts}
        if then and then <= names and 0 < abs(now - sum(count for _, count in old.counts)) < few:
            return True
    return False
