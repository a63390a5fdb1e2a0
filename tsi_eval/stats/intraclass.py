"""How well several raters, or items, tell persons apart: intraclass correlation."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import fdtri

from tsi_eval.stats.inputs import EDGE, Matrix, MatrixLike, at_least, complete_table, not_estimable, probability
from tsi_eval.stats.result import result

Form = Literal["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]
LEAST_TARGETS = 3
FORMS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")


@result
class IntraclassCorrelation:
    """An intraclass correlation.

    Attributes:
        estimate: The correlation; below 0 when targets differ less than chance would make them.
        ci_low: Lower bound.
        ci_high: Upper bound.
        level: Confidence level.
        n: Targets.
        n_raters: Raters.
        form: Shrout & Fleiss' form.
        mean_square_targets: Between targets.
        mean_square_raters: Between raters.
        mean_square_error: What is left.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    n_raters: int
    form: Form
    mean_square_targets: float
    mean_square_raters: float
    mean_square_error: float


@result
class TwoWay:
    """Mean squares of a complete table.

    Attributes:
        n: Rows.
        k: Columns.
        rows: Between rows, n - 1 degrees of freedom.
        columns: Between columns, k - 1.
        error: What is left, (n - 1)(k - 1).
    """

    n: int
    k: int
    rows: float
    columns: float
    error: float

    @property
    def within(self) -> float:
        """Mean square within rows, n(k - 1) degrees of freedom."""
        return (self.columns + (self.n - 1) * self.error) / self.n


def intraclass_correlation(ratings: MatrixLike, *, form: Form, level: float = 0.95) -> IntraclassCorrelation:
    """Estimate one of Shrout & Fleiss' six intraclass correlations.

    Before the comma: 1 each target has raters of its own; 2 the same raters for all, drawn from
    many, and their levels matter (absolute agreement); 3 these raters only, and their levels don't
    matter (consistency). After it: 1 for one rater's rating, k for the mean of the k raters.

    Args:
        ratings: Shape (targets, raters), at least 3 targets and 2 raters, no gaps.
        form: Which of the six; there is no default, since they answer different questions.
        level: Confidence level, in (0, 1).

    Returns:
        The correlation with its F interval (forms 2: with Satterthwaite's degrees of freedom, an
        approximation).

    Raises:
        NotEstimable: Nobody (E141), fewer than 3 targets or 2 raters (E143), the targets don't
            differ (E140), the raters agree but for their levels (forms 2 and 3) or fully (form 1),
            so that nothing tells how sure the correlation is (E260), targets that differ so much
            less than chance that a form 2 has no interval (E261), an unknown form (E138), no table
            or missing or infinite values (E145), a level outside (0, 1) (E148).

    References:
        Shrout & Fleiss (1979), Psychol. Bull. 86, 420-428; McGraw & Wong (1996), Psychol. Methods
            1, 30-46 (intervals).

    Example:
        >>> ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6]]
        >>> ratings += [[10, 5, 6, 9], [6, 2, 4, 7]]
        >>> round(intraclass_correlation(ratings, form="2,1").estimate, 2)
        0.29
    """
    level = probability(level, "level")
    if not isinstance(form, str) or form not in FORMS:
        raise not_estimable("E138", name=str(form), known="; ".join(FORMS))
    table = complete_table(ratings, "ratings")
    at_least(len(table), LEAST_TARGETS)
    found = two_way(table)
    tail = (1 - level) / 2
    noise = found.within if form.startswith("1") else found.error
    if noise <= 0:
        raise not_estimable("E260")
    if form.startswith("2"):
        single = _absolute(found, tail)
    else:
        df = found.n * (found.k - 1) if form.startswith("1") else (found.n - 1) * (found.k - 1)
        single = _one_way(found, found.rows / noise, df, tail)
    estimate, low, high = (_of_mean(each, found.k) for each in single) if form.endswith("k") else single
    return IntraclassCorrelation(
        estimate=estimate,
        ci_low=low,
        ci_high=high,
        level=level,
        n=found.n,
        n_raters=found.k,
        form=form,
        mean_square_targets=found.rows,
        mean_square_raters=found.columns,
        mean_square_error=found.error,
    )


def two_way(table: Matrix) -> TwoWay:
    """Return the mean squares of a table, or refuse (E140, E143, E145).

    The table has at least 2 rows and 2 columns.

    Rounding noise counts as none, and rows that don't differ are refused.
    """
    n, k = table.shape
    at_least(min(n, k), 2)
    with np.errstate(over="ignore", invalid="ignore"):
        grand = table.mean()
        rows, columns = table.mean(axis=1) - grand, table.mean(axis=0) - grand
        error = table - grand - rows[:, None] - columns
        squares = [k * float(rows @ rows), n * float(columns @ columns), float((error * error).sum())]
    if not all(map(math.isfinite, squares)):
        raise not_estimable("E145", name="values")
    noise = (EDGE * float(np.max(np.abs(table)))) ** 2 * table.size
    cleaned = [0.0 if each <= noise else each for each in squares]
    if cleaned[0] == 0:
        raise not_estimable("E140")
    return TwoWay(
        n=n, k=k, rows=cleaned[0] / (n - 1), columns=cleaned[1] / (k - 1), error=cleaned[2] / ((n - 1) * (k - 1))
    )


def _one_way(found: TwoWay, ratio: float, df: int, tail: float) -> tuple[float, float, float]:
    """Return form 1,1 or 3,1 and its bounds from its F ratio."""
    n, k = found.n, found.k
    low, high = ratio / float(fdtri(n - 1, df, 1 - tail)), ratio / float(fdtri(n - 1, df, tail))
    return (ratio - 1) / (ratio + k - 1), (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def _absolute(found: TwoWay, tail: float) -> tuple[float, float, float]:
    """Return form 2,1 and its bounds."""
    n, k, rows, columns, error = found.n, found.k, found.rows, found.columns, found.error
    estimate = (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n)
    a = k * estimate * columns / error
    b = n * (1 + (k - 1) * estimate) - k * estimate
    df = (k - 1) * (n - 1) * (a + b) ** 2 / ((n - 1) * a * a + b * b)
    if not df > EDGE:
        raise not_estimable("E261")
    above, below = float(fdtri(n - 1, df, 1 - tail)), float(fdtri(df, n - 1, 1 - tail))
    both = k * columns + (k * n - k - n) * error
    if not (math.isfinite(above) and math.isfinite(below)):
        raise not_estimable("E261")
    low = n * (rows - above * error) / (above * both + n * rows)
    # Below -1/(k-1) is no correlation of k raters; the approximation has broken down.
    if (k - 1) * low <= EDGE - 1:
        raise not_estimable("E261")
    high = n * (below * rows - error) / (both + n * below * rows)
    return estimate, low, high


def _of_mean(single: float, k: int) -> float:
    """Return the correlation of the mean of `k` raters by Spearman & Brown's formula."""
    share = 1 + (k - 1) * single
    if not share > EDGE:
        raise not_estimable("E261")
    return k * single / share
