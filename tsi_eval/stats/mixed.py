"""More than two occasions, with persons who miss some of them: a mixed model."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tsi_eval.stats.inputs import Labels, Matrix, Vector, VectorLike, not_estimable, probability
from tsi_eval.stats.occasion_table import OccasionTable, occasion_table
from tsi_eval.stats.occasions import Coefficients, Occasions, Spread, on_occasions

LARGEST_LOG = math.log(1e14)
SETTLED = 1e-5
STARTS = (0.05, 0.7, 2.5, 12.0)
NEWTON, DIFFERENCE = 5, 1e-4
REML = "REML; inverse of the information at the estimated variances; Wald with t"


def occasions_mixed(
    values: VectorLike,
    occasions: Labels,
    persons: Labels,
    *,
    order: Sequence[Any],
    clusters: Labels | None = None,
    level: float = 0.95,
) -> Occasions:
    """Estimate the mean at each occasion and the change from the first by a mixed model.

    Each person has a random intercept.

    Persons who miss occasions count with what they have; the estimates are right when values are
    missing at random given those that are there. The model takes variances to be equal at all
    occasions, and any two values of a person to be equally correlated. Where persons develop
    differently its intervals are too narrow: with slopes that spread as much as one and a half
    times the error, some 87 % of 95 % intervals of the last change hold (`occasions_gee`: 96 %; 30
    persons, all measured three times). A random intercept for clusters makes the means' errors
    right; a change is within persons, so clusters that change differently don't widen it
    (`occasions_gee` with clusters does that). One rater only: a series must never mix values from
    different raters of the same person.

    The variances are estimated by restricted maximum likelihood (REML), which may put one of them
    at 0. The standard errors come from the inverse of the information at the estimated variances,
    as in lme4. The degrees of freedom follow containment: for changes they are values - persons -
    (occasions - 1), for means persons - 1, or clusters - 1. With complete data those for changes
    are exact and equal Satterthwaite's, and for two occasions the change is then the paired t-test
    (when the persons' variance isn't 0). Those for means are careful: Satterthwaite's are mostly
    more.

    Args:
        values: All values, shape (values,).
        occasions: Occasion label of each value, shape (values,).
        persons: Person label of each value, shape (values,); at most one value a person and
            occasion.
        order: All occasions in order, at least 2; the first is compared with. Each needs values of
            at least 2 persons.
        clusters: Cluster label of each value, shape (values,); persons stay in one. At least 2.
            None: no clusters.
        level: Confidence level, in (0, 1).

    Returns:
        Means, changes and variance components.

    Raises:
        NotEstimable: No values (E141), fewer than persons + occasions (E143), all equal (E140), no
            variation within persons (E139), an occasion not in `order` or named twice (E138) or
            without values (E142), two values of a person at an occasion or a person in two clusters
            (E257), fewer than 2 clusters (E146), no maximum of the likelihood found (E256), an
            `order` that has none, as a set or a text (E311), bad input (E145, E147, E148).

    References:
        Laird & Ware (1982), Biometrics 38, 963-974; Patterson & Thompson (1971), Biometrika 58,
            545-554 (REML); Pinheiro & Bates (2000), Mixed-Effects Models in S and S-PLUS, sec.
            2.4.2 (degrees of freedom).

    Example:
        >>> values, persons = [1, 3, 2, 5, 4, 5], [1, 1, 2, 2, 3, 3]
        >>> found = occasions_mixed(values, ["a", "b"] * 3, persons, order=["a", "b"])
        >>> round(found.changes[0].estimate, 6), found.changes[0].df
        (2.0, 2)
    """
    level = probability(level, "level")
    data = occasion_table(values, occasions, persons, order, clusters)
    person_ratio, cluster_ratio = _variance_ratios(data)
    likelihood = _Reml(data)
    inner = likelihood.weighted(person_ratio, cluster_ratio)
    k = len(data.order)
    bread: Matrix = np.asarray(np.linalg.inv(inner[:k, :k]), dtype=np.float64)
    beta = bread @ inner[:k, k]
    scale = float(inner[k, k] - inner[:k, k] @ beta) / (data.y.size - k)
    person, cluster = person_ratio * scale, cluster_ratio * scale
    grouped = data.cluster is not None
    df = data.y.size - data.n_persons - (k - 1)
    coefficients = Coefficients(
        beta=beta * data.sd + data.centre,
        covariance=bread * scale * data.sd**2,
        df=((data.n_clusters if grouped else data.n_persons) - 1, df),
    )
    spread = Spread(
        sd_person=math.sqrt(person) * data.sd,
        sd_cluster=math.sqrt(cluster) * data.sd if grouped else None,
        sd_residual=math.sqrt(scale) * data.sd,
        correlation=(person + cluster) / (person + cluster + scale),
        boundary=person_ratio == 0 or (grouped and cluster_ratio == 0),
    )
    return on_occasions(data, coefficients, spread, level=level, method=REML)


class _Reml:
    """The restricted likelihood, with variances in units of the residual's.

    It is made of sums over persons and clusters, without any matrix of n by n.
    """

    def __init__(self, data: OccasionTable) -> None:
        k = len(data.order)
        columns = np.column_stack([np.eye(k)[data.occasion], data.y])
        self.k, self.n = k, data.y.size
        self.sizes = np.bincount(data.person).astype(np.float64)
        sums = np.column_stack([np.bincount(data.person, weights=column) for column in columns.T])
        self.means: Matrix = sums / self.sizes[:, None]
        inside = columns - self.means[data.person]
        self.inside: Matrix = inside.T @ inside
        self.of_person = np.zeros(data.n_persons, dtype=np.intp)
        if data.cluster is not None:
            self.of_person[data.person] = data.cluster
        self.count = max(data.n_clusters, 1)

    def _by_cluster(self, rows: Matrix) -> Matrix:
        return np.column_stack([np.bincount(self.of_person, weights=column, minlength=self.count) for column in rows.T])

    def _parts(self, person: float, cluster: float) -> tuple[Matrix, Matrix, Vector, Matrix, Vector]:
        # Inside persons, between persons of a cluster, between clusters: sums of squares, so that
        # no digits cancel when ratios are large.
        shrunk = self.sizes / (1 + self.sizes * person)
        in_cluster = self._by_cluster(np.column_stack([self.means * shrunk[:, None], shrunk]))
        totals, weight = in_cluster[:, :-1], in_cluster[:, -1]
        apart = self.means - (totals / weight[:, None])[self.of_person]
        cluster_means = totals / (weight * (1 + cluster * weight))[:, None]
        inner = self.inside + apart.T @ (apart * shrunk[:, None]) + totals.T @ cluster_means
        return inner, shrunk[:, None] * (apart + cluster_means[self.of_person]), shrunk, totals, weight

    def weighted(self, person: float, cluster: float) -> Matrix:
        """Return [X, y]' V⁻¹ [X, y]."""
        return self._parts(person, cluster)[0]

    def deviance(self, person: float, cluster: float) -> tuple[float, Vector]:
        """Return -2 log restricted likelihood but for a constant, and its two derivatives.

        The derivatives are by the two ratios of variances.
        """
        inner, rows, shrunk, totals, weight = self._parts(person, cluster)
        k, df = self.k, self.n - self.k
        bread: Matrix = np.asarray(np.linalg.inv(inner[:k, :k]), dtype=np.float64)
        residual = np.append(-(bread @ inner[:k, k]), 1.0)
        rss = float(residual @ inner @ residual)
        value = (
            float(np.log1p(self.sizes * person).sum() + np.log1p(cluster * weight).sum())
            + float(np.linalg.slogdet(inner[:k, :k])[1])
            + df * math.log(rss)
        )
        share = cluster / (1 + cluster * weight)
        of_cluster = totals / (1 + cluster * weight)[:, None]
        slopes = [
            float((shrunk - shrunk * shrunk * share[self.of_person]).sum()) - _loss(rows, bread, residual, df / rss),
            float((weight / (1 + cluster * weight)).sum()) - _loss(of_cluster, bread, residual, df / rss),
        ]
        return value, np.array(slopes)


