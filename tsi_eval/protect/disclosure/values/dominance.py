"""Sums that one or two persons make almost alone: they would say such a person's value, roughly.

A dominated sum may not be shown, nor follow from what is shown: `means` hides what gives it back.

1. A sum is dominated when one person has over half of it, or two over nine tenths. What counts is
   how far above the smallest possible value each lies (without a declared one, how far from 0). Of
   a change it is how far each moved.
2. It is no news where the end of the scale says as much. Of values from 0 to 40 that sum to 44 the
   largest is 40 at most, with or without the sum.
3. It is asked of every group that has a mean or a change, and of what one of them has more than
   another, however many persons these are (`dominated`).

Worked example. Ten children's days: 62, 20, 18, 15, 12, 10, 8, 6, 5 and 4 sum to 160, and nobody has
over half of it: the mean is shown, 16.0. With 120 for the 62 they sum to 218. The 120 is over half,
and the mean of 21.8 days is hidden; with a declared maximum of 200 days it is shown, since 200 says
more of the largest than 218 does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Estimate, Guard
from tsi_eval.findings.measured import Measured
from tsi_eval.protect.disclosure.values.coarse.levels import Kind, kind_of

Vector = npt.NDArray[np.float64]
HALF, NINE_TENTHS = 0.5, 0.9
# Of fewer, a sum is hidden whoever has it.
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dominated:
    """A sum that one or two persons make almost alone.

    Attributes:
        occasions: When it was measured: one occasion, or two where it is the change between them.
        group: Name of the group.
        less: Name of the group that is taken from it, or "".
    """

    occasions: tuple[str, ...]
    group: str
    less: str


def is_dominated(parts: Vector, largest: float | None) -> bool:
    """Tell whether one or two persons make a sum almost alone.

    Args:
        parts: What each person has of it, 0 or more.
        largest: The most that one person can have, or None.
    """
    total, most = float(parts.sum()), np.inf if largest is None else largest
    if total <= 0 or len(parts) < FEWEST:
        return False
    second, first = np.sort(parts)[-2:].tolist()
    one = first > HALF * total and most > total
    # Who has the second largest part takes it from the sum.
    two = first + second > NINE_TENTHS * total and most > total - second
    return bool(one or two)


def dominated(outcome: str, estimates: Iterable[Estimate], measured: Sequence[Measured]) -> Iterator[Dominated]:
    """Yield the sums of an outcome that may neither be shown nor follow.

    Args:
        outcome: The outcome's id.
        estimates: Numbers with named groups that are about it; means, changes and differences
            count.
        measured: Everybody's values.
    """
    values = {item.occasion: item for item in measured if item.outcome == outcome}
    groups: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
    for estimate in estimates:
        occasions = tuple(estimate.period.split(" > "))
        if estimate.quantity.record.guard in _SUMS and all(at in values for at in occasions):
            named = {cell.group: cell.members for cell in estimate.basis}
            groups.setdefault(occasions, {}).update(named)
    for occasions, named in groups.items():
        yield from _of_groups(occasions, named, values)


def is_of_secret(estimate: Estimate, secret: Sequence[Dominated]) -> bool:
    """Tell whether a number says a dominated sum, or something of it.

    A mean or a change says it. A ratio of two sums says it beside their difference; and what is
    said of the same persons' change beside it, such as d_z, says something of it.

    Args:
        estimate: A number with named groups, about the outcome.
        secret: The outcome's dominated sums.
    """
    if kind_of(estimate) in {Kind.DECLARED, Kind.PART}:
        return False
    occasions, group = tuple(estimate.period.split(" > ")), estimate.basis[0].group
    is_ratio = estimate.quantity.record.scale == "log"
    return any(
        item.group == group
        and not item.less
        and (item.occasions == occasions or (is_ratio and set(item.occasions) <= set(occasions)))
        for item in secret
    )


_SUMS = frozenset({Guard.MEAN, Guard.CHANGE, Guard.DIFFERENCE})


def _of_groups(
    occasions: tuple[str, ...], named: Mapping[str, frozenset[str]], values: Mapping[str, Measured]
) -> Iterator[Dominated]:
    for name, members in named.items():
        if _is_secret(occasions, members, values):
            yield Dominated(occasions=occasions, group=name, less="")
    for (name, members), (less, others) in permutations(named.items(), 2):
        if members & others and _is_secret(occasions, members - others, values):
            yield Dominated(occasions=occasions, group=name, less=less)


def _is_secret(occasions: tuple[str, ...], members: frozenset[str], values: Mapping[str, Measured]) -> bool:
    columns = [values[at] for at in occasions]
    there = sorted(members.intersection(*(column.values.keys() for column in columns)))
    table = np.array([[column.values[person] for person in there] for column in columns], dtype=np.float64)
    least, most = columns[0].minimum, columns[0].maximum
    if len(columns) > 1:
        return is_dominated(np.abs(table[-1] - table[0]), None if least is None or most is None else most - least)
    above = np.abs(table[0]) if least is None else np.abs(table[0] - least)
    return is_dominated(above, None if most is None else most - (least or 0.0))
