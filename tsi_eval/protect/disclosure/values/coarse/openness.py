"""Whether a report leaves every small count of a table open.

1. The table must fit its own report; if it does not, what is known was reckoned wrongly, and
   nothing counts as open.
2. A small count is open when a table that fits has none there, or five or more. One found table
   answers for many counts, so that all of them are kept and looked through first (`_seen`).
3. A reader who is one of the persons knows his own pair of values. So it is asked again for every
   pair that somebody has: somebody must have it, and it is how many of the *others* are in the
   small count that must be open.

Worked example. Of (1, 8, 3) with the sum 14 alone, (0, 10, 2) shows that the 1 may be none, and
(4, 2, 6) that it is open whether the 3 are five or more. A reader who has a 2 himself knows of two
others; (2, 6, 4) leaves three others, and (4, 2, 6) five.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tsi_eval.protect.disclosure.values.coarse.nearby import near
from tsi_eval.protect.disclosure.values.coarse.programme import Known, Programme, programme_of
from tsi_eval.protect.disclosure.values.coarse.tables import FEW, Small, Whole

# How often it is looked nearby, in either direction, before a programme is asked.
ROUNDS = 3
# How many tables are kept of those found nearby at once.
KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A small count, as a reader with certain values sees it.

    Attributes:
        columns: 1 where a column is counted.
        own: The reader's own column, or None for a reader who is not among them.
        himself: 1 when he is in the count himself, else 0.
    """

    columns: Whole
    own: int | None
    himself: int

    def open_by(self, tables: Whole) -> bool:
        """Tell whether one of these tables, a row each, has none or five and more others there."""
        if self.own is not None:
            tables = tables[tables[:, self.own] > 0]
        others = tables @ self.columns - self.himself
        return bool(((others == 0) | (others > FEW)).any())


def all_open(known: Known, small: Sequence[Small], seen: Iterable[Whole] = ()) -> tuple[bool, tuple[Whole, ...]]:
    """Tell whether every small count is open, and return the tables that were found.

    Args:
        known: What the report says.
        small: What somebody has.
        seen: Tables that fitted a report which said more.
    """
    table = known.table
    if not known.fits(table.counts):
        return False, ()
    fitting = np.array([table.counts, *(counts for counts in seen if known.fits(counts))])
    programme: Programme | None = None
    rng = np.random.default_rng(len(fitting))
    for asked in _all_asked(table.counts, small):
        fitting = _walked(known, asked, fitting, rng)
        if asked.open_by(fitting):
            continue
        programme = programme or programme_of(known)
        found = _another(known, programme, asked)
        if found is None:
            return False, tuple(fitting)
        fitting = np.vstack([fitting, found])
    return True, tuple(fitting)


def _walked(known: Known, asked: Asked, fitting: Whole, rng: np.random.Generator) -> Whole:
    """Return the tables, and nearby ones that lead to none or five, until the count is open."""
    for farthest in (np.argmax, np.argmin) * ROUNDS:
        if asked.open_by(fitting):
            break
        within = fitting if asked.own is None else fitting[fitting[:, asked.own] > 0]
        start = within[farthest(within @ asked.columns)]
        found = known.fitting(near(known.table, start, rng))
        if len(found) > KEPT:
            counts = found @ asked.columns
            order = np.argsort(counts, kind="stable")
            found = found[np.concatenate([order[: KEPT // 2], order[-KEPT // 2 :]])]
        fitting = _distinct(np.vstack([fitting, found]))
    return fitting


def _distinct(tables: Whole) -> Whole:
    """Return tables, a row each, each once.

    They are told apart by sums with random weights, which is faster than by their rows. Two that
    had the same sum would cost one of them: a table fewer for the reader.
    """
    weights = np.random.default_rng(0).integers(-(2**40), 2**40, tables.shape[1])
    _, places = np.unique(tables @ weights, return_index=True)
    return tables[places]


def _all_asked(counts: Whole, small: Sequence[Small]) -> Iterator[Asked]:
    for item in small:
        if 0 < item.columns @ counts <= FEW:
            yield Asked(columns=item.columns, own=None, himself=0)
    for own in np.flatnonzero(counts):
        for item in small:
            himself = int(item.columns[own])
            if 0 < item.columns @ counts - himself <= FEW:
                yield Asked(columns=item.columns, own=int(own), himself=himself)


def _another(known: Known, programme: Programme, asked: Asked) -> Whole | None:
    for low, high in ((FEW + 1, np.inf), (0, 0)):
        found = programme.another(asked.columns, low + asked.himself, high + asked.himself, asked.own)
        if found is not None and known.fits(found):
            return found
    return None


def any_small(counts: Whole, small: Sequence[Small]) -> bool:
    """Tell whether some reader would see a small count."""
    return any(True for _ in _all_asked(counts, small))
