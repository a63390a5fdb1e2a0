"""What the statistics accept, and how they refuse the rest."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from decimal import Decimal
from numbers import Real
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
LARGEST_WHOLE = 1e100
# Dividing by less gives no float.
SMALLEST_EXPOSURE = 1e-100
# The square of less has lost digits, or is 0.
SMALLEST_SPREAD = 1e-150


def not_estimable(code: str, **params: str | int) -> NotEstimable:
    """Return the error for a statistic that does not exist."""
    return NotEstimable(Problem(code=code, params=params))


def number(value: Any, name: str) -> float:
    """Return `value` as a float if it is one finite number, or refuse (E145)."""
    found = reading(value)
    if not math.isfinite(found):
        raise not_estimable("E145", name=name)
    return found


def positive(value: Any, name: str) -> float:
    """Return `value` as a float if it is a finite number above 0, or refuse (E140, E145)."""
    found = number(value, name)
    if not found > 0:
        raise not_estimable("E140")
    return found


def moderate(value: Any, name: str) -> float:
    """Return `value` as a float if it is 0, or neither tiny nor huge, or refuse (E145).

    Squares and ratios of such numbers are floats.
    """
    found = number(value, name)
    if found and not SMALLEST_EXPOSURE <= abs(found) <= LARGEST_WHOLE:
        raise not_estimable("E145", name=name)
    return found


def moderate_vector(values: VectorLike, name: str) -> Vector:
    """Return `values` as a finite array of numbers that are neither tiny nor huge (E145)."""
    array = vector(values, name)
    size = np.abs(array[array != 0])
    if size.size and not (size.min() >= SMALLEST_EXPOSURE and size.max() <= LARGEST_WHOLE):
        raise not_estimable("E145", name=name)
    return array


def reading(value: Any) -> float:
    """Return one number as a float; NaN for None, and infinity for what is no number of a float.

    Numbers are Python's, numpy's, decimals and fractions. Yes and no, texts, complex numbers, times
    and masked values are none.
    """
    given = _out_of_its_array(value)
    if given is None:
        return math.nan
    if isinstance(given, bool | np.timedelta64) or not isinstance(given, Real | Decimal):
        return math.inf
    try:
        return float(given)
    except (TypeError, ValueError, OverflowError):
        return math.inf


def _out_of_its_array(value: Any) -> Any:
    """Return the number in an array without dimensions; anything else as it is."""
    is_one = isinstance(value, np.ndarray) and value.ndim == 0 and not np.ma.isMaskedArray(value)
    return value[()] if is_one else value


def readings(values: Any) -> npt.NDArray[np.float64]:
    """Return numbers as floats in their shape; NaN for None, and infinity for what is no number.

    Yes and no are 1 and 0 here, since arrays of them are answers. What has masked values, or no
    shape at all, is one infinity.
    """
    nothing = np.array(math.inf)
    if is_masked(values):
        return nothing
    try:
        array = np.asarray(values)
    except (TypeError, ValueError, OverflowError):
        return nothing
    if array.dtype.kind in "biuf":
        with np.errstate(over="ignore"):
            return np.asarray(array, dtype=np.float64)
    if array.dtype.kind != "O" and array.size:
        return nothing
    return np.array([_cell(each) for each in array.ravel()], dtype=np.float64).reshape(array.shape)


def _cell(value: Any) -> float:
    return float(value) if isinstance(value, bool | np.bool_) else reading(value)


def is_masked(values: Any) -> bool:
    """Return whether any of the values is masked, in an array or in a list, or list of lists."""
    if np.ma.isMaskedArray(values):
        return bool(np.ma.getmaskarray(values).any())
    rows = values if isinstance(values, list | tuple) else ()
    return any(map(_holds_masked, rows))


def _holds_masked(row: Any) -> bool:
    if isinstance(row, list | tuple):
        return any(each is np.ma.masked for each in row)
    return np.ma.isMaskedArray(row) and is_masked(row)


def vector(values: VectorLike, name: str) -> Vector:
    """Return `values` as a finite one-dimensional float array, or refuse (E145)."""
    array = readings(values)
    if array.ndim != 1 or not np.isfinite(array).all():
        raise not_estimable("E145", name=name)
    return array


def with_gaps(after: VectorLike) -> Vector:
    """Return `after` as an array where NaN stays, or refuse (E145)."""
    values = readings(after)
    if np.ma.isMaskedArray(after) or values.ndim != 1 or np.isinf(values).any():
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
    table = readings(values)
    at_least(table.size, 1)
    if table.ndim != 2 or not np.isfinite(table).all():  # noqa: PLR2004  rows and columns
        raise not_estimable("E145", name=name)
    return table


def whole(value: float, name: str) -> int:
    """Return a whole number as Python's unbounded integer, or refuse it by its name (E149).

    Small integers of numpy would overflow when they are squared, and whole numbers beyond 1e100
    when they are floats.
    """
    if not abs(reading(value)) <= LARGEST_WHOLE:
        raise not_estimable("E149", name=name)
    given = _out_of_its_array(value)
    found = int(given)
    if found != given:
        raise not_estimable("E149", name=name)
    return found


def count(value: float, name: str, *, most: int | None = None) -> int:
    """Return a whole number from 0 to `most` as an integer, or refuse (E149)."""
    found = whole(value, name)
    if found < 0 or (most is not None and found > most):
        raise not_estimable("E149", name=name)
    return found


def probability(value: Any, name: str) -> float:
    """Return `value` as a float if it lies strictly between 0 and 1 - 1e-12, or refuse (E148)."""
    found = reading(value)
    if not 0 < found < 1 - EDGE:
        raise not_estimable("E148", name=name)
    return found


def choice(value: Any, known: Collection[str]) -> str:
    """Return `value` if it is one of the texts in `known`, or refuse (E138)."""
    if not isinstance(value, str) or value not in known:
        raise not_estimable("E138", name=str(value), known=", ".join(known))
    return value


def yes_or_no(value: Any) -> bool:
    """Return `value` if it is true or false itself, or refuse (E138): a text "no" is a yes."""
    if not isinstance(value, bool | np.bool_):
        raise not_estimable("E138", name=str(value), known="True, False")
    return bool(value)


def at_least(n: int, least: int) -> None:
    """Refuse when there are no observations (E141) or fewer than `least` (E143)."""
    if n == 0:
        raise not_estimable("E141")
    if n < least:
        raise not_estimable("E143", least=least)


def spread(values: Vector, scale: Vector | None = None) -> float:
    """Return the sample standard deviation, or refuse when the values don't vary (E140).

    Rounding noise counts as no variation: the limit is 1e-12 of the largest absolute value of
    `scale`. Values that vary too much, or too little, to be squared are refused (E145).
    """
    with np.errstate(over="ignore", invalid="ignore"):
        sd = float(np.std(values, ddof=1))
    if not np.isfinite(sd):
        raise not_estimable("E145", name="values")
    limit = EDGE * float(np.max(np.abs(values if scale is None else scale)))
    if sd < SMALLEST_SPREAD and float(np.ptp(values)) > limit:
        raise not_estimable("E145", name="values")
    if sd <= limit:
        raise not_estimable("E140")
    return sd
