"""The same persons on several occasions, without assuming a normal distribution."""

from __future__ import annotations

import numpy as np
from scipy.special import chdtrc

from tsi_eval.stats.inputs import Matrix, MatrixLike, at_least, complete_table, not_estimable
from tsi_eval.stats.result import result
from tsi_eval.stats.signed_rank import NOISE, midranks


@result
class CochranQ:
    """A test of equal shares on several occasions.

    Attributes:
        statistic: Q, chi-square with `df` degrees of freedom in large samples.
        df: occasions - 1.
        p_value: Upper tail.
        n: Persons.
        occasions: Occasions.
        changing: Persons that didn't answer the same every time; only they say anything.
        shares: Share of ones on each occasion.
    """

    statistic: float
    df: int
    p_value: float
    n: int
    occasions: int
    changing: int
    shares: tuple[float, ...]


@result
class Friedman:
    """A test of equal levels on several occasions, by ranks within each person.

    Attributes:
        statistic: Friedman's chi-square with tie correction, `df` degrees of freedom in large
            samples.
        df: occasions - 1.
        p_value: Upper tail.
        n: Persons.
        occasions: Occasions.
        kendall_w: Kendall's coefficient of concordance, statistic / (n (occasions - 1)), in [0, 1].
        mean_ranks: Mean rank of each occasion, 1 for the lowest.
    """

    statistic: float
    df: int
    p_value: float
    n: int
    occasions: int
    kendall_w: float
    mean_ranks: tuple[float, ...]


def cochran_q(answers: MatrixLike) -> CochranQ:
    """Test whether the share of ones is the same on every occasion.

    With two occasions Q is McNemar's chi-square without correction. The chi-square distribution is
    good when about 24 answers or more come from persons that change (Tate & Brown).

    Args:
        answers: 0 or 1, shape (persons, occasions), at least 2 occasions.

    Returns:
        The test.

    Raises:
        NotEstimable: No persons (E141), one occasion (E143), nobody changed (E140), gaps or the
            wrong shape (E145), values other than 0 and 1 (E246).

    References:
        Cochran (1950), Biometrika 37, 256-266; Tate & Brown (1970), J. Amer. Stat. Assoc. 65,
            155-160.

    Example:
        >>> found = cochran_q([[0, 1, 1], [0, 0, 1], [0, 1, 1], [1, 1, 1]])
        >>> round(found.statistic, 4), found.df, found.changing
        (4.6667, 2, 3)
    """
    x = _by_occasion(answers)
    if not np.isin(x, (0, 1)).all():
        raise not_estimable("E246", name="answers")
    n, k = x.shape
    rows, columns = x.sum(axis=1), x.sum(axis=0)
    within = float((rows * (k - rows)).sum())
    if within == 0:
        raise not_estimable("E140")
    statistic = k * (k - 1) * float(((columns - columns.mean()) ** 2).sum()) / within
    return CochranQ(
        statistic=statistic,
        df=k - 1,
        p_value=float(chdtrc(k - 1, statistic)),
        n=n,
        occasions=k,
        changing=int(((rows > 0) & (rows < k)).sum()),
        shares=tuple((columns / n).tolist()),
    )


def friedman(values: MatrixLike) -> Friedman:
    """Test whether some occasions tend to be higher than others for the same person.

    Values of a person that are equal but for rounding noise (1e-12 of the largest value) share
    their mean rank.

    Args:
        values: Measurements, shape (persons, occasions), at least 2 persons and 2 occasions.

    Returns:
        The test with Kendall's W.

    Raises:
        NotEstimable: No persons (E141), one person or one occasion (E143), no person with two
            different values (E140), gaps or the wrong shape (E145).

    References:
        Friedman (1937), J. Amer. Stat. Assoc. 32, 675-701; Kendall & Babington Smith (1939), Ann.
            Math. Stat. 10, 275-287; ties: Hollander, Wolfe & Chicken (2014), Nonparametric
            Statistical Methods, ch. 7.1.

    Example:
        >>> found = friedman([[1, 2, 3], [2, 3, 4], [1, 3, 2]])
        >>> round(found.statistic, 4), round(found.kendall_w, 4)
        (4.6667, 0.7778)
    """
    x = _by_occasion(values)
    n, k = x.shape
    at_least(n, 2)
    ranks = midranks(x, NOISE * float(np.abs(x).max()))
    within = float(((ranks - (k + 1) / 2) ** 2).sum())
    if within == 0:
        raise not_estimable("E140")
    statistic = (k - 1) * float(((ranks.sum(axis=0) - n * (k + 1) / 2) ** 2).sum()) / within
    return Friedman(
        statistic=statistic,
        df=k - 1,
        p_value=float(chdtrc(k - 1, statistic)),
        n=n,
        occasions=k,
        kendall_w=statistic / (n * (k - 1)),
        mean_ranks=tuple(ranks.mean(axis=0).tolist()),
    )


def _by_occasion(values: MatrixLike) -> Matrix:
    """Return `values` as a finite array of persons by occasions, or refuse (E141, E143, E145)."""
    table = complete_table(values, "values")
    at_least(table.shape[1], 2)
    return table
