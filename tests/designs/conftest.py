"""Values that tests of changes share."""

from __future__ import annotations

import numpy as np
import pytest
from pre_post_studies import (
    Array,
    sorted_pairs,
)


@pytest.fixture(scope="module")
def values() -> tuple[Array, Array]:
    """Return forty pairs, sorted, so that resampling draws the same persons as the design."""
    rng = np.random.default_rng(7)
    first = rng.integers(8, 33, 40).astype(float)
    return sorted_pairs(first, np.clip(first + rng.integers(-9, 6, 40), 0, 40))


@pytest.fixture(scope="module")
def missing() -> tuple[Array, Array]:
    """Return forty pairs, twelve who left, and six who came."""
    rng = np.random.default_rng(8)
    first = rng.integers(8, 33, 58).astype(float)
    second = np.clip(first + rng.integers(-9, 6, 58), 0, 40)
    second[40:52], first[52:] = np.nan, np.nan
    return first, second


@pytest.fixture(scope="module")
def table() -> Array:
    """Return fifty persons' values at three occasions; some missed one."""
    rng = np.random.default_rng(31)
    first = rng.integers(8, 30, 50).astype(float)
    values = np.stack([first, first + rng.integers(-4, 6, 50), first + rng.integers(-4, 9, 50)], axis=1)
    values[40:46, 2], values[46:49, 0], values[20:30, 1] = np.nan, np.nan, np.nan
    return values
