"""The score of a difference, and the shares that fit best under it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.special import xlog1py, xlogy

from tsi_eval.stats.score_difference import best_first_share, score


@pytest.mark.parametrize("counts", [(3, 10, 9, 10), (15, 60, 24, 60), (1, 7, 30, 31), (0, 20, 4, 20)], ids=str)
@pytest.mark.parametrize("difference", [-0.6, -0.1, 0.0, 0.2, 0.75])
def test_closed_form_is_the_largest_likelihood(counts: tuple[int, int, int, int], difference: float) -> None:
    k_1, n_1, k_2, n_2 = counts

    def unlikely(p: float) -> float:
        q = p + difference
        return -float(xlogy(k_1, p) + xlog1py(n_1 - k_1, -p) + xlogy(k_2, q) + xlog1py(n_2 - k_2, -q))

    ends = (max(0.0, -difference) + 1e-12, min(1.0, 1.0 - difference) - 1e-12)
    found = float(best_first_share(np.array(k_1), n_1, np.array(k_2), n_2, difference))
    searched = minimize_scalar(unlikely, bounds=ends, method="bounded", options={"xatol": 1e-10}).x

    assert unlikely(min(max(found, ends[0]), ends[1])) <= unlikely(searched) + 1e-9


def test_score_is_0_where_the_difference_is_the_observed_one_and_falls() -> None:
    tried = [float(score(np.array(3), 10, np.array(9), 10, at)) for at in (-0.5, 0.0, 0.6, 0.9)]

    assert pytest.approx(0.0, abs=1e-12) == tried[2]
    assert tried == sorted(tried, reverse=True)


def test_impossible_outcome_is_infinitely_far() -> None:
    assert [np.inf, 0.0] == [float(score(np.array(0), 5, np.array(5), 5, at)) for at in (-1.0, 1.0)]
