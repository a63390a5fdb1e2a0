"""The columns of the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tsi_eval.stats.inputs import Matrix, at_least, not_estimable
from tsi_eval.stats.segmented.series import Series, whole_months

YEAR = 12
LEAST_DF = 6
CONDITION_LIMIT = 1e8
NO_VARIATION = 1e-9


def columns_of(series: Series, jumps: Sequence[int], *, season: bool) -> Matrix:
    """Return the columns: level, trend, months of the year but the first, known steps, step, slope.

    Refuses fewer than 6 months more than columns (E143), and columns that can't be told apart
    (E144).
    """
    since = (series.months - series.start).astype(np.float64)
    month = series.months % YEAR
    columns: list[npt.NDArray[Any]] = [np.ones(month.size), since]
    columns += [month == calendar_month for calendar_month in np.unique(month)[1:]] if season else []
    columns += [series.months >= jump for jump in whole_months(jumps, "jumps").tolist()]
    columns += [series.after, np.maximum(since, 0)]
    x = np.column_stack(columns).astype(np.float64)
    at_least(x.shape[0], x.shape[1] + LEAST_DF)
    norms = np.sqrt((x * x).sum(axis=0))
    if (norms < NO_VARIATION).any() or np.linalg.cond(x / norms) > CONDITION_LIMIT:
        raise not_estimable("E144")
    return x
