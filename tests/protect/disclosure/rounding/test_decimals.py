"""A published mean never has so many decimals that it gives back the exact sum."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tsi_eval.protect.disclosure.rounding.decimals import (
    MOST_DECIMALS,
    SUMS_LEFT,
    SUMS_LEFT_COARSE,
    near,
    safe_decimals,
    upwards,
)

# A number of sums is computed with floating point.
EDGE = 1e-7


def test_twelve_persons_mean_on_whole_points_has_no_decimal() -> None:
    # 12 persons with the sum 89: shown as 7.4, only 89 is a whole number between 88.2 and 89.4.
    assert 0 == safe_decimals(12, 1.0)


@pytest.mark.parametrize(
    ("n", "step", "decimals"),
    [
        (3, 1.0, -1),
        (4, 1.0, 0),
        (39, 1.0, 0),
        (40, 1.0, 1),
        (399, 1.0, 1),
        (400, 1.0, 1),
        (1499, 1.0, 1),
        (1500, 1.0, 2),
        (19, 0.5, 0),
        (20, 0.5, 1),
        (10, 5.0, -1),
        (20, 5.0, 0),
        (4, 0.1, 1),
        (149_999, 1.0, 3),
        (150_000, 1.0, 4),
        (10**8, 1.0, MOST_DECIMALS),
    ],
)
def test_safe_decimals_at_every_boundary(n: int, step: float, decimals: int) -> None:
    assert decimals == safe_decimals(n, step)


@given(st.integers(1, 10**6), st.sampled_from([0.1, 0.25, 0.5, 1.0, 2.0, 5.0]))
@settings(derandomize=True, database=None)
def test_safe_decimals_are_the_most_that_leave_the_sums(n: int, step: float) -> None:
    decimals = safe_decimals(n, step)

    def sums(places: int) -> float:
        return n * 10.0**-places / step

    assert sums(decimals) > SUMS_LEFT_COARSE - EDGE
    assert decimals == MOST_DECIMALS or sums(decimals + 1) < SUMS_LEFT


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(1.234, 1, 1.2), (1.25, 1, 1.2), (-1.475, 1, -1.5), (17.0, -1, 20.0)]
)
def test_near_is_the_nearest_number_with_so_many_decimals(value: float, decimals: int, expected: float) -> None:
    assert expected == near(value, decimals)


def test_near_leaves_what_is_missing_missing() -> None:
    assert near(None, 1) is None


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(1.355, 1, 1.4), (1.4, 1, 1.4), (0.0, 1, 0.0), (-1.26, 1, -1.2), (11.0, -1, 20.0)],
)
def test_upwards_is_never_smaller_than_it_was(value: float, decimals: int, expected: float) -> None:
    assert expected == pytest.approx(upwards(value, decimals))
