"""What the statistics accept, and how they refuse the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.errors import NotEstimable, Problem

Vector = npt.NDArray[np.float64]
VectorLike = npt.NDArray[Any] | Sequence[float]
Matrix = npt.NDArray[np.float64]
MatrixLike = npt.NDArray[Any] | Sequence[Sequence[float]]
Labels = npt.NDArray[Any] | Sequence[Any]
Mask = npt.NDArray[np.bool_]
EDGE = 1e-12
# Above this, not every whole number is a float.
LARGEST_COUNT = 2**53


def not_estimable(code: str, **params: str | int) -> NotEstimable:
    """Return the error for a statistic that does not exist."""
    return NotEstimable(Problem(code=code, params=params))


def vector(values: VectorLike, name: str) -> Vector:
    """Return `values` as a finite one-dimensional float array, or refuse (E145)."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise not_estimable("E145", name=name) from None
    masked = np.ma.isMaskedArray(values) and bool(np.ma.getmaskarray(values).any())
    if masked or array.ndim != 1 or not np.isfinite(array).all():
        raise not_estimable("E145", name=name)
    return array


def with_gaps(after: VectorLike) -> Vector:
    """Return `after` as an array where NaN stays, or refuse (E145)."""
    if np.ma.isMaskedArray(after):
        raise not_estimable("E145", name="after")
    try:
        values = np.asarray(after, dtype=np.float64)
    except (TypeError, ValueError):
        raise not_estimable("E145", name="after") from None
    if values.ndim != 1 or np.isinf(values).any():
        raise not_estimable("E145", name="after")
    return values


def pair(before: VectorLike, after: VectorLike) -> tuple[Vector, Vector]:
    """Return two finite arrays of equal length, or refuse (E145, E147)."""
    first, second = vector(before, "before"), vector(after, "after")
    if first.shape != second.shape:
        raise not_estimable("E147", names="before, after")
    return first, second


def complete_table(values: MatrixLike, name: str) -> Matrix:
    """Return `values` as a finite array of rows and columns, or refuse (E141, E145)."""
    try:
        table = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise not_estimable("E145", name=name) from None
    masked = np.ma.isMaskedArray(values) and bool(np.ma.getmaskarray(values).any())
    at_least(table.size, 1)
    if masked or table.ndim != 2 or not np.isfinite(table).all():  # noqa: PLR2004  rows and columns
        raise not_estimable("E145", name=name)
    return table


def whole(value: float) -> int:
    """Return a whole number as Python's unbounded integer, or refuse (E149).

    Small integers of numpy would overflow when they are squared.
    """
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        raise not_estimable("E149") from None
    if number != value:
        raise not_estimable("E149")
    return number


def count(value: float, *, most: int | None = None) -> int:
    """Return a whole number from 0 to `most` as an integer, or refuse (E149)."""
    number = whole(value)
    if number < 0 or (most is not None and number > most):
        raise not_estimable("E149")
    return number


def probability(value: float, name: str) -> float:
    """Return `value` if it lies strictly between 0 and 1 - 1e-12, or refuse (E148)."""
    if not 0 < value < 1 - EDGE:
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

    Rounding noise counts as no variation: the limit is 1e-12 of the largest absolute value of
    `scale`. Values too large to square are refused (E145).
    """
    with np.errstate(over="ignore", invalid="ignore"):
        sd = float(np.std(values, ddof=1))
    if not np.isfinite(sd):
        raise not_estimable("E145", name="values")
    largest = float(np.max(np.abs(values if scale is None else scale)))
    if sd <= 1e-12 * largest:
        raise not_estimable("E140")
    return sd
