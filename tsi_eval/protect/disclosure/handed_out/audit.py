"""May a unit of numbers be renewed, beside all that was handed out?

1. Old and new numbers meet in pools. A pool that has another name now is found by what it holds: at
   least half of the smaller one must be the same (`_renamed`).
2. In each pool no combination may rest on a few (`support`), and those who moved may not all be
   alike, neither by one number nor by two (`alike`).
3. How many persons there are is combined for every two things that are counted, such as stages and
   an outcome: 15 more who started, less 14 more who answered, is one who came and did not answer.
4. Tallies are compared by how much they moved: a tally that went from 14 to 17 is 14 and 3 more
   (`tallies`). Nor may the sum of the same tallies move by a few, nor what it has beside others.

What is not renewed is asked about again in the next report, beside the same old numbers.

Worked example. A question counts 61 who "began" where an earlier one counted 60 who "started". No
pool is called the same, yet 60 of 60 are the same persons: it is judged as one, and 61 stays
untold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations_with_replacement, product

from tsi_eval.protect.disclosure.handed_out.alike import SameValue, any_alike, tell_all_alike
from tsi_eval.protect.disclosure.handed_out.support import person_of, rests_on_few
from tsi_eval.protect.disclosure.handed_out.tallies import moved_by_few, rest_moved_by_few, sets_of
from tsi_eval.protect.disclosure.handed_out.told import PERSONS, Told
from tsi_eval.protect.disclosure.policies import policy_for

Pools = Mapping[str, Sequence[Told]]


class Audit:
    """What was told so far, beside a new report."""

    def __init__(
        self, earlier: Iterable[Iterable[Told]], alone: Iterable[Told], policy: str, same_value: SameValue
    ) -> None:
        """Begin with all that was handed out.

        Args:
            earlier: What each earlier report told.
            alone: What the new report would tell by itself; it was judged by itself.
            policy: The policy's id.
            same_value: Tells whether persons with their values all have the same.
        """
        self._policy, self._same_value = policy, same_value
        self._alone = _pooled(alone)
        touched = _elements(self._alone.values())
        self._reports = [frozenset(report) for report in earlier]
        every = chain.from_iterable(self._reports)
        near = {pool: some for pool, some in _pooled(every).items() if not touched.isdisjoint(_elements([some]))}
        self._told: dict[str, dict[Told, None]] = defaultdict(dict)
        for pool, name in [*zip(near, near, strict=True), *_renamed(near, self._alone)]:
            self._told[name] |= dict.fromkeys(near[pool])
        self._earlier = defaultdict(dict, {pool: dict(some) for pool, some in self._told.items()})
        self._now: dict[str, dict[Told, None]] = defaultdict(dict)

    def was_told(self, unit: Iterable[Told]) -> bool:
        """Tell whether all of a unit was told in earlier reports."""
        return all(told in self._earlier[told.pool] for told in unit)

    def tell(self, unit: Iterable[Told]) -> None:
        """Take a unit for told."""
        for told in unit:
            self._told[told.pool][told] = None
            self._now[told.pool][told] = None

    def may_tell(self, unit: Sequence[Told]) -> bool:
        """Tell whether a unit may be told beside all that was told so far."""
        pools = {told.pool for told in unit}
        if any(self._alike_by_two(unit, pool) for pool in pools if not self._told_together(unit, pool)):
            return False
        new = [told for told in unit if told not in self._told[told.pool]]
        few = max(map(self._few, new), default=0)
        return few <= 1 or not self._tells_of_few(new, few)

    def _tells_of_few(self, new: Sequence[Told], few: int) -> bool:
        """Tell whether what is new tells of fewer persons or moves than that, or of all alike."""
        if any(self._alike(told) or moved_by_few(told, self._told[told.pool], few) for told in new):
            return True
        pools = {told.pool for told in new}
        if any(self._rest_moved_by_few(new, pool, few) for pool in pools):
            return True
        return any(self._rests_on_few(some, new, few) for some in self._systems(pools))

    def _alike(self, told: Told) -> bool:
        return self._few(told) > 1 and any_alike(told, self._told[told.pool], self._same_value)

    def _told_together(self, unit: Iterable[Told], pool: str) -> bool:
        """Tell whether one earlier report told all of a pool that this one tells with a unit."""
        mine = {*self._now[pool], *(told for told in unit if told.pool == pool)}
        return any(mine <= report for report in self._reports)

    def _alike_by_two(self, unit: Iterable[Told], pool: str) -> bool:
        if not pool.startswith(PERSONS):
            return False
        # A set that was told before is news too: it stood still while others came.
        mine = {told.members for told in unit if told.pool == pool and self._few(told) > 1}
        now = {told.members for told in self._now[pool]}
        return tell_all_alike(mine, now, {told.members for told in self._earlier[pool]})

    def _rest_moved_by_few(self, new: Sequence[Told], pool: str, few: int) -> bool:
        mine = [told for told in new if told.pool == pool and told.counts]
        return bool(mine) and rest_moved_by_few(mine, self._now[pool], self._earlier[pool], few)

    def _systems(self, new: Collection[str]) -> Iterator[Collection[str]]:
        """Yield pools that are combined: one of values or tallies, or every two of persons."""
        yield from ({pool} for pool in new if not pool.startswith(PERSONS))
        counted: dict[str, set[str]] = defaultdict(set)
        for pool in (*self._told, *self._alone):
            if pool.startswith(PERSONS):
                counted[_counted(pool)].add(pool)
        for one, other in combinations_with_replacement(sorted(counted), 2):
            pools = counted[one] | counted[other]
            if (one != other or len(counted) == 1) and not pools.isdisjoint(new):
                yield pools

    def _rests_on_few(self, pools: Collection[str], new: Iterable[Told], few: int) -> bool:
        mine = [told for told in new if told.pool in pools]
        return rests_on_few(sets_of(_of(self._told, pools), _of(self._alone, pools), mine), few)

    def _few(self, told: Told) -> int:
        rules = policy_for(self._policy, told.kind)
        return 0 if rules is None else rules.moved


def _pooled(every: Iterable[Told]) -> dict[str, list[Told]]:
    pools: dict[str, list[Told]] = defaultdict(list)
    for told in dict.fromkeys(every):
        pools[told.pool].append(told)
    return pools


def _counted(pool: str) -> str:
    """Return what is counted in a pool of persons: an outcome at any occasion, or stages."""
    return pool.rpartition("|")[0]


def _of(every: Mapping[str, Iterable[Told]], pools: Collection[str]) -> list[Told]:
    return [told for pool, some in every.items() if pool in pools for told in some]


def _elements(pools: Iterable[Iterable[Told]]) -> set[str]:
    """Return persons, and names of tallies, of pools."""
    found: set[str] = set()
    for some in pools:
        for told in some:
            found.update(map(person_of, told.members))
            found.update(f"tally {name}" for name, _ in told.counts)
    return found


def _renamed(earlier: Pools, alone: Pools) -> Iterator[tuple[str, str]]:
    """Yield the old and the new name of pools that hold mostly the same.

    A name that is still there may be another pool's now, so that values are compared under every
    name. Persons are the same in many pools, and are compared so only where a name is gone.
    """
    for pool, other in product(earlier, alone):
        if pool == other or pool[0] != other[0] or (pool.startswith(PERSONS) and pool in alone):
            continue
        mine = frozenset[str]().union(*(told.members for told in earlier[pool]))
        theirs = frozenset[str]().union(*(told.members for told in alone[other]))
        if mine and theirs and 2 * len(mine & theirs) >= min(len(mine), len(theirs)):
            yield pool, other
