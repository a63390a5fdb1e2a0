"""Does a share, or an ordered answer, rise over ordered groups?"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import chdtrc

from tsi_eval.stats.contingency import whole_table
from tsi_eval.stats.inputs import (
    LARGEST_COUNT,
    Matrix,
    MatrixLike,
    Vector,
    VectorLike,
    at_least,
    moderate_vector,
    not_estimable,
    vector,
)
from tsi_eval.stats.result import result


@result
class Trend:
    """A test of a trend over ordered groups.

    Attributes:
        estimate: How much the share rises a step of the score; of two ordered classifications,
            their correlation.
        statistic: Chi-square.
        df: Degrees of freedom, 1.
        p_value: Two-sided, of no trend.
        n: All counts together.
    """

    estimate: float
    statistic: float
    df: int
    p_value: float
    n: int


def trend_in_shares(successes: VectorLike, totals: VectorLike, scores: VectorLike | None = None) -> Trend:
    """Test whether a share rises over ordered groups, such as school years (Cochran-Armitage).

    Args:
        successes: How many in each group, shape (groups,), at least 2.
        totals: Of how many.
        scores: The groups' scores, unequal ones too; unless given, 1, 2, 3 and so on.

    Returns:
        The test, with the variance by n, as R's `prop.trend.test`. The estimate is the slope of the
        weighted regression of the shares on the scores.

    Raises:
        NotEstimable: Fewer than two groups (E143) or nobody (E141), counts that are not whole or
            larger than their totals (E149), unequal lengths (E147), nobody or everybody is a
            success, or all have one score (E140), gaps (E145).

    References:
        Armitage (1955), Biometrics 11, 375-386.

    Example:
        >>> found = trend_in_shares([83, 90, 129, 70], [86, 93, 136, 82])
        >>> round(found.statistic, 4), round(found.p_value, 6)
        (8.2249, 0.004132)
    """
    k, n = vector(successes, "successes"), vector(totals, "totals")
    x = moderate_vector(np.arange(1, k.size + 1) if scores is None else scores, "scores")
    if not k.shape == n.shape == x.shape:
        raise not_estimable("E147", names="successes, totals, scores")
    at_least(k.size, 2)
    for name, counts, most in (("successes", k, n), ("totals", n, np.full(n.shape, LARGEST_COUNT))):
        if (counts < 0).any() or (counts != np.floor(counts)).any() or (counts > most).any():
            raise not_estimable("E149", name=name)
    at_least(int(n.sum()), 1)
    share = k.sum() / n.sum()
    around = x - (n * x).sum() / n.sum()
    spread = float((n * around**2).sum())
    if not (0 < share < 1 and spread > 0):
        raise not_estimable("E140")
    slope = float((k * around).sum()) / spread
    statistic = slope**2 * spread / float(share * (1 - share))
    return _trend(slope, statistic, int(n.sum()))


def linear_by_linear(
    table: MatrixLike, *, row_scores: VectorLike | None = None, column_scores: VectorLike | None = None
) -> Trend:
    """Test whether two ordered classifications rise together.

    Args:
        table: Counts, shape (rows, columns), at least 2 by 2.
        row_scores: Of the rows, unequal ones too; unless given, 1, 2, 3 and so on.
        column_scores: Of the columns; likewise.

    Returns:
        The test: (n - 1) times the square of the correlation of the scores.

    Raises:
        NotEstimable: Nothing is counted (E141), cells are no whole numbers from 0 up (E149), scores
            of another number than rows or columns (E147), all counts have one score (E140), values
            without a table (E145), a table with one row (E262).

    References:
        Mantel (1963), J. Amer. Stat. Assoc. 58, 690-700; Agresti (2013), Categorical Data Analysis,
            3rd ed., 3.4.

    Example:
        >>> found = linear_by_linear([[10, 8, 4], [6, 9, 9], [3, 7, 14]])
        >>> round(found.estimate, 3), round(found.statistic, 2)
        (0.369, 9.37)
    """
    counts = whole_table(table)
    if min(counts.shape) < 2:  # noqa: PLR2004  rows, columns
        raise not_estimable("E262")
    at_least(int(counts.sum()), 2)
    rows, columns = (
        _scores(given, size, name)
        for given, size, name in (
            (row_scores, counts.shape[0], "row_scores"),
            (column_scores, counts.shape[1], "column_scores"),
        )
    )
    r = _correlation(counts, rows, columns)
    n = int(counts.sum())
    return _trend(r, (n - 1) * r * r, n)


def _scores(given: VectorLike | None, size: int, name: str) -> Vector:
    scores = moderate_vector(np.arange(1, size + 1) if given is None else given, name)
    if scores.size != size:
        raise not_estimable("E147", names=f"table, {name}")
    return scores


def _correlation(counts: Matrix, rows: Vector, columns: Vector) -> float:
    shares = counts / counts.sum()
    across, down = columns - shares.sum(axis=0) @ columns, rows - shares.sum(axis=1) @ rows
    spread = float((shares.sum(axis=0) @ across**2) * (shares.sum(axis=1) @ down**2))
    if not spread > 0:
        raise not_estimable("E140")
    return float(down @ shares @ across) / math.sqrt(spread)


def _trend(estimate: float, statistic: float, n: int) -> Trend:
    return Trend(estimate=estimate, statistic=statistic, df=1, p_value=float(chdtrc(1, statistic)), n=n)
