"""Counts of events before and after that come independently of each other."""

from __future__ import annotations

import math
from typing import Literal

from scipy.special import betainc

from tsi_eval.stats.inputs import LARGEST_COUNT, SMALLEST_EXPOSURE, at_least, count, not_estimable, number, probability
from tsi_eval.stats.odds_interval import OddsMethod, odds_interval
from tsi_eval.stats.result import result


@result
class ConditionalRateRatio:
    """The ratio of two Poisson rates, given the events of both.

    Attributes:
        estimate: Rate after over rate before.
        se: Standard error of the natural logarithm of `estimate`, √(1/events before + 1/events
            after); the interval doesn't use it. None when there are no events after.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: Events in both periods.
        p_value: Two-sided, of equal rates: twice the smaller binomial tail, at most 1.
        method: "exact" or "midp", of the interval; p is exact.
        se_scale: "log", the scale of `se`.
    """

    estimate: float
    se: float | None
    ci_low: float
    ci_high: float
    level: float
    n: int
    p_value: float
    method: OddsMethod
    se_scale: Literal["log"] = "log"


def conditional_rate_ratio(
    events_before: int,
    events_after: int,
    *,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    level: float = 0.95,
    method: OddsMethod = "exact",
) -> ConditionalRateRatio:
    """Estimate the ratio of two rates, after over before, exactly when the events are Poisson.

    Given all events, those after are binomial; each person's own level cancels when all have the
    same ratio of exposures. It rests on events that come independently of each other: a person's
    runs of events make it far too certain, and then `paired_counts.rate_ratio` is right.

    Args:
        events_before: Events before, at least 1; the denominator.
        events_after: Events after.
        exposure_before: Time at risk before, above 0.
        exposure_after: Time at risk after, in the same unit, above 0.
        level: Confidence level, in (0, 1).
        method: "exact" (Clopper-Pearson) or "midp".

    Returns:
        The rate ratio. Without events after it is 0, its lower bound 0, and the upper bound the
        exact one.

    Raises:
        NotEstimable: No events (E141), none before, so that there is nothing to divide by (E245),
            counts that are not whole and at least 0 (E149), exposures not from 1e-100 to 2^53
            (E145), a bad level (E148), an unknown method (E138).

    References:
        Przyborowski & Wilenski (1940), Biometrika 31, 313-323; Clopper & Pearson (1934), Biometrika
            26, 404-413.

    Example:
        >>> found = conditional_rate_ratio(20, 11, exposure_before=2, exposure_after=2)
        >>> round(found.estimate, 2), round(found.ci_low, 3), round(found.ci_high, 3)
        (0.55, 0.238, 1.204)
    """
    level = probability(level, "level")
    old, new = (
        count(events_before, "events_before", most=LARGEST_COUNT),
        count(events_after, "events_after", most=LARGEST_COUNT),
    )
    at_least(old + new, 1)
    if old == 0:
        raise not_estimable("E245", name="events before")
    time_1, time_2 = number(exposure_before, "exposure"), number(exposure_after, "exposure")
    if not (min(time_1, time_2) >= SMALLEST_EXPOSURE and max(time_1, time_2) < LARGEST_COUNT):
        raise not_estimable("E145", name="exposure")
    scale = time_1 / time_2
    low, high = odds_interval(new, old, level=level, method=method)
    share = time_2 / (time_1 + time_2)
    # The probabilities of as many events after, and of as few; at least none is certain.
    as_many, as_few = float(betainc(new, old + 1, share)) if new else 1.0, float(betainc(old, new + 1, 1 - share))
    return ConditionalRateRatio(
        estimate=new / old * scale,
        se=math.sqrt(1 / old + 1 / new) if new else None,
        ci_low=low * scale,
        ci_high=high * scale,
        level=level,
        n=old + new,
        p_value=min(2 * min(as_many, as_few), 1.0),
        method=method,
    )
