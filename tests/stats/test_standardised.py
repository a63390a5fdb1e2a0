"""Standardised rates, against R and by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from stats_results import code_of
from two_groups import ORACLES, R, all_of

from tsi_eval.stats.standardised import observed_over_expected, standardised_rate

CASES = pytest.mark.parametrize("case", ORACLES["standardised"], ids=lambda case: str(case["events"]))


@CASES
def test_direct_rate_is_that_of_epitools(case: dict[str, Any]) -> None:
    found = standardised_rate(case["events"], case["persons"], case["weights"])

    assert pytest.approx(case["direct"], rel=R) == (found.crude, *all_of(found))


@CASES
def test_indirect_ratio_is_that_of_r(case: dict[str, Any]) -> None:
    found = observed_over_expected(case["events"], case["persons"], case["rates"])

    assert pytest.approx(case["indirect"], rel=1e-4) == all_of(found)


def test_normal_interval_is_by_hand() -> None:
    found = standardised_rate([5, 9], [1000, 900], [30, 70], method="normal")
    se = np.sqrt((0.3 / 1000) ** 2 * 5 + (0.7 / 900) ** 2 * 9)

    assert pytest.approx((0.3 * 0.005 + 0.7 * 0.01, se)) == (found.estimate, found.se)
    assert pytest.approx(found.estimate + 1.959964 * se, rel=1e-6) == found.ci_high


def test_own_make_up_as_standard_is_the_crude_rate() -> None:
    found = standardised_rate([5, 9, 20], [1000, 900, 700], [1000, 900, 700])

    assert pytest.approx(found.crude) == found.estimate


def test_gamma_covers_at_least_as_often_as_it_says() -> None:
    random = np.random.default_rng(4)
    time, rates, weights = np.array([300, 200, 100]), np.array([0.01, 0.03, 0.06]), np.array([0.2, 0.3, 0.5])
    truth = float((weights * rates).sum())
    drawn = random.poisson(time * rates, (2000, 3))
    found = [standardised_rate(events, time, weights) for events in drawn if events.sum()]

    assert np.mean([one.ci_low <= truth <= one.ci_high for one in found]) >= 0.945


def test_rates_of_the_standard_expect_its_own_events() -> None:
    found = observed_over_expected([4, 8], [400, 400], [0.01, 0.02], method="byar")

    assert (1.0, 12.0, 12) == (pytest.approx(found.estimate), pytest.approx(found.expected), found.n)


@pytest.mark.parametrize("function", [standardised_rate, observed_over_expected])
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (([], [], []), "E141"),
        (([1], [1, 2], [1]), "E147"),
        (([1.5], [1], [1]), "E149"),
        (([1], [0], [1]), "E145"),
        (([1], [1], [-1]), "E145"),
        (([np.nan], [1], [1]), "E145"),
    ],
)
def test_what_is_no_stratum_is_refused(function: Any, given: Any, code: str) -> None:
    assert code == code_of(function, *given)


def test_nothing_to_standardise_by_is_refused() -> None:
    assert "E140" == code_of(standardised_rate, [0, 0], [5, 5], [1, 1])
    assert "E145" == code_of(standardised_rate, [1, 0], [5, 5], [0, 0])
    assert "E245" == code_of(observed_over_expected, [1, 0], [5, 5], [0, 0])
    assert "E138" == code_of(standardised_rate, [1], [5], [1], method="exact")
