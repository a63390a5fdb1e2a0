"""Digits that agree with the Statistical Reference Datasets of NIST.

Those of statsmodels and R stand beside ours.

The score is the log relative error of McCullough (1998), The American Statistician 52, 358-366:
-log10(|found - certified| / |certified|), or -log10(|found|) where 0 is certified, from 0 to 15; of
several coefficients the worst. Ours may be at most half a digit below the better of statsmodels (of
its two solvers) and R. Certified values are read from NIST's files where scipy has them (analysis
of variance) and else computed in fractions from the decimals that NIST lists, which the files and
the published values confirm below.

`table()` returns all of them: `python tests/stats/test_nist.py` prints it.
"""

from __future__ import annotations

import functools
import math
import re
import statistics
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.stats
import statsmodels.api as sm
from statsmodels.formula.api import ols
from statsmodels.stats.oneway import anova_oneway
from statsmodels.stats.weightstats import DescrStatsW

from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.least_squares import ordinary_least_squares
from tsi_eval.stats.one_way import one_way_anova

R = tomllib.loads((Path(__file__).parents[1] / "oracles" / "nist.toml").read_text(encoding="utf-8"))["r"]
FILES = Path(scipy.stats.__file__).parent / "tests" / "data"
MOST_DIGITS = 15.0  # NIST certifies fifteen
SLACK = 0.5
DATA_LINE = 60  # every file of NIST's starts its data after this line

NUMBERS = r"[-+]?\d+\.?\d*(?:E[-+]\d+)?"
ANOVA = ("SiRstv", *(f"SmLs0{k}" for k in range(1, 10)), "AtmWtAg")
UNIVARIATE = ("NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4")
LINEAR = ("Norris", "Longley", "Wampler1", "Wampler2", "Wampler3", "Wampler4", "Wampler5")
# y = 1 + x + ... + x^5 + 1, 100 or 10 000 times this. As NIST lists Wampler3
# (www.itl.nist.gov/div898/strd/lls/data/Wampler3.shtml): 760, -2042, 2111, -1684, ... at x = 0, 1,
# 2, 3. It is orthogonal to all the powers, so that the certified coefficients are 1.
DELTA = (759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048)
DELTA += DELTA[-2::-1]

Exact = Sequence[Fraction]
Data = np.ndarray[Any, np.dtype[np.float64]]
Numbers = dict[str, list[float]]


@dataclass(frozen=True)
class Row:
    """One certified number, or several of a kind, and the digits of each program."""

    dataset: str
    statistic: str
    ours: float
    statsmodels: float
    r: float


def digits(found: Sequence[float], certified: Sequence[float]) -> float:
    return min(_digits(*one) for one in zip(found, certified, strict=True))


def _digits(found: float, certified: float) -> float:
    error = abs(found - certified) / (abs(certified) or 1.0)
    return MOST_DIGITS if error == 0 else min(MOST_DIGITS, max(0.0, -math.log10(error)))


def table() -> list[Row]:
    """Return every dataset and statistic, with the digits of ours, statsmodels and R."""
    return [row for name in (*UNIVARIATE, *ANOVA, *LINEAR) for row in rows(name)]


@functools.cache
def rows(name: str) -> list[Row]:
    kinds: tuple[tuple[tuple[str, ...], Callable[[str], tuple[Numbers, Numbers, Numbers]]], ...] = (
        (UNIVARIATE, univariate),
        (ANOVA, anova),
        (LINEAR, linear),
    )
    certified, ours, theirs = next(kind for names, kind in kinds if name in names)(name)
    return [
        Row(name, what, *(digits(found[what], values) for found in (ours, theirs, R[name])))
        for what, values in certified.items()
    ]


def univariate(name: str) -> tuple[Numbers, Numbers, Numbers]:
    exact = numacc(name)
    x = np.array([float(value) for value in exact])
    found, theirs = mean(x), DescrStatsW(x)
    certified = {"mean": [float(statistics.mean(exact))], "sd": [statistics.stdev(exact)]}
    return (
        certified,
        {"mean": [found.estimate], "sd": [found.sd]},
        {"mean": [theirs.mean], "sd": [theirs.std_ddof(1)]},
    )


def numacc(name: str) -> Exact:
    first, pair, times = {
        "NumAcc1": ("10000001", ("10000003", "10000002"), 1),
        "NumAcc2": ("1.2", ("1.1", "1.3"), 500),
        "NumAcc3": ("1000000.2", ("1000000.1", "1000000.3"), 500),
        "NumAcc4": ("10000000.2", ("10000000.1", "10000000.3"), 500),
    }[name]
    return [Fraction(value) for value in (first, *(pair * times))]


