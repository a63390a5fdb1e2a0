"""Wilcoxon's signed-rank test for the same persons before and after."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from scipy.special import ndtr

from tsi_eval.stats.inputs import Vector, VectorLike, at_least, choice, not_estimable, pair, yes_or_no
from tsi_eval.stats.result import result

Zeros = Literal["drop", "pratt"]
ZEROS = ("drop", "pratt")
METHODS = ("auto", "exact", "normal")
EXACT_BELOW = 50
EXACT_MOST = 1000
NOISE = 1e-12


@result
class SignedRank:
    """Wilcoxon's test and the rank-biserial correlation.

    Attributes:
        estimate: Matched-pairs rank-biserial correlation, (W+ - W-) / (W+ + W-), in [-1, 1].
        p_value: Two-sided.
        n: Pairs that changed.
        unchanged: Pairs that did not change.
        rank_sum_positive: W+.
        rank_sum_negative: W-.
        method: "exact" (the permutation distribution given the ranks), or "normal" (with tie
            correction).
        zeros: "drop" (Wilcoxon: unchanged pairs have no ranks) or "pratt" (they take the lowest
            ranks, which no sum contains).
    """

    estimate: float
    p_value: float
    n: int
    unchanged: int
    rank_sum_positive: float
    rank_sum_negative: float
    method: Literal["exact", "normal"]
    zeros: Zeros = "drop"


def wilcoxon_signed_rank(
    before: VectorLike,
    after: VectorLike,
    *,
    zeros: Zeros = "drop",
    correction: bool = True,
    method: Literal["auto", "exact", "normal"] = "auto",
) -> SignedRank:
    """Test whether changes are symmetric around zero.

    Differences that are equal but for rounding noise (1e-12 of the largest value) are ties, and
    share their mean rank.

    Convention: the two-sided p is twice the smaller tail, at most 1; W+ is symmetric around its
    mean, so this is also the probability of a W+ at least as far from its mean. The exact
    distribution is that of all 2^n sign patterns given the ranks, ties included (R's wilcox.test
    instead turns to the normal approximation with ties or unchanged pairs).

    Args:
        before: First measurement, shape (persons,).
        after: Second measurement, same persons.
        zeros: "drop" leaves unchanged pairs out before ranking; "pratt" ranks them first and leaves
            them out of the sums.
        correction: Continuity correction of 1/2 in the normal approximation; the exact p has none.
        method: "auto" is exact for fewer than 50 changed pairs, otherwise normal; "exact" takes at
            most 1000 changed pairs.

    Returns:
        The test; `rank_sum_positive` is R's V for after - before.

    Raises:
        NotEstimable: No pairs (E141), nobody changed (E140), bad input (E145, E147), an unknown
            option (E138), more than 1000 changed pairs for the exact distribution (E244).

    References:
        Wilcoxon (1945), Biometrics Bull. 1, 80-83; Pratt (1959), J. Amer. Stat. Assoc. 54, 655-667;
            Kerby (2014), Compr. Psychol. 3, 11.IT.3.1 (rank-biserial). Exact with ties: Hollander,
            Wolfe & Chicken (2014), Nonparametric Statistical Methods, ch. 3.1.

    Example:
        >>> wilcoxon_signed_rank([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]).p_value
        0.0625
    """
    correction = yes_or_no(correction)
    choice(method, METHODS)
    ranks, signs, unchanged = signed_ranks(before, after, zeros=zeros)
    positive, negative = float(ranks[signs > 0].sum()), float(ranks[signs < 0].sum())
    exact = method == "exact" or (method == "auto" and ranks.size < EXACT_BELOW)
    if exact and ranks.size > EXACT_MOST:
        raise not_estimable("E244", most=EXACT_MOST)
    smaller = min(positive, negative)
    return SignedRank(
        estimate=(positive - negative) / (positive + negative),
        p_value=_exact_p(ranks, smaller) if exact else _normal_p(ranks, smaller, 0.5 if correction else 0.0),
        n=ranks.size,
        unchanged=unchanged,
        rank_sum_positive=positive,
        rank_sum_negative=negative,
        method="exact" if exact else "normal",
        zeros=zeros,
    )


def signed_ranks(before: VectorLike, after: VectorLike, *, zeros: Zeros = "drop") -> tuple[Vector, Vector, int]:
    """Return the ranks and the signs of the changes that are not zero, and how many are zero.

    Args:
        before: First measurement, shape (persons,).
        after: Second measurement, same persons.
        zeros: Whether unchanged pairs take the lowest ranks ("pratt") or none ("drop").

    Raises:
        NotEstimable: No pairs (E141), nobody changed (E140), bad input (E138, E145, E147).
    """
    choice(zeros, ZEROS)
    first, second = pair(before, after)
    at_least(first.size, 1)
    with np.errstate(over="ignore"):
        change = second - first
    if not np.isfinite(change).all():
        raise not_estimable("E145", name="before, after")
    noise = NOISE * max(float(np.abs(first).max()), float(np.abs(second).max()))
    moved = change[np.abs(change) > noise]
    if moved.size == 0:
        raise not_estimable("E140")
    unchanged = change.size - moved.size
    ranks = midranks(np.abs(moved)[np.newaxis], noise)[0]
    return ranks + (unchanged if zeros == "pratt" else 0), np.sign(moved), unchanged


def midranks(values: Vector, noise: float) -> Vector:
    """Rank each row of `values` from 1.

    Neighbours no further apart than `noise` are ties and share their mean rank.
    """
    order = np.argsort(values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    place = np.arange(1, values.shape[1] + 1)
    edge = np.ones((values.shape[0], 1), dtype=bool)
    gap = ordered[:, 1:] - ordered[:, :-1] > noise
    first = np.maximum.accumulate(np.where(np.hstack([edge, gap]), place, 0), axis=1)
    last = np.where(np.hstack([gap, edge]), place, place[-1])
    last = np.minimum.accumulate(last[:, ::-1], axis=1)[:, ::-1]
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, (first + last) / 2, axis=1)
    return ranks


def _exact_p(ranks: Vector, smaller: float) -> float:
    """Return twice the probability of a rank sum of at most `smaller`.

    Each sign falls as the toss of a coin.
    """
    doubled = np.rint(2 * ranks).astype(int)
    unit = int(np.gcd.reduce(doubled))
    steps, most = doubled // unit, round(2 * smaller) // unit
    chance = np.zeros(most + 1)
    chance[0] = 1.0
    for step in steps:
        added = chance[: max(most + 1 - step, 0)] / 2
        chance /= 2
        chance[step:] += added
    return min(2 * float(chance.sum()), 1.0)


def _normal_p(ranks: Vector, smaller: float, correction: float) -> float:
    distance = max(float(ranks.sum()) / 2 - smaller - correction, 0.0)
    return min(2 * float(ndtr(-distance / math.sqrt(float((ranks**2).sum()) / 4))), 1.0)
