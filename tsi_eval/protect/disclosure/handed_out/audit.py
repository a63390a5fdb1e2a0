"""May a unit of numbers be renewed, beside all that was handed out?

1. Old and new numbers meet in pools. A pool that was renamed is found by its persons: at least half
   of the smaller one must be the same (`_renamed`).
2. In each pool no combination may rest on a few (`support`), and those who moved may not all be
   alike (`alike`).
3. Between pools, no set of persons may be another's but for a few, unless the new report tells both
   sets by itself (`_near_another`). So a question that counts the same persons under another stage
   is not passed over.
4. Tallies are compared by how much they moved: a tally that went from 14 to 17 is 14 and 3 more
   (`tallies`). Nor may the sum of the same tallies move by a few.

What is not renewed is asked about again in the next report, beside the same old numbers.

Worked example. A question counts 61 who "began" where an earlier one counted 60 who "started". No
pool is called the same, yet 60 of 60 are the same persons: it is judged as one, and 61 stays
untold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tsi_eval.protect.disclosure.handed_out.alike import SameValue, any_alike
from tsi_eval.protect.disclosure.handed_out.support import person_of, rests_on_few
from tsi_eval.protect.disclosure.handed_out.tallies import moved_by_few, sets_of
from tsi_eval.protect.disclosure.handed_out.told import PERSONS, Elements, Told
from tsi_eval.protect.disclosure.policies import policy_for

Pools = Mapping[str, Sequence[Told]]


class Audit:
    """What was told so far, beside a new report."""

    def __init__(self, earlier: Iterable[Told], alone: Iterable[Told], policy: str, same_value: SameValue) -> None:
        """Begin with all that was handed out.

        Args:
            earlier: What was told in earlier reports.
            alone: What the new report would tell by itself; it was judged by itself.
            policy: The policy's id.
            same_value: Tells whether persons with their values all have the same.
        """
        self._policy, self._same_value = policy, same_value
        self._alone = _pooled(alone)
        touched = _elements(self._alone.values())
        near = {pool: some for pool, some in _pooled(earlier).items() if not touched.isdisjoint(_elements([some]))}
        renamed = dict(_renamed(near, self._alone))
        self._told: dict[str, dict[Told, None]] = defaultdict(dict)
        for pool, some in near.items():
            self._told[renamed.get(pool, pool)] |= dict.fromkeys(some)
        self._earlier = defaultdict(dict, {pool: dict(some) for pool, some in self._told.items()})
        self._bits: dict[str, int] = {}
        self._sets_alone = {self._set(told.members) for told in _of_persons(self._alone)}

    def was_told(self, unit: Iterable[Told]) -> bool:
        """Tell whether all of a unit was told in earlier reports."""
        return all(told in self._earlier[told.pool] for told in unit)

    def tell(self, unit: Iterable[Told]) -> None:
        """Take a unit for told."""
        for told in unit:
            self._told[told.pool][told] = None

    def may_tell(self, unit: Sequence[Told]) -> bool:
        """Tell whether a unit may be told beside all that was told so far."""
        pools = _pooled(told for told in unit if told not in self._told[told.pool])
        return not any(self._exposes(pool, some) for pool, some in pools.items())

    def _exposes(self, pool: str, new: Sequence[Told]) -> bool:
        earlier = tuple(self._told[pool])
        few = max(self._few(told) for told in new)
        if any(any_alike(told, earlier, self._same_value) for told in new if self._few(told) > 1):
            return True
        if few > 1 and any(moved_by_few(told, earlier, few) for told in new):
            return True
        if rests_on_few(sets_of(earlier, self._alone[pool], new), few):
            return True
        return pool.startswith(PERSONS) and any(self._near_another(told, few) for told in new)

    def _few(self, told: Told) -> int:
        rules = policy_for(self._policy, told.kind)
        return 0 if rules is None else rules.moved

    def _near_another(self, new: Told, few: int) -> bool:
        """Tell whether a set is another's that was told, but for a few."""
        mine = self._set(new.members)
        for other in _of_persons(self._told):
            theirs = self._set(other.members)
            if 0 < (mine ^ theirs).bit_count() < few and theirs not in self._sets_alone:
                return True
        return False

    def _set(self, members: Elements) -> int:
        """Return a set of persons as a number with a bit for each."""
        found = 0
        for member in members:
            found |= 1 << self._bits.setdefault(member, len(self._bits))
        return found


def _pooled(every: Iterable[Told]) -> dict[str, list[Told]]:
    pools: dict[str, list[Told]] = defaultdict(list)
    for told in dict.fromkeys(every):
        pools[told.pool].append(told)
    return pools


def _of_persons(pools: Mapping[str, Iterable[Told]]) -> Iterator[Told]:
    for pool, some in pools.items():
        if pool.startswith(PERSONS):
            yield from (told for told in some if told.members)


def _elements(pools: Iterable[Iterable[Told]]) -> set[str]:
    """Return persons, and names of tallies, of pools."""
    found: set[str] = set()
    for some in pools:
        for told in some:
            found.update(map(person_of, told.members))
            found.update(f"tally {name}" for name, _ in told.counts)
    return found


def _renamed(earlier: Pools, alone: Pools) -> Iterator[tuple[str, str]]:
    """Yield the old and the new name of pools that hold mostly the same."""
    free = [pool for pool in alone if pool not in earlier]
    for pool in earlier:
        if pool in alone:
            continue
        mine = frozenset[str]().union(*(told.members for told in earlier[pool]))
        likeness = {}
        for other in free:
            theirs = frozenset[str]().union(*(told.members for told in alone[other]))
            if other[0] == pool[0] and mine and theirs:
                likeness[other] = len(mine & theirs) / min(len(mine), len(theirs))
        best = max(likeness, key=lambda other: likeness[other], default="")
        if best and likeness[best] >= 1 / 2:
            yield pool, best
