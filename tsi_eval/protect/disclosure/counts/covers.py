"""Hiding more, until no sensitive size can be worked out from what is left; and no more than that.

This is the last word on counts: it takes what was decided of each number by itself, and returns
the same with covers.

1. Whatever would publish a sensitive group is hidden (`_decided`).
2. For each sensitive or derived group, by name: as long as it is exposed (`_is_exposed`), hide its
   smallest shown neighbour (`_smallest_neighbour`). Neighbours stand in one sum, such as a
   total and its parts. Groups in the same sum go before those further away, and answers to
   questions go last of all.
3. Each cover, the largest first, is shown again if that exposes nothing. A cover that a later one
   made useless would stand as a lone ".." under its total.

A sensitive group is exposed if its largest possible size is not at least `enough` above its
smallest. `enough` is one less than the policy's limit for counts, or for the parts of shares where
that is lower: 4 under `default`, so that at least five sizes must be possible. A derived group is
exposed only if its possible sizes begin at 1 or more as well: that nobody may be in it keeps its
few safe.

Worked example. Of 30 families 14 live in Mora, 13 in Orsa and 3 in Älvdalen. The 3 is hidden, and
30 less 14 less 13 would give it back: its sizes reach from 3 to 3. So the smallest neighbour that
is shown, Orsa's 13, is hidden too: then the two together are 16, and Älvdalen's may be any number
from 0 to 16.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Cell, Estimate, Role
from tsi_eval.protect.disclosure.counts.recoverable import Links, Range, Sum
from tsi_eval.protect.disclosure.decisions import BANDED, SHOWN, Decision, published_by, with_groups_hidden
from tsi_eval.protect.disclosure.policies import Policy

TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """All groups that a pilot's numbers rest on.

    Attributes:
        estimates: Every estimate and point.
        cells: Group → its cell.
        rules: Group → the policy for its kind, or None when it is not protected.
        sums: Which groups add up.
        sensitive: Groups whose size must not be worked out.
        derived: Small sets that no number is about, such as what one set has more than another: no
            reader may learn that they hold someone, and how many.
    """

    estimates: tuple[Estimate, ...]
    cells: Mapping[str, Cell]
    rules: Mapping[str, Policy | None]
    sums: tuple[Sum, ...]
    sensitive: frozenset[str]
    derived: frozenset[str] = frozenset()

    def guarded(self) -> list[str]:
        """Return every group that must not be exposed, in the order in which they are protected."""
        return sorted(self.sensitive | self.derived)


def protect_counts(counts: Counts, first: list[Decision]) -> list[Decision]:
    """Return decisions under which no sensitive or derived group is exposed.

    Args:
        counts: All groups, and how they add up.
        first: What was decided of each estimate by itself.

    Raises:
        ProtectionError: When hiding everything around a count does not help (E187).
    """
    covers: frozenset[str] = frozenset()
    links = Links(counts.sums)
    for name in counts.guarded():
        # Hiding more gives a reader less, so that one who is safe stays safe.
        while _is_exposed(counts, links, _known(counts, _decided(counts, first, covers)), name):
            covers |= {_smallest_neighbour(counts, links, _decided(counts, first, covers), name)}
    for cover in sorted(covers, key=lambda name: (-counts.cells[name].n, name)):
        if not _exposes(counts, links, _decided(counts, first, covers - {cover}), cover):
            covers -= {cover}
    return _decided(counts, first, covers)


def _decided(counts: Counts, first: list[Decision], covers: frozenset[str]) -> list[Decision]:
    return with_groups_hidden(counts.estimates, first, counts.sensitive | covers)


def _known(counts: Counts, decisions: list[Decision]) -> dict[str, Range]:
    """Return what a reader learns: exact sizes from what is shown, and the limits of bands."""
    known: dict[str, Range] = {}
    for estimate, decision in zip(counts.estimates, decisions, strict=True):
        first = estimate.basis[0]
        if decision.status == SHOWN:
            for name in published_by(estimate):
                size = counts.cells[name].n
                known[name] = (size, size)
        elif decision.status == BANDED and decision.band is not None:
            known[first.group] = (first.n, first.n)
            known.setdefault(first.numerator_group, decision.band)
    return known


def _is_exposed(counts: Counts, links: Links, known: Mapping[str, Range], name: str) -> bool:
    rules = counts.rules[name]
    if rules is None or name not in links:
        return False
    may_be_empty = name not in counts.sensitive
    enough = min(rules.count, rules.share_part) - 1
    if not _is_narrow(links, name, known, enough, may_be_empty=may_be_empty):
        return False
    # What follows from the sets alone, with nothing shown, is not something that hiding could help.
    return not _is_narrow(links, name, {}, enough, may_be_empty=may_be_empty)


def _is_narrow(links: Links, name: str, known: Mapping[str, Range], enough: int, *, may_be_empty: bool) -> bool:
    """Tell whether the possible sizes of a group reach less far than `enough`.

    Args:
        links: All sums.
        name: The group.
        known: What a reader knows of the sizes of groups.
        enough: How far its possible sizes must reach.
        may_be_empty: Whether it is also enough that nobody may be in it.
    """
    # What other groups' solutions already show to be possible needs no programme of its own.
    least, most = links.possible(name, known)
    if most - least >= enough or (may_be_empty and least < 1 - TOLERANCE):
        return False
    smallest = links.smallest(name, known)
    if may_be_empty and smallest < 1 - TOLERANCE:
        return False
    return links.largest(name, known) - smallest < enough


def _smallest_neighbour(counts: Counts, links: Links, decisions: list[Decision], name: str) -> str:
    """Return the smallest protected group that is shown near another (step 2)."""
    shown = _shown_sizes(counts, decisions)
    answers = frozenset(_groups_of_answers(counts, decisions))
    direct = _groups_in(item for item in counts.sums if name in item.groups)
    reached = _groups_in(links.near(name))
    # An answer goes only when nothing else that is shown hangs together with what is to be hidden.
    for near in (direct - answers, reached - answers, direct, reached):
        candidates = sorted((shown[group], group) for group in near & shown.keys())
        if candidates:
            return candidates[0][1]
    raise ProtectionError(Problem(code="E187"))


def _shown_sizes(counts: Counts, decisions: list[Decision]) -> dict[str, float]:
    """Return the protected groups whose exact size is shown → that size."""
    sizes = {}
    for group, (low, high) in _known(counts, decisions).items():
        if low == high and counts.rules[group] is not None:
            sizes[group] = low
    return sizes


def _groups_of_answers(counts: Counts, decisions: list[Decision]) -> Iterator[str]:
    for estimate, decision in zip(counts.estimates, decisions, strict=True):
        if estimate.role is Role.HEADLINE and decision.status == SHOWN:
            yield from published_by(estimate)


def _groups_in(sums: Iterable[Sum]) -> frozenset[str]:
    return frozenset[str]().union(*(item.groups for item in sums))


def _exposes(counts: Counts, links: Links, decisions: list[Decision], shown: str) -> bool:
    """Tell whether some guarded group is exposed when this one is shown."""
    known = _known(counts, decisions)
    near = [name for name in counts.guarded() if links.together(name, shown)]
    return any(_is_exposed(counts, links, known, name) for name in near)
