"""Analysis of variance of one factor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.special import fdtrc

from tsi_eval.stats.inputs import Labels, Vector, VectorLike, at_least, not_estimable, vector
from tsi_eval.stats.labels import Codes, coded
from tsi_eval.stats.result import result

ROUNDING = 1e-14
SMALLEST, LARGEST = 1e-100, 1e100


@result
class OneWay:
    """A one-way analysis of variance, groups fixed.

    Attributes:
        groups: The groups' labels, sorted.
        sizes: Observations in each.
        means: Mean of each, in the values' unit.
        n: Observations.
        ms_between: Mean square between groups, in the unit squared.
        ms_within: Mean square within groups.
        df_between: Groups - 1.
        df_within: n - groups.
        statistic: F, ms_between / ms_within.
        p_value: Upper tail of the F distribution.
        residual_sd: sqrt(ms_within), in the values' unit.
        r_squared: Sum of squares between groups over the total (eta squared).
    """

    groups: tuple[Any, ...]
    sizes: tuple[int, ...]
    means: tuple[float, ...]
    n: int
    ms_between: float
    ms_within: float
    df_between: int
    df_within: int
    statistic: float
    p_value: float
    residual_sd: float
    r_squared: float


def one_way_anova(values: VectorLike, labels: Labels) -> OneWay:
    """Split the variation of values into that between and that within groups.

    Deviations from one of the values come first, then the groups' own means and squares about them,
    summed without rounding: values with a large common part lose no digits but those that they came
    without.

    Args:
        values: Outcome, shape (n,).
        labels: Group of each value, shape (n,); at least 2 groups, and more values than groups.

    Returns:
        Mean squares, F and its p value.

    Raises:
        NotEstimable: No values (E141), one group (E142), no more values than groups (E143), no
            variation (E140), none inside the groups (E139): a sd of at most 1e-14 of the largest
            absolute value, that is rounding, values missing, infinite or all beyond 1e-100 to
            1e100, or missing labels (E145), unequal lengths (E147).

    References:
        Fisher (1925), Statistical Methods for Research Workers, ch. VII; Simon & Lesage (1989),
            Computational Statistics & Data Analysis 8, 325-332 (the loss of digits).

    Example:
        >>> one_way_anova([1.0, 2.0, 3.0, 5.0, 6.0, 7.0], ["a", "a", "a", "b", "b", "b"]).statistic
        24.0
    """
    y = vector(values, "values")
    at_least(y.size, 1)
    groups, code = coded(labels, y.size, "values, labels", "labels")
    if groups.size == 1:
        raise not_estimable("E142", group=str(groups[0]))
    at_least(y.size, groups.size + 1)
    unit, pivot = _unit(y), y[np.argsort(y)[y.size // 2]]
    deviation = y / unit - pivot / unit
    size = np.bincount(code)
    mean = _sums(deviation, code) / size
    inside = deviation - mean[code]
    centre = math.fsum(deviation.tolist()) / y.size
    within = math.fsum((inside * inside).tolist())
    between = math.fsum((size * (mean - centre) ** 2).tolist())
    df_between, df_within = groups.size - 1, y.size - groups.size
    _vary(between, within, df_within, float(np.abs(y / unit).max()))
    f = between / df_between / (within / df_within)
    return OneWay(
        groups=tuple(groups.tolist()),
        sizes=tuple(size.tolist()),
        means=tuple((pivot + mean * unit).tolist()),
        n=y.size,
        ms_between=between / df_between * unit * unit,
        ms_within=within / df_within * unit * unit,
        df_between=df_between,
        df_within=df_within,
        statistic=f,
        p_value=float(fdtrc(df_between, df_within, f)),
        residual_sd=math.sqrt(within / df_within) * unit,
        r_squared=between / (between + within),
    )


def _unit(y: Vector) -> float:
    """Return a power of two near the largest absolute value.

    Dividing by it is exact, and squares stay in range.
    """
    largest = float(np.abs(y).max())
    if largest == 0:
        raise not_estimable("E140")
    if not SMALLEST <= largest <= LARGEST:
        raise not_estimable("E145", name="values")
    return math.ldexp(1.0, math.frexp(largest)[1])


def _sums(deviation: Vector, code: Codes) -> Vector:
    order = np.argsort(code, kind="stable")
    starts = np.flatnonzero(np.diff(code[order])) + 1
    return np.array([math.fsum(part.tolist()) for part in np.split(deviation[order], starts)])


def _vary(between: float, within: float, df_within: int, largest: float) -> None:
    limit = ROUNDING * largest
    if math.sqrt(within / df_within) > limit:
        return
    raise not_estimable("E139" if math.sqrt(between) > limit else "E140")
