"""Two groups compared within strata, such as schools, and put together by Mantel and Haenszel.

Worked example. In each of two schools the same share of those who got support finished twice as
often; but the school with more support has more who finish anyway. Counted together the ratio would
be another; within schools, and then together, it is two.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import chdtrc, ndtri

from tsi_eval.stats.inputs import (
    LARGEST_COUNT,
    Vector,
    VectorLike,
    at_least,
    choice,
    not_estimable,
    probability,
    vector,
    yes_or_no,
)
from tsi_eval.stats.result import result

Measure = Literal["odds_ratio", "risk_ratio", "risk_difference"]
DifferenceError = Literal["sato", "greenland_robins"]


@dataclass(frozen=True, slots=True)
class Strata:
    """Two groups in each stratum, each an array of shape (strata,).

    Attributes:
        k_1: Successes of the first group.
        n_1: Its trials.
        k_2: Successes of the second group.
        n_2: Its trials.
    """

    k_1: Vector
    n_1: Vector
    k_2: Vector
    n_2: Vector

    @property
    def n(self) -> Vector:
        """All trials of each stratum."""
        return self.n_1 + self.n_2


@result
class Stratified:
    """Two groups compared within strata and put together, second with first.

    Attributes:
        estimate: The ratio or the difference.
        se: Its standard error; of a ratio that of its logarithm.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        statistic: Mantel and Haenszel's chi-square of no association in any stratum.
        p_value: Of the same.
        n: All trials that were used.
        strata: How many strata were used.
        left_out: Strata in which one group is empty, which say nothing.
        measure: What was estimated.
        se_scale: Of `se`: "identity" or "log".
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    statistic: float
    p_value: float
    n: int
    strata: int
    left_out: int
    measure: Measure
    se_scale: Literal["identity", "log"]


def mantel_haenszel(
    successes_1: VectorLike,
    n_1: VectorLike,
    successes_2: VectorLike,
    n_2: VectorLike,
    *,
    measure: Measure = "odds_ratio",
    corrected: bool = False,
    difference_error: DifferenceError = "sato",
    level: float = 0.95,
) -> Stratified:
    """Compare two groups within strata, and put the strata together.

    Args:
        successes_1: Of the first group, by stratum, shape (strata,).
        n_1: Its trials, by stratum.
        successes_2: Of the second group.
        n_2: Its trials.
        measure: "odds_ratio" (error by Robins, Breslow and Greenland), "risk_ratio" (Greenland and
            Robins) or "risk_difference".
        corrected: Whether the test is corrected for continuity.
        difference_error: Of a risk difference: "sato" or "greenland_robins".
        level: Confidence level, in (0, 1).

    Returns:
        The estimate over all strata. Strata with an empty group are left out, and counted.

    Raises:
        NotEstimable: No stratum has both groups (E141), counts that are not whole or larger than
            their trials (E149), unequal lengths (E147), nothing to divide by (E245), everybody or
            nobody a success everywhere (E140), an unknown choice (E138), gaps (E145), a level
            outside (0, 1) (E148).

    References:
        Mantel & Haenszel (1959), J. National Cancer Institute 22, 719-748; Robins, Breslow &
            Greenland (1986), Biometrics 42, 311-323; Greenland & Robins (1985), Biometrics 41,
            55-68; Sato (1989), Biometrics 45, 1323-1324.

    Example:
        >>> found = mantel_haenszel([5, 20], [40, 50], [9, 30], [40, 50])
        >>> round(found.estimate, 3), round(found.ci_low, 3), round(found.ci_high, 3)
        (2.179, 1.12, 4.238)
    """
    choice(measure, tuple(_ESTIMATES))
    choice(difference_error, ("sato", "greenland_robins"))
    corrected, level = yes_or_no(corrected), probability(level, "level")
    every = strata_of(successes_1, n_1, successes_2, n_2)
    used = with_both(every)
    statistic = _test(used, corrected=corrected)
    estimate, se = _ESTIMATES[measure](used, difference_error)
    half = float(ndtri(0.5 + level / 2)) * se
    is_ratio = measure != "risk_difference"
    ends = (estimate * math.exp(-half), estimate * math.exp(half)) if is_ratio else (estimate - half, estimate + half)
    return Stratified(
        estimate=estimate,
        se=se,
        ci_low=ends[0],
        ci_high=ends[1],
        level=level,
        statistic=statistic,
        p_value=float(chdtrc(1, statistic)),
        n=int(used.n.sum()),
        strata=used.n.size,
        left_out=every.n.size - used.n.size,
        measure=measure,
        se_scale="log" if is_ratio else "identity",
    )


