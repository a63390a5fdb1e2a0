"""Four effect sizes of the same persons before and after, from one bootstrap.

Persons are drawn, or whole clusters of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from tsi_eval.stats.bca import NOISE, Bootstrapped, bca
from tsi_eval.stats.inputs import Labels, Vector, VectorLike, at_least, count, not_estimable, pair, probability, spread
from tsi_eval.stats.labels import coded
from tsi_eval.stats.result import result

FEWEST_UNITS = 5
# What takes minutes; 10,000 are drawn when nobody says.
MOST_RESAMPLES = 1_000_000
# Counts of so many persons at a time: half a megabyte, which stays in the processor's cache.
CHUNK = 1 << 16


@result
class PairedEffects:
    """Four effects of the same resamples, all uncorrected (without Hedges' factor).

    Attributes:
        mean_change: Mean of after - before, in the outcome's unit.
        d_av: The mean change over √((s₁²+s₂²)/2), the average of both standard deviations.
        d_z: The mean change over the standard deviation of the changes.
        glass_pre: The mean change over the standard deviation before.
        n: Persons.
        n_clusters: Clusters that were resampled, or 0 when persons were.
    """

    mean_change: Bootstrapped
    d_av: Bootstrapped
    d_z: Bootstrapped
    glass_pre: Bootstrapped
    n: int
    n_clusters: int


def paired_effects(
    before: VectorLike,
    after: VectorLike,
    *,
    resamples: int = 10_000,
    seed: int = 0,
    level: float = 0.95,
    clusters: Labels | None = None,
) -> PairedEffects:
    """Estimate mean change, d_av, d_z and Glass's delta with bootstrap intervals.

    The intervals are bias-corrected and accelerated (BCa).

    Every resample is drawn once and serves all four effects.

    1. Without `clusters`, persons are drawn. They are the persons that
       `scipy.stats.bootstrap(paired=True, method="BCa", rng=numpy.random.default_rng(seed))` draws,
       and the intervals agree with scipy's. With `clusters`, whole clusters are drawn with all
       their persons.
    2. The bias correction is the normal quantile of the share of resamples below the estimate. A
       resample that equals the estimate but for rounding counts half as below it.
    3. The acceleration comes from leaving out one person at a time, or one cluster.

    With few clusters such intervals are too narrow. Persons are drawn by their place, so that
    another order of persons gives another interval from the same seed.

    Args:
        before: First measurement, shape (persons,), at least 5.
        after: Second measurement, same persons in the same order.
        resamples: How many to draw.
        seed: Of a PCG64 generator of its own; the same seed gives the same interval. A whole number
            from 0.
        level: Confidence level, in (0, 1).
        clusters: A label for each person, at least 5 different.

    Returns:
        The four effects.

    Raises:
        NotEstimable: Fewer than 5 persons or clusters (E141, E143), all changes equal, one
            measurement without variation, or all clusters alike (E140), an effect that does not
            exist in more than 1 % of the resamples (E248), a bound beyond the outermost resamples
            (E249), bad input (E145, E147, E148), `resamples` or `seed` not whole numbers (E149),
            more than a million resamples (E312).

    References:
        Efron (1987), J. Amer. Stat. Assoc. 82, 171-185 (BCa); Davison & Hinkley (1997), Bootstrap
            Methods and their Application, ch. 5.3 (with the jackknife), ch. 3.8 (resampling
            clusters).

    Example:
        >>> found = paired_effects([12, 9, 15, 8, 11, 10], [10, 9, 16, 5, 9, 4])
        >>> found.mean_change.estimate, found.mean_change.ci_low < -2 < found.mean_change.ci_high
        (-2.0, True)
    """
    level = probability(level, "level")
    first, second = pair(before, after)
    at_least(first.size, FEWEST_UNITS)
    for values in (first, second):
        spread(values)
    spread(second - first, scale=np.concatenate([first, second]))
    sums, centre = _moments(first, second)
    if clusters is not None:
        sums = _by_cluster(sums, clusters)
        at_least(len(sums), FEWEST_UNITS)
    counts = _counts(len(sums), resamples=_resamples(resamples), seed=count(seed, "seed"))
    draws = np.concatenate([drawn_units @ sums for drawn_units in counts])
    whole = sums.sum(axis=0, keepdims=True)
    parts = zip(*(_effects(part, centre) for part in (whole, draws, whole - sums)), strict=True)
    # The mean change is counted from `centre`, so that a large change hides no digit; the others
    # have no unit.
    units = [(math.sqrt(float(whole[0, -1]) / first.size), centre), (1.0, 0.0), (1.0, 0.0), (1.0, 0.0)]
    found = [
        bca(float(estimate[0]), drawn, left_out, n=first.size, level=level, scale=scale, shift=shift)
        for (estimate, drawn, left_out), (scale, shift) in zip(parts, units, strict=True)
    ]
    return PairedEffects(
        mean_change=found[0],
        d_av=found[1],
        d_z=found[2],
        glass_pre=found[3],
        n=first.size,
        n_clusters=0 if clusters is None else len(sums),
    )


def _moments(first: Vector, second: Vector) -> tuple[Vector, float]:
    """Return each person's moments, and the mean change that they are counted from.

    The moments are 1, x, c, x², y², c² with x and the change c centred, and y = x + c.

    Sums of squares around zero would lose the digits of values far from it.
    """
    change = second - first
    centre = float(change.mean())
    x, c = first - first.mean(), change - centre
    return np.stack([np.ones_like(x), x, c, x * x, (x + c) ** 2, c * c], axis=1), centre


def _by_cluster(sums: Vector, clusters: Labels) -> Vector:
    """Return the persons' moments summed by cluster, in the order of the labels."""
    names, place = coded(clusters, len(sums), "before, after, clusters", "clusters")
    totals = np.zeros((len(names), sums.shape[1]))
    np.add.at(totals, place, sums)
    return totals


def _counts(units: int, *, resamples: int, seed: int) -> Iterator[Vector]:
    """Yield how often each unit was drawn, shape (some resamples, units)."""
    generator = np.random.Generator(np.random.PCG64(seed))
    rows = max(1, CHUNK // units)
    starts = np.arange(0, rows * units, units)[:, None]
    for done in range(0, resamples, rows):
        size = min(rows, resamples - done)
        drawn = generator.integers(0, units, (size, units))
        drawn += starts[:size]
        yield np.bincount(drawn.ravel(), minlength=size * units).reshape(size, units).astype(np.float64)


def _effects(sums: Vector, centre: float) -> Vector:
    """Return the four effects for each row of summed moments, shape (4, rows).

    They are the mean change less `centre`, d_av, d_z and Glass's delta; NaN where there is no
    variation.
    """
    n, x, c, xx, yy, cc = sums.T
    mean_x, mean_c = x / n, c / n
    s1, s2, s_change = (
        _variance(squares / n, mean, n) for squares, mean in ((xx, mean_x), (yy, mean_x + mean_c), (cc, mean_c))
    )
    change = centre + mean_c
    divisors = np.sqrt(np.stack([np.nan_to_num(s1) / 2 + np.nan_to_num(s2) / 2, s_change, s1]))
    divisors[divisors == 0] = np.nan
    return np.concatenate([mean_c[None, :], change / divisors])


def _variance(mean_square: Vector, mean: Vector, n: Vector) -> Vector:
    """Return n - 1 variances; NaN where what is left of the squares is rounding."""
    variance = mean_square - mean * mean
    variance[variance <= NOISE * mean_square] = np.nan
    return variance * (n / (n - 1))


def _resamples(value: int) -> int:
    resamples = count(value, "resamples")
    if resamples < 1:
        raise not_estimable("E149", name="resamples")
    if resamples > MOST_RESAMPLES:
        raise not_estimable("E312", name="resamples", most=MOST_RESAMPLES)
    return resamples
