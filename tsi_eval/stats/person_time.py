"""Rates of events by time at risk: how high is one, is it as expected, and how do two differ?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Literal

from scipy.special import gammaincinv, ndtri, pdtr
from scipy.stats import binomtest, poisson

from tsi_eval.stats.inputs import (
    LARGEST_COUNT,
    SMALLEST_EXPOSURE,
    at_least,
    choice,
    count,
    moderate,
    not_estimable,
    number,
    positive,
    probability,
)
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect

RateMethod = Literal["exact", "midp", "log", "byar"]
TwoSided = Literal["central", "minlike"]
# With more events than this the probabilities of all as unlikely ones are not added up.
MOST_EVENTS = 10_000_000


@result
class Rate:
    """Events over time at risk.

    Attributes:
        estimate: The rate, in the unit of the time.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: Events.
        method: Which interval it is.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    method: RateMethod


def rate(events: int, exposure: float, *, method: RateMethod = "exact", level: float = 0.95) -> Rate:
    """Estimate a rate of events that come independently of each other.

    Args:
        events: How many.
        exposure: Time at risk, such as child months, above 0.
        method: "exact" (Garwood), "midp", "log" (needs an event) or "byar".
        level: Confidence level, in (0, 1).

    Returns:
        The rate.

    Raises:
        NotEstimable: No whole number of events (E149), no exposure (E145), no event under "log"
            (E245), an unknown method (E138), a level outside (0, 1) (E148).

    References:
        Garwood (1936), Biometrika 28, 437-442; Breslow & Day (1987), Statistical Methods in Cancer
            Research 2, 69 (Byar).

    Example:
        >>> found = rate(11, 120.0)
        >>> round(found.ci_low, 4), round(found.ci_high, 4)
        (0.0458, 0.164)
    """
    choice(method, tuple(_EVENTS))
    level, time = probability(level, "level"), _exposure(exposure, "exposure")
    k = count(events, "events", most=LARGEST_COUNT)
    low, high = _EVENTS[method](k, level)
    return Rate(estimate=k / time, ci_low=low / time, ci_high=high / time, level=level, n=k, method=method)


@result
class RateTest:
    """A test of a count of events against how many were expected.

    Attributes:
        estimate: Observed over expected.
        p_value: Two-sided.
        n: Events.
        convention: How the other side was added.
    """

    estimate: float
    p_value: float
    n: int
    convention: TwoSided


def rate_test(events: int, expected: float, *, convention: TwoSided = "central") -> RateTest:
    """Test exactly whether there are as many events as expected.

    Args:
        events: How many.
        expected: How many were expected, above 0: a reference rate times the time at risk.
        convention: "central" doubles the smaller tail, as the exact interval does; "minlike" adds
            all counts that are no likelier, as R's `poisson.test`.

    Returns:
        The test.

    Raises:
        NotEstimable: No whole number of events (E149), an expectation that is not above 0 (E140,
            E145), an unknown convention (E138), too many events (E312).

    References:
        Fay (2010), The R Journal 2, 53-58.

    Example:
        >>> round(rate_test(11, 6.0).p_value, 4)
        0.0852
        >>> round(rate_test(11, 6.0, convention="minlike").p_value, 4)
        0.06
    """
    choice(convention, ("central", "minlike"))
    k, mean = count(events, "events"), positive(moderate(expected, "expected"), "expected")
    if max(k, mean) > MOST_EVENTS:
        raise not_estimable("E312", name="events", most=MOST_EVENTS)
    p_value = _central(k, mean) if convention == "central" else _no_likelier(k, mean)
    return RateTest(estimate=k / mean, p_value=min(p_value, 1.0), n=k, convention=convention)


@result
class RatioOfRates:
    """The ratio of two independent rates, second over first.

    Attributes:
        estimate: The ratio.
        se: Standard error of its logarithm, or None without events in a group.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: All events.
        p_value: Two-sided, exact, of a ratio of 1.
        method: Which interval it is.
        convention: How the other side of the test was added.
        se_scale: Of `se`.
    """

    estimate: float
    se: float | None
    ci_low: float
    ci_high: float
    level: float
    n: int
    p_value: float
    method: Literal["exact", "log"]
    convention: TwoSided
    se_scale: Literal["log"] = "log"


