"""Rates by time at risk, against R and closed forms."""

from __future__ import annotations

import math
from typing import Any

import pytest
from scipy.stats import poisson
from stats_results import code_of
from statsmodels.stats.rates import confint_poisson
from two_groups import ORACLES, R_ROOT, R, all_of, ends

from tsi_eval.stats.person_time import rate, rate_test, ratio_of_rates


@pytest.mark.parametrize("case", ORACLES["rate"], ids=lambda case: case["events"])
def test_exact_rate_is_that_of_r_within_its_search(case: dict[str, Any]) -> None:
    assert pytest.approx(case["exact"], rel=1e-4, abs=1e-9) == ends(rate(case["events"], case["exposure"]))


@pytest.mark.parametrize("events", [0, 1, 11, 250])
def test_exact_rate_is_that_of_statsmodels(events: int) -> None:
    theirs = confint_poisson(events, 40.0, method="exact-c", alpha=0.1)

    assert pytest.approx([float(end) for end in theirs], abs=1e-12) == ends(rate(events, 40.0, level=0.9))


@pytest.mark.parametrize("events", [1, 11, 250])
def test_midp_has_the_tails_that_it_says(events: int) -> None:
    low, high = ends(rate(events, 1.0, method="midp"))

    assert pytest.approx(0.025, rel=1e-6) == poisson.sf(events, low) + poisson.pmf(events, low) / 2
    assert pytest.approx(0.025, rel=1e-6) == poisson.cdf(events - 1, high) + poisson.pmf(events, high) / 2


def test_log_and_byar_are_by_hand() -> None:
    assert pytest.approx(
        (11 / math.exp(1.959964 / math.sqrt(11)), 11 * math.exp(1.959964 / math.sqrt(11))), rel=1e-6
    ) == ends(rate(11, 1.0, method="log"))
    low = 11 * (1 - 1 / 99 - 1.959964 / (3 * math.sqrt(11))) ** 3
    high = 12 * (1 - 1 / 108 + 1.959964 / (3 * math.sqrt(12))) ** 3
    assert pytest.approx((low, high), rel=1e-6) == ends(rate(11, 1.0, method="byar"))


@pytest.mark.parametrize("method", ["exact", "midp", "byar"])
def test_no_events_have_an_upper_bound(method: Any) -> None:
    low, high = ends(rate(0, 10.0, method=method))

    assert 0.0 == low < high < 0.5


@pytest.mark.parametrize("case", ORACLES["rate_test"], ids=lambda case: case["events"])
def test_minlike_is_rs_test(case: dict[str, Any]) -> None:
    found = rate_test(case["events"], case["expected"], convention="minlike")

    assert pytest.approx(case["minlike"], rel=1e-7) == found.p_value


@pytest.mark.parametrize("events", [0, 2, 6, 11])
def test_central_agrees_with_the_exact_interval(events: int) -> None:
    """The test is just at the level where the expectation is an end of the interval."""
    found = rate(events, 1.0)

    for end in ends(found):
        if end > 0:
            assert pytest.approx(0.05, rel=1e-6) == rate_test(events, end).p_value


@pytest.mark.parametrize("case", ORACLES["two_rates"], ids=lambda case: str(case["given"]))
def test_ratio_is_that_of_r(case: dict[str, Any]) -> None:
    events_1, time_1, events_2, time_2 = case["given"]
    given = (int(events_1), time_1, int(events_2), time_2)
    found = ratio_of_rates(*given, convention="minlike")

    assert pytest.approx(case["exact"], rel=R_ROOT) == ends(found)
    assert pytest.approx(case["minlike"], rel=1e-7) == found.p_value
    if "log" in case:
        assert pytest.approx(case["log"], rel=R) == all_of(ratio_of_rates(*given, method="log"))


def test_central_test_of_two_rates_agrees_with_their_interval() -> None:
    low, high = ends(ratio_of_rates(20, 100.0, 11, 100.0))

    for end in (low, high):
        assert pytest.approx(0.05, rel=1e-6) == ratio_of_rates(20, 100.0 / end, 11, 100.0).p_value


def test_unit_of_time_is_nothing_to_a_ratio() -> None:
    assert pytest.approx(all_of(ratio_of_rates(20, 240.0, 11, 120.0))) == all_of(ratio_of_rates(20, 20.0, 11, 10.0))


@pytest.mark.parametrize(
    ("given", "code"), [((1, 0.0), "E145"), ((1, -1.0), "E145"), ((1.5, 1.0), "E149"), ((-1, 1.0), "E149")]
)
def test_what_is_no_rate_is_refused(given: Any, code: str) -> None:
    assert code == code_of(rate, *given)
    assert code == code_of(ratio_of_rates, *given, 1, 1.0)


def test_what_has_no_ratio_is_refused() -> None:
    assert "E245" == code_of(rate, 0, 1.0, method="log")
    assert {"E245"} == {code_of(ratio_of_rates, 0, 1.0, 3, 1.0), code_of(ratio_of_rates, 3, 1.0, 0, 1.0, method="log")}
    assert "E141" == code_of(ratio_of_rates, 0, 1.0, 0, 1.0)
    assert "E138" == code_of(rate_test, 1, 1.0, convention="two-sided")
    assert "E140" == code_of(rate_test, 1, 0.0)
    assert "E312" == code_of(rate_test, 10**8, 1.0)
