"""Efron's bias-corrected and accelerated interval, from resamples and a jackknife."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtr, ndtri

from tsi_eval.stats.inputs import Vector, not_estimable, probability
from tsi_eval.stats.result import result

USABLE = 0.99
NOISE = 1e-12


@result
class Bootstrapped:
    """An estimate with its bootstrap interval.

    Attributes:
        estimate: The effect in all persons; it is never corrected for bias or by Hedges' factor.
        se: Standard deviation of the resamples' estimates (resamples - 1).
        ci_low: Lower BCa bound.
        ci_high: Upper BCa bound.
        level: Confidence level.
        n: Persons.
        resamples: Resamples in which the effect exists, at least 99 % of those drawn.
        bias_correction: z₀, from the share of resamples below the estimate.
        acceleration: a, from the jackknife.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    resamples: int
    bias_correction: float
    acceleration: float


def bca(
    estimate: float, drawn: Vector, left_out: Vector, *, n: int, level: float, scale: float, shift: float = 0.0
) -> Bootstrapped:
    """Return the bias-corrected and accelerated interval of one effect.

    Resamples equal to the estimate but for rounding (1e-12) count half as below it. The bounds are
    interpolated between resamples.

    Args:
        estimate: From all persons.
        drawn: From each resample, shape (resamples,); NaN where the effect does not exist.
        left_out: With one person or cluster left out at a time, shape (units,).
        n: Persons.
        level: Confidence level, in (0, 1).
        scale: What is not small beside the effect, for telling rounding from influence.
        shift: Added to the estimate and the bounds, which are counted from it.

    Returns:
        The interval.

    Raises:
        NotEstimable: No unit has influence (E140), the effect does not exist in more than 1 % of
            the resamples (E248), a bound lies beyond the outermost resample (E249), a level outside
            (0, 1) (E148).

    References:
        Efron (1987), J. Amer. Stat. Assoc. 82, 171-185; Davison & Hinkley (1997), Bootstrap Methods
            and their Application, ch. 5.3.
    """
    used = drawn[np.isfinite(drawn)]
    if used.size < USABLE * drawn.size or not np.isfinite(left_out).all():
        raise not_estimable("E248", share=math.ceil(100 * (1 - used.size / drawn.size)))
    influence = left_out.mean() - left_out
    if np.abs(influence).max() <= NOISE * max(scale, abs(estimate)):
        raise not_estimable("E140")
    influence /= np.abs(influence).max()
    acceleration = float((influence**3).sum() / (influence**2).sum() ** 1.5) / 6
    noise = NOISE * (abs(estimate) + float(np.ptp(used)))
    below = (np.mean(used < estimate - noise) + np.mean(used <= estimate + noise)) / 2
    bias_correction = float(ndtri(below))
    ends = np.quantile(used, _shares(bias_correction, acceleration, level, used.size)) + shift
    return Bootstrapped(
        estimate=estimate + shift,
        se=float(used.std(ddof=1)),
        ci_low=float(ends[0]),
        ci_high=float(ends[1]),
        level=level,
        n=n,
        resamples=used.size,
        bias_correction=bias_correction,
        acceleration=acceleration,
    )


def _shares(bias_correction: float, acceleration: float, level: float, resamples: int) -> list[float]:
    """Return the shares of resamples that lie below the two bounds.

    Refuses bounds beyond the outermost resample (E249), and a level outside (0, 1) (E148).
    """
    tail = (1 - probability(level, "level")) / 2
    points = [bias_correction + float(ndtri(p)) for p in (tail, 1 - tail)]
    if not all(math.isfinite(point) and acceleration * point < 1 for point in points):
        raise not_estimable("E249")
    shares = [float(ndtr(bias_correction + point / (1 - acceleration * point))) for point in points]
    if shares[0] * resamples < 1 or (1 - shares[1]) * resamples < 1:
        raise not_estimable("E249")
    return shares
