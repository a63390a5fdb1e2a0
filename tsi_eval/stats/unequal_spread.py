"""Standard errors of least squares where spreads differ, and their degrees of freedom.

They are for columns within blocks: block effects are taken out before, and count here through the
blocks alone, so that nothing as large as observations times blocks is made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tsi_eval.stats.inputs import Matrix, Vector, not_estimable
from tsi_eval.stats.labels import Codes

# An observation whose leverage is so near to 1 has its own fitted value: its residual is 0.
FITS_ITSELF = 1e-9
# A weight below this share of the largest one is rounding: the observation moves nothing.
NO_WEIGHT = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What each observation adds to the variance of each coefficient.

    Attributes:
        of_square: What its squared residual is multiplied by in HC2, shape (n, columns).
        leverage: Shape (n,).
        basis: Orthonormal columns of the fit, without the blocks', shape (n, columns).
        block: The block of each observation.
    """

    of_square: Matrix
    leverage: Vector
    basis: Matrix
    block: Codes


def parts_of(x: Matrix, block: Codes) -> Parts:
    """Return the parts of a fit of columns from which the blocks' means are taken.

    Raises:
        NotEstimable: An observation that moves a coefficient is fitted by itself alone, as one
            alone in its group is: how such vary can't be known (E320).
    """
    basis, triangle = np.linalg.qr(x)
    weights = basis @ np.linalg.inv(triangle).T
    leverage = 1 / np.bincount(block)[block] + (basis * basis).sum(axis=1)
    rest = 1 - leverage
    alone = rest < FITS_ITSELF
    largest = np.abs(weights).max(axis=0)
    if (np.abs(weights[alone]) > NO_WEIGHT * largest).any():
        raise not_estimable("E320")
    return Parts(
        of_square=np.where(alone, 0.0, 1 / np.where(alone, 1.0, rest))[:, None] * weights**2,
        leverage=leverage,
        basis=basis,
        block=block,
    )


def bell_mccaffrey(parts: Parts) -> Vector:
    """Return the degrees of freedom of each coefficient's HC2 variance, shape (columns,).

    Satterthwaite's, as they would be if all spreads were equal: they go by how many are where, not
    by any value. Two groups have (1/m + 1/n)² / (1/(m²(m-1)) + 1/(n²(n-1))).

    References:
        Bell & McCaffrey (2002), Survey Methodology 28(2), 169-181; Imbens & Kolesár (2016), Review
            of Economics and Statistics 98, 701-712.
    """
    rest = 1 - parts.leverage
    expected = parts.of_square * rest[:, None]
    spread = (parts.of_square**2 * (rest - parts.leverage)[:, None]).sum(axis=0)
    found: Vector = expected.sum(axis=0) ** 2 / (spread + _together(parts))
    return found


def _together(parts: Parts) -> Vector:
    """Return the sums over all pairs of squared hat values times both of their weights.

    The hat matrix has the blocks' means and the columns' basis as orthogonal halves. One column of
    weights at a time.
    """
    sizes = np.bincount(parts.block)
    sums = np.zeros(parts.of_square.shape[1])
    for column, weight in enumerate(parts.of_square.T):
        in_block = np.bincount(parts.block, weights=weight) / sizes
        across = np.column_stack([np.bincount(parts.block, weights=weight * one) for one in parts.basis.T])
        among = parts.basis.T @ (weight[:, None] * parts.basis)
        sums[column] = (in_block**2).sum() + 2 * (across**2 / sizes[:, None]).sum() + (among**2).sum()
    return sums


def welch(variances: Vector, sizes: Codes) -> float:
    """Return Welch's degrees of freedom of a difference of means, from the spreads as they are.

    Args:
        variances: The squared error of each group's mean; 0 of a group that is not compared.
        sizes: How many each group has.

    References:
        Welch (1947), Biometrika 34, 28-35; Satterthwaite (1946), Biometrics Bulletin 2, 110-114.
    """
    return float(variances.sum() ** 2 / (variances**2 / np.maximum(sizes - 1, 1)).sum())
