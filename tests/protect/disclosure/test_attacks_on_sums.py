"""An attacker tries every sum and sum of squares that fits a report, and several are left.

Who knows n and a mean knows the sum, unless the mean is rounded so that several sums fit it, as it
is under `strict`. All other numbers of the question are held against each sum, so that those go
that do not fit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import made
import numpy as np
import numpy.typing as npt
import pytest
from scipy.special import gammaln, nctdtr, ndtri, stdtr, stdtrit
from scores import AFTER, BEFORE, CHANGE, EDGE, SCALES, Array, in_the_long_form, near

from tsi_eval.designs import PrePost
from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect import release
from tsi_eval.protect.disclosure.rounding.decimals import COARSE_BELOW

Shown = dict[tuple[Quantity, str], ReleasedEstimate]

FEW_SHOWN = COARSE_BELOW  # below this many persons the report rounds arms up, and shows no p
GRID = 60  # points between which the bounds of d_z, smooth in t, are interpolated
COARSE, FINE = 25, 120  # sums of squares tried a side; 120 lie closer than what the shown decimals tell apart
EVERY_N = (10, 12, 15, 20, 30, 39, 40, 41, 50, 60, 80, 99, 100, 110, 120)


def published(before: Array, after: Array) -> Shown:
    """Return what a report shows of the persons measured at both occasions.

    Nothing is left out of coarse scales, so that the attacker sees more than a reader does.
    """
    study = made.study_of({BEFORE: before.tolist(), AFTER: after.tolist()})
    finding = made.asked("q", PrePost(outcome="y", before=BEFORE, after=AFTER).answer(study))
    report = release(made.findings(finding, policy="strict"))
    return {(item.quantity, item.period): item for item in made.items(report) if item.status == "shown"}


def arms_fit(item: ReleasedEstimate, low: Array, high: Array, *, few: bool) -> npt.NDArray[np.bool_]:
    """Tell where the arms of an interval, down and up, could be shown as they are."""
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
    """All that n whole numbers between `low` and `high` may be by their shown mean."""

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
        """Return the sums of squares that go with a sum.

        They are odd or even as it is, and no less than those of equal values.
        """
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


def means_alone(shown: Shown) -> Shown:
    """Return the means and their intervals, without p and effect sizes."""
    means = {Quantity.MEAN, Quantity.MEAN_CHANGE}
    return {key: replace(item, p_value=None) for key, item in shown.items() if item.quantity in means}


def recovered(
    scale: str, n: int, reports: int, known: Callable[[Shown], Shown] = lambda shown: shown
) -> dict[str, int]:
    """Return in how many of so many reports the attacker is left with one sum.

    It is always the true one.
    """
    rng, found = np.random.default_rng(n), dict.fromkeys(("before", "after", "change"), 0)
    for _ in range(reports):
        before, after, top = SCALES[scale](n, rng)
        true = {"before": before.sum(), "after": after.sum(), "change": after.sum() - before.sum()}
        for name, sums in Attacker(known(published(before, after)), n, top).possible().items():
            assert len(sums) > 1 or sums == {true[name]}
            found[name] += len(sums) == 1
    return {name: times for name, times in found.items() if times}


@pytest.mark.parametrize("n", [10, *map(in_the_long_form, (12, 20)), 40, *map(in_the_long_form, (60, 100)), 120])
@pytest.mark.parametrize("scale", SCALES)
def test_means_and_intervals_alone_give_back_no_sum(scale: str, n: int) -> None:
    assert {} == recovered(scale, n, reports=5, known=means_alone)


@pytest.mark.parametrize("n", [12, *map(in_the_long_form, (20, 50)), 99, in_the_long_form(110)])
def test_attacker_recovers_no_sum_of_a_wide_scale(n: int) -> None:
    assert {} == recovered("wide", n, reports=10)


@pytest.mark.parametrize("n", [10, 40, 100])
@pytest.mark.parametrize("scale", ["ratings", "few_changed"])
def test_attacker_recovers_no_sum_when_few_change(scale: str, n: int) -> None:
    assert {} == recovered(scale, n, reports=8)


@pytest.mark.parametrize("n", [10, 40])
def test_attacker_recovers_no_sum_of_a_coarse_scale_from_an_effect_size(n: int) -> None:
    assert {} == recovered("ratings", n, reports=30)


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["wide", "ratings", "few_changed"])
def test_attacker_recovers_no_sum_of_any_size(scale: str) -> None:
    found = {n: recovered(scale, n, reports=60) for n in EVERY_N}

    assert {} == {n: rates for n, rates in found.items() if rates}
