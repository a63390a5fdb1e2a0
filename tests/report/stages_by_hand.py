"""Two stages made by hand: 200 were offered a place, and 160 of them started."""

from __future__ import annotations

import released_by_hand
from released_by_hand import headline

from tsi_eval.findings import Quantity

STARTED = headline(
    Quantity.SHARE, 0.8, ci_low=0.744, ci_high=0.856, n=200, decimals=3, unit="share", period="started", axis="stage"
)
COUNTS = [
    released_by_hand.estimate(Quantity.COUNT, n, n=n, period=period, axis="stage", unit="persons")
    for period, n in (("offered", 200), ("started", 160))
]
