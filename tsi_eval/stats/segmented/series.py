"""The counts that are fitted: month by month, with what they are out of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from tsi_eval.stats.inputs import LARGEST_COUNT, Vector, VectorLike, at_least, not_estimable, number, vector
from tsi_eval.stats.result import result

Months: TypeAlias = npt.NDArray[np.int64]
MonthsLike: TypeAlias = npt.NDArray[Any] | Sequence[int]

LEAST_BEFORE = 12
LEAST_AFTER = 3
LARGEST_MONTH = 10**6


@result
class Series:
    """Counts of events by month.

    Attributes:
        counts: Events each month, shape (months,).
        months: The months' indices, 12 · year + month - 1, strictly increasing, shape (months,).
        start: Index of the first month of the intervention.
        offset: Logarithm of what each count is out of; 0 without exposures.
    """

    counts: Vector
    months: Months
    start: int
    offset: Vector

    @property
    def after(self) -> npt.NDArray[np.bool_]:
        """Whether each month is `start` or later."""
        after: npt.NDArray[np.bool_] = self.months >= self.start
        return after

    @property
    def distance(self) -> Months:
        """How many calendar months lie between any two months, shape (months, months)."""
        distance: Months = np.abs(self.months[:, None] - self.months[None, :])
        return distance


def series_of(counts: VectorLike, months: MonthsLike, start: int, exposure: VectorLike | None) -> Series:
    """Return the series, or refuse what can't be fitted (E140, E141, E143, E145, E147, E149)."""
    y = vector(counts, "counts")
    month = whole_months(months, "months")
    size = vector(np.ones(y.size) if exposure is None else exposure, "exposure")
    if not y.shape == month.shape == size.shape:
        raise not_estimable("E147", names="counts, months" if exposure is None else "counts, months, exposure")
    at_least(y.size, 1)
    number(start, "start")
    if (y < 0).any() or (y != np.floor(y)).any() or (y > LARGEST_COUNT).any():
        raise not_estimable("E149", name="counts")
    if (np.diff(month) <= 0).any():
        raise not_estimable("E145", name="months")
    if (size <= 0).any():
        raise not_estimable("E145", name="exposure")
    series = Series(counts=y, months=month, start=int(whole_months([start], "start")[0]), offset=np.log(size))
    _refuse_too_little(series, ~series.after, LEAST_BEFORE)
    _refuse_too_little(series, series.after, LEAST_AFTER)
    return series


def _refuse_too_little(series: Series, part: npt.NDArray[np.bool_], least: int) -> None:
    """Refuse a part of fewer than `least` months (E143), or without any event (E140)."""
    if part.sum() < least:
        raise not_estimable("E143", least=least)
    if not series.counts[part].any():
        raise not_estimable("E140")


def whole_months(values: MonthsLike, name: str) -> Months:
    """Return months as whole numbers, or refuse (E145, `name`)."""
    array = vector(values, name)
    if (array != np.floor(array)).any() or (np.abs(array) > LARGEST_MONTH).any():
        raise not_estimable("E145", name=name)
    return array.astype(np.int64)
