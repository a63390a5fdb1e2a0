"""What an attacker learns from reports that were handed out one after the other.

She learns when a combination of numbers of several reports rests on one to four persons, or when
all who came or left are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from reading_over_terms import Read, Valued
from subtracting import Row, fewest

from tsi_eval.findings import Quantity

STAGES_OF = "stages"
LINEAR = {Quantity.MEAN, Quantity.MEAN_CHANGE}
ALIKE_BELOW = 20
# Persons, and those of them who are in a part.
Share = tuple[frozenset[str], frozenset[str]]


def learned(chain: Sequence[Sequence[Read]], few: int, across: bool = False) -> list[str]:
    """Return what reports tell together of fewer than `few` persons, in words.

    Args:
        chain: Of each report, what it renewed.
        few: Persons that are enough.
        across: Whether counts about two outcomes, or about one and stages, are one system.
    """
    return [
        *_few_counted(chain, few, across),
        *_few_valued(chain, few),
        *_few_between(chain, few),
        *_all_alike(chain),
    ]


def _few_counted(chain: Sequence[Sequence[Read]], few: int, across: bool) -> Iterator[str]:
    pools = sorted({one.outcome for report in chain for one in report})
    for together in combinations(pools, 2) if across else ((pool,) for pool in pools):
        rows = [[row for one in report if one.outcome in together for row in _sets(one)] for report in chain]
        persons = fewest(rows, str, few)
        if persons:
            yield f"counts of {' and '.join(pool or STAGES_OF for pool in together)}: {len(persons)} persons"


def _sets(one: Read) -> Iterator[Row]:
    """Yield the groups whose sizes a number tells."""
    yield dict.fromkeys(one.whole, 1)
    if one.part is not None and one.item.status == "shown":
        yield dict.fromkeys(one.part, 1)
        yield dict.fromkeys(one.whole - one.part, 1)


def _few_valued(chain: Sequence[Sequence[Read]], few: int) -> Iterator[str]:
    for outcome in sorted({one.outcome for report in chain for one in report if one.values}):
        rows = [
            [one.values for one in report if one.outcome == outcome and one.item.quantity in LINEAR and one.values]
            for report in chain
        ]
        persons = fewest(rows, lambda unknown: unknown[0], few)  # type: ignore[index]
        if persons:
            yield f"values of {outcome}: {len(persons)} persons"


def _few_between(chain: Sequence[Sequence[Read]], few: int) -> Iterator[str]:
    """Yield pairs of the same statistic of which few persons' values differ, whatever it is."""
    for earlier, later in combinations(chain, 2):
        for one in earlier:
            for other in later:
                if one.item.quantity == other.item.quantity and one.values and one.outcome == other.outcome:
                    moved = {person for person, _, _ in one.values.keys() ^ other.values.keys()}
                    if 0 < len(moved) < few and set(map(_when, one.values)) == set(map(_when, other.values)):
                        yield f"{one.item.quantity} of {one.outcome}: {len(moved)} persons"


def _when(valued: Valued) -> str:
    return valued[1]


def _all_alike(chain: Sequence[Sequence[Read]]) -> Iterator[str]:
    for earlier, later in combinations(chain, 2):
        for one in earlier:
            for other in later:
                if one.item.quantity == other.item.quantity and one.outcome == other.outcome:
                    yield from _share_alike(one, other)
                    yield from _values_alike(one, other)
        yield from _rest_alike(earlier, later)
        yield from _counts_alike(earlier, later)


def _share_alike(one: Read, other: Read) -> Iterator[str]:
    """Yield that those who came or left are all in the part, or none."""
    if one.name()[3:] == other.name()[3:] and (few := _moved_alike(_share_of(one), _share_of(other))):
        yield f"share of {one.outcome or STAGES_OF} {one.item.group}: {few} persons all alike"


def _share_of(one: Read) -> Share | None:
    return None if one.part is None or one.item.status != "shown" else (one.whole, one.part)


