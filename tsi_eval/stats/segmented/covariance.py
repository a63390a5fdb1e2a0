"""Three covariances of the coefficients: for noise that is free, runs over months, or fades."""

from __future__ import annotations

import numpy as np

from tsi_eval.stats.inputs import Matrix, Vector
from tsi_eval.stats.result import result
from tsi_eval.stats.roots import bisect
from tsi_eval.stats.segmented.series import Months, Series

ROUNDING = 1e-12
LARGEST_RHO = 0.9


@result
class Errors:
    """What the months' variation says of the coefficients.

    Attributes:
        covariances: Covariance of the coefficients by its name, shape (columns, columns).
        dispersion: Pearson's chi-square over the degrees of freedom.
        autocorrelation: Correlation of neighbouring months' residuals, or None.
        rho: That correlation with the pull of the fit taken away, from 0 to 0.9.
    """

    covariances: dict[str, Matrix]
    dispersion: float
    autocorrelation: float | None
    rho: float


def errors_of(x: Matrix, series: Series, mean: Vector, alpha: float, lags: int) -> Errors:
    """Return the three covariances of the coefficients, and what they were made of."""
    n, k = x.shape
    variance = mean * (1 + alpha * mean)
    weighted = x * np.sqrt(mean / (1 + alpha * mean))[:, None]
    residuals = (series.counts - mean) / np.sqrt(variance)
    bread = np.linalg.inv(weighted.T @ weighted)
    dispersion = float(residuals @ residuals) / (n - k)
    bartlett = np.maximum(1 - series.distance / (lags + 1), 0)
    scores = weighted * residuals[:, None]
    rho, scale = _ar1(np.eye(n) - weighted @ bread @ weighted.T, residuals, series.distance)
    correlated = weighted.T @ rho**series.distance @ weighted * scale
    return Errors(
        covariances={
            "quasi": bread * max(dispersion, 1.0),
            "newey_west": bread @ (scores.T @ bartlett @ scores) @ bread * (n / (n - k)),
            "ar1": bread @ correlated @ bread,
        },
        dispersion=dispersion,
        autocorrelation=_autocorrelation(residuals, series.distance),
        rho=rho,
    )


def _ar1(maker: Matrix, residuals: Vector, distance: Months) -> tuple[float, float]:
    """Return the rho and the dispersion, at least 1, that would give such residuals.

    Residuals are maker @ errors, and two errors are correlated rho^distance.
    """
    neighbours = (distance == 1).astype(np.float64)
    total = float(residuals @ residuals)
    shown = float(residuals @ neighbours @ residuals) / total if total > ROUNDING else 0.0
    flat = distance.ravel()
    squares = np.bincount(flat, weights=maker.ravel())
    products = np.bincount(flat, weights=(maker @ neighbours @ maker).ravel())
    powers = np.arange(squares.size)

    def lacking(rho: float) -> float:
        return float((shown * squares - products) @ rho**powers)

    rho = bisect(lacking, 0.0, LARGEST_RHO) if total > ROUNDING and lacking(0.0) > 0 else 0.0
    return rho, max(total / float(squares @ rho**powers), 1.0)


def _autocorrelation(residuals: Vector, distance: Months) -> float | None:
    first, second = np.nonzero(np.triu(distance == 1))
    square = float(np.mean(residuals**2))
    if first.size == 0 or square <= ROUNDING:
        return None
    return float(np.mean(residuals[first] * residuals[second])) / square
