"""How often the 95 % intervals hold the truth, for few persons too.

The table is `tests/oracles/coverage.toml`, one row a cell:

    interval  which, as named in INTERVALS below n         pairs, persons, or trials (of each share,
    when there are two arms) setting   what else was fixed: r (correlation), sd_ratio (standard
    deviation after over before), steps (of the scale that
              the measurements were rounded to), share (share_2: of the second arm, or after), phi
              (the two shares' correlation), icc (intraclass correlation of two persons in a
              cluster), alone (about which share of the persons has none)
    coverage  how often the interval held the truth draws     of how many; 0 when computed exactly
    verdict   "nominal" within 0.5 percentage points of 95 %, else "liberal" (too narrow) or
    "conservative" (too wide)

and after it `equivalence`: how often `paired_equivalence` at level 95 % says equivalent when the
true change is the margin (in standard deviations before) itself. That is an error, so `rate` is to
be 5 % at most: "conservative" is below 4.5 %.

To add an interval, add its function to INTERVALS and write the table anew:

    python tests/stats/test_coverage.py > tests/oracles/coverage.toml

Measurements are normal, and the true standardised change is 0.5 (standard deviations before, for
d_z, ranks and signs; else the interval's own). With `steps` they are cut at -1.5, -0.5, 0.5 and 1.5
standard deviations from the mean before. Draws that the function refuses, where nobody changed,
don't count. The clustered mean of clusters of two is Student's t of the cluster means.
"""

from __future__ import annotations

import math
import sys
import tomllib
from collections.abc import Callable
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy.special import gammaln, xlogy
from scipy.stats import binom, chi, multinomial, multivariate_normal, nct, norm
from scipy.stats import t as student

from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.effect_size import d_av, d_z, hedges_correction
from tsi_eval.stats.equivalence import paired_equivalence
from tsi_eval.stats.glass import glass_pre
from tsi_eval.stats.paired_table import paired_share_difference
from tsi_eval.stats.proportion import newcombe_difference, wilson
from tsi_eval.stats.rank_effects import probability_of_improvement, rank_biserial

TABLE = Path(__file__).parents[1] / "oracles" / "coverage.toml"
LEVEL, EFFECT = 0.95, 0.5
SIZES, CORRELATIONS, RATIOS, SHARES = (8, 12, 20, 50, 100), (0.3, 0.5, 0.7, 0.9), (1.0, 1.5, 2.0), (0.1, 0.3, 0.5)
PHIS, ICCS, MARGINS = (0.0, 0.3, 0.6), (0.0, 0.4, 0.8), (0.2, 0.5)
STEPS, CUTS, NEVER = 5, (-1.5, -0.5, 0.5, 1.5), 9.0
NODES, WEIGHTS = np.polynomial.legendre.leggauss(100)  # quadrature on [-1, 1]
MARGIN = 0.005  # three standard errors of 20,000 draws
STANDARD_ERRORS = 4.0  # a seeded simulation may stray this far
EXACT = 1e-6  # as the table is rounded
DRAWS_FOR_TABLE = 200_000
AT_A_TIME = 10_000  # keeps the draws of 100 persons in the processor's reach
ROUNDING = 1e-10

Setting = dict[str, float]
Bounds = tuple[Any, Any]


class Moments(NamedTuple):
    """Mean change, variances and covariance of so many samples of n pairs.

    Each has one value, or one a sample.
    """

    n: int
    change: Any
    before: Any
    after: Any
    together: Any


def simulated(n: int, setting: Setting, effect: float, draws: int) -> Moments:
    """Draw the moments of normal pairs whose standard deviation before is 1.

    The mean change is normal, and the covariances are Wishart (drawn by Bartlett).
    """
    rng, r, ratio = seeded(n, setting, draws), setting["r"], ratio_of(setting)
    first, cross, second = (
        np.sqrt(rng.chisquare(n - 1, draws)),
        rng.normal(size=draws),
        np.sqrt(rng.chisquare(n - 2, draws)),
    )
    after = ratio * (r * first + math.sqrt(1 - r * r) * cross), ratio * math.sqrt(1 - r * r) * second
    change = effect + rng.normal(size=draws) * math.sqrt((1 + ratio**2 - 2 * r * ratio) / n)
    squares = first**2, after[0] ** 2 + after[1] ** 2, first * after[0]
    return Moments(n, change, *(square / (n - 1) for square in squares))


