"""A withheld number keeps its row and loses every number; other numbers know it by its name."""

from __future__ import annotations

import made

from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.values.withheld import TELLS_VALUES, estimate_name, withheld

NUMBERS = ("estimate", "se", "ci_low", "ci_high", "p_value", "n")


def test_withheld_number_has_no_number_at_all() -> None:
    (item,) = made.items(made.released(made.mean("a", 450, se=0.2, ci_low=2.6, ci_high=3.4, p_value=0.5)))

    gone = withheld(item)
    assert None not in [getattr(item, name) for name in NUMBERS]
    assert [None] * 6 == [getattr(gone, name) for name in NUMBERS]
    assert ("suppressed", "exact") == (gone.status, gone.reason)
    assert "values" == withheld(item, TELLS_VALUES).reason


def test_withheld_number_keeps_what_it_was_a_number_of() -> None:
    (item,) = made.items(made.released(made.mean("a", 450)))

    assert (item.group, item.outcome, item.quantity) == ("a", "score", withheld(item).quantity)


def test_name_is_question_quantity_outcome_group_and_period() -> None:
    effect = made.number(Quantity.EFFECT_SIZE_Z, -1.15, made.cell(12), period="T0 > T1")

    assert "q|d_z|score|both|T0 > T1" == estimate_name(effect)


def test_name_is_the_same_after_release() -> None:
    mean = made.mean("a", 40)

    assert [estimate_name(mean)] == [estimate_name(item) for item in made.items(made.released(mean))]
