"""The same persons before and after, in categories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc

from tsi_eval.stats.inputs import LARGEST_COUNT, Matrix, at_least, not_estimable, readings
from tsi_eval.stats.result import result

Counts = npt.NDArray[Any] | Sequence[Sequence[int]]
AXES = 2


@result
class StuartMaxwell:
    """A test of equal distributions before and after.

    Attributes:
        statistic: Chi-square.
        df: Categories that somebody moved into or out of, minus 1.
        p_value: Upper tail.
        n: Persons.
        moved: Persons that changed category.
    """

    statistic: float
    df: int
    p_value: float
    n: int
    moved: int


def stuart_maxwell(table: Counts) -> StuartMaxwell:
    """Test whether persons are distributed over categories as before.

    A category that nobody moved into or out of, such as an empty one, says nothing and is left out;
    with two categories left this is McNemar's test without correction.

    Args:
        table: Persons by category before (rows) and after (columns), shape (k, k), k at least 2.

    Returns:
        The test.

    Raises:
        NotEstimable: No persons (E141), one category (E143), nobody moved (E140), a table that
            isn't square (E147), counts that are not whole and at least 0 (E149), or categories in
            groups between which nobody moved, so that the covariance is singular (E247).

    References:
        Stuart (1955), Biometrika 42, 412-416; Maxwell (1970), Brit. J. Psychiatry 116, 651-655.

    Example:
        >>> round(stuart_maxwell([[35, 5, 0], [15, 20, 5], [10, 5, 5]]).statistic, 4)
        14.0
    """
    counts = _square(table)
    n = int(counts.sum())
    at_least(n, 1)
    exchange = counts + counts.T
    np.fill_diagonal(exchange, 0)
    kept = exchange.any(axis=0)
    if not kept.any():
        raise not_estimable("E140")
    exchange, net_loss = exchange[np.ix_(kept, kept)], (counts.sum(axis=1) - counts.sum(axis=0))[kept]
    if not _connected(exchange > 0):
        raise not_estimable("E247")
    covariance = np.diag(exchange.sum(axis=1)) - exchange
    statistic = float(net_loss[:-1] @ np.linalg.solve(covariance[:-1, :-1], net_loss[:-1]))
    df = int(kept.sum()) - 1
    return StuartMaxwell(
        statistic=statistic,
        df=df,
        p_value=float(chdtrc(df, statistic)),
        n=n,
        moved=int(exchange.sum()) // 2,
    )


def _square(table: Counts) -> Matrix:
    counts = readings(table).copy()
    if not np.isfinite(counts).all():
        raise not_estimable("E149", name="table")
    if counts.ndim != AXES or counts.shape[0] != counts.shape[1]:
        raise not_estimable("E147", names="rows, columns")
    at_least(len(counts), 2)
    if not ((counts >= 0).all() and (counts == np.floor(counts)).all()):
        raise not_estimable("E149", name="table")
    if counts.sum() > LARGEST_COUNT:
        raise not_estimable("E149", name="table")
    return counts


def _connected(linked: npt.NDArray[np.bool_]) -> bool:
    reached = linked[0].copy()
    for _ in linked:
        reached |= linked[reached].any(axis=0)
    return bool(reached.all())
