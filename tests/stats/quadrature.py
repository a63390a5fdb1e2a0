"""The noncentral t distribution from its definition, by quadrature."""

from __future__ import annotations

import math

from scipy import integrate, stats


def noncentral_t_below(t: float, df: int, noncentrality: float) -> float:
    """Return P(T <= t) = E Φ(t W - noncentrality), where W is χ(df) / √df."""
    if t == 0:
        return float(stats.norm.cdf(-noncentrality))
    middle, reach = noncentrality / t, 9 / abs(t)
    points = sorted(point for point in {middle - reach, middle, middle + reach, 1.0} if 0 < point < 12)

    def density(w: float) -> float:
        chi = stats.chi.pdf(w * math.sqrt(df), df) * math.sqrt(df)
        return float(stats.norm.cdf(t * w - noncentrality) * chi)

    return float(integrate.quad(density, 0, 12, points=points, limit=2000, epsabs=1e-14)[0])
