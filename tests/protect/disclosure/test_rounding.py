"""Published means leave several sums possible: an attacker tries every sum and sum of squares that fits the report."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import combinations
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln, nctdtr, ndtri, stdtr, stdtrit

from tsi_eval import Study, release
from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import PrePost
from tsi_eval.errors import NotEstimable
from tsi_eval.findings import Kind, Quantity, people
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.protect.disclosure.policies import DEFAULT
from tsi_eval.protect.disclosure.rounding.decimals import (
    COARSE_BELOW,
    MOST_DECIMALS,
    SUMS_LEFT,
    SUMS_LEFT_COARSE,
    safe_decimals,
)
from tsi_eval.protect.disclosure.rounding.numbers import rounded
from tsi_eval.stats.imputation import ImputedChange, imputed_change
from tsi_eval.stats.rank_effects import RankEffect, rank_biserial
from tsi_eval.study import Outcome

Array = npt.NDArray[np.float64]
Shown = dict[tuple[Quantity, str], ReleasedEstimate]

EDGE = 1e-7  # a number this close to where rounding turns may have been rounded either way
FEW_SHOWN = COARSE_BELOW  # below this many persons the report rounds arms up, and shows no p
GRID = 60  # points between which the bounds of d_z, smooth in t, are interpolated
COARSE, FINE = 25, 120  # sums of squares tried a side; 120 lie closer than what the shown decimals tell apart
EVERY_N = (10, 12, 15, 20, 30, 39, 40, 41, 50, 60, 80, 99, 100, 110, 120)
BEFORE, AFTER, CHANGE = "T0", "T1", "T0 > T1"


@pytest.mark.parametrize(
    ("n", "step", "decimals"),
    [
        (3, 1.0, -1),
        (4, 1.0, 0),
        (39, 1.0, 0),
        (40, 1.0, 1),
        (399, 1.0, 1),
        (400, 1.0, 1),
        (1499, 1.0, 1),
        (1500, 1.0, 2),
        (19, 0.5, 0),
        (20, 0.5, 1),
        (10, 5.0, -1),
        (20, 5.0, 0),
        (4, 0.1, 1),
        (149_999, 1.0, 3),
        (150_000, 1.0, 4),
        (10**8, 1.0, MOST_DECIMALS),
    ],
)
def test_safe_decimals_at_every_boundary(n: int, step: float, decimals: int) -> None:
    assert decimals == safe_decimals(n, step)


@given(st.integers(1, 10**6), st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.0, 5.0]))
@settings(derandomize=True, database=None)
def test_safe_decimals_are_the_most_that_leave_the_sums(n: int, step: float) -> None:
    decimals = safe_decimals(n, step)

    def sums(places: int) -> float:
        return n * 10.0**-places / step

    assert sums(decimals) > SUMS_LEFT_COARSE - EDGE
    assert decimals == MOST_DECIMALS or sums(decimals + 1) < SUMS_LEFT


@pytest.mark.parametrize("quantity", [Quantity.MEAN, Quantity.MEAN_CHANGE, Quantity.MEAN_DIFFERENCE])
def test_few_persons_show_no_standard_error_and_wider_arms(made: SimpleNamespace, quantity: Quantity) -> None:
    cell = made.count("g", 40).basis[0]
    exact = made.estimate(quantity, 1.23, cell, se=0.31, ci_low=0.61, ci_high=1.85, p_value=0.013)

    item = rounded(exact, DEFAULT)
    assert (1.2, None, 0.5, 1.9, None, 1) == (
        item.estimate,
        item.se,
        item.ci_low,
        item.ci_high,
        item.p_value,
        item.decimals,
    )


def test_intervals_middle_is_the_rounded_estimate(made: SimpleNamespace) -> None:
    exact = made.mean("g", 450, 12.3456, se=0.31, ci_low=11.7272, ci_high=12.964)

    item = rounded(exact, DEFAULT)
    assert (12.3, 11.7, 12.9, 0.3) == (item.estimate, item.ci_low, item.ci_high, item.se)


def test_ratio_of_persons_is_rounded_outwards_and_never_below_nothing(made: SimpleNamespace) -> None:
    cell = people(frozenset(f"p{i}" for i in range(40)), kind=Kind.PERSON)
    exact = made.estimate(Quantity.RATE_RATIO, 0.0412, cell, ci_low=0.0031, ci_high=0.2504, p_value=0.01)

    item = rounded(exact, DEFAULT)
    assert (0.0, 0.0, 0.3, None, None, 1) == (
        item.estimate,
        item.ci_low,
        item.ci_high,
        item.se,
        item.p_value,
        item.decimals,
    )


@pytest.mark.parametrize(("estimate", "low", "high"), [(1.0, 0.6, 1.0), (-0.95, -1.0, -0.4)])
def test_rank_correlation_stays_within_one(made: SimpleNamespace, estimate: float, low: float, high: float) -> None:
    cell = people(frozenset(f"p{i}" for i in range(400)), kind=Kind.PERSON)
    item = rounded(made.estimate(Quantity.RANK_BISERIAL, estimate, cell, ci_low=low, ci_high=high), DEFAULT)

    assert item.ci_low is not None
    assert item.ci_high is not None
    assert -1 <= item.ci_low <= item.estimate <= item.ci_high <= 1


@pytest.mark.parametrize(("n", "shown"), [(COARSE_BELOW - 1, None), (COARSE_BELOW, 0.213)])
def test_p_is_shown_only_of_many_persons(made: SimpleNamespace, n: int, shown: float | None) -> None:
    assert shown == rounded(made.mean("g", n, p_value=0.2125), DEFAULT).p_value


def test_smallest_cell_decides_the_decimals(made: SimpleNamespace) -> None:
    cells = (made.count("all", 400).basis[0], made.count("a", 39).basis[0])

    assert 0 == rounded(made.estimate(Quantity.MEAN_DIFFERENCE, 1.234, *cells), DEFAULT).decimals


def studied(values: Mapping[str, Array]) -> Study:
    """Return a study of the same persons' values at each occasion."""
    rows = [(f"p{i}", at, "y", value) for at, column in values.items() for i, value in enumerate(column.tolist())]
    return Study.from_frames(measures=pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"]))


def published(made: SimpleNamespace, before: Array, after: Array) -> Shown:
    """Return what a report shows of the persons measured at both occasions, by the real path."""
    study = studied({BEFORE: before, AFTER: after})
    answer = made.asked("q", PrePost(outcome="y", before=BEFORE, after=AFTER).answer(study))
    shown = release(made.findings(answer)).findings[0].estimates
    return {(item.quantity, item.period): item for item in shown if item.status == "shown"}


def near(value: Array | float, shown: float | None, decimals: int) -> npt.NDArray[np.bool_] | bool:
    return shown is None or np.abs(value - shown) <= 10.0**-decimals / 2 + EDGE


def arms_fit(item: ReleasedEstimate, low: Array, high: Array, *, few: bool) -> npt.NDArray[np.bool_]:
    """Tell where the arms of an interval, from the estimate down and up, could be shown as they are."""
    shown = (item.estimate - item.ci_low, item.ci_high - item.estimate)
    unit = 10.0**-item.decimals
    below, above = (unit, 0.0) if few else (unit / 2, unit / 2)
    fits = [
        (arm >= end - below - EDGE) & (arm <= end + above + EDGE) for arm, end in zip((low, high), shown, strict=True)
    ]
    return fits[0] & fits[1]


def error_fits(item: ReleasedEstimate, error: Array) -> npt.NDArray[np.bool_] | bool:
    """Tell where a standard error could be shown as it is; one that would be 0 is rounded up."""
    unit = 10.0**-item.decimals
    return near(error, item.se, item.decimals) | (item.se == unit and error <= unit)


def p_fits(shown: float, p: Array) -> npt.NDArray[np.bool_]:
    steps = (0.0, *np.arange(1, 1001) / 1000)
    below = max(step for step in steps if step < shown - EDGE)
    return (p <= shown + EDGE) & (p > below - EDGE)


def hedges(df: int) -> float:
    return math.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / math.sqrt(df / 2)


def noncentrality(t: Array, df: int, below: float) -> Array:
    low, high = t - 40 - np.abs(t), t + 40 + np.abs(t)
    for _ in range(70):
        middle = (low + high) / 2
        more = nctdtr(df, middle, t) > below
        low, high = np.where(more, middle, low), np.where(more, high, middle)
    return low


@cache
def detectable(n: int) -> float:
    """Return the smallest detectable change of n pairs, in standard errors, at 80 % power."""
    critical = stdtrit(n - 1, 0.975)
    shifts = np.linspace(0, critical + 5, 100_001)
    power = 1 - nctdtr(n - 1, shifts, critical) + nctdtr(n - 1, shifts, -critical)
    return float(np.interp(0.8, power, shifts))


@dataclass
class Values:
    """All that n whole numbers between `low` and `high` may be, as far as a report shows their mean."""

    n: int
    low: int
    high: int
    mean: ReleasedEstimate | None
    tried: dict[int, Array] = field(default_factory=dict, init=False, repr=False)

    def sums(self) -> Iterator[int]:
        middle, reach = (self.low + self.high) / 2, (self.high - self.low) / 2
        if self.mean is not None:
            middle, reach = self.mean.estimate, 10.0**-self.mean.decimals / 2
        first, last = (middle - reach - EDGE) * self.n, (middle + reach + EDGE) * self.n
        yield from range(max(math.ceil(first), self.n * self.low), min(math.floor(last), self.n * self.high) + 1)

    def squares(self, total: int) -> Array:
        """Return the sums of squares that go with a sum: odd or even as it is, and no less than those of equal values."""
        if total not in self.tried:
            each, more = divmod(total, self.n)
            least = self.n * each**2 + 2 * each * more + more
            most = (self.low + self.high) * total - self.n * self.low * self.high
            squares = np.arange(least, most + 1, 2, dtype=float)
            self.tried[total] = squares[self.fits(total, squares)]
        return self.tried[total]

    def sd(self, total: int, squares: Array) -> Array:
        return np.sqrt(np.maximum(squares - total**2 / self.n, 0) / (self.n - 1))

    def fits(self, total: int, squares: Array) -> npt.NDArray[np.bool_]:
        error = self.sd(total, squares) / math.sqrt(self.n)
        if self.mean is None:
            return error > EDGE
        arm = stdtrit(self.n - 1, 0.975) * error
        return (error > EDGE) & arms_fit(self.mean, arm, arm, few=self.n < FEW_SHOWN) & error_fits(self.mean, error)


@dataclass
class Changes(Values):
    """The changes: beside their mean the report shows p, d_z and the smallest detectable change."""

    effect: ReleasedEstimate | None = None
    smallest: ReleasedEstimate | None = None

    def fits(self, total: int, squares: Array) -> npt.NDArray[np.bool_]:
        fits = super().fits(total, squares)
        error = self.sd(total, squares) / math.sqrt(self.n)
        t = total / self.n / np.where(fits, error, 1.0)
        if self.smallest is not None:
            fits &= near(detectable(self.n) * error, self.smallest.estimate, self.smallest.decimals)
        if self.mean is not None and self.mean.p_value is not None:
            fits &= p_fits(self.mean.p_value, 2 * stdtr(self.n - 1, -np.abs(t)))
        if self.effect is not None:
            d = hedges(self.n - 1) * t / math.sqrt(self.n)
            fits &= near(d, self.effect.estimate, self.effect.decimals)
            fits[fits] = self.effect_fits(t[fits])
        return fits

    def effect_fits(self, t: Array) -> npt.NDArray[np.bool_]:
        if not t.size:
            return np.ones(0, dtype=bool)
        grid = np.linspace(t.min() - EDGE, t.max() + EDGE, GRID)
        low, high = (np.interp(t, grid, noncentrality(grid, self.n - 1, below)) for below in (0.975, 0.025))
        unit = hedges(self.n - 1) / math.sqrt(self.n)
        fits = arms_fit(self.effect, unit * (t - low), unit * (high - t), few=self.n < FEW_SHOWN)
        return fits & error_fits(self.effect, unit * np.sqrt(1 + t**2 / (2 * self.n)))


def sample(values: Array, most: int) -> Array:
    return values[np.unique(np.linspace(0, values.size - 1, min(most, values.size)).astype(int))]


@dataclass
class Attacker:
    """One who knows the report, the scale's ends and how the door rounds."""

    shown: Shown
    n: int
    top: int

    def __post_init__(self) -> None:
        means = [self.shown.get((Quantity.MEAN, at)) for at in (BEFORE, AFTER)]
        self.before, self.after = (Values(self.n, 0, self.top, mean) for mean in means)
        about = (Quantity.MEAN_CHANGE, Quantity.EFFECT_SIZE_Z, Quantity.SMALLEST_DETECTABLE)
        self.change = Changes(self.n, -self.top, self.top, *(self.shown.get((name, CHANGE)) for name in about))

    def possible(self) -> dict[str, set[int]]:
        """Return at least two possible sums of each, or all there are."""
        allowed = frozenset(self.after.sums())
        pairs = [(a, a + c) for a in self.before.sums() for c in self.change.sums() if a + c in allowed]
        np.random.default_rng(0).shuffle(pairs)
        for most in (COARSE, FINE):
            found: dict[str, set[int]] = {"before": set(), "after": set(), "change": set()}
            for first, second in pairs:
                if self.fit_together(first, second, most):
                    for name, total in zip(found, (first, second, second - first), strict=True):
                        found[name].add(int(total))
                if all(len(sums) > 1 for sums in found.values()):
                    return found
        return found

    def fit_together(self, first: int, second: int, most: int) -> bool:
        """Tell whether some sums of squares give the shown d_av and correlation."""
        parts = ((self.before, first), (self.after, second), (self.change, second - first))
        squares = [sample(values.squares(total), most) for values, total in parts]
        if not all(found.size for found in squares):
            return False
        s1, s2, sd = (values.sd(total, found) for (values, total), found in zip(parts, squares, strict=True))
        s1, s2 = s1[:, None, None], s2[None, :, None]
        r = (s1**2 + s2**2 - sd**2) / (2 * s1 * s2)
        d = (second - first) / self.n / np.sqrt((s1**2 + s2**2) / 2)
        fits = np.abs(r) <= 1 + EDGE
        if correlation := self.shown.get((Quantity.CORRELATION, CHANGE)):
            fits &= near(r, correlation.estimate, correlation.decimals)
        if effect := self.shown.get((Quantity.EFFECT_SIZE_AV, CHANGE)):
            unit = hedges(self.n - 1)
            error = unit * np.sqrt(np.maximum(2 * (1 - r) / self.n + d**2 * (1 + r**2) / (4 * (self.n - 1)), 0))
            arm = ndtri(0.975) * error
            fits &= near(unit * d, effect.estimate, effect.decimals) & error_fits(effect, error)
            fits &= arms_fit(effect, arm, arm, few=self.n < FEW_SHOWN)
        return bool(fits.any())


def wide(n: int, rng: np.random.Generator) -> tuple[Array, Array, int]:
    """Return scores from 0 to 40 that change by a few points."""
    before = np.clip(np.round(rng.normal(18, 6, n)), 0, 40)
    return before, np.clip(before + np.round(rng.normal(-1.5, rng.choice([2, 4, 6]), n)), 0, 40), 40


def ratings(n: int, rng: np.random.Generator) -> tuple[Array, Array, int]:
    """Return ratings from 0 to 4, where seven of ten stay the same."""
    before = rng.integers(0, 5, n).astype(float)
    return before, np.clip(before + rng.choice([-1, 0, 1], n, p=[0.1, 0.7, 0.2]), 0, 4), 4


def few_changed(n: int, rng: np.random.Generator) -> tuple[Array, Array, int]:
    """Return scores from 0 to 10, where one to three persons change by one point."""
    before = rng.integers(0, 10, n).astype(float)
    after = before.copy()
    after[rng.choice(n, rng.integers(1, 4), replace=False)] += 1
    return before, after, 10


SCALES = {scale.__name__: scale for scale in (wide, ratings, few_changed)}


def means_alone(shown: Shown) -> Shown:
    """Return the means and their intervals, without p and effect sizes."""
    means = {Quantity.MEAN, Quantity.MEAN_CHANGE}
    return {key: replace(item, p_value=None) for key, item in shown.items() if item.quantity in means}


def recovered(
    made: SimpleNamespace, scale: str, n: int, reports: int, known: Callable[[Shown], Shown] = lambda shown: shown
) -> dict[str, int]:
    """Return in how many of so many reports the attacker is left with one sum, which is always the true one."""
    rng, found = np.random.default_rng(n), dict.fromkeys(("before", "after", "change"), 0)
    for _ in range(reports):
        before, after, top = SCALES[scale](n, rng)
        true = {"before": before.sum(), "after": after.sum(), "change": after.sum() - before.sum()}
        for name, sums in Attacker(known(published(made, before, after)), n, top).possible().items():
            assert len(sums) > 1 or sums == {true[name]}
            found[name] += len(sums) == 1
    return {name: times for name, times in found.items() if times}


@pytest.mark.parametrize("n", [10, 12, 20, 40, 60, 100, 120])
@pytest.mark.parametrize("scale", SCALES)
def test_means_and_intervals_alone_give_back_no_sum(made: SimpleNamespace, scale: str, n: int) -> None:
    assert {} == recovered(made, scale, n, reports=5, known=means_alone)


@pytest.mark.parametrize("n", [12, 20, 50, 99, 110])
def test_attacker_recovers_no_sum_of_a_wide_scale(made: SimpleNamespace, n: int) -> None:
    assert {} == recovered(made, "wide", n, reports=10)


@pytest.mark.parametrize("n", [10, 40, 100])
@pytest.mark.parametrize("scale", ["ratings", "few_changed"])
def test_attacker_recovers_no_sum_when_few_change(made: SimpleNamespace, scale: str, n: int) -> None:
    assert {} == recovered(made, scale, n, reports=8)


@pytest.mark.parametrize("n", [10, 40])
def test_attacker_recovers_no_sum_of_a_coarse_scale_from_an_effect_size(made: SimpleNamespace, n: int) -> None:
    assert {} == recovered(made, "ratings", n, reports=60)


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["wide", "ratings", "few_changed"])
def test_attacker_recovers_no_sum_of_any_size(made: SimpleNamespace, scale: str) -> None:
    found = {n: recovered(made, scale, n, reports=60) for n in EVERY_N}

    assert {} == {n: rates for n, rates in found.items() if rates}


