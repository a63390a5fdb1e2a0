"""How many lie at the ends of a scale, where it can't tell them apart."""

from __future__ import annotations

import numpy as np

from tsi_eval.stats.inputs import VectorLike, at_least, not_estimable, number, probability, vector
from tsi_eval.stats.proportion import Proportion, wilson
from tsi_eval.stats.result import result

ROUNDING = 1e-12


@result
class ScaleEnds:
    """Numbers and shares at the floor and at the ceiling.

    Attributes:
        n_floor: Values equal to the scale's lowest.
        n_ceiling: Values equal to its highest.
        floor: Share at the floor, with Wilson's interval.
        ceiling: Share at the ceiling.
        minimum: The scale's lowest value.
        maximum: Its highest.
        level: Confidence level of each interval.
        n: Values.
    """

    n_floor: int
    n_ceiling: int
    floor: Proportion
    ceiling: Proportion
    minimum: float
    maximum: float
    level: float
    n: int


def at_ends(values: VectorLike, *, minimum: float, maximum: float, level: float = 0.95) -> ScaleEnds:
    """Count the values at the lowest and at the highest that the scale can give.

    The ends are the scale's, not those of the values at hand. Values within 1e-12 of an end, by the
    larger end, are at it.

    Args:
        values: Shape (n,), at least 1, from `minimum` to `maximum`.
        minimum: The lowest value that the scale can give.
        maximum: The highest, above `minimum`.
        level: Confidence level, in (0, 1).

    Returns:
        Counts, and shares with Wilson's intervals.

    Raises:
        NotEstimable: No values (E141), values beyond the ends or ends in the wrong order (E251),
            missing or infinite values or ends (E145), a level outside (0, 1) (E148).

    References:
        Terwee et al. (2007), J. Clin. Epidemiol. 60, 34-42 (floor and ceiling effects); Wilson
            (1927), J. Amer. Stat. Assoc. 22, 209-212 (interval).

    Example:
        >>> found = at_ends([0, 0, 3, 10], minimum=0, maximum=10)
        >>> found.n_floor, found.n_ceiling, found.floor.estimate
        (2, 1, 0.5)
    """
    level = probability(level, "level")
    given = vector(values, "values")
    low, high = number(minimum, "minimum"), number(maximum, "maximum")
    at_least(given.size, 1)
    noise = ROUNDING * max(abs(low), abs(high))
    if not low < high or bool(((given < low - noise) | (given > high + noise)).any()):
        raise not_estimable("E251", low=f"{low:g}", high=f"{high:g}")
    floor, ceiling = int(np.sum(given <= low + noise)), int(np.sum(given >= high - noise))
    return ScaleEnds(
        n_floor=floor,
        n_ceiling=ceiling,
        floor=wilson(floor, given.size, level=level),
        ceiling=wilson(ceiling, given.size, level=level),
        minimum=low,
        maximum=high,
        level=level,
        n=given.size,
    )
