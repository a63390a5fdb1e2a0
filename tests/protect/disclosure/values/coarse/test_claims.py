"""What each shown number says of sums and squares."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coarse import numbers, view

from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.values.coarse.claims import Reading, claims_of
from tsi_eval.protect.disclosure.values.coarse.levels import Kind
from tsi_eval.protect.disclosure.values.coarse.spreads import NEVER, both
from tsi_eval.protect.disclosure.values.coarse.views import At, Number

READING = Reading(by_error=True)


def number(quantity: Quantity, **shown: float | str | None) -> Number:
    found = next(item for item in numbers() if item.exact.quantity is quantity)
    return replace(found, item=replace(found.item, **shown))


def said(of: Number) -> dict[int, tuple[float, float]]:
    """Return what a number says of the change."""
    options = [claim.options for claim in claims_of(of, view(), READING) if claim.at is At.CHANGE]
    result = options[0]
    for more in options[1:]:
        result = both(result, more)
    return result


def test_change_with_interval_gives_the_sum_and_nearly_the_squares() -> None:
    # Six of twelve rose one step.
    ((total, (low, high)),) = said(number(Quantity.MEAN_CHANGE, p_value=None, se=None)).items()
    assert total == 6
    assert low <= 6 <= high <= low + 2


def test_p_value_gives_both_exactly() -> None:
    assert {6: (6, 6)} == said(number(Quantity.MEAN_CHANGE))


def test_words_are_left_where_the_interval_goes() -> None:
    alone = said(number(Quantity.MEAN_CHANGE, p_value=None, se=None, ci_low=None, ci_high=None))
    ((total, (low, high)),) = alone.items()
    # Its interval leaves out nothing, so that the arm is below 0.5: squares of 6.4 at the most.
    assert (total, high < NEVER, low <= 6) == (6, True, True)


def test_hidden_number_says_nothing() -> None:
    assert [] == list(claims_of(number(Quantity.MEAN_CHANGE, status="suppressed"), view(), READING))


def test_effect_size_gives_all_squares() -> None:
    claims = list(claims_of(number(Quantity.EFFECT_SIZE_Z), view(), READING))
    assert {At.FIRST, At.SECOND, At.CHANGE} == {claim.at for claim in claims}
    assert all(low == high for claim in claims for low, high in claim.options.values())


def test_change_by_a_model_gives_the_sums() -> None:
    found = number(Quantity.MEAN_CHANGE)
    model = replace(found, exact=replace(found.exact, estimate=found.exact.estimate + 0.1))
    claims = list(claims_of(model, view(), READING))
    assert [(At.FIRST, 21), (At.SECOND, 27)] == [(claim.at, *claim.options) for claim in claims]


@pytest.mark.parametrize("kind", [Kind.OBSCURE, Kind.PART, Kind.DECLARED])
def test_other_kinds_say_nothing_of_sums(kind: Kind) -> None:
    assert [] == list(claims_of(replace(number(Quantity.MEAN_CHANGE), kind=kind), view(), READING))
