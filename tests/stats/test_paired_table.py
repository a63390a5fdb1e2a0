"""The same persons before and after, in yes and no."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, binomtest
from statsmodels.stats.contingency_tables import mcnemar as theirs

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.paired_table import matched_odds_ratio, mcnemar, paired_share_difference

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "paired_table.toml").read_text(encoding="utf-8"))
PUBLISHED = ORACLES["published"]
ROUNDING = 1e-12
R = 1e-9  # uniroot's last digits
FOUR_DECIMALS = 0.5e-4
SIX_DECIMALS = 0.5e-6
METHODS = ("exact", "midp", "asymptotic", "corrected")

counts = st.integers(0, 60)
some = st.integers(1, 60)


def cells(counts: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(("both", "lost", "gained", "neither"), counts, strict=True))


def test_mcnemar_gives_the_published_results() -> None:
    case = PUBLISHED["test"]

    found = {method: mcnemar(gained=case["gained"], lost=case["lost"], method=method) for method in METHODS}

    for method in METHODS:
        assert pytest.approx(case[method], abs=SIX_DECIMALS) == found[method].p_value
    for method, z in (("asymptotic", "z"), ("corrected", "z_corrected")):
        assert pytest.approx(case[z], abs=0.5e-3) == math.sqrt(found[method].statistic)


@pytest.mark.parametrize("case", ORACLES["discordant"], ids=lambda case: f"{case['gained']}-{case['lost']}")
def test_mcnemar_and_the_odds_ratio_give_what_r_gives(case: dict[str, Any]) -> None:
    gained, lost = case["gained"], case["lost"]

    for method in ("exact", "midp"):
        found, odds = (
            mcnemar(gained=gained, lost=lost, method=method),
            matched_odds_ratio(gained=gained, lost=lost, level=case["level"], method=method),
        )
        assert pytest.approx(case[method], rel=R) == found.p_value
        assert pytest.approx(case[f"odds_{method}"], rel=R) == [odds.ci_low, odds.ci_high]
        assert (gained / lost, gained + lost, None) == (odds.estimate, odds.n, found.statistic)
        assert pytest.approx(math.sqrt(1 / gained + 1 / lost)) == odds.se
    for method in ("asymptotic", "corrected"):
        found = mcnemar(gained=gained, lost=lost, method=method)
        assert pytest.approx(case[method], rel=R) == [found.statistic, found.p_value]


def test_matched_odds_ratio_gives_the_published_intervals() -> None:
    case = PUBLISHED["odds"]

    for method in ("exact", "midp"):
        found = matched_odds_ratio(gained=case["gained"], lost=case["lost"], method=method)
        assert case["estimate"] == found.estimate
        assert pytest.approx(case[method], abs=FOUR_DECIMALS) == [found.ci_low, found.ci_high]


@given(counts, counts)
@settings(max_examples=50, deadline=None)
def test_mcnemar_matches_statsmodels_and_turns(gained: int, lost: int) -> None:
    if gained + lost == 0:
        return
    table = [[3, lost], [gained, 4]]

    for method, options in (("exact", {"exact": True}), ("asymptotic", {"exact": False, "correction": False})):
        found = mcnemar(gained=gained, lost=lost, method=method)  # type: ignore[arg-type]
        assert pytest.approx(theirs(table, **options).pvalue, abs=ROUNDING) == found.p_value
    for method in METHODS:
        assert (
            mcnemar(gained=gained, lost=lost, method=method).p_value
            == mcnemar(gained=lost, lost=gained, method=method).p_value
        )
        assert 0 < mcnemar(gained=gained, lost=lost, method=method).p_value <= 1


@given(some, some, st.sampled_from(["exact", "midp"]), st.sampled_from([0.5, 0.9, 0.95, 0.999]))
@settings(max_examples=50, deadline=None)
def test_matched_odds_ratio_bounds_have_the_tails_they_say(gained: int, lost: int, method: Any, level: float) -> None:
    found, tail, n = (
        matched_odds_ratio(gained=gained, lost=lost, level=level, method=method),
        (1 - level) / 2,
        gained + lost,
    )

    half = 0.5 if method == "midp" else 1.0
    low, high = (bound / (1 + bound) for bound in (found.ci_low, found.ci_high))
    assert pytest.approx(tail, rel=1e-8) == binom.sf(gained, n, low) + half * binom.pmf(gained, n, low)
    assert pytest.approx(tail, rel=1e-8) == binom.cdf(gained - 1, n, high) + half * binom.pmf(gained, n, high)
    assert found.ci_low < found.estimate < found.ci_high


@given(some, some)
@settings(max_examples=50, deadline=None)
def test_matched_odds_ratio_turns_and_midp_is_narrower(gained: int, lost: int) -> None:
    there, back = matched_odds_ratio(gained=gained, lost=lost), matched_odds_ratio(gained=lost, lost=gained)
    narrow = matched_odds_ratio(gained=gained, lost=lost, method="midp")

    assert pytest.approx((1 / back.ci_high, 1 / back.ci_low), rel=1e-10) == (there.ci_low, there.ci_high)
    assert there.ci_low < narrow.ci_low < narrow.ci_high < there.ci_high


@pytest.mark.parametrize(("lost", "level"), [(1, 0.95), (5, 0.95), (5, 0.8), (40, 0.999)])
def test_matched_odds_ratio_is_0_with_an_exact_upper_bound_when_nobody_gained(lost: int, level: float) -> None:
    exact, midp = (matched_odds_ratio(gained=0, lost=lost, level=level, method=method) for method in ("exact", "midp"))
    clopper_pearson = binomtest(0, lost).proportion_ci(confidence_level=level, method="exact").high

    assert pytest.approx(clopper_pearson / (1 - clopper_pearson), rel=1e-12) == exact.ci_high
    # Half the chance that none of `lost` gains is the tail: (1 - p)^lost / 2 = (1 - level) / 2.
    chance = 1 - (1 - level) ** (1 / lost)
    assert pytest.approx(chance / (1 - chance), rel=1e-12) == midp.ci_high
    for found in (exact, midp):
        assert (0.0, 0.0, None, lost) == (found.estimate, found.ci_low, found.se, found.n)


def test_mcnemar_keeps_its_digits_at_large_counts() -> None:
    found = matched_odds_ratio(gained=10**9, lost=10**9)

    assert pytest.approx(1.96 * math.sqrt(2e-9), rel=1e-3) == math.log(found.ci_high)
    assert pytest.approx(1.0) == mcnemar(gained=10**9, lost=10**9).p_value
    assert 0 < mcnemar(gained=1000, lost=0).p_value == 2.0**-999


@pytest.mark.parametrize(
    ("gained", "lost", "code"),
    [(0, 0, "E140"), (-1, 3, "E149"), (2.5, 3, "E149"), (math.nan, 3, "E149"), (math.inf, 3, "E149"), ("x", 3, "E149")],
)
@pytest.mark.parametrize("statistic", [mcnemar, matched_odds_ratio])
def test_discordant_counts_are_refused(statistic: Any, gained: Any, lost: Any, code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        statistic(gained=gained, lost=lost)

    assert code == error.value.problems[0].code


@pytest.mark.parametrize(
    ("counts", "options", "code", "name"),
    [
        ((3, 0), {}, "E245", "lost"),
        ((2, 3), {"level": 1.0}, "E148", "level"),
        ((2, 3), {"method": "wald"}, "E138", "wald"),
    ],
)
def test_matched_odds_ratio_refuses_what_has_no_interval(
    counts: tuple[int, int], options: dict[str, Any], code: str, name: str
) -> None:
    with pytest.raises(NotEstimable) as error:
        matched_odds_ratio(gained=counts[0], lost=counts[1], **options)

    assert (code, name) == (error.value.problems[0].code, error.value.problems[0].params["name"])


def test_mcnemar_refuses_an_unknown_method() -> None:
    with pytest.raises(NotEstimable) as error:
        mcnemar(gained=3, lost=4, method="yates")  # type: ignore[arg-type]

    assert error.value.problems[0].code == "E138"


@pytest.mark.parametrize("case", ORACLES["share"], ids=lambda case: "-".join(map(str, case["counts"])))
def test_paired_share_difference_gives_the_paper_s_formula_in_r(case: dict[str, Any]) -> None:
    found = paired_share_difference(**cells(case["counts"]), level=case["level"])

    for name in ("estimate", "ci_low", "ci_high", "phi"):
        assert pytest.approx(case[name], abs=R) == getattr(found, name)


def test_paired_share_difference_gives_the_published_interval() -> None:
    case = PUBLISHED["share"]

    found = paired_share_difference(**cells(case["counts"]))

    for name in ("estimate", "ci_low", "ci_high"):
        assert pytest.approx(case[name], abs=FOUR_DECIMALS) == getattr(found, name)


@given(st.tuples(counts, counts, counts, counts).filter(any))
@settings(max_examples=50, deadline=None)
def test_paired_share_difference_turns_and_stays_within_its_limits(table: tuple[int, int, int, int]) -> None:
    both, lost, gained, neither = table

    there = paired_share_difference(**cells(table))
    back = paired_share_difference(**cells((both, gained, lost, neither)))
    noes = paired_share_difference(**cells((neither, gained, lost, both)))

    assert -1 <= there.ci_low <= there.estimate <= there.ci_high <= 1
    assert there.ci_low < there.ci_high
    for other in (back, noes):
        turned = (-other.estimate, -other.ci_high, -other.ci_low)
        assert pytest.approx(turned, abs=1e-9) == (there.estimate, there.ci_low, there.ci_high)


@pytest.mark.parametrize(
    ("table", "options", "code"),
    [
        ((0, 0, 0, 0), {}, "E141"),
        ((1, 2, -1, 4), {}, "E149"),
        ((1, 2, 0.5, 4), {}, "E149"),
        ((1, 2, 3, 4), {"level": 0.0}, "E148"),
    ],
)
def test_paired_share_difference_refuses(table: tuple[int, ...], options: dict[str, Any], code: str) -> None:
    with pytest.raises(NotEstimable) as error:
        paired_share_difference(**cells(table), **options)

    assert code == error.value.problems[0].code


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "p"), [(12, (0.3, 0.1, 0.2, 0.4)), (30, (0.6, 0.02, 0.1, 0.28)), (60, (0.1, 0.05, 0.3, 0.55))]
)
def test_paired_share_difference_covers(n: int, p: tuple[float, ...]) -> None:
    tables = np.random.default_rng(20261122).multinomial(n, p, size=3000)

    found = [paired_share_difference(**cells(table)) for table in tables]

    assert np.mean([one.ci_low <= p[2] - p[1] <= one.ci_high for one in found]) > 0.93