def seeded(n: int, setting: Setting, draws: int) -> np.random.Generator:
    return np.random.default_rng([n, draws, *(int(100 * v) for v in setting.values())])


def ratio_of(setting: Setting) -> float:
    return setting.get("sd_ratio", 1.0)


def divisor(kind: str, before: Any, after: Any) -> Any:
    """Return the standardiser from two variances."""
    if kind == "root_mean_square":
        return np.sqrt((before + after) / 2)
    return (np.sqrt(before) + np.sqrt(after)) / 2 if kind == "mean_sd" else np.sqrt(before)


def by_moments(kind: str, m: Moments, hedges: bool) -> Bounds:
    """Return the closed form's bounds, for all samples at once."""
    s, df = divisor(kind, m.before, m.after), m.n - 1
    v = {
        "root_mean_square": (m.before**2 + m.after**2 + 2 * m.together**2) / (8 * df * s**2),
        "mean_sd": (m.before + m.after + 2 * m.together**2 / np.sqrt(m.before * m.after)) / (8 * df),
        "before": m.before / (2 * df),
    }[kind]
    d = m.change / s
    half = norm.ppf(0.5 + LEVEL / 2) * np.sqrt((m.before + m.after - 2 * m.together) / df + d**2 * v) / s
    j = hedges_correction(df) if hedges else 1.0
    return j * (d - half), j * (d + half)


def standardised(kind: str, hedges: bool) -> Callable[[int, Setting, int], float]:
    def coverage(n: int, setting: Setting, draws: int) -> float:
        truth = EFFECT * float(divisor(kind, 1.0, ratio_of(setting) ** 2))
        low, high = by_moments(kind, simulated(n, setting, truth, draws), hedges)
        return float(np.mean((low < EFFECT) & (high > EFFECT)))

    return coverage


def of_d_z(hedges: bool) -> Callable[[int, Setting, int], float]:
    """Return the coverage of d_z exactly: it holds the truth when t lies between two quantiles."""

    def coverage(n: int, setting: Setting, _: int) -> float:
        truth = EFFECT / math.sqrt(2 * (1 - setting["r"]))
        low, high = quantiles(n, truth, hedges)
        return float(nct.cdf(high, n - 1, truth * math.sqrt(n)) - nct.cdf(low, n - 1, truth * math.sqrt(n)))

    return coverage


def quantiles(n: int, truth: float, hedges: bool) -> tuple[float, float]:
    shift = truth * math.sqrt(n) / (hedges_correction(n - 1) if hedges else 1.0)
    return tuple(float(nct.ppf(p, n - 1, shift)) for p in (0.5 - LEVEL / 2, 0.5 + LEVEL / 2))  # type: ignore[return-value]


def of_wilson(n: int, setting: Setting, _: int) -> float:
    found = [wilson(k, n, level=LEVEL) for k in range(n + 1)]
    held = [one.ci_low <= setting["share"] <= one.ci_high for one in found]
    return float(binom.pmf(np.arange(n + 1), n, setting["share"]) @ held)


def of_newcombe(n: int, setting: Setting, _: int) -> float:
    """Go through all (n + 1)² outcomes of two arms of n."""
    truth = setting["share_2"] - setting["share"]
    if n not in NEWCOMBE:
        found = [newcombe_difference(a, n, b, n, level=LEVEL) for a, b in product(range(n + 1), repeat=2)]
        NEWCOMBE[n] = np.array([(one.ci_low, one.ci_high) for one in found]).reshape(n + 1, n + 1, 2)
    held = (NEWCOMBE[n][..., 0] <= truth + ROUNDING) & (NEWCOMBE[n][..., 1] >= truth - ROUNDING)
    first, second = (binom.pmf(np.arange(n + 1), n, setting[name]) for name in ("share", "share_2"))
    return float(first @ held @ second)


def changes(setting: Setting) -> Any:
    """Return how probable each change from -4 to 4 steps is.

    By quadrature over the first measurement.
    """
    r, edges = setting["r"], np.array([-NEVER, *CUTS, NEVER])
    middle, half = (edges[1:] + edges[:-1]) / 2, (edges[1:] - edges[:-1]) / 2
    x = middle[:, None] + half[:, None] * NODES
    after = np.diff(norm.cdf((edges[:, None, None] - EFFECT - r * x) / math.sqrt(1 - r * r)), axis=0)
    cells = (after * norm.pdf(x) * WEIGHTS).sum(axis=2) * half
    return np.array([np.trace(cells, -step) for step in range(-STEPS + 1, STEPS)])


