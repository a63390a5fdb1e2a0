"""Is a comparison of two groups the same in all strata?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from scipy.special import chdtrc

from tsi_eval.stats.inputs import Vector, VectorLike, at_least, choice, not_estimable, yes_or_no
from tsi_eval.stats.result import result
from tsi_eval.stats.strata import Measure, Strata, mantel_haenszel, strata_of, with_both


@result
class Alike:
    """A test of whether strata have the same ratio or difference.

    Attributes:
        statistic: Chi-square.
        df: Strata less 1.
        p_value: Of their being the same.
        strata: How many strata were used.
    """

    statistic: float
    df: int
    p_value: float
    strata: int


def breslow_day(
    successes_1: VectorLike, n_1: VectorLike, successes_2: VectorLike, n_2: VectorLike, *, tarone: bool = True
) -> Alike:
    """Test whether two groups' odds ratio is the same in all strata.

    Args:
        successes_1: Of the first group, by stratum, shape (strata,), at least 2 with both groups.
        n_1: Its trials, by stratum.
        successes_2: Of the second group.
        n_2: Its trials.
        tarone: Whether Tarone's adjustment is made, which the test needs to be what it says.

    Returns:
        The test, around Mantel and Haenszel's ratio. Strata in which everybody or nobody is a
        success say nothing of it, and are not counted.

    Raises:
        NotEstimable: As `mantel_haenszel`, or fewer than two strata say anything (E143).

    References:
        Breslow & Day (1980), Statistical Methods in Cancer Research 1, 142; Tarone (1985),
            Biometrika 72, 91-95.

    Example:
        >>> round(breslow_day([5, 20, 8], [40, 50, 30], [9, 30, 20], [40, 50, 30]).p_value, 3)
        0.368
    """
    tarone = yes_or_no(tarone)
    ratio = mantel_haenszel(successes_1, n_1, successes_2, n_2).estimate
    used = _telling(with_both(strata_of(successes_1, n_1, successes_2, n_2)))
    at_least(used.n.size, 2)
    both = used.k_1 + used.k_2
    fitted = _fitted(used, both, ratio)
    variance = 1 / (1 / fitted + 1 / (both - fitted) + 1 / (used.n_2 - fitted) + 1 / (used.n_1 - both + fitted))
    statistic = float(((used.k_2 - fitted) ** 2 / variance).sum())
    if tarone:
        statistic -= float((used.k_2 - fitted).sum()) ** 2 / float(variance.sum())
    return _alike(max(statistic, 0.0), used.n.size)


def strata_alike(
    successes_1: VectorLike, n_1: VectorLike, successes_2: VectorLike, n_2: VectorLike, *, measure: Measure
) -> Alike:
    """Test whether a ratio or difference is the same in all strata, by inverse variances (Woolf).

    Args:
        successes_1: Of the first group, by stratum, shape (strata,), at least 2.
        n_1: Its trials, by stratum.
        successes_2: Of the second group.
        n_2: Its trials.
        measure: "odds_ratio", "risk_ratio" or "risk_difference".

    Returns:
        The test. Strata without a finite estimate and error say nothing of it, and are not counted.

    Raises:
        NotEstimable: Counts that are not whole or larger than their trials (E149), unequal lengths
            (E147), fewer than two strata say anything (E141, E143), an unknown measure (E138), gaps
            (E145).

    References:
        Woolf (1955), Annals of Human Genetics 19, 251-253.

    Example:
        >>> strata = ([5, 20, 8], [40, 50, 30], [9, 30, 20], [40, 50, 30])
        >>> round(strata_alike(*strata, measure="risk_ratio").p_value, 3)
        0.422
    """
    choice(measure, tuple(_EACH))
    used = with_both(strata_of(successes_1, n_1, successes_2, n_2))
    with np.errstate(divide="ignore", invalid="ignore"):
        values, variances = _EACH[measure](used)
    kept = np.isfinite(values) & np.isfinite(variances) & (variances > 0)
    at_least(int(kept.sum()), 2)
    weights = 1 / variances[kept]
    middle = (weights * values[kept]).sum() / weights.sum()
    return _alike(float((weights * (values[kept] - middle) ** 2).sum()), int(kept.sum()))


def _alike(statistic: float, strata: int) -> Alike:
    return Alike(statistic=statistic, df=strata - 1, p_value=float(chdtrc(strata - 1, statistic)), strata=strata)


def _telling(used: Strata) -> Strata:
    both = used.k_1 + used.k_2
    kept = (both > 0) & (both < used.n)
    return Strata(used.k_1[kept], used.n_1[kept], used.k_2[kept], used.n_2[kept])


def _fitted(used: Strata, both: Vector, ratio: float) -> Vector:
    """Return the second group's successes under a common odds ratio, given all margins."""
    if abs(ratio - 1) < 1e-12:  # noqa: PLR2004  the equation is linear
        return used.n_2 * both / used.n
    a = 1 - ratio
    b = used.n_1 - both + ratio * (used.n_2 + both)
    c = -ratio * used.n_2 * both
    root = np.sqrt(np.maximum(b * b - 4 * a * c, 0.0))
    ends = np.maximum(0.0, both - used.n_1), np.minimum(used.n_2, both)
    for found in ((-b + root) / (2 * a), (-b - root) / (2 * a)):
        if ((found >= ends[0] - 1e-9) & (found <= ends[1] + 1e-9)).all():
            fitted: Vector = np.asarray(found, dtype=float)
            return fitted
    raise not_estimable("E140")


def _odds(used: Strata) -> tuple[Vector, Vector]:
    cells = used.k_2, used.n_2 - used.k_2, used.k_1, used.n_1 - used.k_1
    return np.log(cells[0] * cells[3] / (cells[1] * cells[2])), np.asarray(sum(1 / cell for cell in cells))


def _risks(used: Strata) -> tuple[Vector, Vector]:
    log_ratio = np.log((used.k_2 / used.n_2) / (used.k_1 / used.n_1))
    return log_ratio, 1 / used.k_2 - 1 / used.n_2 + 1 / used.k_1 - 1 / used.n_1


def _differences(used: Strata) -> tuple[Vector, Vector]:
    p_1, p_2 = used.k_1 / used.n_1, used.k_2 / used.n_2
    return p_2 - p_1, p_1 * (1 - p_1) / used.n_1 + p_2 * (1 - p_2) / used.n_2


_EACH: Mapping[str, Callable[[Strata], tuple[Vector, Vector]]] = {
    "odds_ratio": _odds,
    "risk_ratio": _risks,
    "risk_difference": _differences,
}