def test_mean_withheld_after_a_difference_is_shown_nowhere(made: SimpleNamespace) -> None:
    rng = np.random.default_rng(26)
    first = np.round(rng.normal(18, 6, 41))
    values = {"T0": first, "T1": first + np.round(rng.normal(-1, 3, 41)), "T2": first + np.round(rng.normal(-2, 4, 41))}
    study = studied(values)
    designs = {f"{a}{b}": PrePost(outcome="y", before=a, after=b) for a, b in combinations(values, 2)}
    answers = [made.asked(question, design.answer(study)) for question, design in designs.items()]

    means = [
        item
        for answer in release(made.findings(*answers)).findings
        for item in answer.estimates
        if item.quantity == Quantity.MEAN
    ]
    withheld = {item.period for item in means if item.status == "suppressed"}
    assert withheld
    assert not withheld & {item.period for item in means if item.status == "shown"}


# Beside the means stand counts of who moved, ranks, sizes by the norm, the scale's ends, and those
# who left. An attacker who knew all persons but for a few points would be sure of a sum only if no
# other data gave the same report: so that other data are looked for.

TARGETS = ("before", "after", "change", "left")
NORM = Outcome(label=Text(sv="", en=""), unit=Text(sv="", en=""), sd=3.0, reliability=0.8)
TOLD = ("estimate", "se", "ci_low", "ci_high", "p_value", "n", "status", "reason", "decimals")
Mark = tuple[str, str, str, str]
Report = dict[Mark, tuple[object, ...]]


