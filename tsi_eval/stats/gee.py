"""More than two occasions, with persons who miss some of them: generalised estimating equations."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from tsi_eval.stats.inputs import Labels, Matrix, Vector, VectorLike, at_least, not_estimable, probability
from tsi_eval.stats.labels import Codes
from tsi_eval.stats.occasion_table import OccasionTable, occasion_table
from tsi_eval.stats.occasions import Coefficients, Occasions, Spread, on_occasions

GEE = "GEE, Gaussian, exchangeable; bias-reduced covariance (Mancl-DeRouen); Wald with t"


def occasions_gee(
    values: VectorLike,
    occasions: Labels,
    persons: Labels,
    *,
    order: Sequence[Any],
    clusters: Labels | None = None,
    level: float = 0.95,
) -> Occasions:
    """Estimate means and changes by generalised estimating equations.

    They hold however the values of a person are correlated.

    What is estimated is what `occasions_mixed` estimates. The model is Gaussian, with an
    exchangeable working correlation within persons, or within clusters when they are given. The
    standard errors hold whatever the true correlation and variances are; they have Mancl and
    DeRouen's correction for few groups, and t has groups - 1 degrees of freedom. For complete data
    the changes are the mean paired differences, and their standard errors √(groups/(groups - 1))
    times the paired ones.

    Missing values must be missing completely at random, unless the working correlation is the true
    one. With clusters it is not, since it doesn't tell two values of a person from two persons:
    prefer persons with all occasions there. A series must never mix values from different raters of
    the same person.

    Args:
        values: All values, shape (values,).
        occasions: Occasion label of each value, shape (values,).
        persons: Person label of each value, shape (values,); at most one value a person and
            occasion.
        order: All occasions in order, at least 2; the first is compared with. Each needs values of
            at least 2 persons and clusters.
        clusters: Cluster label of each value, shape (values,); persons stay in one. At least 2.
            None: no clusters.
        level: Confidence level, in (0, 1).

    Returns:
        Means and changes.

    Raises:
        NotEstimable: As `occasions_mixed`; also an occasion with values from a single cluster
            (E143).

    References:
        Liang & Zeger (1986), Biometrika 73, 13-22; Mancl & DeRouen (2001), Biometrics 57, 126-134.
            Computed by statsmodels' GEE.

    Example:
        >>> values, persons = [1, 3, 2, 5, 4, 5], [1, 1, 2, 2, 3, 3]
        >>> found = occasions_gee(values, ["a", "b"] * 3, persons, order=["a", "b"])
        >>> round(found.changes[0].estimate, 6), found.changes[0].df
        (2.0, 2)
    """
    level = probability(level, "level")
    data = occasion_table(values, occasions, persons, order, clusters)
    group = data.person if data.cluster is None else data.cluster
    held = np.bincount(np.unique(np.column_stack([data.occasion, group]), axis=0)[:, 0])
    at_least(int(held.min()), 2)
    beta, covariance, scale, correlation = _fit_gee(data, group)
    df = int(group.max())
    return on_occasions(
        data,
        Coefficients(beta=beta * data.sd + data.centre, covariance=covariance * data.sd**2, df=(df, df)),
        Spread(sd_residual=math.sqrt(scale) * data.sd, correlation=correlation),
        level=level,
        method=GEE,
    )


def _fit_gee(data: OccasionTable, group: Codes) -> tuple[Vector, Matrix, float, float]:
    from statsmodels.genmod import generalized_estimating_equations as gee  # noqa: PLC0415  statsmodels takes seconds to import
    from statsmodels.genmod.cov_struct import Exchangeable  # noqa: PLC0415  same

    x = np.eye(len(data.order))[data.occasion]
    # Moments over plain counts, as geepack: counts less the parameters give correlations above 1
    # when persons are few.
    with warnings.catch_warnings():
        # A warning about the numbers is a refusal; one about a library's own future is not ours.
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        try:
            fit = gee.GEE(data.y, x, groups=group, cov_struct=Exchangeable()).fit(
                cov_type="bias_reduced", maxiter=200, ctol=1e-10, params_niter=1, ddof_scale=0
            )
        except (Warning, np.linalg.LinAlgError, FloatingPointError, ZeroDivisionError):
            raise not_estimable("E256") from None
    covariance = np.asarray(fit.cov_params(), dtype=np.float64)
    diagonal = np.diag(covariance)
    if not (fit.converged and np.isfinite(covariance).all() and diagonal.min() > 0):
        raise not_estimable("E256")
    scale = float(fit.scale) * data.y.size / (data.y.size - len(data.order))
    return np.asarray(fit.params), covariance, scale, float(fit.cov_struct.dep_params)
