"""Differences in means between groups, with robust standard errors, clusters and blocks."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Literal, get_args

import numpy as np
from scipy.special import stdtr, stdtrit

from tsi_eval.stats.inputs import (
    Labels,
    Matrix,
    Vector,
    VectorLike,
    at_least,
    choice,
    not_estimable,
    probability,
    spread,
    vector,
)
from tsi_eval.stats.labels import Codes, coded, is_missing
from tsi_eval.stats.result import result
from tsi_eval.stats.unequal_spread import bell_mccaffrey, parts_of, welch

SpreadError = Literal["HC2", "welch", "HC1"]
WITHIN_BLOCKS = ("HC2", "HC1")
CONDITION_LIMIT = 1e12
NO_VARIATION = 1e-9
ROUNDING = 1e-12


@result
class Difference:
    """The difference in means between one group and the reference.

    Attributes:
        group: The group's label.
        estimate: Group minus reference, in the outcome's unit.
        se: Standard error: HC2 or the one asked for, or CR1 when clusters are given.
        ci_low: Lower bound of the t interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Observations in all groups, those in blocks with a single group among them, which add
            nothing to the estimate.
        df: Degrees of freedom: Bell and McCaffrey's with HC2, Welch's with "welch", n - k with HC1,
            or clusters - 1.
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
    df: float
    p_value: float
    n_clusters: int