@dataclass
class Persons:
    """What was measured: first and second values of those measured twice, and first values of those who left."""

    before: Array
    after: Array
    left: Array

    def sums(self) -> dict[str, float]:
        before, after = float(self.before.sum()), float(self.after.sum())
        return {"before": before, "after": after, "change": after - before, "left": float(self.left.sum())}


def reported(made: SimpleNamespace, persons: Persons, top: int, known: Callable[[Mark], bool]) -> Report:
    """Return all that a report shows, by the real path, of what the attacker is given."""
    first = np.concatenate([persons.before, persons.left])
    rows = [(f"p{i:03d}", BEFORE, "y", value) for i, value in enumerate(first.tolist())]
    rows += [(f"p{i:03d}", AFTER, "y", value) for i, value in enumerate(persons.after.tolist())]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    study = Study.from_frames(measures=frame, outcomes={"y": replace(NORM, minimum=0, maximum=top)})
    design = PrePost(outcome="y", before=BEFORE, after=AFTER, reliable=True, imputations=3)
    shown = release(made.findings(stamped(design.answer(study), "q"))).findings[0].estimates
    marks = {(str(item.quantity), item.method, item.group, item.period): item for item in shown}
    return {mark: tuple(getattr(item, name) for name in TOLD) for mark, item in marks.items() if known(mark)}


