"""An answer that becomes another one when it is computed otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from tsi_eval.findings import Cell, Claim, Estimate, Kind, Part, Quantity, Role, Turn
from tsi_eval.findings.turned import asks_again, turn_of, way_of

CELL = Cell(kind=Kind.EVENT, group="g", n=50)


def number(value: float, low: float | None, high: float | None, **about: Any) -> Estimate:
    usual = {"question": "q", "design": "d", "quantity": Quantity.MEAN_CHANGE, "claim": Claim.CHANGED, "level": 0.95}
    usual |= {"n": 50, "basis": (CELL,), "outcome": "score", "group": Part.BOTH, "period": "T0 > T1", "step": 1.0}
    return Estimate(estimate=value, ci_low=low, ci_high=high, **(usual | about))


def ratio(value: float, low: float, high: float, **about: Any) -> Estimate:
    return number(value, low, high, quantity=Quantity.RATE_RATIO, **about)


@pytest.mark.parametrize(
    ("answer", "other", "how"),
    [
        (number(-1.3, -2.4, -0.3), number(-1.2, -2.5, -0.1), None),
        (number(-1.3, -2.4, 0.2), number(0.1, -1.0, 1.2), Turn.WAY),
        (ratio(0.82, 0.44, 1.51), ratio(1.02, 0.62, 1.68), Turn.WAY),
        (ratio(0.82, 0.44, 1.51), ratio(0.98, 0.62, 1.68), None),
        (number(-1.3, -2.8, 0.16), number(-1.3, -2.6, -0.02), Turn.NOTHING),
        (number(-1.3, -2.4, -0.3), number(-1.3, -2.8, 0.1), Turn.NOTHING),
        # Both turn: the way is the gravest.
        (number(-1.3, -2.4, -0.3), number(1.3, -0.1, 2.4), Turn.WAY),
        # Without an interval there is only the way.
        (number(-1.3, -2.4, -0.3), number(-1.2, None, None, level=None), None),
        (number(-1.3, -2.4, -0.3), number(0.2, None, None, level=None), Turn.WAY),
        # An interval of another level is another length.
        (number(-1.3, -2.8, 0.16), number(-1.3, -2.5, -0.1, level=0.9), None),
        (number(0.0, -1.0, 1.0), number(0.4, -0.6, 1.4), None),
    ],
)
def test_how_an_answer_becomes_another_one(answer: Estimate, other: Estimate, how: Turn | None) -> None:
    assert how is turn_of(answer, other)


def test_what_matters_turns_an_answer_only_where_it_was_declared_and_both_are_changes() -> None:
    little, unsure = number(1.2, 0.4, 1.9), number(1.3, 0.5, 2.1)
    size = number(0.4, 0.1, 0.7, quantity=Quantity.EFFECT_SIZE_AV)

    assert Turn.MATTER is turn_of(little, unsure, matters=2.0)
    assert turn_of(little, unsure) is None
    assert turn_of(little, size, matters=2.0) is None


@pytest.mark.parametrize(
    ("about", "again"),
    [
        ({}, True),
        ({"group": Part.BEFORE}, True),
        ({"role": Role.SUPPORTING}, False),
        ({"group": "school=a"}, False),
        ({"outcome": "other"}, False),
        ({"period": "T0 > T2"}, False),
        ({"reference": "arm=b"}, False),
        ({"quantity": Quantity.BOUNDS}, False),
        ({"quantity": Quantity.TEST}, False),
    ],
)
def test_the_same_answer_computed_otherwise(about: dict[str, Any], again: bool) -> None:
    other = number(-1.0, -2.0, 0.1, **({"role": Role.SENSITIVITY} | about))

    assert again is asks_again(number(-1.3, -2.4, -0.3), other)


def test_a_number_lies_above_at_or_below_nothing() -> None:
    assert [1, 0, -1] == [way_of(ratio(value, 0.5, 2.0)) for value in (1.2, 1.0, 0.8)]
