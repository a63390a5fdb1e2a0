"""Random numbers: one stream for each subject and delivery.

So a later term changes no earlier one.
"""

from __future__ import annotations

import zlib

import numpy as np


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return the random numbers of a seed and a name."""
    return np.random.default_rng([seed, *(zlib.crc32(name.encode()) for name in names)])


def overdispersed(rng: np.random.Generator, mean: float, dispersion: float) -> int:
    """Draw a negative binomial count whose variance is `dispersion` (above 1) times its mean."""
    if mean <= 0:
        return 0
    return int(rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion))


def between(rng: np.random.Generator, low: int, high: int) -> int:
    """Draw a whole number from `low` to `high`, both possible."""
    return int(rng.integers(low, high, endpoint=True))


def places_among(rng: np.random.Generator, things: int, n: int) -> tuple[int, ...]:
    """Draw `n` of some things, each at most once, and return their places in order."""
    return tuple(sorted(rng.choice(things, n, replace=False).tolist()))
