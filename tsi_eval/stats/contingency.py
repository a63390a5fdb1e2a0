"""Tests of a table of counts: do its rows differ?"""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc
from scipy.stats import fisher_exact

from tsi_eval.stats.inputs import (
    LARGEST_COUNT,
    Matrix,
    MatrixLike,
    at_least,
    complete_table,
    not_estimable,
    yes_or_no,
)
from tsi_eval.stats.result import result
from tsi_eval.stats.shares import four_counts

# The usual warning: with smaller expected counts than this the approximation is poor.
SMALL = 5.0


@result
class ChiSquare:
    """A chi-square test of a table.

    Attributes:
        statistic: Pearson's statistic.
        df: Degrees of freedom.
        p_value: Of no association.
        n: All counts together.
        smallest_expected: The smallest count that would be expected; below 5 the test is a poor
            approximation.
    """

    statistic: float
    df: int
    p_value: float
    n: int
    smallest_expected: float


def chi_square(table: MatrixLike, *, corrected: bool = False) -> ChiSquare:
    """Test whether the rows of a table have the same shares.

    Args:
        table: Counts, shape (groups, categories), at least 2 by 2; no row or column is empty.
        corrected: Whether Yates' correction for continuity is made, of a table of 2 by 2; like R,
            the correction is never larger than the difference itself.

    Returns:
        The test.

    Raises:
        NotEstimable: Nothing is counted (E141), cells are no whole numbers from 0 up (E149), a
            correction of a larger table, or a table with one row (E262), an empty row or column
            (E140), values without a table (E145).

    References:
        Pearson (1900), Philosophical Magazine 50, 157-175; Yates (1934), Supplement to the J. Royal
            Statistical Society 1, 217-235.

    Example:
        >>> found = chi_square([[15, 45], [24, 36]])
        >>> round(found.statistic, 4), found.df, round(found.p_value, 4)
        (3.0769, 1, 0.0794)
    """
    corrected, counts = yes_or_no(corrected), whole_table(table)
    if min(counts.shape) < 2 or (corrected and counts.shape != (2, 2)):  # noqa: PLR2004  rows, columns
        raise not_estimable("E262")
    total = counts.sum()
    at_least(int(total), 1)
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    if min(rows.min(), columns.min()) == 0:
        raise not_estimable("E140")
    expected = np.outer(rows, columns) / total
    distance = np.abs(counts - expected)
    if corrected:
        distance = distance - min(0.5, float(distance.min()))
    statistic, df = float((distance**2 / expected).sum()), (counts.shape[0] - 1) * (counts.shape[1] - 1)
    return ChiSquare(
        statistic=statistic,
        df=df,
        p_value=float(chdtrc(df, statistic)),
        n=int(total),
        smallest_expected=float(expected.min()),
    )


@result
class Fisher:
    """Fisher's exact test.

    Attributes:
        p_value: Two-sided: of all tables with the same margins that are no likelier.
        n: All counts together.
    """

    p_value: float
    n: int


def fisher_test(successes_1: int, n_1: int, successes_2: int, n_2: int) -> Fisher:
    """Test whether two independent shares are the same, exactly, given both margins.

    Args:
        successes_1: How many of `n_1`.
        n_1: Trials of the first group.
        successes_2: How many of `n_2`.
        n_2: Trials of the second group.

    Returns:
        The test.

    Raises:
        NotEstimable: A group is empty (E141), counts are not whole numbers in 0..n (E149).

    References:
        Fisher (1934), Statistical Methods for Research Workers, 5th ed.

    Example:
        >>> round(fisher_test(1, 10, 6, 10).p_value, 4)
        0.0573
    """
    k_1, total_1, k_2, total_2 = four_counts(successes_1, n_1, successes_2, n_2)
    found = fisher_exact(np.array([[k_1, total_1 - k_1], [k_2, total_2 - k_2]]))
    return Fisher(p_value=float(min(found.pvalue, 1.0)), n=total_1 + total_2)


def whole_table(table: MatrixLike) -> Matrix:
    """Return a table of whole counts, or refuse it (E141, E145, E149)."""
    counts = complete_table(table, "table")
    if (counts < 0).any() or (counts != np.floor(counts)).any() or counts.sum() > LARGEST_COUNT:
        raise not_estimable("E149", name="table")
    return counts
