"""The score of a difference of two shares: how far it lies from one that is tried."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
# A distance that is no more than rounding.
SAME = 1e-12


def score(k_1: Counts, n_1: int, k_2: Counts, n_2: int, difference: float) -> Numbers:
    """Return the standardised distance of observed differences from one that is tried.

    The standard error is that of the shares which fit best under that difference. Where it is 0,
    the score is infinite, or 0 for what lies exactly there.

    Args:
        k_1: Successes of the first group, of any shape.
        n_1: Its trials.
        k_2: Successes of the second group, of the same shape.
        n_2: Its trials.
        difference: The second share minus the first, in [-1, 1].
    """
    first = best_first_share(k_1, n_1, k_2, n_2, difference)
    second = np.clip(first + difference, 0.0, 1.0)
    error = np.sqrt(first * (1 - first) / n_1 + second * (1 - second) / n_2)
    distance = k_2 / n_2 - k_1 / n_1 - difference
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = distance / error
    nothing = np.where(np.abs(distance) < SAME, 0.0, np.where(distance > 0, np.inf, -np.inf))
    found: Numbers = np.where(error > 0, scores, nothing)
    return found


def best_first_share(k_1: Counts, n_1: int, k_2: Counts, n_2: int, difference: float) -> Numbers:
    """Return the first share of greatest likelihood, when the second is so much larger.

    It is the root of a cubic, in closed form (Farrington & Manning 1990, with the groups' roles as
    in Miettinen & Nurminen 1985).
    """
    # In those papers the first group is the one that the difference is added to.
    ratio = n_1 / n_2
    p_2, p_1 = k_2 / n_2, k_1 / n_1
    a = 1 + ratio
    b = -(1 + ratio + p_2 + ratio * p_1 + difference * (ratio + 2))
    c = difference**2 + difference * (2 * p_2 + ratio + 1) + p_2 + ratio * p_1
    d = -p_2 * difference * (1 + difference)
    v = b**3 / (3 * a) ** 3 - b * c / (6 * a**2) + d / (2 * a)
    u = np.copysign(1.0, v) * np.sqrt(np.maximum(b**2 / (3 * a) ** 2 - c / (3 * a), 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        cosine = np.where(u == 0, 0.0, v / u**3)
    w = (np.pi + np.arccos(np.clip(cosine, -1.0, 1.0))) / 3
    second = 2 * u * np.cos(w) - b / (3 * a)
    first: Numbers = np.clip(second - difference, max(0.0, -difference), min(1.0, 1.0 - difference))
    return first
