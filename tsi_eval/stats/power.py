"""How small a change or a difference between means can be seen, and how many persons it takes."""

from __future__ import annotations

import math

from scipy.special import stdtrit

from tsi_eval.stats.inputs import at_least, count, not_estimable, number, positive, probability, reading
from tsi_eval.stats.noncentral import noncentral_t_cdf
from tsi_eval.stats.paired import smallest_detectable_change
from tsi_eval.stats.power_search import ROUNDING, check_levels, smallest_n

LARGEST_SIZE = 1e100


def detectable_change(
    n: int,
    *,
    sd: float,
    correlation: float | None = None,
    icc: float = 0.0,
    cluster_size: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> float:
    """Return the mean change that `n` persons measured twice would show with probability `power`.

    Exact by the noncentral t distribution, counting both tails. With clusters the variance is
    multiplied by the design effect 1 + (cluster_size - 1) · icc and the degrees of freedom are
    whole clusters - 1, also when icc is 0.

    Args:
        n: Pairs, at least 2 clusters of them.
        sd: Standard deviation of one measurement when `correlation` is given, else of the changes;
            in the outcome's unit, above 0.
        correlation: Of the two measurements, in (-1, 1): the changes then have sd · √(2(1 -
            correlation)). None: `sd` is theirs.
        icc: Intraclass correlation of the changes, in [0, 1).
        cluster_size: Mean number of persons in a cluster, at least 1; 1 is no clusters.
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        The change, in the outcome's unit.

    Raises:
        NotEstimable: Too few pairs (E141, E143) or clusters (E146), not whole (E149), no spread
            (E140) or an infinite one (E145), a correlation outside (-1, 1) or clusters smaller than
            1 (E254), an icc, level or power outside its limits (E148).

    References:
        Cohen (1988), Statistical power analysis, ch. 2; Donner & Klar (2000), Design and Analysis
            of Cluster Randomization Trials, ch. 5 (design effect).

    Example:
        >>> round(detectable_change(20, sd=1.0), 2)
        0.66
        >>> round(detectable_change(20, sd=5.0, correlation=0.7), 2)
        2.56
    """
    power = probability(power, "power")
    level = probability(level, "level")
    spread = _sd_of_changes(sd, correlation)
    n, cluster_size = count(n, "n"), _cluster_size(cluster_size)
    clusters = _clusters(n, cluster_size)
    scale = math.sqrt(_design_effect(icc, cluster_size) / n)
    found = smallest_detectable_change(clusters, 1.0, power=power, level=level) * math.sqrt(clusters) * scale * spread
    return number(found, "sd")


def pairs_needed(
    change: float,
    *,
    sd: float,
    correlation: float | None = None,
    icc: float = 0.0,
    cluster_size: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> int:
    """Return the fewest persons, measured twice, that would show a mean change.

    They show it with probability `power`.

    The inverse of `detectable_change`, with its options and conventions. Count in those who will be
    missing at the second measurement.

    Args:
        change: Mean change to be seen, in the outcome's unit, not 0; its sign does not matter.
        sd: Standard deviation of one measurement when `correlation` is given, else of the changes;
            above 0.
        correlation: Of the two measurements, in (-1, 1), or None.
        icc: Intraclass correlation of the changes, in [0, 1).
        cluster_size: Mean number of persons in a cluster, at least 1.
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        Pairs with both measurements.

    Raises:
        NotEstimable: No change (E140), more than 10 million needed (E255), or as
            `detectable_change`.

    References:
        Cohen (1988), Statistical power analysis, ch. 2.

    Example:
        >>> pairs_needed(0.5, sd=1.0)
        34
    """
    power = probability(power, "power")
    level = probability(level, "level")
    distance = _distance(change) / _sd_of_changes(sd, correlation)
    cluster_size = _cluster_size(cluster_size)
    inflated = _design_effect(icc, cluster_size)
    check_levels(power, level)

    def reached(n: int) -> float:
        return _power_t(distance * math.sqrt(n / inflated), _clusters(n, cluster_size) - 1, level)

    return smallest_n(reached, math.ceil(2 * cluster_size - ROUNDING), power)


def two_group_n(
    difference: float,
    sd: float,
    *,
    icc: float = 0.0,
    cluster_size: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> int:
    """Return the persons that each of two groups needs to show a difference in means.

    The groups are equally large.

    Student's two-sample t-test, exact by the noncentral t distribution with both tails counted: R's
    power.t.test(strict = TRUE) and pwr.t.test, rounded up. With clusters: the design effect, and 2
    · whole clusters a group - 2 degrees of freedom.

    Args:
        difference: Between the groups' means, in the outcome's unit, not 0; its sign does not
            matter.
        sd: Standard deviation within groups, above 0.
        icc: Intraclass correlation within groups, in [0, 1).
        cluster_size: Mean number of persons in a cluster, at least 1.
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        Persons in each group.

    Raises:
        NotEstimable: No difference or spread (E140), not finite (E145), clusters smaller than 1
            (E254), more than 10 million needed (E255), an icc, level or power outside its limits
            (E148).

    References:
        Cohen (1988), Statistical power analysis, ch. 2; Donner & Klar (2000), ch. 5.

    Example:
        >>> two_group_n(0.5, 1.0)
        64
    """
    power = probability(power, "power")
    level = probability(level, "level")
    distance = _distance(difference) / positive(sd, "sd")
    cluster_size = _cluster_size(cluster_size)
    inflated = _design_effect(icc, cluster_size)
    check_levels(power, level)

    def reached(n: int) -> float:
        return _power_t(distance * math.sqrt(n / (2 * inflated)), 2 * _clusters(n, cluster_size) - 2, level)

    return smallest_n(reached, math.ceil(2 * cluster_size - ROUNDING), power)


def detectable_difference(
    n: int,
    *,
    sd: float,
    icc: float = 0.0,
    cluster_size: float = 1.0,
    power: float = 0.8,
    level: float = 0.95,
) -> float:
    """Return the difference between two groups' means that `n` persons in each would show.

    This is the inverse of `two_group_n`.

    Args:
        n: Persons in each group, at least 2 clusters of them.
        sd: Standard deviation within groups, above 0.
        icc: Intraclass correlation within groups, in [0, 1).
        cluster_size: Mean number of persons in a cluster, at least 1.
        power: Probability of a significant result, in (0, 1), above 1 - level.
        level: 1 minus the two-sided significance level.

    Returns:
        The difference, in the outcome's unit.

    Raises:
        NotEstimable: Too few persons (E141, E143) or clusters (E146), not whole (E149), or as
            `two_group_n`.

    References:
        Cohen (1988), Statistical power analysis, ch. 2.

    Example:
        >>> round(detectable_difference(64, sd=1.0), 3)
        0.499
    """
    power = probability(power, "power")
    level = probability(level, "level")
    n, sd, cluster_size = count(n, "n"), positive(sd, "sd"), _cluster_size(cluster_size)
    # A paired test with this many degrees of freedom has the same noncentrality to reach.
    df = 2 * _clusters(n, cluster_size) - 2
    noncentrality = smallest_detectable_change(df + 1, 1.0, power=power, level=level) * math.sqrt(df + 1)
    return number(noncentrality * math.sqrt(2 * _design_effect(icc, cluster_size) / n) * sd, "sd")


def _power_t(noncentrality: float, df: int, level: float) -> float:
    critical = float(stdtrit(df, 0.5 + level / 2))
    return 1 - noncentral_t_cdf(critical, df, noncentrality) + noncentral_t_cdf(-critical, df, noncentrality)


def _sd_of_changes(sd: float, correlation: float | None) -> float:
    if correlation is None:
        return positive(sd, "sd")
    r = reading(correlation)
    if not -1 < r < 1:
        raise not_estimable("E254", name="correlation", limits="> -1, < 1")
    return number(positive(sd, "sd") * math.sqrt(2 * (1 - r)), "sd")


def _distance(change: float) -> float:
    return positive(abs(number(change, "change")), "change")


def _cluster_size(size: float) -> float:
    found = reading(size)
    if not (math.isfinite(found) and found >= 1):
        raise not_estimable("E254", name="cluster_size", limits="≥ 1")
    if found > LARGEST_SIZE:
        raise not_estimable("E254", name="cluster_size", limits=f"≤ {LARGEST_SIZE:g}")
    return found


def _clusters(n: int, size: float) -> int:
    at_least(n, 2)
    clusters = math.floor(n / size + ROUNDING)
    if clusters < 2:  # noqa: PLR2004
        raise not_estimable("E146")
    return clusters


def _design_effect(icc: float, size: float) -> float:
    correlation = reading(icc)
    if not 0 <= correlation < 1:
        raise not_estimable("E148", name="icc")
    return 1 + (size - 1) * correlation
