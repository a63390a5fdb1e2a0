"""Amounts in a column of thousands that may have been written in crowns.

A source may say that a column is in thousands (`format.times`). One field of it that somebody wrote
in crowns, such as 45000 among 45, 38 and 52, becomes forty-five million. Large posts stand beside
small ones in any budget, so that such a field is not refused: `check` says where it stands.

An amount is suspected where all of this holds:

1. it is a thousand or more, as it is written;
2. it is at least ten times each amount that is not suspected;
3. a thousandth of it is at least half the smallest of those amounts and at most twice the largest,
   so that crowns would fit;
4. the suspected are fewer than the others.

Example: of 600, 45, 2 and 45000, the last is suspected. Of 600 and 2, none is: 600 is under 1000. A
field that names its unit itself, such as "45000 tkr", has said what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

THOUSAND = 1_000
# How many times the largest of the others, at least.
APART = 10
# How far outside the others crowns may lie, in times.
NEAR = 2


def outsized(written: pd.Series[float]) -> pd.Series[bool]:
    """Tell which numbers of a column in thousands may be in crowns.

    Args:
        written: The numbers as they are written, before they are multiplied.
    """
    ranked = np.sort(written[written > 0].to_numpy(dtype=float))
    for first in np.flatnonzero((ranked[1:] >= THOUSAND) & (ranked[1:] >= APART * ranked[:-1])) + 1:
        others, suspected = ranked[:first], ranked[first:]
        crowns = suspected / THOUSAND
        fits = (crowns >= others[0] / NEAR) & (crowns <= others[-1] * NEAR)
        if fits.all() and len(suspected) < len(others):
            return written.ge(suspected[0])
    return written.lt(-np.inf)
