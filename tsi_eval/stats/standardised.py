"""Rates made comparable between groups of other ages, years or schools.

Directly: what would the rate be, had the group the standard's make-up? Indirectly: how many events
would the standard's rates have given, and how many were there?
"""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import gammaincinv, ndtri

from tsi_eval.stats.inputs import (
    LARGEST_COUNT,
    Vector,
    VectorLike,
    at_least,
    choice,
    moderate_vector,
    not_estimable,
    probability,
)
from tsi_eval.stats.person_time import rate
from tsi_eval.stats.result import result


@result
class StandardisedRate:
    """A rate as it would be with the standard's make-up.

    Attributes:
        estimate: The standardised rate.
        se: Its standard error.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        crude: The rate without standardising.
        n: Events.
        method: Which interval it is.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    crude: float
    n: int
    method: Literal["gamma", "normal"]


def standardised_rate(
    events: VectorLike,
    exposures: VectorLike,
    standard: VectorLike,
    *,
    method: Literal["gamma", "normal"] = "gamma",
    level: float = 0.95,
) -> StandardisedRate:
    """Standardise a rate directly.

    Args:
        events: By stratum, such as age, shape (strata,).
        exposures: Persons or time at risk of each, above 0.
        standard: How many of each the standard has; only their proportions matter.
        method: "gamma" (Fay and Feuer), which never covers too seldom, or "normal".
        level: Confidence level, in (0, 1).

    Returns:
        The rate; the events are taken for Poisson.

    Raises:
        NotEstimable: No stratum (E141), unequal lengths (E147), events that are no whole numbers
            (E149), exposures that are not above 0 or a standard below 0 (E145), no event (E140), an
            unknown method (E138), a level outside (0, 1) (E148).

    References:
        Fay & Feuer (1997), Statistics in Medicine 16, 791-801.

    Example:
        >>> found = standardised_rate([5, 9, 20], [1000, 900, 700], [30, 40, 30])
        >>> [round(1000 * rate, 2) for rate in (found.estimate, found.ci_low, found.ci_high)]
        [14.07, 9.72, 19.74]
    """
    choice(method, ("gamma", "normal"))
    level = probability(level, "level")
    k, time, weights = _strata(events, exposures, standard, "standard")
    if not weights.sum() > 0:
        raise not_estimable("E145", name="standard")
    if not k.sum() > 0:
        raise not_estimable("E140")
    each = weights / weights.sum() / time
    estimate, variance = float((each * k).sum()), float((each**2 * k).sum())
    low, high = _gamma(estimate, variance, float(each.max()), level) if method == "gamma" else (0.0, 0.0)
    if method == "normal":
        half = float(ndtri(0.5 + level / 2)) * math.sqrt(variance)
        low, high = estimate - half, estimate + half
    return StandardisedRate(
        estimate=estimate,
        se=math.sqrt(variance),
        ci_low=max(low, 0.0),
        ci_high=high,
        level=level,
        crude=float(k.sum() / time.sum()),
        n=int(k.sum()),
        method=method,
    )


@result
class ObservedOverExpected:
    """Events over how many a standard's rates would have given (SMR).

    Attributes:
        estimate: Observed over expected.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        expected: How many were expected.
        n: Events.
        method: Which interval it is.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    expected: float
    n: int
    method: Literal["exact", "midp", "byar"]


def observed_over_expected(
    events: VectorLike,
    exposures: VectorLike,
    standard_rates: VectorLike,
    *,
    method: Literal["exact", "midp", "byar"] = "exact",
    level: float = 0.95,
) -> ObservedOverExpected:
    """Standardise a rate indirectly: compare all events with what the standard's rates would give.

    Two such ratios of groups with other make-ups can't be compared with each other.

    Args:
        events: By stratum, shape (strata,).
        exposures: Persons or time at risk of each, above 0.
        standard_rates: The standard's rate in each, not below 0, in the same unit.
        method: Of the interval: "exact", "midp" or "byar".
        level: Confidence level, in (0, 1).

    Returns:
        The ratio; what is expected is taken for known.

    Raises:
        NotEstimable: As `standardised_rate`, or nothing is expected (E245).

    References:
        Breslow & Day (1987), Statistical Methods in Cancer Research 2, ch. 2.

    Example:
        >>> found = observed_over_expected([5, 9, 20], [1000, 900, 700], [0.004, 0.008, 0.02])
        >>> round(found.expected, 1), round(found.estimate, 3), round(found.ci_high, 3)
        (25.2, 1.349, 1.885)
    """
    choice(method, ("exact", "midp", "byar"))
    k, time, rates = _strata(events, exposures, standard_rates, "standard_rates")
    expected = float((time * rates).sum())
    if not expected > 0:
        raise not_estimable("E245", name="standard_rates")
    found = rate(int(k.sum()), expected, method=method, level=level)
    return ObservedOverExpected(
        estimate=found.estimate,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=found.level,
        expected=expected,
        n=found.n,
        method=method,
    )


def _strata(events: VectorLike, exposures: VectorLike, third: VectorLike, name: str) -> tuple[Vector, Vector, Vector]:
    k, time, other = (
        moderate_vector(events, "events"),
        moderate_vector(exposures, "exposures"),
        moderate_vector(third, name),
    )
    if not k.shape == time.shape == other.shape:
        raise not_estimable("E147", names=f"events, exposures, {name}")
    at_least(k.size, 1)
    if (k < 0).any() or (k != np.floor(k)).any() or k.sum() > LARGEST_COUNT:
        raise not_estimable("E149", name="events")
    if (time <= 0).any():
        raise not_estimable("E145", name="exposures")
    if (other < 0).any():
        raise not_estimable("E145", name=name)
    return k, time, other


def _gamma(estimate: float, variance: float, largest: float, level: float) -> tuple[float, float]:
    """Return the ends of Fay and Feuer's interval; `largest` is what one more event may add."""
    tail = (1 - level) / 2
    low = float(gammaincinv(estimate**2 / variance, tail)) * variance / estimate
    up, spread = estimate + largest, variance + largest**2
    return low, float(gammaincinv(up**2 / spread, 1 - tail)) * spread / up
