"""Sums and matrix products in about three times the working precision.

A number is held as an unevaluated sum of parts: each part holds what the one before rounded away.

Example: 1e16 + 1 rounds to 1e16. As parts it is (1e16, 1, 0), so that 1e16 + 1 - 1e16 is still 1.

References:
    Dekker (1971), Numerische Mathematik 18, 224-242 (product of two numbers and its rounding
        error); Ogita, Rump & Oishi (2005), SIAM J. Scientific Computing 26, 1955-1988 (sums and dot
        products).
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt

Parts = npt.NDArray[np.float64]
Halved = tuple[Parts, Parts, Parts]
SPLITTER = 2.0**27 + 1
CELLS = 2**15


def product(a: Parts, b: Parts) -> Parts:
    """Return the matrix product of sums of parts as a sum of three parts.

    The shapes are (any, r, k) and (any, k, m), and (3, r, m) of the product.
    """
    parts_of_a = [(part, *_halves(part)) for part in a[..., None]]
    columns = max(1, CELLS // a[0].size)
    done = []
    for start in range(0, b.shape[2], columns):
        parts_of_b = [(part, *_halves(part)) for part in b[:, None, :, start : start + columns]]
        terms: list[Parts] = []
        for first, second in itertools.product(parts_of_a, parts_of_b):
            terms += _exact_product(first, second)
        done.append(in_parts(np.moveaxis(np.concatenate(terms, axis=1), 1, 0)))
    return np.concatenate(done, axis=2)


def _exact_product(a: Halved, b: Halved) -> tuple[Parts, Parts]:
    """Return the rounded products of elements and their rounding errors (Dekker's product)."""
    rounded = a[0] * b[0]
    error = a[1] * b[1]
    error -= rounded
    error += a[1] * b[2]
    error += a[2] * b[1]
    error += a[2] * b[2]
    return rounded, error


def _halves(a: Parts) -> tuple[Parts, Parts]:
    wide = SPLITTER * a
    high = wide - (wide - a)
    return high, a - high


def in_parts(terms: Parts) -> Parts:
    """Return the sum over the first axis as three parts.

    Each part holds what the one before rounded away.
    """
    high, errors = _sum_and_errors(terms)
    middle, errors = _sum_and_errors(errors)
    return np.stack([high, middle, errors.sum(axis=0)])


def _sum_and_errors(terms: Parts) -> tuple[Parts, Parts]:
    errors = [np.zeros((1, *terms.shape[1:]))]
    while len(terms) > 1:
        half = len(terms) // 2
        a, b, odd = terms[:half], terms[half : 2 * half], terms[2 * half :]
        total = a + b
        shadow = total - a
        errors.append((a - (total - shadow)) + (b - shadow))
        terms = np.concatenate([total, odd])
    return terms[0], np.concatenate(errors)