def _moved_alike(one: Share | None, other: Share | None) -> int:
    """Return how many came or left, if all of these are in the part, or none, and no others.

    Where a report says that all are in the part, or nobody is, that they are too is no news.
    """
    if one is None or other is None:
        return 0
    if (_says_of_all(other) or not other[0] - one[0]) and (_says_of_all(one) or not one[0] - other[0]):
        return 0
    stayed, moved = one[0] & other[0], one[0] ^ other[0]
    in_part = (one[1] ^ other[1]) & moved
    alike = one[1] & stayed == other[1] & stayed and in_part in (moved, frozenset())
    return len(moved) if alike and len(moved) < ALIKE_BELOW else 0


def _says_of_all(share: Share) -> bool:
    return share[1] in {share[0], frozenset()}


def _rest_alike(earlier: Sequence[Read], later: Sequence[Read]) -> Iterator[str]:
    """Yield that those who came or left outside a shown group are all in the part, or none."""
    for one, other in product(_rests(earlier), _rests(later)):
        if one[0] == other[0] and (few := _moved_alike(one[1], other[1])):
            yield f"share outside {one[0]}: {few} persons all alike"


def _rests(report: Sequence[Read]) -> Iterator[tuple[tuple[str, ...], Share]]:
    """Yield what a share of all has beside that of a group of them."""
    shares = [(one, share) for one in report if (share := _share_of(one)) is not None]
    for (one, all_of_them), (other, group) in product(shares, repeat=2):
        same = one.name()[4:] == other.name()[4:] and one.outcome == other.outcome
        if same and group[0] < all_of_them[0] and group[1] == all_of_them[1] & group[0]:
            yield other.name(), (all_of_them[0] - group[0], all_of_them[1] - group[1])


def _counts_alike(earlier: Sequence[Read], later: Sequence[Read]) -> Iterator[str]:
    """Yield that of two counts, one within the other, both moved by the same, or one of them."""
    for one, other in product(_counts_within(earlier), _counts_within(later)):
        if one[0] == other[0] and (few := _moved_alike(one[1], other[1])):
            yield f"{one[0][1]} of {one[0][0]}: {few} persons all alike"


def _counts_within(report: Sequence[Read]) -> Iterator[tuple[tuple[str, str], Share]]:
    """Yield any two counts at stages of which one lies in the other, by their occasions."""
    counts = (one for one in report if one.item.quantity is Quantity.COUNT)
    of_all = {(one.item.period, one.whole) for one in counts if not one.outcome and not one.item.group}
    for (period, whole), (stage, part) in product(of_all, repeat=2):
        if part < whole and period != stage:
            yield (period, stage), (whole, part)


def _values_alike(one: Read, other: Read) -> Iterator[str]:
    """Yield that those who came, and nobody else moved, all have one value."""
    if one.item.quantity not in LINEAR or not one.values or not other.values:
        return
    for low, high in ((one, other), (other, one)):
        came = high.values.keys() - low.values.keys()
        few = low.values.keys() <= high.values.keys() and 0 < len({person for person, _, _ in came}) < ALIKE_BELOW
        if few and len({value for _, _, value in came}) == 1 and len(set(map(_when, came))) == 1:
            yield f"{one.item.quantity} of {one.outcome}: all who came have one value"


def simple(chain: Sequence[Sequence[Read]], few: int) -> list[str]:
    """Return what a reader finds who subtracts any two sizes that are near each other."""
    found = []
    for earlier, later in combinations(chain, 2):
        known = {one.whole for one in earlier}
        for one in earlier:
            for other in later:
                moved = one.whole ^ other.whole
                near = abs(len(one.whole) - len(other.whole)) < few
                if near and 0 < len(moved) < few and other.whole not in known and one.outcome == other.outcome:
                    found.append(f"{one.name()} and {other.name()}: {len(moved)} persons")
    return found
