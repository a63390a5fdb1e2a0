"""The noncentral t distribution, in the tails too."""

from __future__ import annotations

import math

from scipy.special import chdtri, nctdtr

from tsi_eval.stats.roots import bisect

# Beyond this the normal part of the ratio is lost beside the noncentrality, and the series that
# scipy sums fails.
ONLY_CHI_SQUARE = 1e4
BEYOND_NORMAL = 40.0


def noncentral_t_cdf(t: float, df: int, noncentrality: float) -> float:
    """Return the probability below `t`.

    It is 0 or 1 in the far tails, where scipy.special.nctdtr gives NaN.
    """
    below = float(nctdtr(df, noncentrality, t))
    if math.isnan(below):
        return 1.0 if t > noncentrality else 0.0
    return below


def noncentrality_for(t: float, df: int, below: float) -> float:
    """Return the noncentrality at which `t` has probability `below` under it.

    For |t| above 10,000 the limit t·√(χ²/df) with the chi-square's upper quantile is used: its
    relative error is under 1e-4.
    """
    if t < 0:
        return -noncentrality_for(-t, df, 1 - below)
    limit = t * math.sqrt(float(chdtri(df, below)) / df)
    if t > ONLY_CHI_SQUARE:
        return limit
    return bisect(lambda value: noncentral_t_cdf(t, df, value) - below, -BEYOND_NORMAL, 2 * limit + BEYOND_NORMAL)