def anova(name: str) -> tuple[Numbers, Numbers, Numbers]:
    text, data = nist_file("nist_anova", name)
    certified = certified_anova(text)
    labels, values = data[:, 0].astype(int), data[:, 1]
    found = one_way_anova(values, labels)
    theirs = sm.stats.anova_lm(ols("y ~ C(group)", pd.DataFrame({"y": values, "group": labels})).fit())
    between, within = theirs["mean_sq"]
    squares = theirs["sum_sq"]
    other = anova_oneway(values, labels, use_var="equal").statistic  # the better of statsmodels' two ways to F
    f = max(theirs["F"].iloc[0], other, key=lambda value: digits([value], certified["statistic"]))
    return (
        certified,
        {what: [getattr(found, what)] for what in certified},
        {
            "ms_between": [between],
            "statistic": [f],
            "r_squared": [squares.iloc[0] / squares.sum()],
            "residual_sd": [math.sqrt(within)],
        },
    )


def certified_anova(text: str) -> Numbers:
    found = re.search(rf"^Between \S+\s+\d+\s+{NUMBERS}\s+({NUMBERS})\s+({NUMBERS})", text, re.MULTILINE)
    assert found is not None
    return {
        "ms_between": [float(found[1])],
        "statistic": [float(found[2])],
        "r_squared": [after(text, "Certified R-Squared")],
        "residual_sd": [after(text, "Certified Residual\n +Standard Deviation")],
    }


def after(text: str, words: str) -> float:
    found = re.search(rf"{words}\s+({NUMBERS})", text)
    assert found is not None
    return float(found[1])


def nist_file(folder: str, name: str) -> tuple[str, Data]:
    path = FILES / folder / f"{name}.dat"
    if not path.exists():
        pytest.skip(f"this scipy was packed without {folder}/{name}.dat")
    text = path.read_text(encoding="ascii").replace("\r\n", "\n")
    data = (line.split() for line in text.splitlines()[DATA_LINE:])
    return text, np.array([[float(cell) for cell in cells] for cells in data if cells])


def linear(name: str) -> tuple[Numbers, Numbers, Numbers]:
    columns, outcome = design(name)
    x = np.array([[float(cell) for cell in row] for row in columns])
    y = np.array([float(value) for value in outcome])
    found = ordinary_least_squares(x, y, allow_exact=True)
    fits = [sm.OLS(y, x).fit(method=method) for method in ("pinv", "qr")]
    certified = exact_fit(columns, outcome)
    ours = {what: list(np.atleast_1d(getattr(found, what))) for what in certified}
    theirs = [
        {"estimate": fit.params, "se": fit.bse, "residual_sd": [math.sqrt(fit.scale)], "r_squared": [fit.rsquared]}
        for fit in fits
    ]
    better = {what: max((fit[what] for fit in theirs), key=lambda v: digits(v, certified[what])) for what in certified}
    return certified, ours, better


def design(name: str) -> tuple[list[list[Fraction]], list[Fraction]]:
    if name == "Norris":
        _, data = nist_file("nist_linregress", name)
        y, x = ([Fraction(repr(value)) for value in column.tolist()] for column in data.T)
        return [[Fraction(1), one] for one in x], y
    if name == "Longley":
        data = sm.datasets.longley.load_pandas().data
        exact = [[Fraction(repr(value)) for value in row] for row in data.to_numpy(dtype=float).tolist()]
        return [[Fraction(1), *row[1:]] for row in exact], [row[0] for row in exact]
    x = [Fraction(k) for k in range(21)]
    base = Fraction(1, 10) if name == "Wampler2" else Fraction(1)
    size = {"Wampler3": 1, "Wampler4": 100, "Wampler5": 10_000}.get(name, 0)
    powers = [[one**k for k in range(6)] for one in x]
    return powers, [
        sum(((base * one) ** k for k in range(6)), Fraction(size * d)) for one, d in zip(x, DELTA, strict=True)
    ]


def exact_fit(x: list[list[Fraction]], y: list[Fraction]) -> Numbers:
    """Return the least-squares fit in fractions, rounded at the end."""
    columns = list(zip(*x, strict=True))
    k, n = len(columns), len(y)
    rows = [
        [dot(one, other) for other in columns] + [dot(one, y)] + [Fraction(i == j) for j in range(k)]
        for i, one in enumerate(columns)
    ]
    solved = eliminated(rows)
    beta = [row[k] for row in solved]
    residuals = [value - dot(row, beta) for row, value in zip(x, y, strict=True)]
    variance = dot(residuals, residuals) / (n - k)
    centred = [value - sum(y) / n for value in y]
    return {
        "estimate": [float(one) for one in beta],
        "se": [math.sqrt(variance * solved[i][k + 1 + i]) for i in range(k)],
        "residual_sd": [math.sqrt(variance)],
        "r_squared": [float(1 - dot(residuals, residuals) / dot(centred, centred))],
    }


