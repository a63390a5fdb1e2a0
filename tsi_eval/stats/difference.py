"""Differences in means between groups, with robust standard errors, clusters and blocks."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
from scipy.special import stdtr, stdtrit

from tsi_eval.stats.inputs import Labels, Matrix, VectorLike, at_least, not_estimable, probability, spread, vector
from tsi_eval.stats.labels import Codes, coded, is_missing
from tsi_eval.stats.result import result

CONDITION_LIMIT = 1e12
NO_VARIATION = 1e-9
ROUNDING = 1e-12


@result
class Difference:
    """The difference in means between one group and the reference.

    Attributes:
        group: The group's label.
        estimate: Group minus reference, in the outcome's unit.
        se: Standard error: HC1, or CR1 when clusters are given.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Observations in all groups, those in blocks with a single group among them, which add
            nothing to the estimate.
        df: Degrees of freedom: n - k, or clusters - 1.
        p_value: Two-sided.
        n_clusters: Number of clusters, or 0.
    """

    group: Any
    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    df: int
    p_value: float
    n_clusters: int


def difference_in_means(
    values: VectorLike,
    groups: Labels,
    *,
    reference: Any,
    blocks: Labels | None = None,
    clusters: Labels | None = None,
    level: float = 0.95,
) -> tuple[Difference, ...]:
    """Estimate each group's mean minus the reference group's, all in one least-squares fit.

    Without blocks the estimate is the plain difference in means. With blocks it is the within-block
    difference (block fixed effects): the estimate for groups that were randomised within blocks.
    Standard errors are HC1, n/(n-k); with clusters CR1, G/(G-1) · (n-1)/(n-k), and t with G - 1
    degrees of freedom. k counts the block effects, also where blocks nest in clusters (as Stata's
    areg and statsmodels with dummies do; xtreg and fixest leave them out and get a slightly smaller
    error).

    Args:
        values: Outcome, shape (n,).
        groups: Group label of each value, shape (n,).
        reference: The label that others are compared with, of the labels' own type: 0 where they
            are whole numbers, "0" where they are texts.
        blocks: Block label of each value, shape (n,), or None.
        clusters: Cluster label of each value, shape (n,), or None.
        level: Confidence level, in (0, 1).

    Returns:
        One difference a group other than the reference, in the labels' sorted order.

    Raises:
        NotEstimable: No values (E141), reference absent or only one group (E142), a reference of
            another type than the label that reads the same (E310), no variation (E140) or none
            inside the groups or clusters, so that the error is only rounding (E139), too few
            observations (E143), groups not told apart within blocks (E144), fewer than 2 clusters
            (E146), bad input, missing labels among it (E145, E147, E148).

    References:
        MacKinnon & White (1985), J. Econometrics 29, 305-325 (HC1); Liang & Zeger (1986),
            Biometrika 73, 13-22 (clusters); Cameron & Miller (2015), J. Human Resources 50, 317-372
            (CR1, t with G - 1).

    Example:
        >>> a, = difference_in_means([1.0, 3.0, 4.0, 8.0], ["r", "r", "s", "s"], reference="r")
        >>> a.estimate
        4.0
    """
    level = probability(level, "level")
    y = vector(values, "values")
    at_least(y.size, 2)
    names, arm = coded(groups, y.size, "values, groups", "groups")
    compared = _compared(list(names), reference)
    spread(y)
    dummies = np.column_stack([arm == list(names).index(name) for name in compared]).astype(np.float64)
    block = np.zeros(y.size, dtype=np.intp) if blocks is None else coded(blocks, y.size, "values, blocks", "blocks")[1]
    x, outcome = _within(dummies, block), _within(y[:, None], block)[:, 0]
    k = x.shape[1] + int(block.max()) + 1
    at_least(y.size, k + 1)
    _full_rank(x)
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ outcome
    scores = x * (outcome - x @ beta)[:, None]
    meat, df, count = _meat(scores, k, clusters)
    se = np.sqrt(np.diag(bread @ meat @ bread))
    if not (np.isfinite(se).all() and se.min() > ROUNDING * np.abs(y).max()):
        raise not_estimable("E139")
    quantile = float(stdtrit(df, 0.5 + level / 2))
    return tuple(
        _difference(name, b, s, quantile, level, y.size, df, count)
        for name, b, s in zip(compared, beta.tolist(), se.tolist(), strict=True)
    )


def _compared(names: list[Any], reference: Any) -> list[Any]:
    """Return the labels other than the reference, or refuse when it or all others are absent."""
    if not isinstance(reference, Hashable) or is_missing(reference):
        raise not_estimable("E142", group=str(reference))
    compared = [name for name in names if name != reference]
    if compared and len(compared) < len(names):
        return compared
    for name in compared:
        if _reads_the_same(name, reference):
            raise not_estimable("E310", reference=repr(_plain(reference)), label=repr(_plain(name)))
    raise not_estimable("E142", group=str(reference))


def _plain(label: Any) -> Any:
    """Return a label of numpy's as Python's own."""
    return label.item() if isinstance(label, np.generic) else label


def _reads_the_same(label: Any, reference: Any) -> bool:
    """Return whether two labels of different types look alike: "0" and 0, or "1.0" and 1."""
    if isinstance(label, str) == isinstance(reference, str):
        return False
    try:
        return float(label) == float(reference)
    except (TypeError, ValueError):
        return False


def _within(columns: Matrix, block: Codes) -> Matrix:
    sizes = np.bincount(block)[:, None]
    sums = np.column_stack([np.bincount(block, weights=column) for column in columns.T])
    centred: Matrix = columns - (sums / sizes)[block]
    return centred


def _full_rank(x: Matrix) -> None:
    norms = np.sqrt((x * x).sum(axis=0))
    if (norms < NO_VARIATION).any() or np.linalg.cond(x / norms) > CONDITION_LIMIT:
        raise not_estimable("E144")


def _meat(scores: Matrix, k: int, clusters: Labels | None) -> tuple[Matrix, int, int]:
    n = scores.shape[0]
    if clusters is None:
        return scores.T @ scores * (n / (n - k)), n - k, 0
    names, code = coded(clusters, n, "values, clusters", "clusters")
    g = names.size
    if g < 2:  # noqa: PLR2004
        raise not_estimable("E146")
    sums = np.column_stack([np.bincount(code, weights=column) for column in scores.T])
    return sums.T @ sums * (g / (g - 1) * (n - 1) / (n - k)), g - 1, g


def _difference(
    name: Any,
    estimate: float,
    se: float,
    quantile: float,
    level: float,
    n: int,
    df: int,
    clusters: int,
) -> Difference:
    return Difference(
        group=_plain(name),
        estimate=estimate,
        se=se,
        ci_low=estimate - quantile * se,
        ci_high=estimate + quantile * se,
        level=level,
        n=n,
        df=df,
        p_value=2 * float(stdtr(df, -abs(estimate / se))),
        n_clusters=clusters,
    )
