"""The exact interval of a difference of two shares, whatever the shares themselves are.

Worked example. 1 of 3 and 3 of 3 came. For each difference that is tried, all 16 outcomes of the
two groups are put in order by their score. Over a fine grid of first shares, the largest
probability of an outcome at least as far out as the observed one is found; the difference belongs
to the interval while that is no less than the tail's probability.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln

from tsi_eval.stats.inputs import not_estimable
from tsi_eval.stats.score_difference import score

# So many first shares are tried, and so many pairs of outcomes may there be.
SHARES, MOST_OUTCOMES = 401, 40_000
# The interval's ends are found to within this.
CLOSE = 1e-5
# Scores that differ by less are the same.
TIED = 1e-9
Numbers = npt.NDArray[np.float64]


def exact_ends(k_1: int, n_1: int, k_2: int, n_2: int, level: float) -> tuple[float, float]:
    """Return the ends: each tail has half of what the level leaves.

    Raises:
        NotEstimable: There are too many outcomes to go through (E312).
    """
    if (n_1 + 1) * (n_2 + 1) > MOST_OUTCOMES:
        raise not_estimable("E312", name="(n_1 + 1)(n_2 + 1)", most=MOST_OUTCOMES)
    tail = (1 - level) / 2
    high = _upper(k_1, n_1, k_2, n_2, tail)
    # The lower end is the upper end of the same with the groups exchanged.
    return -_upper(k_2, n_2, k_1, n_1, tail), high


def _upper(k_1: int, n_1: int, k_2: int, n_2: int, tail: float) -> float:
    """Return the largest difference under which so low a score is no rarer than the tail."""
    low, high = k_2 / n_2 - k_1 / n_1, 1.0
    if low >= high or _as_low(k_1, n_1, k_2, n_2, high - CLOSE) >= tail:
        return 1.0
    while high - low > CLOSE:
        middle = (low + high) / 2
        if _as_low(k_1, n_1, k_2, n_2, middle) >= tail:
            low = middle
        else:
            high = middle
    return high


def _as_low(k_1: int, n_1: int, k_2: int, n_2: int, difference: float) -> float:
    """Return the largest probability of a score as low as the observed, over all first shares."""
    first, second = np.meshgrid(np.arange(n_1 + 1), np.arange(n_2 + 1), indexing="ij")
    scores = score(first, n_1, second, n_2, difference)
    as_low = scores <= scores[k_1, k_2] + TIED
    shares = np.linspace(max(0.0, -difference), min(1.0, 1.0 - difference), SHARES)
    chances_1, chances_2 = _binomial(n_1, shares), _binomial(n_2, np.clip(shares + difference, 0.0, 1.0))
    return float(np.einsum("si,ij,sj->s", chances_1, as_low.astype(float), chances_2, optimize=True).max())


def _binomial(n: int, shares: Numbers) -> Numbers:
    """Return the probability of each count, shape (shares, n + 1)."""
    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(k > 0, k * np.log(shares)[:, None], 0.0)
        no = np.where(k < n, (n - k) * np.log1p(-shares)[:, None], 0.0)
    chances: Numbers = np.exp(ways + yes + no)
    return chances
