"""The mean of persons who come in clusters: two parents of a child, the pupils of a class."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtr, stdtrit

from tsi_eval.stats.inputs import Labels, Vector, VectorLike, at_least, not_estimable, probability, spread, vector
from tsi_eval.stats.labels import Codes, coded
from tsi_eval.stats.result import result

FEW = 10
LEAST_CLUSTERS = 2
ROUNDING = 1e-12


@result
class ClusteredMean:
    """A mean over persons in clusters.

    Attributes:
        estimate: Plain mean over persons, in the values' unit.
        se: CR2 standard error.
        ci_low: Lower bound of the t interval with `df` degrees of freedom.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons.
        n_clusters: Clusters.
        df: Satterthwaite's degrees of freedom, from 1 to n_clusters - 1; equal to the latter when
            clusters are equally large.
        p_value: Two-sided, against a mean of 0.
        icc: Intraclass correlation, one-way analysis of variance estimator. It may be below 0, and
            is -1 / (m - 1) where the estimator lies below that, m being the largest cluster's
            size: m persons can't be less alike. None when every cluster holds one person.
        design_effect: 1 + (m - 1) · icc with m the mean cluster size that a person sees, Σm²/n, and
            an icc below 0 counted as 0.
        few: Fewer than 10 clusters: the interval then leans on normal cluster means.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    n_clusters: int
    df: float
    p_value: float
    icc: float | None
    design_effect: float
    few: bool


def clustered_mean(values: VectorLike, clusters: Labels, *, level: float = 0.95) -> ClusteredMean:
    """Estimate a mean, of changes for instance, when persons come in clusters.

    The standard error is Bell and McCaffrey's CR2 with Satterthwaite's degrees of freedom under a
    working model of independent persons of equal variance, as clubSandwich's defaults for a linear
    model with an intercept only. There both have closed forms: se² = Σ S²/(1 - m/n) / n² over
    clusters with residual sum S and size m, and df = n² / (Σm² + (Σu)² - Σu²) with u = m²/(n - m).
    Clusters of one give Student's t with n - 1 degrees of freedom.

    Args:
        values: One value a person, shape (persons,).
        clusters: Cluster label of each value, shape (persons,), at least 2 different.
        level: Confidence level, in (0, 1).

    Returns:
        The mean with its interval, and how alike persons of a cluster are.

    Raises:
        NotEstimable: No values (E141), one (E143), all equal (E140), fewer than 2 clusters (E146),
            equal means in all clusters (E252), bad input, missing labels among it (E145, E147,
            E148).

    References:
        Bell & McCaffrey (2002), Survey Methodology 28, 169-181; Pustejovsky & Tipton (2018), J.
            Business & Economic Statistics 36, 672-683; Donner (1986), Int. Statistical Review 54,
            67-82 (intraclass correlation).

    Example:
        >>> found = clustered_mean([1.0, 2.0, 4.0, 7.0, 6.0], ["a", "a", "b", "b", "c"])
        >>> found.estimate, found.n_clusters, found.few
        (4.0, 3, True)
    """
    level = probability(level, "level")
    x = vector(values, "values")
    at_least(x.size, 2)
    names, code = coded(clusters, x.size, "values, clusters", "clusters")
    if names.size < LEAST_CLUSTERS:
        raise not_estimable("E146")
    spread(x)
    n, sizes, centre = x.size, np.bincount(code).astype(np.float64), float(x.mean())
    sums = np.bincount(code, weights=x - centre)
    se = math.sqrt(float((sums * sums / (1 - sizes / n)).sum())) / n
    if se <= ROUNDING * float(np.abs(x).max()):
        raise not_estimable("E252")
    df = satterthwaite_df(sizes)
    half = float(stdtrit(df, 0.5 + level / 2)) * se
    icc = _intraclass_correlation(x - centre, code, sizes)
    return ClusteredMean(
        estimate=centre,
        se=se,
        ci_low=centre - half,
        ci_high=centre + half,
        level=level,
        n=n,
        n_clusters=names.size,
        df=df,
        p_value=2 * float(stdtr(df, -abs(centre / se))),
        icc=icc,
        design_effect=1 + (float((sizes * sizes).sum()) / n - 1) * max(icc or 0.0, 0.0),
        few=names.size < FEW,
    )


def satterthwaite_df(sizes: Vector) -> float:
    """Return the degrees of freedom of the CR2 variance of a mean over clusters.

    `sizes` are the persons of each cluster; there must be at least 2 clusters.
    """
    n = float(sizes.sum())
    u = sizes * sizes / (n - sizes)
    return n * n / float((sizes * sizes).sum() + u.sum() ** 2 - (u * u).sum())


def _intraclass_correlation(centred: Vector, code: Codes, sizes: Vector) -> float | None:
    n, g = centred.size, sizes.size
    if n == g:
        return None
    means = np.bincount(code, weights=centred) / sizes
    inside = centred - means[code]
    within = float((inside * inside).sum()) / (n - g)
    between = float((sizes * means * means).sum()) / (g - 1)
    size = (n - float((sizes * sizes).sum()) / n) / (g - 1)
    # With clusters of several sizes the estimator can leave the range of a correlation of equals.
    return max((between - within) / (between + (size - 1) * within), -1 / (float(sizes.max()) - 1))
