"""Change in standard deviations of the first measurement (Glass's delta for the same persons)."""

from __future__ import annotations

import numpy as np

from tsi_eval.stats.effect_size import EffectSize, correlation, from_moments
from tsi_eval.stats.inputs import VectorLike, at_least, pair, probability, spread, yes_or_no


def glass_pre(before: VectorLike, after: VectorLike, *, level: float = 0.95, hedges: bool = True) -> EffectSize:
    """Standardise the change by the standard deviation before.

    The intervention can't have touched that one.

    The standard error is Bonett's, which holds for unequal standard deviations: √(s_change²/((n-1)
    s₁²) + d²/(2(n-1))), where s_change² = s₁²+s₂²-2r s₁s₂ brings in the correlation r of before and
    after. Becker's own has s₁ = s₂. The interval takes normal quantiles. With `hedges=True` the
    result is Hedges' g; the factor J(n - 1) is exact here.

    Args:
        before: First measurement, shape (persons,), at least 3.
        after: Second measurement, same persons in the same order.
        level: Confidence level, in (0, 1).
        hedges: Multiply estimate, standard error and bounds by Hedges' factor J(n - 1).

    Returns:
        The effect size; `standardiser` is the standard deviation before (n - 1), `correlation` is
        None when after does not vary.

    Raises:
        NotEstimable: Fewer than 3 pairs (E141, E143), no variation before, or no change in anyone
            (E140), bad input (E138, E145, E147, E148).

    References:
        Becker (1988), Br. J. Math. Stat. Psychol. 41, 257-278 (the effect size); Bonett (2008),
            Psychol. Methods 13, 99-109 (interval).

    Example:
        >>> found = glass_pre([12, 9, 15, 8, 11, 10], [10, 9, 16, 5, 9, 4], hedges=False)
        >>> round(found.estimate, 3), round(found.se, 3)
        (-0.805, 0.509)
    """
    level = probability(level, "level")
    hedges = yes_or_no(hedges)
    first, second = pair(before, after)
    at_least(first.size, 3)
    sd, n, change = spread(first), first.size, second - first
    spread(np.concatenate([first, second]))  # values too large to square
    return from_moments(
        d=float(change.mean()) / sd,
        variance_of_mean=(float(np.std(change, ddof=1)) / sd) ** 2 / (n - 1),
        variance_of_divisor=1 / (2 * (n - 1)),
        standardiser=sd,
        r=correlation(first, second) if np.ptp(second) > 0 else None,
        n=n,
        level=level,
        hedges=hedges,
    )
