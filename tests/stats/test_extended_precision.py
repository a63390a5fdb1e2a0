"""Sums and products in parts, held against exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.stats.extended_precision import CELLS, in_parts, product

THREE_TIMES = Fraction(1, 2**140)  # of the largest term: nearly three times the 53 bits of a float
uneven = st.floats(-1e6, 1e6).map(lambda value: value / 3)


def exactly(parts: Any) -> Fraction:
    """Return the number that parts add up to."""
    return sum((Fraction(float(part)) for part in parts), Fraction(0))


def test_a_sum_keeps_what_rounding_loses() -> None:
    found = in_parts(np.array([1e16, 1.0, -1e16, 2.0**-60]))

    assert 1 + Fraction(1, 2**60) == exactly(found)


def test_the_first_part_is_the_rounded_sum() -> None:
    assert [1e16, 1.0, 0.0] == in_parts(np.array([1e16, 1.0])).tolist()


def test_one_term_is_its_own_sum() -> None:
    assert [[0.1, 0.2], [0.0, 0.0], [0.0, 0.0]] == in_parts(np.array([[0.1, 0.2]])).tolist()


@given(st.lists(uneven, min_size=1, max_size=40))
@settings(max_examples=50, deadline=None)
def test_sums_are_exact_to_three_times_the_working_precision(terms: list[float]) -> None:
    exact = sum(map(Fraction, terms))

    error = abs(exactly(in_parts(np.array(terms))) - exact)

    assert error <= THREE_TIMES * len(terms) * max(1, *(abs(Fraction(term)) for term in terms))


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(1, 5), st.integers(1, 4))
@settings(max_examples=30, deadline=None)
def test_products_are_exact_to_three_times_the_working_precision(
    seed: int, rows: int, inner: int, columns: int
) -> None:
    rng = np.random.default_rng(seed)
    a, b = rng.normal(size=(rows, inner)), rng.normal(size=(inner, columns))

    found = product(a[None], b[None])

    assert (3, rows, columns) == found.shape
    for i in range(rows):
        for j in range(columns):
            exact = sum(Fraction(float(x)) * Fraction(float(y)) for x, y in zip(a[i], b[:, j], strict=True))
            assert abs(exactly(found[:, i, j]) - exact) <= THREE_TIMES * 64


def test_a_product_of_numbers_in_parts_takes_all_their_parts() -> None:
    tiny = 2.0**-80
    a, b = np.array([[[1.0]], [[tiny]]]), np.array([[[3.0]], [[tiny]]])

    # (1 + t)(3 + t) = 3 + 4t + t².
    exact = 3 + 4 * Fraction(tiny) + Fraction(tiny) ** 2
    assert abs(exactly(product(a, b)[:, 0, 0]) - exact) <= THREE_TIMES


def test_many_columns_are_multiplied_a_stretch_at_a_time() -> None:
    rng = np.random.default_rng(3)
    a, b = rng.normal(size=(2, 300)), rng.normal(size=(300, CELLS // 600 + 7))

    assert pytest.approx(a @ b, rel=1e-12) == product(a[None], b[None]).sum(axis=0)
