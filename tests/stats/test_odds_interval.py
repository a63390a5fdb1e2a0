"""Exact intervals of a binomial's odds."""

from __future__ import annotations

from typing import Any

import pytest
from scipy.stats import binom, binomtest
from stats_results import code_of

from tsi_eval.stats.odds_interval import odds_interval


@pytest.mark.parametrize(("successes", "failures"), [(1, 1), (1, 9), (7, 3), (250, 310), (0, 4), (0, 1)])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_exact_bounds_are_clopper_and_pearsons_turned_into_odds(successes: int, failures: int, level: float) -> None:
    theirs = binomtest(successes, successes + failures).proportion_ci(confidence_level=level, method="exact")

    low, high = odds_interval(successes, failures, level=level, method="exact")

    assert pytest.approx((theirs.low / (1 - theirs.low), theirs.high / (1 - theirs.high)), rel=1e-9) == (low, high)


@pytest.mark.parametrize(("successes", "failures"), [(1, 1), (1, 9), (7, 3), (250, 310), (0, 4)])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.999])
def test_mid_p_bounds_have_the_tails_that_they_say(successes: int, failures: int, level: float) -> None:
    n, tail = successes + failures, (1 - level) / 2

    low, high = odds_interval(successes, failures, level=level, method="midp")

    highest = high / (1 + high)
    assert pytest.approx(tail, rel=1e-8) == binom.cdf(successes - 1, n, highest) + binom.pmf(successes, n, highest) / 2
    if successes:
        lowest = low / (1 + low)
        assert pytest.approx(tail, rel=1e-8) == binom.sf(successes, n, lowest) + binom.pmf(successes, n, lowest) / 2
    else:
        assert 0.0 == low


def test_one_failure_and_no_success_has_its_bounds_by_hand() -> None:
    # 1 - p = 0.025: the odds are 0.975 / 0.025 = 39. By mid-p (1 - p) / 2 = 0.025, and they are 19.
    assert pytest.approx((0.0, 39.0)) == odds_interval(0, 1, level=0.95, method="exact")
    assert pytest.approx((0.0, 19.0)) == odds_interval(0, 1, level=0.95, method="midp")


@pytest.mark.parametrize(
    ("level", "method", "code"), [(0.0, "exact", "E148"), (1.0, "midp", "E148"), (0.95, "wald", "E138")]
)
def test_a_bad_level_or_method_is_refused(level: float, method: Any, code: str) -> None:
    assert code == code_of(odds_interval, 3, 4, level=level, method=method)
