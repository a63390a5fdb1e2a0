"""The segmented regression of monthly counts, as a whole."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from monthly_counts import COUNTS, MONTHS, ORACLES, R_ROUNDING, RATIOS, ROUNDING, START, fit, in_r
from scipy.stats import nbinom, norm, poisson
from scipy.stats import t as student
from stats_results import numbers

from tsi_eval.errors import NotEstimable
from tsi_eval.stats.segmented import SegmentedFit, segmented_counts

STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far
SEASON = np.array([0, 0.1, 0.15, 0.05, 0.1, -0.3, 0, -0.2, 0.1, 0.15, 0.1, -0.15])


@pytest.mark.parametrize("case", ORACLES["r"], ids=lambda case: case["id"])
def test_segmented_counts_gives_what_r_gives(case: dict[str, Any]) -> None:
    found = in_r(case)

    for i, name in enumerate(RATIOS):
        ratio = getattr(found, name)
        expected = [case[field][i] for field in ("estimates", "se_largest", "ci_low", "ci_high", "p_values")]
        assert pytest.approx(expected, rel=R_ROUNDING) == [
            ratio.estimate,
            ratio.se,
            ratio.ci_low,
            ratio.ci_high,
            ratio.p_value,
        ]
    for name in (
        "dispersion",
        "autocorrelation",
        "rho",
        "alpha",
        "fitted",
        "expected",
        "expected_ci_low",
        "expected_ci_high",
    ):
        assert pytest.approx(case[name], rel=R_ROUNDING) == getattr(found, name)
    after = (found.expected_after, found.expected_after_ci_low, found.expected_after_ci_high)
    assert pytest.approx(case["expected_after"], rel=R_ROUNDING) == list(after)
    same = ("n", "df", "lags", "family")
    assert [case[name] for name in same] == [getattr(found, name) for name in same]


def test_counts_on_two_exact_curves_give_the_curves_by_hand() -> None:
    # Doubling to 2^11; then 2^10 instead of 2^12, and flat: step 1/4, slope 1/2, expected 2^12 +
    # ... + 2^16 = 2^12 * 31.
    counts = [2**i for i in range(12)] + [2**10] * 5

    found = segmented_counts(counts, range(12 + 5), start=12, season=False)

    assert pytest.approx((0.25, 0.5, 2.0), rel=ROUNDING) == (
        found.step.estimate,
        found.slope.estimate,
        found.trend.estimate,
    )
    assert pytest.approx((5 / 124, 2**12 * 31), rel=ROUNDING) == (found.average.estimate, found.expected_after)
    assert 5 * 2**10 == found.observed_after
    assert pytest.approx(counts, rel=ROUNDING) == found.fitted
    assert pytest.approx([2.0**i for i in range(17)], rel=ROUNDING) == found.expected


def test_standard_errors_of_constant_counts_are_those_of_two_lines_by_hand() -> None:
    # Constant means a and b weigh all months alike: two least-squares lines, with variances 1/a and
    # 1/b and no dispersion below 1.
    a, b, n, m = 10.0, 5.0, 36, 10
    sxx, tail = n * (n * n - 1) / 12, m * (m * m - 1) / 12
    at_start = (1 / n + ((n + 1) / 2) ** 2 / sxx) / a + (1 / m + ((m - 1) / 2) ** 2 / tail) / b

    found = fit([a] * n + [b] * m, season=False, level=0.9)

    assert pytest.approx((0.5, math.sqrt(at_start)), rel=ROUNDING) == (found.step.estimate, found.step.se)
    assert pytest.approx(math.sqrt(1 / a / sxx), rel=ROUNDING) == found.trend.se
    assert pytest.approx(math.sqrt(1 / a / sxx + 1 / b / tail), rel=ROUNDING) == found.slope.se
    half = student.ppf(0.95, n + m - 4) * math.sqrt(at_start)
    assert pytest.approx((0.5 * math.exp(-half), 0.5 * math.exp(half)), rel=ROUNDING) == (
        found.step.ci_low,
        found.step.ci_high,
    )
    assert pytest.approx(2 * student.sf(math.log(2) / math.sqrt(at_start), n + m - 4), rel=1e-6) == found.step.p_value
    assert pytest.approx(0, abs=ROUNDING) == found.dispersion
    assert (None, 0.0) == (found.autocorrelation, found.rho)


@pytest.mark.parametrize("family", ["poisson", "negative_binomial"])
def test_counts_in_proportion_to_exposure_show_no_change(family: Any) -> None:
    exposure = 100 + np.arange(MONTHS.size) % 7 * 10.0

    found = fit(exposure * 0.2, exposure=exposure, family=family)

    for name in RATIOS:
        ratio = getattr(found, name)
        assert pytest.approx((1.0, 1.0), rel=ROUNDING) == (ratio.estimate, ratio.ci_low * ratio.ci_high)
        assert ratio.p_value > 0.99
    assert pytest.approx(found.observed_after, rel=ROUNDING) == found.expected_after


@pytest.mark.parametrize("family", ["poisson", "negative_binomial"])
def test_a_calendar_month_multiplied_by_hand_is_the_seasons(family: Any) -> None:
    counts = 8.0 * np.where(MONTHS % 12 == 4, 3, 1)

    found = fit(counts, family=family)

    assert pytest.approx((1.0, 1.0, 1.0), rel=ROUNDING) == (
        found.step.estimate,
        found.slope.estimate,
        found.average.estimate,
    )


@given(st.sampled_from([1e-6, 0.001, 3.0, 1e5]), st.sampled_from(["poisson", "negative_binomial"]))
@settings(max_examples=8, deadline=None)
def test_the_unit_of_exposure_changes_nothing(factor: float, family: Any) -> None:
    exposure = np.linspace(300, 420, MONTHS.size)

    one, other = fit(exposure=exposure, family=family), fit(exposure=exposure * factor, family=family)

    assert pytest.approx(numbers(one), rel=1e-7, abs=1e-7) == numbers(other)


@given(st.integers(-1000, 1000))
@settings(max_examples=8, deadline=None)
def test_whole_years_added_to_every_month_change_nothing(years: int) -> None:
    moved = fit(months=MONTHS + 12 * years, start=START + 12 * years, jumps=[START - 10 + 12 * years])

    assert pytest.approx(numbers(fit(jumps=[START - 10])), rel=ROUNDING, abs=ROUNDING) == numbers(moved)


def test_a_wider_level_gives_wider_intervals_and_the_same_estimates() -> None:
    narrow, wide = fit(level=0.8), fit(level=0.99)

    assert narrow.step.estimate == wide.step.estimate
    assert wide.step.ci_low < narrow.step.ci_low < narrow.step.ci_high < wide.step.ci_high
    assert (
        wide.expected_after_ci_low
        < narrow.expected_after_ci_low
        < narrow.expected_after_ci_high
        < wide.expected_after_ci_high
    )
    assert (0.8, 0.8, 0.99) == (narrow.level, narrow.step.level, wide.level)


def test_numpy_lists_and_tuples_are_the_same() -> None:
    assert fit() == fit(tuple(int(one) for one in COUNTS), MONTHS.tolist(), start=np.int64(START))


ZERO_MAYS = np.where(MONTHS % 12 == 4, 0, 10)
FAR_APART = np.where(MONTHS >= START, 1e200, 1e-200)
REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no months": ({"counts": [], "months": []}, "E141"),
    "half a count": ({"counts": COUNTS + 0.5}, "E149"),
    "a negative count": ({"counts": COUNTS - 40}, "E149"),
    "a missing count": ({"counts": np.where(MONTHS == START, math.nan, COUNTS)}, "E145"),
    "a month less": ({"months": MONTHS[1:]}, "E147"),
    "exposure of another length": ({"exposure": [1.0]}, "E147"),
    "no exposure in a month": ({"exposure": np.where(MONTHS == START, 0.0, 1.0)}, "E145"),
    "infinite exposure": ({"exposure": np.where(MONTHS == START, math.inf, 1.0)}, "E145"),
    "months twice": ({"months": np.repeat(MONTHS[::2], 2)}, "E145"),
    "months backwards": ({"months": MONTHS[::-1]}, "E145"),
    "half a month": ({"months": MONTHS + 0.5}, "E145"),
    "half a start": ({"start": START + 0.5}, "E145"),
    "no start": ({"start": math.nan}, "E145"),
    "half a jump": ({"jumps": [START - 9.5]}, "E145"),
    "11 months before": ({"counts": COUNTS[25:], "months": MONTHS[25:]}, "E143"),
    "2 months after": ({"counts": COUNTS[:38], "months": MONTHS[:38]}, "E143"),
    "start after everything": ({"start": START + 100}, "E143"),
    "5 degrees of freedom": ({"counts": COUNTS[16:36], "months": MONTHS[16:36], "start": START - 5}, "E143"),
    "nothing before": ({"counts": np.where(MONTHS < START, 0, 5)}, "E140"),
    "nothing after": ({"counts": np.where(MONTHS >= START, 0, 5)}, "E140"),
    "jump at start": ({"jumps": [START]}, "E144"),
    "jump a month after start, twice": ({"jumps": [START + 1, START + 1]}, "E144"),
    "jump before everything": ({"jumps": [START - 99]}, "E144"),
    "jump after everything": ({"jumps": [START + 99]}, "E144"),
    "a calendar month of zeros": ({"counts": ZERO_MAYS}, "E230"),
    "a calendar month of zeros, nb": ({"counts": ZERO_MAYS, "family": "negative_binomial"}, "E230"),
    "only the last month after": ({"counts": np.where((MONTHS < START) | (MONTHS == MONTHS[-1]), 9, 0)}, "E230"),
    "only the first month before": ({"counts": np.where((MONTHS >= START) | (MONTHS == MONTHS[0]), 9, 0)}, "E230"),
    "zeros from a jump to start": (
        {"counts": np.where((MONTHS >= START - 6) & (MONTHS < START), 0, 9), "jumps": [START - 6]},
        "E230",
    ),
    "exposures too far apart": ({"exposure": FAR_APART, "season": False}, "E139"),
    "no error at all": ({"counts": [8] * MONTHS.size, "covariance": "newey_west", "season": False}, "E139"),
    "negative lags": ({"lags": -1}, "E149"),
    "half a lag": ({"lags": 1.5}, "E149"),
    "more lags than months": ({"lags": 47}, "E149"),
    "unknown family": ({"family": "gaussian"}, "E138"),
    "unknown covariance": ({"covariance": "hc1"}, "E138"),
    "level 0": ({"level": 0.0}, "E148"),
    "level 95": ({"level": 95}, "E148"),
    "level missing": ({"level": math.nan}, "E148"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_segmented_counts_refuses_what_has_no_answer(name: str) -> None:
    options, code = REFUSED[name]

    with pytest.raises(NotEstimable) as error:
        fit(**options)

    assert code == error.value.problems[0].code


def test_twelve_before_three_after_and_six_left_over_suffice() -> None:
    found = segmented_counts([5, 7, 6, 8, 5, 6, 7, 9, 6, 5, 7, 8, 6, 5, 7], range(15), start=12, season=False)
    seasonal = fit(COUNTS[:21], MONTHS[:21], start=int(MONTHS[18]))

    assert (11, 6) == (found.df, seasonal.df)


small = st.lists(st.integers(0, 6), min_size=46, max_size=46)


@given(small, st.booleans(), st.sampled_from(["poisson", "negative_binomial"]), st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_small_counts_give_finite_numbers_or_a_refusal(
    counts: list[int], season: bool, family: Any, zeros: int
) -> None:
    thinned = [count if i % 4 >= zeros else 0 for i, count in enumerate(counts)]
    try:
        found = fit(thinned, season=season, family=family)
    except NotEstimable as error:
        refused = {problem.code for problem in error.problems}
    else:
        refused = set()
        check(found)
    assert refused <= {"E140", "E230", "E139"}


def check(found: SegmentedFit) -> None:
    assert np.isfinite(numbers(found)).all()
    for ratio in (getattr(found, name) for name in RATIOS):
        assert 0 <= ratio.ci_low <= ratio.estimate <= ratio.ci_high
        assert 0 <= ratio.p_value <= 1
        assert ratio.se > 0
    assert all(
        low <= mean <= high
        for low, mean, high in zip(found.expected_ci_low, found.expected, found.expected_ci_high, strict=True)
    )


def simulated(
    rng: np.random.Generator,
    months: npt.NDArray[np.int64],
    mean: npt.NDArray[np.float64],
    ratio: float,
    rho: float,
    size: int,
) -> npt.NDArray[np.float64]:
    """Return counts with variance ratio · mean, whose noise lasts from month to month.

    A normal AR(1) on the calendar, behind the counts, carries rho between months.
    """
    hidden = rng.normal(size=(size, months[-1] - months[0] + 1))
    for i in range(1, hidden.shape[1]):
        hidden[:, i] = rho * hidden[:, i - 1] + math.sqrt(1 - rho**2) * hidden[:, i]
    share = norm.cdf(hidden[:, months - months[0]])
    return poisson.ppf(share, mean) if ratio == 1 else nbinom.ppf(share, mean / (ratio - 1), 1 / ratio)


def coverage(
    seed: int, after: int, level: float, ratio: float, rho: float, size: int, **options: Any
) -> dict[str, float]:
    """Return the share of 95 % intervals that hold what was planted.

    Planted are the step 0.8, the slope 1.01, the trend 1.003 and what follows from them.
    """
    months = np.arange(START - 36, START + after)
    months = months[months % 12 != 6]
    since = np.maximum(months - START, 0)
    base = level * np.exp(SEASON[months % 12] - SEASON[months % 12].mean() + 0.003 * (months - START))
    mean = base * np.where(months >= START, 0.8, 1) * np.exp(0.01 * since)
    later = months >= START
    truth = {"step": 0.8, "slope": math.exp(0.01), "trend": math.exp(0.003)}
    truth["average"] = mean[later].sum() / base[later].sum()
    held: dict[str, list[bool]] = {name: [] for name in (*truth, "expected")}
    for counts in simulated(np.random.default_rng([20261122, seed]), months, mean, ratio, rho, size):
        try:
            found = segmented_counts(counts, months, start=START, **options)
        except NotEstimable:  # a calendar month of zeros: 2 in 10,000 at 5 a month
            continue
        for name, value in truth.items():
            held[name].append(getattr(found, name).ci_low <= value <= getattr(found, name).ci_high)
        held["expected"].append(found.expected_after_ci_low <= base[later].sum() <= found.expected_after_ci_high)
    assert len(held["step"]) > 0.98 * size
    return {name: float(np.mean(hits)) for name, hits in held.items()}


# Measured with 2,000 series in each of the 54 settings of `SETTINGS`, Poisson weights: the share of
# 95 % intervals that held the truth, as mean (least-most) of the 18 settings with the same rho.
#
# errors  rho  step             slope            trend            average          expected
# largest 0    .966 (.959-.978) .966 (.955-.974) .965 (.956-.978) .966 (.958-.978) .967 (.956-.976)
#         .15  .955 (.939-.977) .955 (.945-.969) .951 (.938-.969) .953 (.940-.970) .952 (.937-.970)
#         .3   .945 (.929-.962) .946 (.932-.968) .941 (.922-.961) .940 (.921-.955) .941 (.927-.956)
# quasi   0    .956 (.948-.970) .956 (.944-.969) .954 (.944-.970) .955 (.944-.967) .955 (.946-.969)
#         .15  .925 (.905-.948) .926 (.912-.944) .918 (.895-.941) .922 (.896-.946) .919 (.901-.949)
#         .3   .877 (.853-.912) .886 (.857-.926) .867 (.846-.896) .867 (.842-.896) .868 (.842-.895)
# newey_  0    .863 (.838-.884) .831 (.818-.855) .894 (.884-.904) .885 (.867-.910) .893 (.881-.905)
# west    .15  .841 (.814-.873) .805 (.781-.822) .873 (.861-.884) .863 (.839-.889) .871 (.854-.882)
#         .3   .808 (.785-.831) .778 (.765-.798) .851 (.837-.860) .836 (.812-.862) .849 (.839-.862)
#
# "ar1" differs from "largest" by at most .002. The larger of quasi and newey_west (300 series a
# setting): step .955, .933, .890. Negative binomial weights: the same to .002.
SETTINGS = list(itertools.product((10, 17), (5, 10, 40), (1, 1.5, 2), (0, 0.15, 0.3)))
HONEST = {0: (0.95, 0.975), 0.15: (0.94, 0.965), 0.3: (0.93, 0.955)}  # the mean of 18 settings; its error is 0.003


def test_intervals_cover_in_three_settings() -> None:
    size, least = 500, 0.93
    error = math.sqrt(least * (1 - least) / size)

    for seed, setting in enumerate([(10, 5, 1, 0), (17, 10, 1.5, 0.15), (10, 40, 2, 0.3)]):
        shares = coverage(seed, *setting, size=size)
        assert min(shares.values()) > least - STANDARD_ERRORS * error


@pytest.mark.slow
@pytest.mark.parametrize("family", ["poisson", "negative_binomial"])
def test_intervals_cover_in_every_setting(family: Any) -> None:
    size = 400
    shares = {setting: coverage(seed, *setting, size=size, family=family) for seed, setting in enumerate(SETTINGS)}

    for rho, (low, high) in HONEST.items():
        for name in ("step", "slope", "trend", "average", "expected"):
            held = [share[name] for setting, share in shares.items() if setting[3] == rho]
            assert low < np.mean(held) < high
            assert min(held) > 0.92 - STANDARD_ERRORS * math.sqrt(0.92 * 0.08 / size)


@pytest.mark.slow
@pytest.mark.parametrize("covariance", ["quasi", "newey_west"])
def test_neither_quasi_poisson_nor_newey_west_alone_covers_lasting_noise(covariance: Any) -> None:
    shares = coverage(99, 10, 10, 1.5, 0.3, size=1000, covariance=covariance)

    assert shares["step"] < 0.92
    assert shares["average"] < 0.92