class Twins:
    """Looks for other persons who would give the same report with another sum."""

    def __init__(self, made: SimpleNamespace, persons: Persons, top: int, known: Callable[[Mark], bool]) -> None:
        self.made, self.true, self.top, self.known = made, persons, top, known
        self.report = reported(made, persons, top, known)

    def pinned(self, rng: np.random.Generator, rounds: int = 8) -> set[str]:
        """Return the sums for which no other data were found."""
        true, left = self.true.sums(), {name for name in TARGETS if name != "left" or self.true.left.size}
        for _ in range(rounds):
            for other in self.around(rng, left):
                sums = other.sums()
                differs = {name for name in left if sums[name] != true[name]}
                if (
                    differs
                    and self.fits_well(other)
                    and reported(self.made, other, self.top, self.known) == self.report
                ):
                    left -= differs
                if not left:
                    return left
        return left

    def around(self, rng: np.random.Generator, targets: set[str], many: int = 4000) -> Iterator[Persons]:
        """Yield data around the true ones that a first look does not tell from them, with another sum."""
        before, after, left = (
            np.tile(column, (many, 1)) for column in (self.true.before, self.true.after, self.true.left)
        )
        rows, moves = np.arange(many), rng.integers(1, 9, many)
        for step in range(8):
            who, how = rng.integers(0, before.shape[1], many), MOVES[rng.integers(0, len(MOVES), many)]
            first, second = before[rows, who] + how[:, 0], after[rows, who] + how[:, 1]
            way = np.sign(after[rows, who] - before[rows, who]) == np.sign(second - first)
            inside = (np.minimum(first, second) >= 0) & (np.maximum(first, second) <= self.top)
            done = (step < moves) & inside & (way | (rng.random(many) < 0.2))
            before[rows[done], who[done]], after[rows[done], who[done]] = first[done], second[done]
        for _ in range(3 if left.shape[1] else 0):
            who, how = rng.integers(0, left.shape[1], many), rng.choice([-1.0, 0, 0, 0, 1], many)
            left[rows, who] = np.clip(left[rows, who] + how, 0, self.top)
        sums = {"before": before.sum(axis=1), "after": after.sum(axis=1), "left": left.sum(axis=1)}
        sums["change"] = sums["after"] - sums["before"]
        true = self.true.sums()
        differs = np.any([sums[name] != true[name] for name in targets], axis=0)
        for i in np.flatnonzero(differs & self.fit(before, after, left))[:40]:
            yield Persons(before[i], after[i], left[i])

    def fit(self, before: Array, after: Array, left: Array) -> npt.NDArray[np.bool_]:
        """Tell which rows give the shown means, intervals and counts."""
        fits = np.ones(len(before), dtype=bool)
        change = after - before
        means = {
            ("mean", "both", BEFORE): before,
            ("mean", "both", AFTER): after,
            ("mean", "before_only", BEFORE): left,
        }
        for (quantity, method, group, period), told in self.report.items():
            if (
                (values := means.get((quantity, group, period))) is None
                and quantity == "mean_change"
                and method == "paired_t"
            ):
                values = change
            if values is not None and told[0] is not None and values.shape[1] > 1:
                fits &= mean_fits(values, told)
            counted = {"moved_lower": change < 0, "moved_nowhere": change == 0, "moved_higher": change > 0}
            if quantity == "count" and group in counted and told[5] is not None:
                fits &= counted[group].sum(axis=1) == told[5]
            if quantity == "count" and told[5] is not None and group in (reliable := reliably(change)):
                fits &= reliable[group].sum(axis=1) == told[5]
            if quantity == "correlation" and told[0] is not None:
                fits &= near(correlations(before, after), told[0], told[8])
            if quantity == "share" and told[6] == "shown":
                values, end = means["mean", "both", period], 0 if group == "at_floor" else self.top
                fits &= near((values == end).mean(axis=1), told[0], 1)
        return fits

    def fits_well(self, other: Persons) -> bool:
        """Tell whether the numbers that take longer are the shown ones."""
        for (quantity, method, *_), told in self.report.items():
            if told[0] is None:
                continue
            try:
                if quantity == "rank_biserial" and not agrees(rank_biserial(other.before, other.after), told):
                    return False
                if method == "imputed" and not agrees(imputed(other), told):
                    return False
            except NotEstimable:
                return False
        return True


