"""A ratio of rates with its interval, and logarithms turned back into ratios."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from tsi_eval.stats.inputs import Vector, not_estimable, number
from tsi_eval.stats.result import result


@result
class RateRatio:
    """A ratio of rates and its interval, made on the log scale.

    Attributes:
        estimate: The ratio; 1 is no change.
        se: Standard error of the natural logarithm of `estimate`.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        p_value: Two-sided, against a ratio of 1.
        se_scale: "log", the scale of `se`.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    p_value: float
    se_scale: Literal["log"] = "log"

    def over(self, months: float) -> RateRatio:
        """Return a ratio per month as the ratio over `months` months, such as 12 for a year.

        Args:
            months: How many months, above 0.

        Returns:
            The ratio and its bounds raised to `months`; the p value is the same.

        Raises:
            NotEstimable: `months` is not a finite number above 0 (E145), or a bound is too large
                for a number (E139).

        Example:
            >>> ends = {"ci_low": 0.25, "ci_high": 1.0}
            >>> per_month = RateRatio(estimate=0.5, se=0.1, **ends, level=0.95, p_value=0.05)
            >>> per_month.over(2).estimate
            0.25
        """
        months = number(months, "months")
        if not months > 0:
            raise not_estimable("E145", name="months")
        logs = [log_of(value) * months for value in (self.estimate, self.ci_low, self.ci_high)]
        estimate, low, high = exponentials(np.array(logs)).tolist()
        return RateRatio(
            estimate=estimate,
            se=self.se * months,
            ci_low=low,
            ci_high=high,
            level=self.level,
            p_value=self.p_value,
        )


def log_of(value: float) -> float:
    """Return the natural logarithm, minus infinity for 0."""
    return math.log(value) if value > 0 else -math.inf


def exponentials(logs: Vector) -> Vector:
    """Return the exponentials, or refuse when one is too large for a number (E139)."""
    with np.errstate(over="ignore"):
        values: Vector = np.exp(logs)
    if not np.isfinite(values).all():
        raise not_estimable("E139")
    return values
