"""Were those who came, left or changed since an earlier report all alike?

A number that is renewed tells of the difference: how many came, and how many of them are in a part,
or what their values sum to. If all of fewer than twenty are in the part, each of them is; if all
have the same value, the sum tells it. Then the number is not renewed.

A part and its whole need not stand in one number: how many started may stand in one answer, and
how many finished in another. So every two sets of persons are asked about of which one lies in the
other (`tell_all_alike`).

Worked example. In June 20 of 40 finished, in December 25 of 45: all of the five who came finished.
The share stays June's. With 24 of 45 it is renewed. If a cost is divided by the 45 and by the 25,
it stays June's too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from tsi_eval.protect.disclosure.handed_out.support import person_of
from tsi_eval.protect.disclosure.handed_out.told import Elements, Told

# Those who are all alike are not told of in groups smaller than this, as in `policies`.
ALIKE_BELOW = 20
SameValue = Callable[[Elements], bool]


def tells_all_alike(new: Told, old: Told, same_value: SameValue) -> bool:
    """Tell whether a new number beside an old one tells that all who came or left are alike.

    Args:
        new: What the new number tells.
        old: What an earlier number of the same pool told.
        same_value: Tells whether persons with their values all have the same.
    """
    if new.members == old.members and new.whole == old.whole:
        return False
    if new.whole and old.whole:
        return _of_parts(new, old)
    if new.whole or old.whole or not any(":" in element for element in new.members):
        return False
    came, left = new.members - old.members, old.members - new.members
    return _few(came | left, new.members, old.members) and same_value(came) and same_value(left)


def _of_parts(new: Told, old: Told) -> bool:
    came, left = new.whole - old.whole, old.whole - new.whole
    stayed = new.whole & old.whole
    if stayed & new.members != stayed & old.members or not _few(came | left, new.whole, old.whole):
        return False
    if (not came or _all_or_none(new)) and (not left or _all_or_none(old)):
        # Where all are in the part, or nobody is, the report says so of everybody.
        return False
    return _one_side(came, new.members) and _one_side(left, old.members)


def _few(moved: Elements, new: Elements, old: Elements) -> bool:
    """Tell whether those who moved are somebody, few, and fewer than those who did not."""
    persons = {person_of(element) for element in moved}
    return 0 < len(persons) < ALIKE_BELOW and len(new & old) * 2 >= min(len(new), len(old))


def _all_or_none(part: Told) -> bool:
    return part.members in {part.whole, frozenset()}


def _one_side(moved: Elements, part: Elements) -> bool:
    return moved <= part or not moved & part


def any_alike(new: Told, earlier: Iterable[Told], same_value: SameValue) -> bool:
    """Tell whether a new number tells this beside any of earlier ones."""
    return any(tells_all_alike(new, old, same_value) for old in earlier)


def tell_all_alike(new: Collection[Elements], now: Iterable[Elements], earlier: Iterable[Elements]) -> bool:
    """Tell whether two sets of a report, one in the other, tell this beside two earlier ones.

    Args:
        new: Sets of persons that are to be told now; a pair holds at least one of them.
        now: All that the report tells of, with the new ones.
        earlier: All that was told in earlier reports.
    """
    old = frozenset(earlier)
    every = frozenset(now) | frozenset(new)
    near: dict[Elements, list[Elements]] = {}
    for part, whole in _nested(new, every):
        if whole not in near:
            near[whole] = [then for then in old if _few(whole ^ then, whole, then)]
        rest = whole - part
        if any((part in old and part < then) or (rest < then and then - rest in old) for then in near[whole]):
            return True
    return False


def _nested(new: Collection[Elements], every: Iterable[Elements]) -> Iterator[tuple[Elements, Elements]]:
    """Yield each part with each whole that it lies in, of which at least one is new."""
    by_size: dict[int, list[Elements]] = defaultdict(list)
    for members in every:
        by_size[len(members)].append(members)
    for one in new:
        for size, some in by_size.items():
            for other in some:
                if 0 < size < len(one) and other < one:
                    yield other, one
                elif size > len(one) > 0 and one < other and other not in new:
                    yield one, other