def dot(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((one * other for one, other in zip(a, b, strict=True)), Fraction(0))


def eliminated(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Return the rows reduced to an identity at the left (Gauss and Jordan).

    The matrix is positive definite, so that no pivoting is needed.
    """
    for i in range(len(rows)):
        rows[i] = [cell / rows[i][i] for cell in rows[i]]
        for j in range(len(rows)):
            if j != i:
                factor = rows[j][i]
                rows[j] = [cell - factor * pivot for cell, pivot in zip(rows[j], rows[i], strict=True)]
    return rows


@pytest.mark.parametrize("name", UNIVARIATE + ANOVA + LINEAR)
def test_we_reach_the_digits_of_statsmodels_and_r(name: str) -> None:
    short = [row for row in rows(name) if row.ours < max(row.statsmodels, row.r) - SLACK]

    assert short == []


# By the construction of NIST's files: NumAcc's mean and sd, and Wampler's coefficients.
@pytest.mark.parametrize(
    ("name", "centre", "spread"),
    [
        ("NumAcc1", 10000002.0, 1.0),
        ("NumAcc2", 1.2, 0.1),
        ("NumAcc3", 1000000.2, 0.1),
        ("NumAcc4", 10000000.2, 0.1),
    ],
)
def test_generated_values_have_the_certified_mean_and_sd(name: str, centre: float, spread: float) -> None:
    exact = numacc(name)

    assert (float(statistics.mean(exact)), statistics.stdev(exact)) == (centre, spread)


@pytest.mark.parametrize("name", [name for name in LINEAR if name.startswith("Wampler")])
def test_generated_polynomials_have_the_certified_coefficients(name: str) -> None:
    base = 0.1 if name == "Wampler2" else 1.0

    assert pytest.approx([base**k for k in range(6)], rel=1e-15) == exact_fit(*design(name))["estimate"]


# NIST's certified residual standard deviations, as LabPlot's FitTest.cpp quotes the files
# (github.com/KDE/labplot).
@pytest.mark.parametrize(
    ("name", "residual_sd"),
    [("Wampler3", 2360.14502379268), ("Wampler4", 236014.502379268), ("Wampler5", 23601450.2379268)],
)
def test_generated_polynomials_have_the_certified_residuals(name: str, residual_sd: float) -> None:
    assert pytest.approx([residual_sd], rel=1e-14) == exact_fit(*design(name))["residual_sd"]


def test_fractions_give_the_certified_values_of_norris() -> None:
    text, _ = nist_file("nist_linregress", "Norris")
    found = exact_fit(*design("Norris"))

    for what, words in (("residual_sd", "Standard Deviation"), ("r_squared", "R-Squared")):
        assert pytest.approx([after(text, words)], rel=1e-14) == found[what]
    for k, name in enumerate(("B0", "B1")):
        estimate, se = re.findall(rf"^ +{name} +({NUMBERS}) +({NUMBERS})", text, re.MULTILINE)[0]
        assert pytest.approx((float(estimate), float(se)), rel=1e-14) == (found["estimate"][k], found["se"][k])


def test_values_with_thirteen_leading_digits_are_as_good_as_their_rounding() -> None:
    for name in ("SmLs07", "SmLs08", "SmLs09"):
        _, data = nist_file("nist_anova", name)

        assert pytest.approx(exact_f(data), rel=1e-13) == one_way_anova(data[:, 1], data[:, 0]).statistic


def exact_f(data: Data) -> float:
    """Return F from sums of whole numbers: the values, all multiplied by the same power of two."""
    unit = max(value.as_integer_ratio()[1] for value in data[:, 1].tolist())
    groups = []
    for label in np.unique(data[:, 0]):
        ratios = [value.as_integer_ratio() for value in data[data[:, 0] == label, 1].tolist()]
        groups.append([numerator * (unit // denominator) for numerator, denominator in ratios])
    n, k = len(data), len(groups)
    # Sums of squares between and within are differences of these three.
    squares = sum(value * value for group in groups for value in group)
    of_groups = sum(Fraction(sum(group) ** 2, len(group)) for group in groups)
    of_all = Fraction(sum(sum(group) for group in groups) ** 2, n)
    return float((of_groups - of_all) / (k - 1) / ((squares - of_groups) / (n - k)))


def test_the_files_are_there() -> None:
    assert [row.dataset for row in table() if row.statistic in {"statistic", "sd", "se"}] == [
        *UNIVARIATE,
        *ANOVA,
        *LINEAR,
    ]


if __name__ == "__main__":
    for row in table():
        print(f"{row.dataset:9} {row.statistic:12} {row.ours:5.1f} {row.statsmodels:5.1f} {row.r:5.1f}")  # noqa: T201