def risen_groups(rng: np.random.Generator, n: int, setting: Setting, draws: int) -> tuple[Any, Any]:
    """Draw how many rose and how many fell, by the size of the change.

    Persons are drawn one by one, or by the scale's steps.
    """
    if "steps" in setting:
        p = changes(setting)
        counts = rng.multinomial(n, p / p.sum(), size=draws)
        fell, rose = counts[:, STEPS - 2 :: -1], counts[:, STEPS:]
        moved = (fell + rose).any(axis=1)
        return rose[moved], fell[moved]
    change = EFFECT + math.sqrt(2 * (1 - setting["r"])) * rng.normal(size=(draws, n))
    up = np.take_along_axis(change, np.argsort(np.abs(change), axis=1), axis=1) > 0
    return up.astype(int), (~up).astype(int)


def by_groups(rose: Any, fell: Any) -> Bounds:
    """Return the rank-biserial's bounds from those who rose and fell.

    They come in groups of equally large change, smallest first.
    """
    size, net = rose + fell, rose - fell
    below = np.cumsum(size, axis=1) - size
    n, above = size.sum(axis=1), net.sum(axis=1, keepdims=True) - np.cumsum(net, axis=1)
    rank = below + (size + 1) / 2
    total, top = n * (n + 1) / 2, (rank * net).sum(axis=1)
    r, null = top / total, (size * rank**2).sum(axis=1) / total**2
    up, down = (above + net / 2 + sign * (rank - 0.5) for sign in (1, -1))
    mean = ((rose * up + fell * down).sum(axis=1) / n)[:, None]
    squares = (rose * (up - mean) ** 2 + fell * (down - mean) ** 2).sum(axis=1)
    kappa, mixed = null.copy(), np.abs(top) < total
    jackknife = squares[mixed] / (total - n)[mixed] ** 2 * ((n - 1) / n)[mixed]
    kappa[mixed] = np.maximum(null[mixed], jackknife / (1 - r[mixed] ** 2))
    width = norm.ppf(0.5 + LEVEL / 2) ** 2 * kappa
    half = np.sqrt(width * (1 - r**2 + width))
    return np.maximum((r - half) / (1 + width), -1), np.minimum((r + half) / (1 + width), 1)


def true_rank_biserial(setting: Setting) -> float:
    """Return P(D₁ + D₂ > 0) - P(D₁ + D₂ < 0) of two persons who changed."""
    if "steps" not in setting:
        return 2 * float(norm.cdf(EFFECT / math.sqrt(1 - setting["r"]))) - 1
    p = changes(setting)
    p[STEPS - 1] = 0
    both = np.convolve(p, p) / p.sum() ** 2
    return float(both[2 * STEPS - 1 :].sum() - both[: 2 * STEPS - 2].sum())


def of_rank_biserial(n: int, setting: Setting, draws: int) -> float:
    rng, truth, held = seeded(n, setting, draws), true_rank_biserial(setting), []
    for start in range(0, draws, AT_A_TIME):
        low, high = by_groups(*risen_groups(rng, n, setting, min(AT_A_TIME, draws - start)))
        held.append((low <= truth + ROUNDING) & (high >= truth - ROUNDING))
    return float(np.mean(np.concatenate(held)))


def improvement_intervals(n: int) -> tuple[Any, Any]:
    """Return all numbers of those who rose, stayed and fell, and the ends of their intervals.

    An interval turns when as many fell as rose, and the other way round (test_rank_effects.py), so
    that half of them are computed.
    """
    ends: dict[tuple[int, int, int], tuple[float, float]] = {}
    for up, down in product(range(n + 1), repeat=2):
        if not 0 < up + down <= n or up < down:
            continue
        found = probability_of_improvement(np.zeros(n), np.repeat([1, 0, -1], (up, n - up - down, down)))
        ends[up, n - up - down, down] = found.ci_low, found.ci_high
        ends[down, n - up - down, up] = 1 - found.ci_high, 1 - found.ci_low
    return np.array(list(ends)), np.array(list(ends.values())).T


