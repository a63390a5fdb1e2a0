"""Means at several occasions and changes from the first, whichever model they come from."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.special import stdtr, stdtrit

from tsi_eval.stats.inputs import Matrix, Vector, not_estimable, probability
from tsi_eval.stats.occasion_table import OccasionTable
from tsi_eval.stats.result import result


@result
class OccasionMean:
    """The mean at one occasion, as if all persons had been measured.

    Attributes:
        occasion: The occasion's label.
        estimate: Model mean, in the outcome's unit.
        se: Its standard error.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons measured at the occasion.
        df: Degrees of freedom.
    """

    occasion: Any
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    df: int


@result
class OccasionChange:
    """The change from the first occasion to a later one.

    Attributes:
        occasion: The later occasion's label.
        estimate: Its mean minus the first occasion's, in the outcome's unit.
        se: Its standard error.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons measured at both occasions.
        df: Degrees of freedom.
        p_value: Two-sided, against 0.
    """

    occasion: Any
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    df: int
    p_value: float


@result
class Occasions:
    """Means at all occasions and changes from the first.

    Attributes:
        means: One an occasion, in order.
        changes: One an occasion but the first, in order.
        level: Confidence level.
        n: Values.
        n_persons: Persons.
        n_clusters: Clusters, or 0.
        method: How estimates and standard errors were made.
        sd_person: Standard deviation between persons (of a cluster), in the outcome's unit; None
            for GEE.
        sd_cluster: Standard deviation between clusters; None without clusters and for GEE.
        sd_residual: Standard deviation within persons; for GEE of a value around its occasion's
            mean.
        correlation: Of two values of a person; for GEE of two values of a group.
        boundary: A variance between persons or clusters was estimated as exactly 0. The answer is
            the best fit, but says that values of a person are unrelated; if they pull in opposite
            directions, the changes' standard errors are too small, and those of `occasions_gee` or
            `paired_t` are to be preferred.
    """

    means: tuple[OccasionMean, ...]
    changes: tuple[OccasionChange, ...]
    level: float
    n: int
    n_persons: int
    n_clusters: int
    method: str
    sd_person: float | None
    sd_cluster: float | None
    sd_residual: float
    correlation: float
    boundary: bool


@result
class Coefficients:
    """What a model says of the means.

    Attributes:
        beta: Mean at each occasion, in the outcome's unit.
        covariance: Its covariance.
        df: Degrees of freedom of the means, and of the changes.
    """

    beta: Vector
    covariance: Matrix
    df: tuple[int, int]


@result
class Spread:
    """What a model says of how values vary and hang together.

    Attributes:
        sd_person: Standard deviation between persons, or None.
        sd_cluster: Between clusters, or None.
        sd_residual: Within persons.
        correlation: Of two values of one person.
        boundary: Whether a variance is exactly 0.
    """

    sd_person: float | None = None
    sd_cluster: float | None = None
    sd_residual: float
    correlation: float
    boundary: bool = False


def on_occasions(
    data: OccasionTable, coefficients: Coefficients, spread: Spread, *, level: float, method: str
) -> Occasions:
    """Return means and changes with their t intervals, or refuse (E139).

    They come from one coefficient an occasion. What has no error is refused.

    Args:
        data: The values.
        coefficients: The means and their covariance.
        spread: How the values vary.
        level: Confidence level, in (0, 1).
        method: As in `Occasions`.
    """
    beta, covariance, df = coefficients.beta, coefficients.covariance, coefficients.df
    half = [float(stdtrit(each, 0.5 + probability(level, "level") / 2)) for each in df]
    measured = np.zeros((len(data.order), data.n_persons), dtype=np.intp)
    measured[data.occasion, data.person] = 1
    both = measured @ measured.T
    variance = np.diag(covariance)
    of_change = variance + variance[0] - 2 * covariance[0]
    if not min(of_change[1:].min(), variance.min()) > 0:
        raise not_estimable("E139")
    errors = np.sqrt(np.abs(of_change))
    means = tuple(
        OccasionMean(
            occasion=label,
            estimate=float(beta[j]),
            se=math.sqrt(variance[j]),
            ci_low=float(beta[j]) - half[0] * math.sqrt(variance[j]),
            ci_high=float(beta[j]) + half[0] * math.sqrt(variance[j]),
            level=level,
            n=int(both[j, j]),
            df=df[0],
        )
        for j, label in enumerate(data.order)
    )
    changes = tuple(
        _change(data.order[j], float(beta[j] - beta[0]), float(errors[j]), half[1], level, int(both[0, j]), df[1])
        for j in range(1, len(data.order))
    )
    return Occasions(
        means=means,
        changes=changes,
        level=level,
        n=data.y.size,
        n_persons=data.n_persons,
        n_clusters=data.n_clusters,
        method=method,
        sd_person=spread.sd_person,
        sd_cluster=spread.sd_cluster,
        sd_residual=spread.sd_residual,
        correlation=spread.correlation,
        boundary=spread.boundary,
    )


def _change(occasion: Any, estimate: float, se: float, half: float, level: float, n: int, df: int) -> OccasionChange:
    return OccasionChange(
        occasion=occasion,
        estimate=estimate,
        se=se,
        ci_low=estimate - half * se,
        ci_high=estimate + half * se,
        level=level,
        n=n,
        df=df,
        p_value=2 * float(stdtr(df, -abs(estimate / se))),
    )