MOVES = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (0, 2), (0, -2), (2, 0), (-2, 0)], dtype=float)


def reliably(change: Array) -> dict[str, Array]:
    least = ndtri(0.975) * math.sqrt(2 * (1 - NORM.reliability)) * NORM.sd
    return {
        "reliably_lower": change < -least,
        "reliably_higher": change > least,
        "no_reliable_change": np.abs(change) <= least,
    }


def imputed(other: Persons) -> ImputedChange:
    order = np.lexsort((other.after, other.before))
    first = np.concatenate([other.before[order], np.sort(other.left)])
    return imputed_change(first, np.concatenate([other.after[order], np.full(other.left.size, np.nan)]), imputations=3)


def agrees(found: RankEffect | ImputedChange, told: tuple[object, ...]) -> bool:
    """Tell whether a result would be shown so: its arms rounded up, as of few persons."""
    unit = 10.0 ** -told[8]
    if told[2] is None:
        return bool(near(found.estimate, told[0], told[8]))
    arms = (found.estimate - found.ci_low, told[0] - told[2]), (found.ci_high - found.estimate, told[3] - told[0])
    return bool(near(found.estimate, told[0], told[8])) and all(
        shown - unit - EDGE <= arm <= shown + EDGE for arm, shown in arms
    )


def mean_fits(values: Array, told: tuple[object, ...]) -> npt.NDArray[np.bool_]:
    estimate, _, low, high, *_, decimals = told
    n, unit = values.shape[1], 10.0**-decimals
    fits = near(values.mean(axis=1), estimate, decimals)
    if low is None:
        return fits
    arm = stdtrit(n - 1, 0.975) * values.std(axis=1, ddof=1) / math.sqrt(n)
    shown = (high - low) / 2
    return fits & (arm >= shown - unit - EDGE) & (arm <= shown + EDGE)


