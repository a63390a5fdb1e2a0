"""How far a group moves towards the mean when nothing happens but a second measurement."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import erfcx

from tsi_eval.stats.inputs import (
    VectorLike,
    at_least,
    choice,
    not_estimable,
    number,
    positive,
    probability,
    readings,
    vector,
)
from tsi_eval.stats.result import result

Side = Literal["above", "below"]
Range = tuple[float, float]
SIDES = ("above", "below")


@result
class ExpectedMovement:
    """The mean change that regression to the mean alone would give.

    Attributes:
        estimate: Expected mean change, (1 - reliability) · (population_mean - group_mean), in the
            outcome's unit.
        group_mean: Mean of the group's first measurement: observed, or expected beyond a cut-off.
        population_mean: Mean of the population that the group was taken from.
        reliability: Test-retest reliability, or correlation of the two measurements, in that
            population.
        expected_after: Expected mean of the group's second measurement, group_mean + estimate.
        range_low: The smallest (most negative) movement over the stated range of reliability; None
            without one.
        range_high: The largest.
        n: Persons; None when the group is given by a cut-off.
    """

    estimate: float
    group_mean: float
    population_mean: float
    reliability: float
    expected_after: float
    range_low: float | None
    range_high: float | None
    n: int | None


def expected_movement(
    baseline: VectorLike,
    *,
    population_mean: float,
    reliability: float,
    reliability_range: Range | None = None,
) -> ExpectedMovement:
    """Return the mean change to expect of these persons if nothing had happened.

    Then only the measurement error differs between the two measurements.

    Holds for any way of choosing persons by their first measurement, if the second is linear in the
    first with slope `reliability` and the same mean, as for two normal measurements with equal
    variances.

    Args:
        baseline: First measurement, shape (persons,), at least 1.
        population_mean: Mean of the population that they were taken from, in the outcome's unit.
        reliability: Correlation of two measurements in that population without change, in (0, 1);
            over the same time as the study's.
        reliability_range: Lowest and highest credible reliability, which give `range_low` and
            `range_high`. They are no confidence interval.

    Returns:
        The expected movement and what it is made of.

    Raises:
        NotEstimable: No persons (E141), values or mean missing or infinite (E145), a reliability
            outside (0, 1) or a range that does not hold it (E148).

    References:
        Davis (1976), Am. J. Epidemiol. 104, 493-498; Barnett, van der Pols & Dobson (2005), Int. J.
            Epidemiol. 34, 215-220.

    Example:
        >>> found = expected_movement([20, 24, 28], population_mean=14, reliability=0.75)
        >>> found.estimate, found.expected_after
        (-2.5, 21.5)
    """
    x = vector(baseline, "baseline")
    at_least(x.size, 1)
    with np.errstate(over="ignore", invalid="ignore"):
        group_mean = number(float(x.mean()), "baseline")
    return _movement(group_mean, population_mean, reliability, reliability_range, x.size)


def expected_movement_above(
    cutoff: float,
    *,
    population_mean: float,
    population_sd: float,
    reliability: float,
    side: Side = "above",
    reliability_range: Range | None = None,
) -> ExpectedMovement:
    """Return the mean change to expect of all persons beyond a cut-off if nothing happened.

    The population is taken to be normal.

    The group's expected first measurement is mean ± sd · φ(z)/Φ(-z) with z the distance to the
    cut-off in standard deviations.

    Args:
        cutoff: Persons measured first at or beyond this are chosen, in the outcome's unit.
        population_mean: Mean of the population.
        population_sd: Standard deviation of one measurement in the population, measurement error
            included, above 0.
        reliability: Correlation of two measurements in the population without change, in (0, 1).
        side: "above" or "below" the cut-off.
        reliability_range: Lowest and highest credible reliability, which give `range_low` and
            `range_high`. They are no confidence interval.

    Returns:
        The expected movement and what it is made of.

    Raises:
        NotEstimable: An unknown side (E138), no spread (E140), a number that is not finite (E145),
            a reliability outside (0, 1) or a range that does not hold it (E148).

    References:
        Davis (1976), Am. J. Epidemiol. 104, 493-498; Barnett, van der Pols & Dobson (2005), Int. J.
            Epidemiol. 34, 215-220.

    Example:
        >>> group = {"population_mean": 10, "population_sd": 5, "reliability": 0.8}
        >>> round(expected_movement_above(17, **group).estimate, 3)
        -1.854
    """
    choice(side, SIDES)
    population_mean, population_sd = (
        number(population_mean, "population_mean"),
        positive(population_sd, "population_sd"),
    )
    sign = 1 if side == "above" else -1
    distance = number(cutoff, "cutoff") - population_mean
    z = number(sign * distance / population_sd, "cutoff")
    beyond = math.sqrt(2 / math.pi) / float(erfcx(z / math.sqrt(2)))  # φ(z)/Φ(-z), in the far tails too
    return _movement(
        population_mean + sign * population_sd * beyond, population_mean, reliability, reliability_range, None
    )


def _movement(
    group_mean: float, population_mean: float, reliability: float, reliability_range: Range | None, n: int | None
) -> ExpectedMovement:
    population_mean, reliability = number(population_mean, "population_mean"), probability(reliability, "reliability")
    distance = number(population_mean - group_mean, "population_mean")
    estimate = (1 - reliability) * distance
    ends = (None, None) if reliability_range is None else _ends(distance, reliability, reliability_range)
    return ExpectedMovement(
        estimate=estimate,
        group_mean=group_mean,
        population_mean=population_mean,
        reliability=reliability,
        expected_after=group_mean + estimate,
        range_low=ends[0],
        range_high=ends[1],
        n=n,
    )


def _ends(distance: float, reliability: float, reliability_range: Range) -> Range:
    ends_given = readings(reliability_range)
    if ends_given.shape != (2,):
        raise not_estimable("E148", name="reliability_range")
    lowest, highest = (probability(end, "reliability_range") for end in ends_given.tolist())
    if not lowest <= reliability <= highest:
        raise not_estimable("E148", name="reliability_range")
    ends = sorted(((1 - lowest) * distance, (1 - highest) * distance))
    return ends[0], ends[1]
