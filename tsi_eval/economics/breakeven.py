"""How much must be avoided for a pilot to pay for itself."""

from __future__ import annotations

import math

from tsi_eval.economics.money import Money, check_same_year
from tsi_eval.errors import NotEstimable, Problem


def break_even(cost: Money, price: Money) -> float:
    """Return how many units must be avoided for their price to cover a cost.

    It tells what would be needed, not whether it happened.

    Args:
        cost: What is to be covered, at least 0.
        price: Of one unit, above 0, in the same year's prices.

    Raises:
        NotEstimable: The years differ (E220), or the price or the cost is outside its limits
            (E224).

    Example:
        >>> round(break_even(Money(900_000, 2024), Money(3_500, 2024)), 1)
        257.1
    """
    check_same_year(cost, price)
    is_possible = 0 < price.amount < math.inf and 0 <= cost.amount < math.inf
    if not is_possible:
        raise NotEstimable(Problem(code="E224"))
    return cost.amount / price.amount