def correlations(first: Array, second: Array) -> Array:
    one, two = (column - column.mean(axis=1, keepdims=True) for column in (first, second))
    return (one * two).sum(axis=1) / np.sqrt(np.maximum((one**2).sum(axis=1) * (two**2).sum(axis=1), EDGE))


def at_the_floor(n: int, rng: np.random.Generator) -> tuple[Array, Array, int]:
    """Return a rare trouble from 0 to 10: most have none before and after."""
    before = np.where(rng.random(n) < 0.3, rng.integers(1, 4, n), 0).astype(float)
    return before, np.where(rng.random(n) < 0.8, before, rng.integers(0, 3, n)).astype(float), 10


WIDER = SCALES | {"at_the_floor": at_the_floor}


def pinned(
    made: SimpleNamespace,
    scale: str,
    n: int,
    reports: int,
    *,
    leavers: int = 0,
    known: Callable[[Mark], bool] = bool,
) -> dict[str, int]:
    """Return for how many of so many reports no other data with another sum give the same report."""
    rng, found = np.random.default_rng(n + 7 * leavers), dict.fromkeys(TARGETS, 0)
    for _ in range(reports):
        before, after, top = WIDER[scale](n + leavers, rng)
        if min(np.unique(before).size, np.unique(after[:n]).size, np.unique(after[:n] - before[:n]).size) < 2:
            continue
        persons = Persons(before[:n], after[:n], before[n:])
        for name in Twins(made, persons, top, known).pinned(rng):
            found[name] += 1
    return {name: times for name, times in found.items() if times}


@pytest.mark.parametrize("n", [10, 20, 40, 120])
@pytest.mark.parametrize("scale", ["wide", "ratings", "few_changed", "at_the_floor"])
def test_other_data_with_another_sum_give_the_same_report(made: SimpleNamespace, scale: str, n: int) -> None:
    assert {} == pinned(made, scale, n, reports=4)


@pytest.mark.parametrize("leavers", [1, 5, 12, 30])
@pytest.mark.parametrize("scale", ["wide", "ratings"])
def test_other_data_give_the_same_report_when_some_have_left(made: SimpleNamespace, scale: str, leavers: int) -> None:
    assert {} == pinned(made, scale, 40, reports=3, leavers=leavers)


@pytest.mark.slow
@pytest.mark.parametrize("leavers", [0, 12])
@pytest.mark.parametrize("scale", ["wide", "ratings", "few_changed", "at_the_floor"])
def test_other_data_give_the_same_report_of_any_size(made: SimpleNamespace, scale: str, leavers: int) -> None:
    found = {n: pinned(made, scale, n, reports=20, leavers=leavers) for n in (10, 12, 20, 40, 60, 100, 120)}

    assert {} == {n: sums for n, sums in found.items() if sums}
