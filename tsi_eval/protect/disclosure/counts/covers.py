"""Hiding more, until no sensitive size can be worked out from what is left; and no more than that.

This is the last word on counts: it takes what was decided of each number by itself, and returns
the same with covers.

1. Whatever would publish a sensitive group is hidden.
2. For each sensitive or derived group, by name: as long as it is exposed, hide its smallest shown
   neighbour (`_smallest_neighbour`). Neighbours stand in one sum, such as a total and its parts.
   Groups in the same sum go before those further away, and answers to questions go last of all.
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

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from tsi_eval.errors import Problem, ProtectionError
from tsi_eval.findings import Cell, Estimate
from tsi_eval.protect.disclosure.counts.published import Changes, Published
from tsi_eval.protect.disclosure.counts.recoverable import Guarded, Reader
from tsi_eval.protect.disclosure.counts.sums import Links, Sum, system_of
from tsi_eval.protect.disclosure.decisions import Decision, with_groups_hidden
from tsi_eval.protect.disclosure.policies import Policy


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
        ProtectionError: When hiding everything around a count does not help (E187), or when groups
            contradict each other (E186).
    """
    report = _Report(counts, first)
    cuts: list[frozenset[str]] = []
    chosen: frozenset[str] = frozenset()
    while True:
        new = report.cuts()
        if not new:
            break
        while new:
            cuts.extend(new)
            for cut in new:
                if cut.isdisjoint(report.chosen):
                    report.turn(report.chosen | {min(cut, key=lambda g: (report.weight[g], g))})
            new = report.cuts()
        report.turn(lightest(cuts, report.weight))
    return with_groups_hidden(counts.estimates, first, counts.sensitive | report.chosen)


def lightest(cuts, weight):
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array
    groups = sorted(frozenset().union(*cuts), key=lambda g: (weight[g], g))
    place = {g: i for i, g in enumerate(groups)}
    least = [c for c in set(cuts) if not any(o < c for o in cuts)]
    rows = np.zeros((len(least), len(groups)))
    for i, c in enumerate(sorted(least, key=sorted)):
        rows[i, [place[g] for g in c]] = 1
    found = milp(np.array([weight[g] for g in groups], float), integrality=np.ones(len(groups)), bounds=Bounds(0, 1), constraints=LinearConstraint(rows, 1, np.inf), options={"mip_rel_gap": 0})
    return frozenset(g for g in groups if found.x[place[g]] > 0.5)


class _Report:
    """What is shown while covers come and go, and what readers make of it."""

    def __init__(self, counts: Counts, first: list[Decision]) -> None:
        self._counts = counts
        self._links = Links(counts.sums)
        self._published = Published(counts.estimates, first, counts.cells, counts.sensitive)
        # Root → the protected groups that hang together with it, the smallest first.
        self._near: dict[str, list[str]] = {}
        by_root: dict[str, list[Guarded]] = defaultdict(list)
        for item in _guarded(counts, self._links):
            by_root[self._links.root(item.name)].append(item)
        self.guarded = [name for name in counts.guarded() if name in self._links and counts.rules[name] is not None]
        self.chosen: frozenset[str] = frozenset()
        self.weight = {}
        self._readers = {
            root: Reader(system_of(self._links.near(root), counts.cells), guarded, self._published.known)
            for root, guarded in by_root.items()
        }

        for place, name in enumerate(counts.cells):
            if name in self._links and self._published.numbers(name):
                reader = self._readers.get(self._links.root(name))
                atoms = 1 if reader is None else int(reader._system.made_of[[reader._system.place[name]]].sum())
                self.weight[name] = 1000 * (self._published.numbers(name) * atoms.bit_length() + 10000 * self._published.is_answer(name)) + place

    def turn(self, chosen):
        for g in sorted(chosen - self.chosen):
            self._tell(self._published.hide(g))
        for g in sorted(self.chosen - chosen):
            self._tell(self._published.show(g))
        self.chosen = chosen

    def cuts(self):
        out = []
        for reader in self._readers.values():
            for proof in reader.exposed():
                cut = set()
                for g in proof:
                    for c in ([g] if self._published.is_exact(g) else self._published.wholes_of_bands(g)):
                        if self._counts.rules.get(c) is not None and c not in self.chosen:
                            cut.add(c)
                if not cut:
                    raise ProtectionError(Problem(code="E187"))
                out.append(frozenset(cut))
        return out

    def exposes(self, name: str) -> bool:
        """Tell whether a guarded group is exposed."""
        return self._readers[self._links.root(name)].exposes(name)

    def hide(self, cover: str) -> None:
        """Hide a group."""
        self._tell(self._published.hide(cover))

    def may_show(self, cover: str, hidden_for: str) -> bool:
        """Show a cover again if no guarded group is exposed by it, and tell whether."""
        touched = self._tell(self._published.show(cover))
        if not any(reader.exposes_any(hidden_for) for reader in touched):
            return True
        self.hide(cover)
        return False

    def smallest_neighbour(self, name: str) -> str:
        """Return the smallest protected group that is shown near another (step 2)."""
        root = self._links.root(name)
        if root not in self._near:
            self._near[root] = self._by_size(self._links.near(root))
        direct, reached = self._by_size(self._links.direct(name)), self._near[root]
        # An answer goes only when nothing else that is shown hangs together with what is to be
        # hidden.
        for spares_answers in (True, False):
            for group in chain(direct, reached):
                if self._published.is_exact(group) and not (spares_answers and self._published.is_answer(group)):
                    return group
        raise ProtectionError(Problem(code="E187"))

    def _by_size(self, sums: Iterable[Sum]) -> list[str]:
        """Return the protected groups of sums, the smallest first."""
        cells, rules = self._counts.cells, self._counts.rules
        groups = {group for item in sums for group in item.groups}
        protected = (group for group in groups if rules.get(group) is not None)
        return sorted(protected, key=lambda group: (cells[group].n, group))

    def _tell(self, changes: Changes) -> list[Reader]:
        """Tell every reader what is known now, and return those to whom it says anything."""
        return [reader for reader in self._readers.values() if reader.learn(changes)]


def _guarded(counts: Counts, links: Links) -> Iterable[Guarded]:
    for name in counts.guarded():
        rules = counts.rules[name]
        if rules is not None and name in links:
            enough = min(rules.count, rules.share_part) - 1
            yield Guarded(name=name, enough=enough, may_be_empty=name not in counts.sensitive)
