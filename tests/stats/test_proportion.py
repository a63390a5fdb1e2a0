"""Shares of a count."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm
from stats_results import code_of

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.proportion import newcombe_difference, wilson

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "proportion.toml").read_text(encoding="utf-8"))
FOUR_DECIMALS = 0.5e-4  # as the source is rounded
ROUNDING = 1e-12  # two square roots and a handful of divisions
CANCELLATION = 1e-9  # centre minus half width at 1 of 1,000,000 loses three digits
COVERAGE = 0.01  # how far the mean coverage of a score interval may lie from its level at n = 40

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("case", ORACLES["published"], ids=lambda case: f"{case['successes']}/{case['n']}")
def test_wilson_gives_the_published_bounds(case: dict[str, Any]) -> None:
    share = wilson(case["successes"], case["n"], level=case["level"])

    assert pytest.approx((case["ci_low"], case["ci_high"]), abs=FOUR_DECIMALS) == (share.ci_low, share.ci_high)


@pytest.mark.parametrize("case", ORACLES["by_hand"], ids=lambda case: f"{case['successes']}/{case['n']}")
def test_wilson_gives_the_closed_form(case: dict[str, Any]) -> None:
    share = wilson(case["successes"], case["n"], level=case["level"])

    assert pytest.approx((case["ci_low"], case["ci_high"]), rel=ROUNDING) == (share.ci_low, share.ci_high)


@pytest.mark.parametrize("case", ORACLES["library"], ids=lambda case: f"{case['successes']}/{case['n']}")
def test_wilson_matches_statsmodels(case: dict[str, Any]) -> None:
    share = wilson(case["successes"], case["n"], level=case["level"])

    assert case["successes"] / case["n"] == share.estimate
    assert pytest.approx((case["ci_low"], case["ci_high"]), rel=CANCELLATION) == (share.ci_low, share.ci_high)


def test_wilson_reports_its_level_and_n() -> None:
    share = wilson(3, 8, level=0.9)

    assert (0.375, 0.9, 8) == (share.estimate, share.level, share.n)


def test_wilson_takes_counts_from_numpy() -> None:
    assert wilson(42, 310) == wilson(np.int64(42), np.int64(310))


@given(counts, st.floats(0.01, 0.999))
@settings(max_examples=50, deadline=None)
def test_wilson_bounds_solve_the_score_equation(count: tuple[int, int], level: float) -> None:
    (successes, n), z = count, norm.ppf(0.5 + level / 2)

    share = wilson(successes, n, level=level)

    for bound in (share.ci_low, share.ci_high):
        gap = abs(successes / n - bound)
        assert pytest.approx(z * math.sqrt(max(bound * (1 - bound), 0) / n), rel=1e-6, abs=1e-12) == gap


@given(counts)
@settings(max_examples=50, deadline=None)
def test_wilson_stays_within_0_and_1_around_the_share(count: tuple[int, int]) -> None:
    share = wilson(*count)

    assert 0 <= share.ci_low <= share.estimate <= share.ci_high <= 1


@given(counts)
@settings(max_examples=50, deadline=None)
def test_wilson_mirrors_when_successes_and_failures_swap(count: tuple[int, int]) -> None:
    successes, n = count

    share, rest = wilson(successes, n), wilson(n - successes, n)

    mirrored = (1 - rest.estimate, 1 - rest.ci_high, 1 - rest.ci_low)
    assert pytest.approx(mirrored, abs=ROUNDING) == (share.estimate, share.ci_low, share.ci_high)


@given(counts)
@settings(max_examples=50, deadline=None)
def test_wilson_widens_with_the_level(count: tuple[int, int]) -> None:
    narrow, wide = wilson(*count, level=0.8), wilson(*count, level=0.99)

    assert wide.ci_low <= narrow.ci_low
    assert wide.ci_high >= narrow.ci_high


@given(st.integers(1, 10_000))
@settings(max_examples=50, deadline=None)
def test_wilson_bound_is_exact_at_none_and_all(n: int) -> None:
    assert wilson(0, n).ci_low == 0.0
    assert wilson(n, n).ci_high == 1.0


@pytest.mark.parametrize(
    ("successes", "n", "code"),
    [
        (0, 0, "E141"),
        (5, 0, "E141"),
        (-1, 5, "E149"),
        (6, 5, "E149"),
        (1.5, 5, "E149"),
        (1, 2.5, "E149"),
        (math.nan, 5, "E149"),
        (math.inf, 5, "E149"),
        (1, math.nan, "E149"),
    ],
)
def test_wilson_refuses_impossible_counts(successes: int, n: int, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        wilson(successes, n)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, -0.5, 95, math.nan, math.inf])
def test_wilson_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        wilson(3, 8, level=level)

    assert error.value.problems[0].code == "E148"


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_wilson_covers_on_average_over_shares(level: float) -> None:
    n, shares = 40, np.linspace(0.05, 0.95, 181)
    counts_ = np.arange(n + 1)
    low, high = np.array([(wilson(k, n, level=level).ci_low, wilson(k, n, level=level).ci_high) for k in counts_]).T

    covered = [binom.pmf(counts_[(low <= p) & (p <= high)], n, p).sum() for p in shares]

    assert pytest.approx(level, abs=COVERAGE) == np.mean(covered)


@pytest.mark.parametrize("case", ORACLES["newcombe_published"], ids=lambda case: f"{case['successes_2']}/{case['n_2']}")
def test_newcombe_difference_gives_the_published_bounds(case: dict[str, Any]) -> None:
    found = newcombe_difference(*shares(case), level=case["level"])

    assert pytest.approx((case["ci_low"], case["ci_high"]), abs=FOUR_DECIMALS) == (found.ci_low, found.ci_high)


@pytest.mark.parametrize(
    "case",
    ORACLES["newcombe_by_hand"] + ORACLES["newcombe_library"],
    ids=lambda case: f"{case['successes_2']}/{case['n_2']}",
)
def test_newcombe_difference_gives_the_closed_form_and_matches_statsmodels(case: dict[str, Any]) -> None:
    successes_1, n_1, successes_2, n_2 = shares(case)

    found = newcombe_difference(successes_1, n_1, successes_2, n_2, level=case["level"])

    assert pytest.approx((case["ci_low"], case["ci_high"]), rel=CANCELLATION) == (found.ci_low, found.ci_high)
    assert (successes_2 / n_2 - successes_1 / n_1, case["level"]) == (found.estimate, found.level)
    assert (n_1, n_2) == (found.n_1, found.n_2)


@given(counts, counts)
@settings(max_examples=50, deadline=None)
def test_newcombe_difference_turns_when_the_shares_swap(first: tuple[int, int], second: tuple[int, int]) -> None:
    there, back = newcombe_difference(*first, *second), newcombe_difference(*second, *first)

    turned = (-back.estimate, -back.ci_high, -back.ci_low)
    assert pytest.approx(turned, abs=ROUNDING) == (there.estimate, there.ci_low, there.ci_high)


@given(counts, counts)
@settings(max_examples=50, deadline=None)
def test_newcombe_difference_stays_within_minus_1_and_1(first: tuple[int, int], second: tuple[int, int]) -> None:
    found = newcombe_difference(*first, *second)

    assert -1 <= found.ci_low <= found.estimate <= found.ci_high <= 1


@pytest.mark.parametrize("place", [0, 2])
@pytest.mark.parametrize(("count", "code"), [((0, 0), "E141"), ((6, 5), "E149"), ((-1, 5), "E149"), ((1.5, 5), "E149")])
def test_newcombe_difference_refuses_impossible_counts(place: int, count: tuple[float, int], code: str) -> None:
    four: list[Any] = [3, 8, 4, 9]
    four[place : place + 2] = count

    with pytest.raises(NotEstimable) as error:
        newcombe_difference(*four)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize("level", [0.0, 1.0, 95, math.nan])
def test_newcombe_difference_refuses_a_level_outside_0_and_1(level: float) -> None:
    with pytest.raises(NotEstimable) as error:
        newcombe_difference(3, 8, 4, 9, level=level)

    assert error.value.problems[0].code == "E148"


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_newcombe_difference_covers_on_average_over_shares(level: float) -> None:
    n_1, n_2, shares_ = 20, 30, np.linspace(0.05, 0.95, 19)
    bounds = np.array(
        [
            [
                (one.ci_low, one.ci_high)
                for k in range(n_2 + 1)
                for one in [newcombe_difference(j, n_1, k, n_2, level=level)]
            ]
            for j in range(n_1 + 1)
        ]
    )

    covered = [
        np.outer(binom.pmf(np.arange(n_1 + 1), n_1, p), binom.pmf(np.arange(n_2 + 1), n_2, q))[
            (bounds[..., 0] <= q - p) & (q - p <= bounds[..., 1])
        ].sum()
        for p in shares_
        for q in shares_
    ]

    assert pytest.approx(level, abs=COVERAGE) == np.mean(covered)


def shares(case: dict[str, Any]) -> tuple[int, int, int, int]:
    return case["successes_1"], case["n_1"], case["successes_2"], case["n_2"]


@pytest.mark.parametrize(("k", "n"), [(np.uint8(42), np.uint8(200)), (np.int32(42), np.int32(100_000))])
def test_wilson_takes_small_integers_of_numpy(k: Any, n: Any) -> None:
    assert wilson(int(k), int(n)) == wilson(k, n)


@pytest.mark.parametrize(("k", "n", "code"), [(0, -1, "E149"), (5, math.inf, "E149")])
def test_wilson_refuses_an_impossible_n(k: Any, n: Any, code: Any) -> None:
    assert code == code_of(wilson, k, n)