def strata_of(successes_1: VectorLike, n_1: VectorLike, successes_2: VectorLike, n_2: VectorLike) -> Strata:
    """Return the strata, or refuse them (E141, E145, E147, E149)."""
    names = ("successes_1", "n_1", "successes_2", "n_2")
    k_1, t_1, k_2, t_2 = (
        vector(given, name) for given, name in zip((successes_1, n_1, successes_2, n_2), names, strict=True)
    )
    if not k_1.shape == t_1.shape == k_2.shape == t_2.shape:
        raise not_estimable("E147", names=", ".join(names))
    for name, counts, most in (
        ("successes_1", k_1, t_1),
        ("successes_2", k_2, t_2),
        ("n_1", t_1, np.full(t_1.shape, LARGEST_COUNT)),
        ("n_2", t_2, np.full(t_2.shape, LARGEST_COUNT)),
    ):
        if (counts < 0).any() or (counts != np.floor(counts)).any() or (counts > most).any():
            raise not_estimable("E149", name=name)
    return Strata(k_1, t_1, k_2, t_2)


def with_both(every: Strata) -> Strata:
    """Return the strata in which neither group is empty, or refuse when there is none (E141)."""
    kept = (every.n_1 > 0) & (every.n_2 > 0)
    at_least(int(kept.sum()), 1)
    return Strata(every.k_1[kept], every.n_1[kept], every.k_2[kept], every.n_2[kept])


def _test(used: Strata, *, corrected: bool) -> float:
    n, both = used.n, used.k_1 + used.k_2
    more = n > 1
    variance = np.divide(used.n_1 * used.n_2 * both * (n - both), n * n * np.maximum(n - 1, 1)) * more
    if not variance.sum() > 0:
        raise not_estimable("E140")
    distance = abs(float((used.k_2 - used.n_2 * both / n).sum()))
    if corrected:
        distance -= min(0.5, distance)
    return distance**2 / float(variance.sum())


def _odds_ratio(used: Strata, _: DifferenceError) -> tuple[float, float]:
    a, b, c, d = used.k_2, used.n_2 - used.k_2, used.k_1, used.n_1 - used.k_1
    r, s = a * d / used.n, b * c / used.n
    up, down = _divisible(float(r.sum()), float(s.sum()))
    p, q = (a + d) / used.n, (b + c) / used.n
    variance = (
        float((p * r).sum()) / (2 * up**2)
        + float((p * s + q * r).sum()) / (2 * up * down)
        + float((q * s).sum()) / (2 * down**2)
    )
    return up / down, math.sqrt(variance)


def _risk_ratio(used: Strata, _: DifferenceError) -> tuple[float, float]:
    up, down = _divisible(float((used.k_2 * used.n_1 / used.n).sum()), float((used.k_1 * used.n_2 / used.n).sum()))
    both = used.k_1 + used.k_2
    inside = (both * used.n_1 * used.n_2 - used.k_1 * used.k_2 * used.n) / used.n**2
    return up / down, math.sqrt(float(inside.sum()) / (up * down))


def _divisible(up: float, down: float) -> tuple[float, float]:
    if not (up > 0 and down > 0):
        raise not_estimable("E245", name="successes_1" if down == 0 else "successes_2")
    return up, down


def _risk_difference(used: Strata, error: DifferenceError) -> tuple[float, float]:
    weights = used.n_1 * used.n_2 / used.n
    difference = float(((used.k_2 * used.n_1 - used.k_1 * used.n_2) / used.n).sum() / weights.sum())
    inside = _sato(used, difference) if error == "sato" else _greenland_robins(used)
    if not inside > 0:
        raise not_estimable("E140")
    return difference, math.sqrt(inside) / float(weights.sum())


def _sato(used: Strata, difference: float) -> float:
    f_1, f_2 = used.n_1 / used.n, used.n_2 / used.n
    of_difference = used.k_1 * f_2**2 - used.k_2 * f_1**2 + f_1 * f_2 * (used.n_1 - used.n_2) / 2
    rest = (used.k_2 * (used.n_1 - used.k_1) + used.k_1 * (used.n_2 - used.k_2)) / (2 * used.n)
    return float(difference * of_difference.sum() + rest.sum())


def _greenland_robins(used: Strata) -> float:
    first = used.k_1 * (used.n_1 - used.k_1) * used.n_2**3
    second = used.k_2 * (used.n_2 - used.k_2) * used.n_1**3
    return float(((first + second) / (used.n_1 * used.n_2 * used.n**2)).sum())


_ESTIMATES: Mapping[str, Callable[[Strata, DifferenceError], tuple[float, float]]] = {
    "odds_ratio": _odds_ratio,
    "risk_ratio": _risk_ratio,
    "risk_difference": _risk_difference,
}
