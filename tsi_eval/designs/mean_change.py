"""The mean change of the persons who were measured twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tsi_eval.designs.estimating import interval
from tsi_eval.designs.pairs import Pairs
from tsi_eval.findings import Claim, Estimate, Method, Part, Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.paired import paired_t


def mean_change(
    pairs: Pairs, *, level: float, role: Role = Role.HEADLINE, means_level: float | None = None
) -> Iterator[Estimate]:
    """Yield the mean change, and both means.

    The interval allows for clusters where there are any. The means have a level of their own where
    it is given.
    """
    both = pairs.sets[Part.BOTH]
    if pairs.clusters:
        found: Any = clustered_mean(pairs.change, pairs.clusters, level=level)
    else:
        found = paired_t(pairs.before, pairs.after, level=level)
    ends = tuple(pairs.name(Quantity.MEAN, Part.BOTH, at) for at in (pairs.first, pairs.second))
    fields: dict[str, Any] = {
        "role": role,
        "claim": Claim.CHANGED,
        "period": pairs.between,
        "method": Method.CLUSTERED_MEAN if pairs.clusters else "paired_t",
        "p_value": found.p_value,
        "derived_from": ends,
    }
    yield pairs.estimate(Quantity.MEAN_CHANGE, found.estimate, both, **fields | interval(found))
    for at, values in ((pairs.first, pairs.before), (pairs.second, pairs.after)):
        yield pairs.estimate(
            Quantity.MEAN, float(values.mean()), both, period=at, **pairs.of_all(values, means_level or level)
        )