def ratio_of_rates(
    events_1: int,
    exposure_1: float,
    events_2: int,
    exposure_2: float,
    *,
    method: Literal["exact", "log"] = "exact",
    convention: TwoSided = "central",
    level: float = 0.95,
) -> RatioOfRates:
    """Estimate the ratio of two independent rates, second over first.

    Args:
        events_1: Of the first group, at least 1.
        exposure_1: Its time at risk, above 0.
        events_2: Of the second group; under "log" at least 1.
        exposure_2: Its time at risk, in the same unit.
        method: "exact", given all events, or "log".
        convention: Of the exact test: "central" or "minlike", as in `rate_test`.
        level: Confidence level, in (0, 1).

    Returns:
        The ratio.

    Raises:
        NotEstimable: Nothing to divide by (E245), no whole numbers of events (E149), no exposure
            (E145), an unknown choice (E138), a level outside (0, 1) (E148), no events (E141).

    References:
        Przyborowski & Wilenski (1940), Biometrika 31, 313-323; Rothman, Greenland & Lash (2008),
            Modern Epidemiology, 3rd ed., ch. 14.

    Example:
        >>> found = ratio_of_rates(20, 240.0, 11, 240.0, method="log")
        >>> round(found.estimate, 2), round(found.ci_low, 3), round(found.ci_high, 3)
        (0.55, 0.264, 1.148)
    """
    choice(method, ("exact", "log"))
    choice(convention, ("central", "minlike"))
    level = probability(level, "level")
    k_1, k_2 = count(events_1, "events_1", most=MOST_EVENTS), count(events_2, "events_2", most=MOST_EVENTS)
    time_1, time_2 = _exposure(exposure_1, "exposure_1"), _exposure(exposure_2, "exposure_2")
    at_least(k_1 + k_2, 1)
    if k_1 == 0 or (method == "log" and k_2 == 0):
        raise not_estimable("E245", name="events_1" if k_1 == 0 else "events_2")
    ratio, share = (k_2 / time_2) / (k_1 / time_1), time_2 / (time_1 + time_2)
    se = math.sqrt(1 / k_1 + 1 / k_2) if k_2 else None
    if method == "log":
        half = math.exp(float(ndtri(0.5 + level / 2)) * (se or 0.0))
        low, high = ratio / half, ratio * half
    else:
        ends = binomtest(k_2, k_1 + k_2, share).proportion_ci(level, "exact")
        low, high = (end / (1 - end) * time_1 / time_2 for end in (float(ends.low), float(ends.high)))
    return RatioOfRates(
        estimate=ratio,
        se=se,
        ci_low=low,
        ci_high=high,
        level=level,
        n=k_1 + k_2,
        p_value=_two_counts(k_2, k_1 + k_2, share, convention),
        method=method,
        convention=convention,
    )


def _exposure(given: float, name: str) -> float:
    time = number(given, name)
    if not SMALLEST_EXPOSURE <= time < LARGEST_COUNT:
        raise not_estimable("E145", name=name)
    return time


def _central(k: int, mean: float) -> float:
    as_few = float(pdtr(k, mean))
    as_many = 1 - float(pdtr(k - 1, mean)) if k else 1.0
    return 2 * min(as_few, as_many)


def _no_likelier(k: int, mean: float) -> float:
    """Return the probability of all counts that are no likelier than the observed one."""
    if k == mean:
        return 1.0
    own = float(poisson.pmf(k, mean)) * (1 + 1e-7)
    if k < mean:
        # The likelihood falls beyond the mean: where it is as small again is found by halving.
        first, last = math.ceil(mean), math.ceil(mean) + 1
        while float(poisson.pmf(last, mean)) > own:
            last += last - first
        while first < last:
            middle = (first + last) // 2
            first, last = (first, middle) if float(poisson.pmf(middle, mean)) <= own else (middle + 1, last)
        return float(poisson.cdf(k, mean) + poisson.sf(first - 1, mean))
    first, last = -1, math.floor(mean)
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if float(poisson.pmf(middle, mean)) <= own else (first, middle - 1)
    return float(poisson.cdf(first, mean) + poisson.sf(k - 1, mean))


def _two_counts(k: int, n: int, share: float, convention: TwoSided) -> float:
    if convention == "minlike":
        return float(binomtest(k, n, share).pvalue)
    sides = (float(binomtest(k, n, share, alternative=side).pvalue) for side in ("less", "greater"))
    return min(2 * min(sides), 1.0)


def _garwood(k: int, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    return float(gammaincinv(k, tail)) if k else 0.0, float(gammaincinv(k + 1, 1 - tail))


def _midp(k: int, level: float) -> tuple[float, float]:
    tail, most = (1 - level) / 2, _garwood(k, level)[1]

    def as_few(mean: float) -> float:
        fewer = float(pdtr(k - 1, mean)) if k else 0.0
        return (fewer + float(pdtr(k, mean))) / 2

    low = bisect(lambda mean: as_few(mean) - (1 - tail), 0.0, float(max(k, 1))) if k else 0.0
    return low, bisect(lambda mean: as_few(mean) - tail, 0.0, most)


def _log(k: int, level: float) -> tuple[float, float]:
    if k == 0:
        raise not_estimable("E245", name="events")
    half = math.exp(float(ndtri(0.5 + level / 2)) / math.sqrt(k))
    return k / half, k * half


def _byar(k: int, level: float) -> tuple[float, float]:
    z, more = float(ndtri(0.5 + level / 2)), k + 1
    low = k * (1 - 1 / (9 * k) - z / (3 * math.sqrt(k))) ** 3 if k else 0.0
    return max(low, 0.0), more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


_EVENTS: Mapping[str, Callable[[int, float], tuple[float, float]]] = {
    "exact": _garwood,
    "midp": _midp,
    "log": _log,
    "byar": _byar,
}
