"""Amounts that keep their price year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from single_problem import only

from tsi_eval.economics import (
    Money,
    break_even,
)
from tsi_eval.errors import NotEstimable


def test_amounts_of_the_same_year_are_added_scaled_and_ordered() -> None:
    one, other = Money(1000, 2023), Money(250, 2023)

    assert Money(1250, 2023) == one + other
    assert Money(750, 2023) == one - other
    assert Money(2500, 2023) == 2.5 * one == one * np.float64(2.5)
    assert Money(500, 2023) == one / 2
    assert other < one
    assert one > other
    assert one >= Money(1000, 2023)
    assert other <= one


@pytest.mark.parametrize(
    "operation",
    [
        lambda one, other: one + other,
        lambda one, other: one - other,
        lambda one, other: one < other,
        lambda one, other: one <= other,
        lambda one, other: one > other,
        lambda one, other: one >= other,
        break_even,
    ],
)
def test_amounts_of_different_years_are_refused(operation: Any) -> None:
    with pytest.raises(NotEstimable) as error:
        operation(Money(1, 2022), Money(1, 2023))

    assert ("E220", {2022, 2023}) == (only(error).code, set(only(error).params.values()))


def test_same_amount_of_another_year_is_not_equal() -> None:
    assert Money(1, 2022) != Money(1, 2023)


@pytest.mark.parametrize("operation", [lambda m: m * m, lambda m: m / m, lambda m: m * None])
def test_money_is_scaled_by_numbers_only(operation: Any) -> None:
    with pytest.raises(TypeError):
        operation(Money(1, 2022))
