"""Events of the same persons before and after: how many, and by what factor they changed."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.designs.estimating import interval
from tsi_eval.designs.mean_change import mean_change
from tsi_eval.designs.moves import counted, directions
from tsi_eval.designs.pairs import Pairs
from tsi_eval.findings import Claim, Estimate, Part, Quantity, Role
from tsi_eval.stats.paired_counts import rate_ratio


def events(pairs: Pairs, *, level: float) -> Iterator[Estimate]:
    """Yield the ratio of the numbers of events, and the change of their means.

    The ratio's interval is robust to how persons differ.

    Those who belong together are one in the interval: their events are summed, which leaves the
    ratio as it is.
    """
    counts = pairs.by_cluster(pairs.before), pairs.by_cluster(pairs.after)
    found = rate_ratio(*counts, level=level, variance="jackknife")
    yield pairs.estimate(
        Quantity.RATE_RATIO,
        found.estimate,
        pairs.sets[Part.BOTH],
        period=pairs.between,
        unit="ratio",
        note="events_ratio",
        claim=Claim.CHANGED,
        role=Role.HEADLINE,
        method="rate_ratio_robust",
        p_value=found.p_value,
        **interval(found) | {"se": None},
    )
    yield from mean_change(pairs, level=level, role=Role.SUPPORTING)
    yield from counted(pairs, directions(pairs), "count")