def of_improvement(n: int, setting: Setting, _: int) -> float:
    """Go through all numbers of those who rose, stayed and fell."""
    p_rise = float(norm.cdf(EFFECT / math.sqrt(2 * (1 - setting["r"]))))
    p = np.array([p_rise, 0.0, 1 - p_rise])
    if "steps" in setting:
        cells = changes(setting)
        p = np.array([cells[STEPS:].sum(), cells[STEPS - 1], cells[: STEPS - 1].sum()])
    if n not in IMPROVEMENT:
        IMPROVEMENT[n] = improvement_intervals(n)
    outcomes, (low, high) = IMPROVEMENT[n]
    chance, truth = multinomial.pmf(outcomes, n, p / p.sum()), p[0] + p[1] / 2
    return float(chance @ ((low <= truth + ROUNDING) & (high >= truth - ROUNDING)) / chance.sum())


def paired_tables(n: int) -> Any:
    """Return all outcomes of n persons, shape (4, outcomes).

    The rows are: yes both times, lost, gained, no both times.
    """
    three = np.indices((n + 1, n + 1, n + 1)).reshape(3, -1)
    three = three[:, three.sum(axis=0) <= n]
    return np.vstack([three, n - three.sum(axis=0)])


def by_tables(tables: Any, n: int) -> Bounds:
    """Return the paired Newcombe bounds of all outcomes, from Wilson's bounds for each count."""
    both, lost, gained, neither = tables
    found = [wilson(k, n, level=LEVEL) for k in range(n + 1)]
    low, high = np.array([(one.estimate - one.ci_low, one.ci_high - one.estimate) for one in found]).T
    before, after, surplus = both + lost, both + gained, (both * neither - lost * gained).astype(float)
    margins = before * (n - before) * after * (n - after)
    phi = np.where(surplus > 0, np.maximum(surplus - n / 2, 0), surplus) / np.sqrt(np.maximum(margins, 1))

    def reach(one: Any, other: Any) -> Any:
        return np.sqrt(np.maximum(one**2 - 2 * phi * one * other + other**2, 0))

    estimate = (gained - lost) / n
    below, above = reach(low[after], high[before]), reach(high[after], low[before])
    return np.maximum(estimate - below, -1), np.minimum(estimate + above, 1)


def shares_of_tables(setting: Setting) -> Any:
    """Return the probabilities of the four cells from two shares and their correlation."""
    first, second = setting["share"], setting["share_2"]
    both = first * second + setting["phi"] * math.sqrt(first * (1 - first) * second * (1 - second))
    return np.array([both, first - both, second - both, 1 - first - second + both])


def of_paired_newcombe(n: int, setting: Setting, _: int) -> float:
    if n not in PAIRED_NEWCOMBE:
        tables = paired_tables(n)
        ways = gammaln(n + 1) - gammaln(tables + 1).sum(axis=0)
        PAIRED_NEWCOMBE[n] = tables, ways, by_tables(tables, n)
    tables, ways, (low, high) = PAIRED_NEWCOMBE[n]
    truth = setting["share_2"] - setting["share"]
    chance = np.exp(ways + xlogy(tables, shares_of_tables(setting)[:, None]).sum(axis=0))
    return float(chance @ ((low <= truth + ROUNDING) & (high >= truth - ROUNDING)))