def _loss(rows: Matrix, bread: Matrix, residual: Vector, weight: float) -> float:
    k = bread.shape[0]
    return float(np.einsum("ij,jk,ik->", rows[:, :k], bread, rows[:, :k])) + weight * float(
        ((rows @ residual) ** 2).sum()
    )


def _variance_ratios(data: OccasionTable) -> tuple[float, float]:
    """Return the variances between persons and between clusters over the residual one.

    They are those at the maximum of the likelihood.
    """
    from scipy.optimize import minimize  # noqa: PLC0415  only mixed models need it

    model, free = _Reml(data), 1 if data.cluster is None else 2

    def scaled(log: Vector) -> tuple[float, Vector]:
        ratios = np.append(np.expm1(log), 0.0)[:2]
        value, slopes = model.deviance(float(ratios[0]), float(ratios[1]))
        return value, (slopes * (1 + ratios))[:free]

    bounds = [(0.0, LARGEST_LOG)] * free
    # TNC calls no BLAS, whose threads make L-BFGS-B's small steps ten times slower on a busy
    # machine.
    fits = [minimize(scaled, np.full(free, start), jac=True, method="TNC", bounds=bounds) for start in STARTS]
    best = _sharpened(lambda log: scaled(log)[1], min(fits, key=lambda fit: float(fit.fun)).x)
    slopes = scaled(best)[1]
    # At zero the likelihood may fall off; anywhere else it must be flat.
    if np.max(np.abs(np.where((best == 0) & (slopes > 0), 0.0, slopes))) > SETTLED * data.y.size:
        raise not_estimable("E256")
    ratios = np.append(np.expm1(best), 0.0)
    return float(ratios[0]), float(ratios[1])


def _sharpened(slopes: Callable[[Vector], Vector], at: Vector) -> Vector:
    """Return the flat point near `at` by Newton's steps.

    The steps are taken in the coordinates that are not at zero.
    """
    inside = np.flatnonzero(at > 0)
    for _ in range(NEWTON if inside.size else 0):
        steps = [np.where(np.arange(at.size) == j, DIFFERENCE * (1 + at[j]), 0.0) for j in inside]
        curve = np.array([(slopes(at + h) - slopes(at - h))[inside] / (2 * h.sum()) for h in steps])
        if np.linalg.eigvalsh((curve + curve.T) / 2).min() <= 0:
            break
        moved = at.copy()
        moved[inside] = np.clip(at[inside] - np.linalg.solve(curve, slopes(at)[inside]), at[inside] / 2, LARGEST_LOG)
        at = moved
    return at
