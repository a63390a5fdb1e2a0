"""The interval of a mean, where it has one."""

from __future__ import annotations

from typing import Any

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.inputs import VectorLike
from tsi_eval.stats.mean import mean


def mean_interval(values: VectorLike, level: float) -> dict[str, Any]:
    """Return the standard error and t interval of a mean; nothing for one value or equal ones.

    The mean itself is always reported to `release`: a row that is missing would tell that all values are equal.
    """
    try:
        found = mean(values, level=level)
    except NotEstimable:
        return {}
    return {"se": found.se, "ci_low": found.ci_low, "ci_high": found.ci_high, "level": level}
