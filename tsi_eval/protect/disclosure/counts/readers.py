"""The readers of all systems: can they work out a guarded group, and what does that follow from?

`covers` asks here while groups are hidden and shown again. Two kinds of reader look at each system
of groups that hang together (`recoverable`).

1. One knows what is published, and how groups add up.
2. The other is told besides which of the hidden groups are few: she lives in the small town, or has
   found out why a number was hidden. She knows of each of them that it is from 1 to one less than
   the policy's limit. To her, each must have two possible sizes, where that costs no answer.

Worked example. Of 30, 4 live in Orsa, 4 in Älvdalen and 22 in Mora. Orsa and Älvdalen are hidden.
The first reader knows that they are 8 together, from 0 to 8 each. To one who is told that both are
few they are 4 and 4, since neither can be more; so Mora is hidden too. 4 and 3 would need no cover:
they may be 3 and 4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tsi_eval.findings import Cell
from tsi_eval.protect.disclosure.counts.guards import Guarded
from tsi_eval.protect.disclosure.counts.published import Changes, Range
from tsi_eval.protect.disclosure.counts.recoverable import Reader
from tsi_eval.protect.disclosure.counts.sums import Links, System, system_of

# To one who is told which are few, the largest size lies so far above the smallest.
APART = 1


class Readers:
    """A reader of each system, and one who is told which groups are few where several are."""

    def __init__(
        self,
        links: Links,
        cells: Mapping[str, Cell],
        guarded: Iterable[Guarded],
        few: Mapping[str, Range],
        known: Mapping[str, Range],
    ) -> None:
        """Begin with what is known of sizes.

        Args:
            links: How groups hang together.
            cells: Group → its cell.
            guarded: The groups that must not be exposed.
            few: Those of them that are few → the limits of their size, for one who is told.
            known: Group → what is published of its size.
        """
        self._links, self._few = links, few
        by_root: dict[str, list[Guarded]] = defaultdict(list)
        for item in guarded:
            by_root[links.root(item.name)].append(item)
        self._systems = {root: system_of(links.near(root), cells) for root in by_root}
        self._all = {root: Reader(self._systems[root], items, known) for root, items in by_root.items()}
        self._told = {}
        for root, items in by_root.items():
            told = [Guarded(name=item.name, enough=APART, may_be_empty=False) for item in items if item.name in few]
            # A single one that is few has all sizes that a few have.
            if len(told) > 1:
                self._told[root] = Reader(self._systems[root], told, {**known, **few})

    def atoms(self, group: str) -> int:
        """Return of how many atoms a group is made; 1 where nobody asks about its system."""
        system: System | None = self._systems.get(self._links.root(group)) if group in self._links else None
        return 1 if system is None else int(system.made_of[[system.place[group]]].sum())

    def expose(self, name: str, *, told: bool) -> bool:
        """Tell whether a group is exposed to a reader, or to one who is told which are few."""
        reader = self._reader(name, told=told)
        return reader is not None and reader.exposes(name)

    def why(self, name: str, *, told: bool) -> list[str]:
        """Return the known groups that it follows from that a group is exposed."""
        reader = self._reader(name, told=told)
        return [] if reader is None else reader.why(name)

    def dismiss_told(self, name: str) -> None:
        """Take no account of one who is told, for a group."""
        self._told[self._links.root(name)].guard(name, on=False)

    def guard(self, name: str, *, on: bool) -> None:
        """Guard a group from now on, or no longer."""
        self._all[self._links.root(name)].guard(name, on=on)

    def learn(self, changes: Changes) -> list[Reader]:
        """Tell every reader what is known now, and return those to whom it says anything."""
        of_told = {name: limits for name, limits in changes.items() if name not in self._few}
        everyone = [reader for reader in self._all.values() if reader.learn(changes)]
        return everyone + [reader for reader in self._told.values() if reader.learn(of_told)]

    def expose_any(self, changes: Changes, first: str) -> bool:
        """Tell every reader what is known now, and return whether that exposes any group.

        Args:
            changes: What is known now.
            first: The group that is most likely to be exposed.
        """
        return any(reader.exposes_any(first) for reader in self.learn(changes))

    def expose_by_adding(self, changes: Changes) -> bool:
        """Tell whether changes would expose a group by adding and subtracting alone."""
        return any(reader.exposes_by_adding(changes) for reader in self._all.values())

    def ends_without(self, name: str) -> tuple[float, float]:
        """Return the smallest and largest size of a group, by all that is known but its own band.

        Args:
            name: The part of a share that is shown as a band.
        """
        return self._all[self._links.root(name)].ends_without(name)

    def _reader(self, name: str, *, told: bool) -> Reader | None:
        readers = self._told if told else self._all
        return readers.get(self._links.root(name)) if not told or name in self._few else None
