"""What a shown count or share of those who moved or stood somewhere says of a table.

Which columns belong to a part follows from who is in it: all who have one value, or all from a
threshold on, of the first value, the second or the change. A value that nobody has may lie on
either side of a threshold that is not known here; it is taken to be impossible, which leaves a
reader fewer tables and so hides rather too much.

Worked example. Of ten who were measured twice, 6 rose and 4 did not. The columns with a second
value above the first sum to 6. If 7 stand at 0 and 1, below a threshold, and 3 at 3, from it on,
the columns at 0 and 1 sum to 7, and nobody stands at 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tsi_eval.findings import Part
from tsi_eval.protect.disclosure.values.coarse.programme import Row
from tsi_eval.protect.disclosure.values.coarse.tables import Persons, Table

Mask = npt.NDArray[np.bool_]
_SIGNS = {Part.MOVED_LOWER: -1, Part.MOVED_NOWHERE: 0, Part.MOVED_HIGHER: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a count of a part says.

    Attributes:
        row: How many its columns sum to.
        impossible: Columns in which nobody can be.
    """

    row: Row
    impossible: Mask


def of_movers(table: Table, group: str, within: Mask, n: int) -> Counted:
    """Return what the count of those who moved one way says."""
    columns = within & (np.sign(table.change) == _SIGNS[Part(group)])
    return Counted(row=_row(columns, n, n), impossible=np.zeros_like(within))


def of_part(table: Table, within: Mask, part: Persons, bounds: tuple[float, float]) -> Counted:
    """Return what the size of a part says.

    Args:
        table: The table.
        within: The columns of the whole that it is a part of.
        part: Its persons.
        bounds: How many they are, at least and at most.
    """
    inside = np.zeros(len(within), dtype=np.int64)
    for person in part:
        inside[table.column_of[person]] += 1
    occupied = within & (table.counts > 0)
    for place in (table.change, table.first, table.second):
        yes, no = set(place[inside > 0].tolist()), set(place[occupied & (inside < table.counts)].tolist())
        if yes.isdisjoint(no):
            known = np.isin(place, sorted(yes | no))
            return Counted(row=_row(within & np.isin(place, sorted(yes)), *bounds), impossible=within & ~known)
    # Not by one place alone: the cells that somebody has are all that there can be.
    return Counted(row=_row(inside > 0, *bounds), impossible=within & ~occupied)


def _row(columns: Mask, low: float, high: float) -> Row:
    return Row(weights=columns.astype(np.float64), low=float(low), high=float(high))
