"""Made-up scores, and whether a number of theirs could be shown as it is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

Array = npt.NDArray[np.float64]

BEFORE, AFTER, CHANGE = "T0", "T1", "T0 > T1"
EDGE = 1e-7  # a number this close to where rounding turns may have been rounded either way


def in_the_long_form(value: float) -> object:
    """Return a parameter that is tried only where the slow tests are."""
    return pytest.param(value, marks=pytest.mark.slow)


def near(value: Array | float, shown: float | None, decimals: int) -> npt.NDArray[np.bool_] | bool:
    """Tell where a number, rounded to the nearest, is the shown one.

    What is not shown excludes nothing.
    """
    return shown is None or np.abs(value - shown) <= 10.0**-decimals / 2 + EDGE


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
