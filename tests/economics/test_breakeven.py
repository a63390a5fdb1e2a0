"""How much must be avoided for a pilot to pay for itself."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest
from single_problem import only

from tsi_eval.economics import Money, break_even
from tsi_eval.errors import NotEstimable

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "economics.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", ORACLES["break_even"], ids=lambda case: case["source"][:20])
def test_break_even_gives_the_units_that_cover_the_cost(case: dict[str, Any]) -> None:
    found = break_even(Money(case["cost"], 2024), Money(case["price"], 2024))

    assert case["expected"] == round(found, case["decimals"])


@pytest.mark.parametrize(
    ("cost", "price"), [(1, 0), (1, -5), (1, math.nan), (1, math.inf), (-1, 5), (math.nan, 5), (math.inf, 5)]
)
def test_break_even_needs_a_price_and_a_cost(cost: float, price: float) -> None:
    with pytest.raises(NotEstimable) as error:
        break_even(Money(cost, 2024), Money(price, 2024))

    assert "E224" == only(error).code


def test_nothing_must_be_avoided_when_nothing_is_to_be_covered() -> None:
    assert 0.0 == break_even(Money(0, 2024), Money(100, 2024))


def test_break_even_needs_cost_and_price_in_the_same_years_prices() -> None:
    with pytest.raises(NotEstimable) as error:
        break_even(Money(1, 2022), Money(1, 2023))

    assert "E220" == only(error).code
