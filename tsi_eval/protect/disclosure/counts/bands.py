"""Bands that say too much by being there: another share of the same group would have none.

A share near none or all of a small group is shown as a band. So a reader of a hidden share, who
knows the group's size, knows that it is not near an end (`published`). Where other numbers leave
its part few such sizes, that alone could give the part. `covers` asks here, at the end, which bands
are hidden, so that a hidden share there may be near an end too.

1. The smallest and the largest size of a band's part are worked out as if the band were not shown.
   At either end the part would be all of another group, or hold it all; a reader can rule that out
   where something is hidden.
2. What lies between them and is not near none or all are the sizes of a share without a band.
3. If that is a single size, and would be more if the part might be of any size, the band is hidden.
   That goes by what a reader knows without the band, and so tells nothing of the part.
4. A part that an answer is about is not asked about: answers are the last to be hidden as covers.

Worked example. Of 14 who began 8 finished, and both are shown. How many came half-way is hidden: it
may be 8 to 14. A share of 10 to 14 would be a band, so a hidden one would be 8 or 9 of 14. It is
not 8, or all who came half-way had finished, and nothing would be hidden. So 9 came half-way, and
one left after it. Therefore, where 10 to 13 came half-way, the band "at least 10 of 14" is hidden,
and 9 is one of several sizes.
"""

from __future__ import annotations

from math import ceil, floor

from tsi_eval.findings import Cell
from tsi_eval.protect.disclosure.counts.solutions import SOLVED
from tsi_eval.protect.disclosure.policies import Policy


def says_too_much(share: Cell, rules: Policy, ends: tuple[float, float]) -> bool:
    """Tell whether a share of a small group must not be shown as a band.

    Args:
        share: Its cell.
        rules: The policy for its kind.
        ends: The smallest and largest size of its part, by all that is known but the band.
    """
    first, last = rules.share_part, share.n - rules.share_part
    inside = range(max(first, floor(ends[0] + SOLVED) + 1), min(last, ceil(ends[1] - SOLVED) - 1) + 1)
    return len(inside) == 1 and len(inside) < last - first + 1
