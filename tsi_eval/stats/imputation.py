"""Change of everybody who began, when some were not measured again: multiple imputation."""

from __future__ import annotations

import math

import numpy as np

from tsi_eval.stats.inputs import (
    Mask,
    Vector,
    VectorLike,
    at_least,
    count,
    not_estimable,
    probability,
    readings,
    spread,
    vector,
    with_gaps,
)
from tsi_eval.stats.paired import paired_t
from tsi_eval.stats.pooling import rubin
from tsi_eval.stats.result import result

LEAST_PAIRS = 10
MOST_IMPUTATIONS = 1_000_000
LEAST_RESIDUAL = 5
COLLINEAR = 1e-6


@result
class ImputedChange:
    """A mean change of everybody with a value before.

    Attributes:
        estimate: Mean of after - before, in the outcome's unit.
        se: Its standard error.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons with a value before.
        n_imputed: Those of them without a value after.
        imputations: Completed data sets; 0 when nobody's value was missing.
        df: Degrees of freedom.
        missing_information: Share of the information on the estimate that is missing, in [0, 1].
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    n_imputed: int
    imputations: int
    df: float
    missing_information: float


def imputed_change(
    before: VectorLike,
    after: VectorLike,
    *,
    covariates: VectorLike | None = None,
    imputations: int = 20,
    seed: int = 0,
    level: float = 0.95,
) -> ImputedChange:
    """Estimate the mean change of everybody with a value before.

    Those who were not measured again are in it too.

    NaN in `after` means: not measured. Values are drawn from a normal linear regression of `after`
    on `before` and the covariates, with its coefficients and residual variance drawn first
    (Bayesian, flat prior: Rubin's normal imputation, "norm" in R's mice), and pooled by `rubin`. It
    is right when those who were not measured differ from the others only in what the regression
    knows (missing at random), not when they left because of how it went for them: see `bounds`.

    Predictive mean matching is not used: with 10-60 persons it has too few donors. With half of 60
    missing at random, the matching of statsmodels' MICEData (20 donors) put its 95 % interval over
    the true change in 79 % of 150 samples; matching among 5 donors did in 87 %, and the normal
    draws in 96 %, of 1,500. Values drawn may have decimals and lie outside the scale; they serve
    the mean only.

    The order of persons changes nothing but rounding, and the draws come from a generator of their
    own: numpy's global random state is neither read nor changed, so that threads may call this at
    the same time.

    Args:
        before: First measurement, shape (persons,), without gaps.
        after: Second measurement, same persons; NaN where there is none. At least 10 are measured
            when any is not, and at least 5 more than the regression has coefficients.
        covariates: What else may tell those who were not measured apart, without gaps, shape
            (persons,) or (persons, covariates).
        imputations: Completed data sets, at least 2.
        seed: Starts the draws: a whole number from 0.
        level: Confidence level, in (0, 1).

    Returns:
        The change; exactly that of `paired_t` when nobody's value is missing.

    Raises:
        NotEstimable: Nobody, or nobody measured twice (E141), too few measured twice or imputations
            (E143), no variation in the changes, before or in a covariate (E140), covariates that
            can be calculated from each other or from `before` (E258), unequal lengths (E147), a gap
            where there may be none, or infinite values (E145), `imputations` or `seed` not whole
            (E149), a level outside (0, 1) (E148).

    References:
        Rubin (1987), Multiple Imputation for Nonresponse in Surveys, pp. 166-167 (the draws);
            Barnard & Rubin (1999), Biometrika 86, 948-955; Morris, White & Royston (2014), BMC Med.
            Res. Methodol. 14, 75 (matching in small samples).

    Example:
        >>> before = [20.0, 18, 25, 16, 22, 19, 24, 17, 21, 23, 15, 26]
        >>> after = [17.0, 18, 20, 15, 19, 18, 21, 16, 20, 18, float("nan"), float("nan")]
        >>> found = imputed_change(before, after)
        >>> found.n, found.n_imputed, found.ci_low < found.estimate < found.ci_high
        (12, 2, True)
    """
    level = probability(level, "level")
    first, second = vector(before, "before"), with_gaps(after)
    if first.shape != second.shape:
        raise not_estimable("E147", names="before, after")
    known = _design(first, covariates)
    missing = np.isnan(second)
    if not missing.any():
        return _complete(first, second, level)
    imputations, seed = count(imputations, "imputations", most=MOST_IMPUTATIONS), count(seed, "seed")
    at_least(imputations, 2)
    at_least(int((~missing).sum()), max(LEAST_PAIRS, known.shape[1] + 1 + LEAST_RESIDUAL))
    spread((second - first)[~missing], scale=np.concatenate([first, second[~missing]]))
    changes = _completed(known, first, second, missing, imputations, seed)
    n = first.size
    with np.errstate(over="ignore", invalid="ignore"):
        variances = changes.var(axis=1, ddof=1) / n
    if not np.isfinite(variances).all():  # from covariates far away from those of the others
        raise not_estimable("E145", name="before, covariates")
    found = rubin(changes.mean(axis=1), variances, complete_df=n - 1, level=level)
    return ImputedChange(
        estimate=found.estimate,
        se=found.se,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=level,
        n=n,
        n_imputed=int(missing.sum()),
        imputations=imputations,
        df=found.df,
        missing_information=found.missing_information,
    )


def _design(first: Vector, covariates: VectorLike | None) -> Vector:
    """Return what the regression knows, shape (persons, 1 + covariates), or refuse (E145, E147)."""
    if covariates is None:
        return first[:, None]
    added = readings(covariates)
    added = added[:, None] if added.ndim == 1 else added
    if added.ndim != 2 or not np.isfinite(added).all() or np.ma.isMaskedArray(covariates):  # noqa: PLR2004  rows and columns
        raise not_estimable("E145", name="covariates")
    if len(added) != first.size:
        raise not_estimable("E147", names="before, covariates")
    return np.column_stack([first, added])


def _complete(first: Vector, second: Vector, level: float) -> ImputedChange:
    found = paired_t(first, second, level=level)
    return ImputedChange(
        estimate=found.estimate,
        se=found.se,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        level=level,
        n=found.n,
        n_imputed=0,
        imputations=0,
        df=float(found.df),
        missing_information=0.0,
    )


def _completed(known: Vector, first: Vector, second: Vector, missing: Mask, times: int, seed: int) -> Vector:
    """Return changes without gaps, shape (times, persons)."""
    seen = known[~missing]
    centre, scale = seen.mean(axis=0), np.array([spread(column) for column in seen.T])
    standard = (known - centre) / scale
    if np.linalg.svd(standard[~missing], compute_uv=False)[-1] < COLLINEAR * math.sqrt(len(seen)):
        raise not_estimable("E258")
    design = np.column_stack([np.ones(first.size), standard])
    # In an order of their own, so that a file sorted otherwise gets the same draws.
    absent = np.flatnonzero(missing)[np.lexsort(known[missing].T)]
    x, y = design[~missing], second[~missing]
    inverse = np.linalg.inv(x.T @ x)
    fitted = inverse @ (x.T @ y)
    residual = y - x @ fitted
    rng = np.random.default_rng(seed)
    sigma = np.sqrt(residual @ residual / rng.chisquare(len(y) - x.shape[1], times))[:, None]
    drawn = fitted + sigma * (rng.standard_normal((times, x.shape[1])) @ np.linalg.cholesky(inverse).T)
    completed = np.tile(second, (times, 1))
    completed[:, absent] = drawn @ design[absent].T + sigma * rng.standard_normal((times, absent.size))
    return np.asarray(completed - first)
