"""What the statistics accept, and how they refuse the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import NotEstimable, Problem

Vector = npt.NDArray[np.float64]
VectorLike = npt.NDArray[Any] | Sequence[float]
Labels = npt.NDArray[Any] | Sequence[Any]


def not_estimable(code: str, **params: str | int) -> NotEstimable:
    """Return the error for a statistic that does not exist."""
    return NotEstimable(Problem(code=code, params=params))


def vector(values: VectorLike, name: str) -> Vector:
    """Return `values` as a finite one-dimensional float array, or refuse (E145)."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1 or not np.isfinite(array).all():
        raise not_estimable("E145", name=name)
    return array


def pair(before: VectorLike, after: VectorLike) -> tuple[Vector, Vector]:
    """Return two finite arrays of equal length, or refuse (E145, E147)."""
    first, second = vector(before, "before"), vector(after, "after")
    if first.shape != second.shape:
        raise not_estimable("E147", names="before, after")
    return first, second


def probability(value: float, name: str) -> float:
    """Return `value` if it lies strictly between 0 and 1, or refuse (E148)."""
    if not (math.isfinite(value) and 0 < value < 1):
        raise not_estimable("E148", name=name)
    return float(value)


def at_least(n: int, least: int) -> None:
    """Refuse when there are no observations (E141) or fewer than `least` (E143)."""
    if n == 0:
        raise not_estimable("E141")
    if n < least:
        raise not_estimable("E143", least=least)


def spread(values: Vector, scale: Vector | None = None) -> float:
    """Return the sample standard deviation, or refuse when the values don't vary (E140).

    Rounding noise counts as no variation: the limit is 1e-12 of the largest absolute value of `scale`.
    """
    sd = float(np.std(values, ddof=1))
    largest = float(np.max(np.abs(values if scale is None else scale)))
    if sd <= 1e-12 * largest:
        raise not_estimable("E140")
    return sd
