"""Agreement of two raters on categories beyond what chance would give."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import ndtri

from tsi_eval.stats.inputs import EDGE, Matrix, MatrixLike, at_least, choice, complete_table, not_estimable, probability
from tsi_eval.stats.result import result

Weights = Literal["linear", "quadratic"]
POWERS = {"linear": 1, "quadratic": 2}


@result
class Kappa:
    """An agreement corrected for chance.

    Attributes:
        estimate: (agreement - by chance) / (1 - by chance); at most 1, 0 when it is what chance
            gives, below 0 when less.
        se: Its large-sample standard error (Fleiss, Cohen & Everitt).
        ci_low: Lower bound, normal quantiles, at least -1.
        ci_high: Upper bound, at most 1.
        level: Confidence level.
        n: Pairs of ratings.
        agreement: Observed (weighted) share of agreement, in [0, 1].
        by_chance: Share expected from the margins, in [0, 1).
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    level: float
    n: int
    agreement: float
    by_chance: float


def cohen_kappa(table: MatrixLike, *, level: float = 0.95) -> Kappa:
    """Estimate Cohen's kappa from a table of counts.

    The standard error is for large samples; with fewer than some 20 pairs the table itself says
    more.

    Args:
        table: Counts, shape (categories, categories): the first rater's category in rows, the
            second's in columns, in one order.
        level: Confidence level, in (0, 1).

    Returns:
        Kappa with its interval, cut off at -1 and 1.

    Raises:
        NotEstimable: Nothing, or only zeros (E141), one pair (E143), no square of at least 2
            categories (E262), counts that are not whole or below 0 (E149), a rater who used one
            category only (E140), full agreement or disagreement, which has no standard error
            (E260), missing or infinite values (E145), a level outside (0, 1) (E148).

    References:
        Cohen (1960), Educ. Psychol. Meas. 20, 37-46; Fleiss, Cohen & Everitt (1969), Psychol. Bull.
            72, 323-327 (standard error).

    Example:
        >>> round(cohen_kappa([[20, 5], [10, 15]]).estimate, 2)
        0.4
    """
    level = probability(level, "level")
    counts = _counts(table)
    return _kappa(counts, np.eye(len(counts)), level)


def weighted_kappa(table: MatrixLike, *, weights: Weights, level: float = 0.95) -> Kappa:
    """Estimate weighted kappa from a table of counts of ordered categories.

    A pair i categories apart of k counts as agreement 1 - i/(k-1) (linear) or 1 - (i/(k-1))²
    (quadratic); k is the number of categories of the table, so categories that nobody used belong
    in it when they are on the scale.

    Args:
        table: Counts, shape (categories, categories), in the scale's order, the first rater's in
            rows.
        weights: "linear" or "quadratic"; there is no default, since kappa depends much on it.
        level: Confidence level, in (0, 1).

    Returns:
        Kappa with its interval, cut off at -1 and 1.

    Raises:
        NotEstimable: As for `cohen_kappa`, and for unknown weights (E138).

    References:
        Cohen (1968), Psychol. Bull. 70, 213-220; Fleiss, Cohen & Everitt (1969), Psychol. Bull. 72,
            323-327 (standard error).

    Example:
        >>> found = weighted_kappa([[8, 2, 0], [1, 7, 2], [0, 2, 8]], weights="quadratic")
        >>> round(found.estimate, 4)
        0.8205
    """
    level = probability(level, "level")
    choice(weights, POWERS)
    counts = _counts(table)
    position = np.arange(len(counts)) / (len(counts) - 1)
    return _kappa(counts, 1 - np.abs(position[:, None] - position) ** POWERS[weights], level)


def _counts(table: MatrixLike) -> Matrix:
    counts = complete_table(table, "table")
    if counts.shape[0] != counts.shape[1] or len(counts) < 2:  # noqa: PLR2004  categories
        raise not_estimable("E262")
    if (counts != np.floor(counts)).any() or counts.min() < 0:
        raise not_estimable("E149", name="table")
    at_least(int(counts.sum()), 2)
    if any(int((margin > 0).sum()) == 1 for margin in (counts.sum(axis=0), counts.sum(axis=1))):
        raise not_estimable("E140")
    return counts


def _kappa(counts: Matrix, weights: Matrix, level: float) -> Kappa:
    n = float(counts.sum())
    shares = counts / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    agreement, chance = float((weights * shares).sum()), float(rows @ weights @ columns)
    # Mean weight of each category against the other rater's margins.
    means = (weights @ columns)[:, None] + weights.T @ rows
    inside = weights * (1 - chance) - means * (1 - agreement)
    # Their published formula as a variance, so that nothing of size 1 is subtracted from its like.
    spare = float((shares * (inside - (shares * inside).sum()) ** 2).sum())
    if spare <= EDGE**2:
        raise not_estimable("E260")
    estimate, se = (agreement - chance) / (1 - chance), math.sqrt(spare / n) / (1 - chance) ** 2
    half = float(ndtri(0.5 + probability(level, "level") / 2)) * se
    return Kappa(
        estimate=estimate,
        se=se,
        ci_low=max(-1.0, estimate - half),
        ci_high=min(1.0, estimate + half),
        level=level,
        n=int(n),
        agreement=agreement,
        by_chance=chance,
    )