def clusters_of(n: int, setting: Setting) -> Any:
    """Return each cluster's size: an even number of persons alone, the others two and two."""
    alone = 2 * int(n * setting["alone"] / 2)
    return np.repeat([1, 2], [alone, (n - alone) // 2])


def by_sums(sums: Any, sizes: Any) -> Bounds:
    """Return the clustered mean's bounds from the clusters' sums, shape (draws, clusters)."""
    n = int(sizes.sum())
    df = clustered_mean(np.arange(n), np.repeat(np.arange(sizes.size), sizes)).df
    mean = sums.sum(axis=1) / n
    se = np.sqrt(((sums - mean[:, None] * sizes) ** 2 / (1 - sizes / n)).sum(axis=1)) / n
    half = student.ppf(0.5 + LEVEL / 2, df) * se
    return mean - half, mean + half


def of_clustered(n: int, setting: Setting, draws: int) -> float:
    sizes = clusters_of(n, setting)
    sd = np.sqrt(sizes * (1 + (sizes - 1) * setting["icc"]))
    low, high = by_sums(sd * seeded(n, setting, draws).normal(size=(draws, sizes.size)), sizes)
    return float(np.mean((low < 0) & (high > 0)))


def of_equivalence(n: int, setting: Setting) -> float:
    """Return how often both tests reject at the upper margin.

    Given the standard deviation, the mean must lie in a stretch, whose probability is integrated.
    """
    df, t = n - 1, student.ppf(LEVEL, n - 1)
    reach = 2 * setting["margin"] * math.sqrt(n / (2 * (1 - setting["r"])))
    most = min(reach / (2 * t) * math.sqrt(df), float(chi.isf(1e-16, df)))
    s = most * (1 + NODES) / 2
    stretch = norm.cdf(-t * s / math.sqrt(df)) - norm.cdf(t * s / math.sqrt(df) - reach)
    return float((stretch * chi.pdf(s, df)) @ WEIGHTS * most / 2)


def declared(m: Moments, margin: float) -> Any:
    """Return which samples are called equivalent."""
    half = student.ppf(LEVEL, m.n - 1) * np.sqrt((m.before + m.after - 2 * m.together) / m.n)
    return np.abs(m.change) + half < margin


NEWCOMBE: dict[int, Any] = {}
IMPROVEMENT: dict[int, Any] = {}
PAIRED_NEWCOMBE: dict[int, Any] = {}
ALIKE = [{"r": r} for r in CORRELATIONS]
UNLIKE = [{"r": r, "sd_ratio": ratio} for r in CORRELATIONS for ratio in RATIOS]
ONE_SHARE = [{"share": share} for share in SHARES]
TWO_SHARES = [{"share": a, "share_2": b} for a, b in combinations_with_replacement(SHARES, 2)]
STEPPED = [*ALIKE, *({"r": r, "steps": STEPS} for r in CORRELATIONS)]
PAIRED_SHARES = [
    both for pair, phi in product(TWO_SHARES, PHIS) if shares_of_tables(both := {**pair, "phi": phi}).min() >= 0
]
CLUSTERS = [{"icc": icc, "alone": alone} for icc, alone in product(ICCS, (0.0, 0.5))]
AT_THE_MARGIN = [{"r": r, "margin": margin} for r, margin in product(CORRELATIONS, MARGINS)]

# Name, then coverage from n, setting and draws; whether it is exact; settings.
INTERVALS: dict[str, tuple[Callable[[int, Setting, int], float], bool, list[Setting]]] = {
    "d_av": (standardised("root_mean_square", hedges=False), False, UNLIKE),
    "d_av_mean_sd": (standardised("mean_sd", hedges=False), False, UNLIKE),
    "d_av_hedges": (standardised("root_mean_square", hedges=True), False, ALIKE),
    "glass_pre": (standardised("before", hedges=False), False, UNLIKE),
    "glass_pre_hedges": (standardised("before", hedges=True), False, ALIKE),
    "d_z": (of_d_z(hedges=False), True, ALIKE),
    "d_z_hedges": (of_d_z(hedges=True), True, ALIKE),
    "wilson": (of_wilson, True, ONE_SHARE),
    "newcombe": (of_newcombe, True, TWO_SHARES),
    "paired_newcombe": (of_paired_newcombe, True, PAIRED_SHARES),
    "rank_biserial": (of_rank_biserial, False, STEPPED),
    "probability_of_improvement": (of_improvement, True, STEPPED),
    "clustered_mean": (of_clustered, False, CLUSTERS),
}


def verdict(coverage: float) -> str:
    if abs(coverage - LEVEL) <= MARGIN:
        return "nominal"
    return "liberal" if coverage < LEVEL else "conservative"


def rows(which: str = "coverage") -> list[dict[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))[which]


@pytest.mark.parametrize("draws", [2_000, pytest.param(20_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("interval", INTERVALS)
def test_intervals_cover_as_the_table_says(interval: str, draws: int) -> None:
    coverage, exact, settings = INTERVALS[interval]
    table = [row for row in rows() if row["interval"] == interval]

    assert [(n, setting) for n in SIZES for setting in settings] == [(row["n"], row["setting"]) for row in table]
    for row in table:
        p = row["coverage"]
        error = EXACT if exact else STANDARD_ERRORS * math.sqrt(p * (1 - p) * (1 / draws + 1 / row["draws"]))
        assert pytest.approx(p, abs=error) == coverage(row["n"], row["setting"], draws), row


@pytest.mark.parametrize("interval", INTERVALS)
def test_verdicts_follow_from_the_coverage(interval: str) -> None:
    table = [row for row in rows() if row["interval"] == interval]

    assert [verdict(row["coverage"]) for row in table] == [row["verdict"] for row in table]


def test_the_table_holds_no_unknown_interval() -> None:
    assert set(INTERVALS) == {row["interval"] for row in rows()}


def one_sample(m: Moments, k: int) -> tuple[Any, Any]:
    """Return values that have exactly the moments of one draw."""
    noise = np.random.default_rng(k).normal(size=(m.n, 2))
    axes = np.linalg.qr(noise - noise.mean(axis=0))[0] * math.sqrt(m.n - 1)
    covariance = [[m.before[k], m.together[k]], [m.together[k], m.after[k]]]
    before, after = (axes @ np.linalg.cholesky(covariance).T).T
    return before, after + m.change[k]


@pytest.mark.parametrize("hedges", [False, True])
@pytest.mark.parametrize("kind", ["root_mean_square", "mean_sd", "before"])
@pytest.mark.parametrize("n", [8, 50])
def test_the_simulated_bounds_are_those_of_the_functions(kind: Any, n: int, hedges: bool) -> None:
    moments = simulated(n, {"r": 0.7, "sd_ratio": 1.5}, EFFECT, 5)
    low, high = by_moments(kind, moments, hedges)

    for k in range(5):
        before, after = one_sample(moments, k)
        found = (
            glass_pre(before, after, hedges=hedges)
            if kind == "before"
            else d_av(before, after, hedges=hedges, standardiser=kind)
        )
        assert pytest.approx((low[k], high[k]), rel=ROUNDING, abs=ROUNDING) == (found.ci_low, found.ci_high)


@pytest.mark.parametrize("hedges", [False, True])
@pytest.mark.parametrize("n", [8, 50])
def test_d_z_holds_the_truth_when_t_lies_between_the_quantiles(n: int, hedges: bool) -> None:
    low, high = quantiles(n, EFFECT, hedges)
    shape = np.random.default_rng(n).normal(size=n)
    shape = (shape - shape.mean()) / shape.std(ddof=1)

    for t in (low - 0.01, low + 0.01, EFFECT * math.sqrt(n), high - 0.01, high + 0.01):
        found = d_z(np.zeros(n), shape + t / math.sqrt(n), hedges=hedges)
        assert (low < t < high) == (found.ci_low < EFFECT < found.ci_high)


@pytest.mark.parametrize("setting", STEPPED, ids=str)
@pytest.mark.parametrize("n", [8, 50])
def test_the_drawn_groups_give_the_bounds_of_the_rank_biserial(n: int, setting: Setting) -> None:
    rose, fell = risen_groups(seeded(n, setting, 5), n, setting, 5)

    for k, (low, high) in enumerate(zip(*by_groups(rose, fell), strict=True)):
        size = np.arange(1, rose.shape[1] + 1)
        change = np.concatenate([np.repeat(size, rose[k]), np.repeat(-size, fell[k])])
        found = rank_biserial(np.zeros(change.size), change)
        assert pytest.approx((low, high), abs=ROUNDING) == (found.ci_low, found.ci_high)


@pytest.mark.parametrize("r", CORRELATIONS)
def test_changes_on_the_steps_are_those_of_the_bivariate_normal(r: float) -> None:
    edges = [-NEVER, *CUTS, NEVER]
    corners = np.array([[(x, y) for y in edges] for x in edges])
    cells = multivariate_normal([0, EFFECT], [[1, r], [r, 1]]).cdf(corners)
    cells = np.diff(np.diff(cells, axis=0), axis=1)

    assert pytest.approx([np.trace(cells, step) for step in range(-4, 5)], abs=1e-6) == changes({"r": r}).tolist()


@pytest.mark.parametrize("setting", STEPPED, ids=str)
def test_the_true_rank_biserial_is_what_many_persons_have(setting: Setting) -> None:
    rng, r, n = np.random.default_rng(1), setting["r"], 200_000
    before: Any = rng.normal(size=n)
    after = EFFECT + r * before + math.sqrt(1 - r * r) * rng.normal(size=n)
    if "steps" in setting:
        before, after = np.digitize(before, CUTS), np.digitize(after, CUTS)

    found = rank_biserial(before, after)
    assert pytest.approx(true_rank_biserial(setting), abs=4 * (found.se or 0)) == found.estimate


@pytest.mark.parametrize("n", [1, 8, 50])
def test_the_paired_tables_give_the_bounds_of_the_function(n: int) -> None:
    tables = paired_tables(n)
    low, high = by_tables(tables, n)

    assert tables.shape[1] == math.comb(n + 3, 3)
    for k in range(0, tables.shape[1], 1 + tables.shape[1] // 500):
        both, lost, gained, neither = tables[:, k]
        found = paired_share_difference(both=both, lost=lost, gained=gained, neither=neither, level=LEVEL)
        assert pytest.approx((low[k], high[k]), abs=ROUNDING) == (found.ci_low, found.ci_high)


@pytest.mark.parametrize("setting", CLUSTERS, ids=str)
@pytest.mark.parametrize("n", [8, 50])
def test_the_drawn_sums_give_the_bounds_of_the_clustered_mean(n: int, setting: Setting) -> None:
    sizes, rng = clusters_of(n, setting), np.random.default_rng(n)
    labels = np.repeat(np.arange(sizes.size), sizes)
    values = rng.normal(size=(5, n))
    low, high = by_sums(np.array([np.bincount(labels, weights=row) for row in values]), sizes)

    assert sizes.sum() == n
    for k in range(5):
        found = clustered_mean(values[k], labels)
        assert pytest.approx((low[k], high[k]), abs=ROUNDING) == (found.ci_low, found.ci_high)


def test_clusters_of_two_are_covered_exactly_so_often() -> None:
    for row in rows():
        if row["interval"] == "clustered_mean" and not row["setting"]["alone"]:
            error = STANDARD_ERRORS * math.sqrt(LEVEL * (1 - LEVEL) / row["draws"])
            assert pytest.approx(LEVEL, abs=error) == row["coverage"]


@pytest.mark.parametrize("draws", [2_000, pytest.param(20_000, marks=pytest.mark.slow)])
def test_equivalence_is_said_at_the_margin_as_the_table_says(draws: int) -> None:
    table = rows("equivalence")

    assert list(product(SIZES, AT_THE_MARGIN)) == [(row["n"], row["setting"]) for row in table]
    for row in table:
        n, setting, rate = row["n"], row["setting"], row["rate"]
        assert pytest.approx(rate, abs=EXACT) == of_equivalence(n, setting)
        assert rate <= 1 - LEVEL + EXACT
        assert row["verdict"] == verdict(1 - rate)
        found = declared(simulated(n, setting, setting["margin"], draws), setting["margin"]).mean()
        assert pytest.approx(rate, abs=STANDARD_ERRORS * math.sqrt(max(rate, 1 / draws) / draws)) == found


@pytest.mark.parametrize("setting", AT_THE_MARGIN, ids=str)
@pytest.mark.parametrize("n", [8, 50])
def test_the_drawn_moments_are_called_equivalent_as_by_the_function(n: int, setting: Setting) -> None:
    for middle in (0.0, setting["margin"]):
        moments = simulated(n, setting, middle, 10)
        verdicts = [paired_equivalence(*one_sample(moments, k), margin=setting["margin"]).equivalent for k in range(10)]
        assert declared(moments, setting["margin"]).tolist() == verdicts


def written() -> str:
    """Return the table, computed anew."""
    lines = [
        "# Coverage of nominal 95 % intervals. Written by tests/stats/test_coverage.py, which tells what the columns mean."
    ]
    lines += ["", "coverage = ["]
    for name, (coverage, exact, settings) in INTERVALS.items():
        for n, setting in product(SIZES, settings):
            draws, found = 0 if exact else DRAWS_FOR_TABLE, round(coverage(n, setting, DRAWS_FOR_TABLE), 6)
            inner = ", ".join(f"{key} = {value}" for key, value in setting.items())
            lines.append(
                f'  {{ interval = "{name}", n = {n}, setting = {{ {inner} }}, coverage = {found:.6f}, '
                f'draws = {draws}, verdict = "{verdict(found)}" }},'
            )
    lines += ["]", "", "equivalence = ["]
    for n, setting in product(SIZES, AT_THE_MARGIN):
        rate, inner = of_equivalence(n, setting), ", ".join(f"{key} = {value}" for key, value in setting.items())
        judged = verdict(1 - round(rate, 6))
        lines.append(f'  {{ n = {n}, setting = {{ {inner} }}, rate = {rate:.6f}, draws = 0, verdict = "{judged}" }},')
    return "\n".join([*lines, "]", ""])


if __name__ == "__main__":
    sys.stdout.write(written())
