"""Wilcoxon's signed-rank test for the same persons before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tsi_eval.stats.inputs import Vector, VectorLike, at_least, not_estimable, pair

EXACT_BELOW = 50
NOISE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRank:
    """Wilcoxon's test and the rank-biserial correlation.

    Attributes:
        estimate: Matched-pairs rank-biserial correlation, (W+ - W-) / (W+ + W-), in [-1, 1].
        p_value: Two-sided.
        n: Pairs that changed; unchanged pairs are left out (Wilcoxon's convention).
        unchanged: Pairs that did not change.
        rank_sum_positive: W+.
        rank_sum_negative: W-.
        method: "exact", or "normal" (with continuity and tie correction).
    """

    estimate: float
    p_value: float
    n: int
    unchanged: int
    rank_sum_positive: float
    rank_sum_negative: float
    method: Literal["exact", "normal"]


def wilcoxon_signed_rank(before: VectorLike, after: VectorLike) -> SignedRank:
    """Test whether changes are symmetric around zero.

    Differences that are equal but for rounding noise (1e-12 of the largest value) are ties.

    Convention: unchanged pairs are dropped; exact without ties, without unchanged pairs and with fewer than 50 pairs; otherwise the
    normal approximation with tie and continuity correction. These are the defaults of R's wilcox.test(paired = TRUE).

    Args:
        before: First measurement, shape (persons,).
        after: Second measurement, same persons.

    Returns:
        The test; `rank_sum_positive` is R's V for after - before.

    Raises:
        NotEstimable: No pairs (E141), nobody changed (E140), bad input (E145, E147).

    References:
        Wilcoxon (1945), Biometrics Bull. 1, 80-83; Kerby (2014), Compr. Psychol. 3, 11.IT.3.1 (rank-biserial).
        Computed by scipy.stats.wilcoxon.
    """
    from scipy.stats import rankdata, wilcoxon  # noqa: PLC0415  scipy.stats costs a second to import

    first, second = pair(before, after)
    at_least(first.size, 1)
    change = _without_noise(second - first, np.concatenate([first, second]))
    moved = change[change != 0]
    if moved.size == 0:
        raise not_estimable("E140")
    ranks = rankdata(np.abs(moved))
    positive, negative = float(ranks[moved > 0].sum()), float(ranks[moved < 0].sum())
    tied = np.unique(np.abs(moved)).size < moved.size
    exact = not tied and moved.size == change.size and moved.size < EXACT_BELOW
    test = wilcoxon(moved, correction=True, method="exact" if exact else "approx")
    return SignedRank(
        estimate=(positive - negative) / (positive + negative),
        p_value=float(test.pvalue),
        n=moved.size,
        unchanged=change.size - moved.size,
        rank_sum_positive=positive,
        rank_sum_negative=negative,
        method="exact" if exact else "normal",
    )


def _without_noise(change: Vector, scale: Vector) -> Vector:
    """Return changes as whole multiples of the noise, so that 1.2 - 1.1 and 2.3 - 2.2 tie; only their order matters here."""
    grain = NOISE * float(np.max(np.abs(scale), initial=0.0))
    return np.round(change / grain) if grain > 0 else change
