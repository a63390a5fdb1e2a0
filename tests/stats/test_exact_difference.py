"""The exact interval covers as often as it says, whatever the shares are."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom
from stats_results import code_of

from tsi_eval.stats.exact_difference import exact_ends


@pytest.mark.parametrize("sizes", [(6, 6), (5, 9)], ids=str)
def test_it_never_covers_too_seldom(sizes: tuple[int, int]) -> None:
    n_1, n_2 = sizes
    ends = {(i, j): exact_ends(i, n_1, j, n_2, 0.9) for i in range(n_1 + 1) for j in range(n_2 + 1)}

    for p in np.linspace(0.02, 0.98, 17):
        for q in np.linspace(0.02, 0.98, 17):
            inside = [key for key, (low, high) in ends.items() if low - 1e-4 <= q - p <= high + 1e-4]
            covered = sum(binom.pmf(i, n_1, p) * binom.pmf(j, n_2, q) for i, j in inside)
            assert covered >= 0.9 - 1e-3


def test_each_end_has_the_tail_by_counting_every_outcome() -> None:
    """A difference just outside the interval makes so extreme a score rarer than the tail."""
    from tsi_eval.stats.score_difference import score

    n_1, n_2, observed = 8, 7, (2, 6)
    low, high = exact_ends(*(observed[0], n_1, observed[1], n_2), 0.95)
    first, second = np.meshgrid(np.arange(n_1 + 1), np.arange(n_2 + 1), indexing="ij")

    def rarest(difference: float, sign: int) -> float:
        scores = sign * score(first, n_1, second, n_2, difference)
        far = scores <= scores[observed] + 1e-9
        shares = np.linspace(max(0, -difference), min(1, 1 - difference), 801)
        return max(
            float(
                (
                    np.outer(binom.pmf(range(n_1 + 1), n_1, p), binom.pmf(range(n_2 + 1), n_2, p + difference)) * far
                ).sum()
            )
            for p in shares
        )

    assert rarest(high + 0.004, 1) < 0.025 < rarest(high - 0.004, 1)
    assert rarest(low - 0.004, -1) < 0.025 < rarest(low + 0.004, -1)


def test_all_and_none_reach_the_ends() -> None:
    assert 1.0 == exact_ends(0, 10, 10, 10, 0.95)[1]
    assert -1.0 == exact_ends(10, 10, 0, 10, 0.95)[0]


def test_groups_that_are_too_large_are_refused() -> None:
    assert "E312" == code_of(exact_ends, 1, 300, 1, 300, 0.95)
