"""Tallies in two reports, as sets: what was there before, and how much more or less there is now.

A sum of several tallies is also compared as a whole (`moved_by_few`), and so is what it has beside
one or two sums that lie in it (`rest_moved_by_few`): tallies that moved by nine and by minus six
have moved by three together.

Worked example. The tally "norra 2025-10" was 14 and is 17, "södra 2025-10" is 9 in both. As sets
"norra" is an element that counts 14 and one that counts 3. The old sum, 23, holds the 14 and the 9,
and the new one, 26, the 3 as well: they differ by three, which is few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

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
    names, now = _names(new), _sum(new)
    for old in earlier:
        then = _names(old)
        if then and then <= names and 0 < abs(now - _sum(old)) < few:
            return True
    return False


def rest_moved_by_few(new: Sequence[Told], now: Iterable[Told], earlier: Iterable[Told], few: int) -> bool:
    """Tell whether what a sum has beside one or two others moved by a few, all of them told before.

    Args:
        new: What is to be told now; a rest is only looked at where one of its sums is among it.
        now: What this report has told so far.
        earlier: What earlier reports told.
        few: Moves that are enough.
    """
    fresh = _moves(new, earlier)
    every = fresh if not fresh else _moves((*now, *new), earlier)
    for whole, steps in every.items():
        inside = [names for names in every if names < whole]
        for parts in (*((names,) for names in inside), *_apart(inside)):
            if fresh.keys().isdisjoint((whole, *parts)) or len(whole) == sum(map(len, parts)):
                continue
            if any(0 < abs(step) < few for step in _rests(steps, [every[part] for part in parts])):
                return True
    return False


def _moves(now: Iterable[Told], earlier: Iterable[Told]) -> dict[Elements, set[int]]:
    """Return the names of sums of several tallies → by how much each moved since then."""
    then: dict[Elements, set[int]] = {}
    for told in earlier:
        if len(told.counts) > 1:
            then.setdefault(_names(told), set()).add(_sum(told))
    return {_names(told): {_sum(told) - old for old in then[_names(told)]} for told in now if _names(told) in then}


def _apart(inside: Sequence[Elements]) -> Iterable[tuple[Elements, Elements]]:
    return ((one, other) for one, other in combinations(inside, 2) if one.isdisjoint(other))


def _rests(whole: Iterable[int], parts: Sequence[Iterable[int]]) -> set[int]:
    left = set(whole)
    for steps in parts:
        left = {one - step for one in left for step in steps}
    return left


def _names(told: Told) -> Elements:
    return frozenset(name for name, _ in told.counts)


def _sum(told: Told) -> int:
    return sum(count for _, count in told.counts)
