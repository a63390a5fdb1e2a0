"""Hiding more, until no small count can be worked out from what is left; and no more than that.

Worked example. Of 30 families 14 live in Mora, 13 in Orsa and 3 in Älvdalen. The 3 is hidden, and
30 less 14 less 13 would give it back. So the smallest neighbour that is shown, Orsa's 13, is hidden
too: then the two together are 16, and Älvdalen's may be any number from 0 to 16.

1. For each group whose size must not be known: as long as what is shown leaves fewer possible sizes
   than the policy hides, hide its smallest shown neighbour; answers to questions last of all.
2. Each that was hidden on the way is shown again if that gives nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def protect_counts(counts: Counts, first: list[Decision]) -> list[Decision]:
    """Return decisions under which every sensitive count has at least as many possible sizes as the policy hides.

    The smallest shown neighbour goes first, answers to questions last. In the end, each that was
    hidden on the way is shown again if that gives nothing away: a cover that a later one made
    useless would stand as a lone ".." under its total.

    Raises:
        ProtectionError: When hiding everything around a count does not help (E187).
    """
    covers: frozenset[str] = frozenset()
    links = Links(counts.sums)
    for name in sorted(counts.sensitive | counts.derived):
        # Hiding more gives a reader less, so that one who is safe stays safe.
        while _is_exposed(counts, links, _known(counts, _decided(counts, first, covers)), name):
            covers |= {_smallest_neighbour(counts, links, _decided(counts, first, covers), name)}
    for cover in sorted(covers, key=lambda name: (-counts.cells[name].n, name)):
        if not _exposes(counts, links, _decided(counts, first, covers - {cover}), cover):
            covers -= {cover}
    return _decided(counts, first, covers)


def _decided(counts: Counts, first: list[Decision], covers: frozenset[str]) -> list[Decision]:
    return with_groups_hidden(counts.estimates, first, counts.sensitive | covers)


def _exposes(counts: Counts, links: Links, decisions: list[Decision], shown: str) -> bool:
    known = _known(counts, decisions)
    near = (name for name in sorted(counts.sensitive | counts.derived) if links.together(name, shown))
    return any(_is_exposed(counts, links, known, name) for name in near)


def _is_exposed(counts: Counts, links: Links, known: Mapping[str, Range], name: str) -> bool:
    rules = counts.rules[name]
    if rules is None or name not in links:
        return False

    enough = min(rules.count, rules.share_part) - 1

    def narrow(given: Mapping[str, Range]) -> bool:
        # What other groups' solutions already show to be possible needs no programme of its own.
        least, most = links.possible(name, given)
        if most - least >= enough or (least < 1 - TOLERANCE and name not in counts.sensitive):
            return False
        low = links.smallest(name, given)
        told = low >= 1 - TOLERANCE or name in counts.sensitive
        return told and links.largest(name, given) - low < enough

    # What follows from the sets alone, with nothing shown, is not something that hiding could help.
    return narrow(known) and not narrow({})


def _known(counts: Counts, decisions: list[Decision]) -> dict[str, Range]:
    """Return what a reader learns: exact sizes from what is shown, and the limits of bands."""
    known: dict[str, Range] = {}
    for estimate, decision in zip(counts.estimates, decisions, strict=True):
        first = estimate.basis[0]
        if decision.status == SHOWN:
            known.update({name: (counts.cells[name].n,) * 2 for name in published_by(estimate)})
        elif decision.status == BANDED and decision.band is not None:
            known[first.group] = (first.n, first.n)
            known.setdefault(first.numerator_group, decision.band)
    return known


def _smallest_neighbour(counts: Counts, links: Links, decisions: list[Decision], name: str) -> str:
    answers = {
        name
        for estimate, decision in zip(counts.estimates, decisions, strict=True)
        if estimate.role is Role.HEADLINE and decision.status == SHOWN
        for name in published_by(estimate)
    }
    exact = {group: low for group, (low, high) in _known(counts, decisions).items() if low == high}
    direct = {group for item in counts.sums if name in item.groups for group in item.groups}
    reached = {group for item in links.near(name) for group in item.groups}
    # An answer goes only when nothing else that is shown hangs together with what is to be hidden.
    for near in (direct - answers, reached - answers, direct, reached):
        shown = sorted((exact[group], group) for group in near if group in exact and counts.rules[group])
        if shown:
            return shown[0][1]
    raise ProtectionError(Problem(code="E187"))