def difference_in_means(
    values: VectorLike,
    groups: Labels,
    *,
    reference: Any,
    blocks: Labels | None = None,
    clusters: Labels | None = None,
    error: SpreadError = "HC2",
    level: float = 0.95,
) -> tuple[Difference, ...]:
    """Estimate each group's mean minus the reference group's, all in one least-squares fit.

    Without blocks the estimate is the plain difference in means. With blocks it is the within-block
    difference (block fixed effects): the estimate for groups that were randomised within blocks.
    Standard errors are HC2, which for plain groups is Welch's, √(s₁²/n₁ + s₂²/n₂), with Bell and
    McCaffrey's degrees of freedom: intervals hold where the smaller group has the larger spread.
    With HC1, n/(n-k) and t with n - k, they are then too narrow: at 10 and 40 persons, standard
    deviations 3 and 1, 91.7 % of them hold the truth (HC2 94.2, Welch 94.8). Where the larger group
    has the larger spread, Bell and McCaffrey's are a little too wide (60 and 10, 4 and 1: 96.7 %).

    With clusters errors are CR1, G/(G-1) · (n-1)/(n-k), and t with G - 1 degrees of freedom. k
    counts the block effects, also where blocks nest in clusters (as Stata's areg and statsmodels
    with dummies do; xtreg and fixest leave them out and get a slightly smaller error).

    Args:
        values: Outcome, shape (n,).
        groups: Group label of each value, shape (n,).
        reference: The label that others are compared with, of the labels' own type: 0 where they
            are whole numbers, "0" where they are texts.
        blocks: Block label of each value, shape (n,), or None.
        clusters: Cluster label of each value, shape (n,), or None.
        error: "HC2"; "welch", the same error with Welch's degrees of freedom, which go by the
            groups' own spreads (as `t.test` in R, without blocks); or "HC1", as Stata's
            `vce(robust)`. Clusters have CR1, whichever is given.
        level: Confidence level, in (0, 1).

    Returns:
        One difference a group other than the reference, in the labels' sorted order.

    Raises:
        NotEstimable: No values (E141), reference absent or only one group (E142), a reference of
            another type than the label that reads the same (E310), no variation (E140) or none
            inside the groups or clusters, so that the error is only rounding (E139), too few
            observations (E143), one that is alone in its group (E320), groups not told apart within
            blocks (E144), fewer than 2 clusters (E146), an unknown error, or Welch's within blocks
            (E138), bad input, missing labels among it (E145, E147, E148).

    References:
        MacKinnon & White (1985), J. Econometrics 29, 305-325 (HC1, HC2); Bell & McCaffrey (2002),
            Survey Methodology 28(2), 169-181, and Imbens & Kolesár (2016), Review of Economics and
            Statistics 98, 701-712 (degrees of freedom); Welch (1947), Biometrika 34, 28-35; Liang &
            Zeger (1986), Biometrika 73, 13-22 (clusters); Cameron & Miller (2015), J. Human
            Resources 50, 317-372 (CR1, t with G - 1).

    Example:
        >>> a, = difference_in_means([1.0, 3.0, 4.0, 8.0], ["r", "r", "s", "s"], reference="r")
        >>> a.estimate
        4.0
    """
    choice(error, get_args(SpreadError) if blocks is None else WITHIN_BLOCKS)
    level = probability(level, "level")
    y = vector(values, "values")
    at_least(y.size, 2)
    names, arm = coded(groups, y.size, "values, groups", "groups")
    compared = _compared(list(names), reference)
    spread(y)
    dummies = np.column_stack([arm == list(names).index(name) for name in compared]).astype(np.float64)
    block = np.zeros(y.size, dtype=np.intp) if blocks is None else coded(blocks, y.size, "values, blocks", "blocks")[1]
    x, outcome = _within(dummies, block), _within(y[:, None], block)[:, 0]
    at_least(y.size, x.shape[1] + int(block.max()) + 2)
    _full_rank(x)
    fit = _Fit(x, outcome, arm, block)
    variances, df, count = _clustered(fit, clusters) if clusters is not None else (*_unclustered(fit, error), 0)
    se = np.sqrt(variances)
    if not (np.isfinite(se).all() and se.min() > ROUNDING * np.abs(y).max()):
        raise not_estimable("E139")
    return tuple(
        _difference(name, estimate, error_of, df_of, level, y.size, count)
        for name, estimate, error_of, df_of in zip(compared, fit.beta.tolist(), se.tolist(), df.tolist(), strict=True)
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


class _Fit:
    """Least squares of columns within blocks.

    Attributes:
        k: Parameters, the block effects among them.
        bread: The inverse of the columns' cross products.
        beta: Shape (columns,).
        residuals: Shape (n,).
    """

    def __init__(self, x: Matrix, outcome: Vector, arm: Codes, block: Codes) -> None:
        self.x, self.arm, self.block = x, arm, block
        self.k = x.shape[1] + int(block.max()) + 1
        self.bread: Matrix = np.asarray(np.linalg.inv(x.T @ x), dtype=np.float64)
        self.beta: Vector = np.asarray(self.bread @ x.T @ outcome, dtype=np.float64)
        self.residuals: Vector = np.asarray(outcome - x @ self.beta, dtype=np.float64)

    def sandwich(self, scores: Matrix) -> Vector:
        """Return the variance of each coefficient with these sums of scores in the middle."""
        variances: Vector = np.diag(self.bread @ (scores.T @ scores) @ self.bread)
        return variances


def _clustered(fit: _Fit, clusters: Labels) -> tuple[Vector, Vector, int]:
    """Return CR1 variances, their degrees of freedom, and how many clusters there are."""
    n = fit.residuals.size
    names, code = coded(clusters, n, "values, clusters", "clusters")
    g = names.size
    if g < 2:  # noqa: PLR2004
        raise not_estimable("E146")
    scores = fit.x * fit.residuals[:, None]
    sums = np.column_stack([np.bincount(code, weights=column) for column in scores.T]).astype(np.float64)
    return fit.sandwich(sums) * (g / (g - 1) * (n - 1) / (n - fit.k)), np.full(fit.beta.size, g - 1.0), g


def _unclustered(fit: _Fit, error: SpreadError) -> tuple[Vector, Vector]:
    """Return variances where each observation stands for itself, and their degrees of freedom."""
    n, squares = fit.residuals.size, fit.residuals**2
    if error == "HC1":
        rest = n - fit.k
        return fit.sandwich(fit.x * fit.residuals[:, None]) * (n / rest), np.full(fit.beta.size, float(rest))
    parts = parts_of(fit.x, fit.block)
    variances = squares @ parts.of_square
    if error == "HC2":
        return variances, bell_mccaffrey(parts)
    sizes = np.bincount(fit.arm)
    of_arms = [np.bincount(fit.arm, weights=of_square * squares) for of_square in parts.of_square.T]
    return variances, np.array([welch(of_arm.astype(np.float64), sizes) for of_arm in of_arms])


def _difference(name: Any, estimate: float, se: float, df: float, level: float, n: int, clusters: int) -> Difference:
    half = float(stdtrit(df, 0.5 + level / 2)) * se
    return Difference(
        group=_plain(name),
        estimate=estimate,
        se=se,
        ci_low=estimate - half,
        ci_high=estimate + half,
        level=level,
        n=n,
        df=df,
        p_value=2 * float(stdtr(df, -abs(estimate / se))),
        n_clusters=clusters,
    )
