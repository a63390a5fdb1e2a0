"""An attacker looks for other persons who give the same report with another sum, and finds them.

Beside the means stand counts of who moved, ranks, sizes by the norm, the scale's ends, and those
who left. An attacker who knew all persons but for a few points would be sure of a sum only if no
other data gave the same report: so other data are looked for. It is asked under `strict`, which is
the policy that leaves several sums open.

The attacker has the numbers and not the words: a verdict is judged on exact values, and may tell
one sum of ten or more persons from its neighbours, which is no secret by itself. Nor is anything
left out of coarse scales, so that he sees more than a reader does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import made
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy.special import ndtri, stdtrit
from scores import AFTER, BEFORE, EDGE, SCALES, Array, in_the_long_form, near

from tsi_eval.designs import PrePost
from tsi_eval.errors import NotEstimable
from tsi_eval.language import Text
from tsi_eval.protect import release
from tsi_eval.stats.imputation import ImputedChange, imputed_change
from tsi_eval.stats.rank_effects import RankEffect, rank_biserial
from tsi_eval.study import Outcome, Study

TARGETS = ("before", "after", "change", "left")
NORM = Outcome(label=Text(sv="", en=""), unit=Text(sv="", en=""), sd=3.0, reliability=0.8)
# One step more or less, before, after or both; or two steps.
MOVES = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (0, 2), (0, -2), (2, 0), (-2, 0)], dtype=float)
# Quantity, method, group and period of a number.
Mark = tuple[str, str, str, str]


class Row(NamedTuple):
    """What a report says of one number."""

    estimate: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    p_value: float | None
    n: int | None
    status: str
    reason: str
    decimals: int


Report = dict[Mark, Row]


@dataclass
class Persons:
    """What was measured.

    These are the first and second values of those measured twice, and first values of those who
    left.
    """

    before: Array
    after: Array
    left: Array

    def sums(self) -> dict[str, float]:
        before, after = float(self.before.sum()), float(self.after.sum())
        return {"before": before, "after": after, "change": after - before, "left": float(self.left.sum())}


def reported(persons: Persons, top: int) -> Report:
    """Return all that a report shows, by the real path."""
    first = np.concatenate([persons.before, persons.left])
    rows = [(f"p{i:03d}", BEFORE, "y", value) for i, value in enumerate(first.tolist())]
    rows += [(f"p{i:03d}", AFTER, "y", value) for i, value in enumerate(persons.after.tolist())]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    study = Study.from_frames(measures=frame, outcomes={"y": replace(NORM, minimum=0, maximum=top)})
    design = PrePost(outcome="y", before=BEFORE, after=AFTER, reliable=True, imputations=3)
    report = {}
    finding = made.asked("q", design.answer(study))
    for item in release(made.findings(finding, policy="strict")).findings[0].estimates:
        mark = (str(item.quantity), item.method, item.group, item.period)
        report[mark] = Row(*(getattr(item, name) for name in Row._fields))
    return report


class Twins:
    """Looks for other persons who would give the same report with another sum."""

    def __init__(self, persons: Persons, top: int) -> None:
        self.true, self.top = persons, top
        self.report = reported(persons, top)

    def pinned(self, rng: np.random.Generator, rounds: int = 8) -> set[str]:
        """Return the sums for which no other data were found."""
        true, remaining = self.true.sums(), {name for name in TARGETS if name != "left" or self.true.left.size}
        for _ in range(rounds):
            for other in self.around(rng, remaining):
                sums = other.sums()
                differs = {name for name in remaining if sums[name] != true[name]}
                if differs and self.fits_well(other) and reported(other, self.top) == self.report:
                    remaining -= differs
                if not remaining:
                    return remaining
        return remaining

    def around(self, rng: np.random.Generator, targets: set[str], many: int = 4000) -> Iterator[Persons]:
        """Yield data with another sum that a first look does not tell from the true ones."""
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
        change = after - before
        values = {
            ("mean", "both", BEFORE): before,
            ("mean", "both", AFTER): after,
            ("mean", "before_only", BEFORE): left,
        }
        counted = moved(change) | reliably_moved(change)
        fits = np.ones(len(before), dtype=bool)
        for (quantity, method, group, period), row in self.report.items():
            if quantity == "mean_change" and method == "paired_t":
                fits &= mean_fits(change, row)
            elif (quantity, group, period) in values:
                fits &= mean_fits(values[quantity, group, period], row)
            elif quantity == "count" and group in counted:
                fits &= row.n is None or up_to_5(counted[group].sum(axis=1)) == row.n
            elif quantity == "correlation":
                fits &= near(correlations(before, after), row.estimate, row.decimals)
            elif quantity == "share" and row.status == "shown":
                end = 0 if group == "at_floor" else self.top
                fits &= near((values["mean", "both", period] == end).mean(axis=1), row.estimate, 1)
        return fits

    def fits_well(self, other: Persons) -> bool:
        """Tell whether the numbers that take longer are the shown ones."""
        for (quantity, method, *_), row in self.report.items():
            if row.estimate is None:
                continue
            try:
                if quantity == "rank_biserial" and not agrees(rank_biserial(other.before, other.after), row):
                    return False
                if method == "imputed" and not agrees(imputed(other), row):
                    return False
            except NotEstimable:
                return False
        return True


def up_to_5(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return counts as `strict` shows them."""
    return 5 * ((2 * counts + 5) // 10)


def moved(change: Array) -> dict[str, npt.NDArray[np.bool_]]:
    return {"moved_lower": change < 0, "moved_nowhere": change == 0, "moved_higher": change > 0}


def reliably_moved(change: Array) -> dict[str, npt.NDArray[np.bool_]]:
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


def agrees(found: RankEffect | ImputedChange, row: Row) -> bool:
    """Tell whether a result would be shown so: its arms rounded up, as of few persons."""
    unit = 10.0**-row.decimals
    if not near(found.estimate, row.estimate, row.decimals):
        return False
    if row.ci_low is None:
        return True
    arms = (
        (found.estimate - found.ci_low, row.estimate - row.ci_low),
        (found.ci_high - found.estimate, row.ci_high - row.estimate),
    )
    return all(shown - unit - EDGE <= arm <= shown + EDGE for arm, shown in arms)


def mean_fits(values: Array, row: Row) -> npt.NDArray[np.bool_] | bool:
    """Tell which rows of values would be shown with this mean and interval."""
    n, unit = values.shape[1], 10.0**-row.decimals
    if row.estimate is None or n < 2:
        return True
    fits = is_rounded_to(values.mean(axis=1), row.estimate, row.decimals)
    if row.ci_low is None:
        return fits
    arm = stdtrit(n - 1, 0.975) * values.std(axis=1, ddof=1) / math.sqrt(n)
    shown = (row.ci_high - row.ci_low) / 2
    return fits & (arm >= shown - unit - EDGE) & (arm <= shown + EDGE)


def is_rounded_to(values: Array, shown: float, decimals: int) -> npt.NDArray[np.bool_]:
    """Tell which values are shown so; where one lies in the middle the door's own rounding says."""
    fits = np.asarray(near(values, shown, decimals))
    for place in np.flatnonzero(fits):
        fits[place] = round(float(values[place]), decimals) == shown
    return fits


def correlations(first: Array, second: Array) -> Array:
    first, second = (column - column.mean(axis=1, keepdims=True) for column in (first, second))
    squares = (first**2).sum(axis=1) * (second**2).sum(axis=1)
    return (first * second).sum(axis=1) / np.sqrt(np.maximum(squares, EDGE))


def at_the_floor(n: int, rng: np.random.Generator) -> tuple[Array, Array, int]:
    """Return a rare trouble from 0 to 10: most have none before and after."""
    before = np.where(rng.random(n) < 0.3, rng.integers(1, 4, n), 0).astype(float)
    return before, np.where(rng.random(n) < 0.8, before, rng.integers(0, 3, n)).astype(float), 10


WIDER = SCALES | {"at_the_floor": at_the_floor}


def pinned(scale: str, n: int, reports: int, *, leavers: int = 0) -> dict[str, int]:
    """Return for how many reports no other data with another sum give the same report."""
    rng, found = np.random.default_rng(n + 7 * leavers), dict.fromkeys(TARGETS, 0)
    for _ in range(reports):
        before, after, top = WIDER[scale](n + leavers, rng)
        if min(np.unique(before).size, np.unique(after[:n]).size, np.unique(after[:n] - before[:n]).size) < 2:
            continue
        persons = Persons(before[:n], after[:n], before[n:])
        for name in Twins(persons, top).pinned(rng):
            found[name] += 1
    return {name: times for name, times in found.items() if times}


@pytest.mark.parametrize("n", [10, in_the_long_form(20), 40, in_the_long_form(120)])
@pytest.mark.parametrize("scale", ["wide", "ratings", "few_changed", "at_the_floor"])
def test_other_data_with_another_sum_give_the_same_report(scale: str, n: int) -> None:
    assert {} == pinned(scale, n, reports=4)


@pytest.mark.parametrize("leavers", [1, in_the_long_form(5), 12, in_the_long_form(30)])
@pytest.mark.parametrize("scale", ["wide", "ratings"])
def test_other_data_give_the_same_report_when_some_have_left(scale: str, leavers: int) -> None:
    assert {} == pinned(scale, 40, reports=3, leavers=leavers)


@pytest.mark.slow
@pytest.mark.parametrize("leavers", [0, 12])
@pytest.mark.parametrize("scale", ["wide", "ratings", "few_changed", "at_the_floor"])
def test_other_data_give_the_same_report_of_any_size(scale: str, leavers: int) -> None:
    found = {n: pinned(scale, n, reports=20, leavers=leavers) for n in (10, 12, 20, 40, 60, 100, 120)}

    assert {} == {n: sums for n, sums in found.items() if sums}
