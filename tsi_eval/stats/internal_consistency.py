"""How well the items of a scale hang together."""

from __future__ import annotations

from scipy.special import fdtri

from tsi_eval.stats.inputs import MatrixLike, at_least, complete_table, not_estimable, probability
from tsi_eval.stats.intraclass import two_way
from tsi_eval.stats.result import result

LEAST_PERSONS = 3


@result
class Alpha:
    """Cronbach's alpha.

    Attributes:
        estimate: Raw alpha, at most 1; below 0 when items on average covary negatively, which
            mostly means that an item is not turned.
        ci_low: Lower bound of Feldt's F interval.
        ci_high: Upper bound.
        level: Confidence level.
        n: Persons.
        n_items: Items.
    """

    estimate: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    n_items: int


def cronbach_alpha(items: MatrixLike, *, level: float = 0.95) -> Alpha:
    """Estimate Cronbach's alpha of a sum of items, from covariances (not standardised).

    Alpha is 1 - error / between persons of the two-way mean squares, which is k/(k-1) · (1 - Σ item
    variances / variance of the sum). It says nothing of whether the items measure one thing. From
    how many persons it is worth showing is the caller's rule.

    Args:
        items: Answers with reversed items already turned, shape (persons, items), at least 3
            persons and 2 items, no gaps: what to do with a missing answer is the caller's choice,
            and is to be told.
        level: Confidence level, in (0, 1).

    Returns:
        Alpha with its interval, which assumes normal scores.

    Raises:
        NotEstimable: Nobody (E141), fewer than 3 persons or 2 items (E143), every person has the
            same sum (E140), items that give every person the same answer but for a level, so that
            there is no interval (E260), no table or missing or infinite values (E145), a level
            outside (0, 1) (E148).

    References:
        Cronbach (1951), Psychometrika 16, 297-334; Feldt (1965), Psychometrika 30, 357-370
            (interval).

    Example:
        >>> found = cronbach_alpha([[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 3, 4]])
        >>> round(found.estimate, 4)
        0.875
    """
    level = probability(level, "level")
    table = complete_table(items, "items")
    at_least(table.shape[0], LEAST_PERSONS)
    found = two_way(table)
    if found.error == 0:
        raise not_estimable("E260")
    tail, ratio = (1 - level) / 2, found.error / found.rows
    df = found.n - 1, (found.n - 1) * (found.k - 1)
    return Alpha(
        estimate=1 - ratio,
        ci_low=1 - ratio * float(fdtri(*df, 1 - tail)),
        ci_high=1 - ratio * float(fdtri(*df, tail)),
        level=level,
        n=found.n,
        n_items=found.k,
    )
