"""Coefficients and means, by iterated least squares.

For negative binomial counts they are fitted in turn with alpha.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import psi

from tsi_eval.stats.inputs import Matrix, Vector, not_estimable
from tsi_eval.stats.roots import bisect
from tsi_eval.stats.segmented.series import Series

ITERATIONS = 50
TURNS = 300
SETTLED = 1e-10
LEAST_THETA, LARGEST_THETA = 1e-6, 1e5


def fitted(x: Matrix, series: Series, family: str) -> tuple[Vector, Vector, float]:
    """Return coefficients, means and alpha.

    Least squares are iterated, in turn with alpha until it stays.

    Refuses what does not settle (E230).
    """
    alpha = 0.0
    beta, mean = _least_squares(x, series, alpha)
    if family == "poisson":
        return beta, mean, alpha
    for _ in range(TURNS):
        last, alpha = alpha, _alpha(series.counts, mean)
        beta, mean = _least_squares(x, series, alpha)
        if abs(alpha - last) <= SETTLED:
            return beta, mean, alpha
    raise not_estimable("E230")


def _least_squares(x: Matrix, series: Series, alpha: float) -> tuple[Vector, Vector]:
    # The linear predictor has to settle, not the deviance: where only zeros drive a coefficient,
    # the deviance stops and the coefficient goes on.
    y, offset = series.counts, series.offset
    mean = y + 0.5
    eta = np.log(mean)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for _ in range(ITERATIONS):
            root = np.sqrt(mean / (1 + alpha * mean))
            target = root * (eta - offset + (y - mean) / mean)
            if not np.isfinite(target).all():
                break
            beta: Vector = np.linalg.lstsq(root[:, None] * x, target, rcond=None)[0].astype(np.float64)
            last, eta = eta, x @ beta + offset
            mean = np.exp(eta)
            if np.abs(eta - last).max() <= SETTLED:
                return beta, mean
    raise not_estimable("E230")


def _alpha(y: Vector, mean: Vector) -> float:
    """Return the NB2 alpha that is likeliest for these means.

    It is 0 where the counts vary no more than Poisson counts.
    """

    def score(log_theta: float) -> float:
        theta = math.exp(log_theta)
        parts = psi(y + theta) - psi(theta) + 1 - np.log1p(mean / theta) - (y + theta) / (mean + theta)
        return float(parts.sum())

    low, high = math.log(LEAST_THETA), math.log(LARGEST_THETA)
    return 0.0 if score(high) >= 0 else math.exp(-bisect(score, low, high))
