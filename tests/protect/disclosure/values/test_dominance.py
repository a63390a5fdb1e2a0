"""Sums that one or two persons make almost alone are neither shown nor do they follow."""

from __future__ import annotations

from collections.abc import Sequence

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Measured, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.deciding import decide
from tsi_eval.protect.disclosure.values.dominance import is_dominated

DAYS = [62.0, 20, 18, 15, 12, 10, 8, 6, 5, 4]
TWO = [100.0, 99, 2, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("parts", "largest", "says"),
    [
        (DAYS, None, False),
        ([120.0, *DAYS[1:]], None, True),
        ([120.0, *DAYS[1:]], 365.0, True),
        # The end of the scale says more of the largest than the sum, 218, does.
        ([120.0, *DAYS[1:]], 200.0, False),
        (TWO, None, True),
        # Who has the 99 knows that the others have 109; from 0 to 105 says as much.
        (TWO, 105.0, False),
        ([0.0] * 10, None, False),
        ([4.0, 0, 0, 0], 2.0, False),
    ],
)
def test_one_over_half_or_two_over_nine_tenths(parts: Sequence[float], largest: float | None, says: bool) -> None:
    assert says is is_dominated(np.array(parts), largest)


def released(first: Sequence[float], second: Sequence[float], *, scale: str) -> list[ReleasedEstimate]:
    design = PrePost(outcome="y", before="T0", after="T1", scale=scale, imputations=0)
    return made.items(made.released_answers(made.study_of({"T0": first, "T1": second}), q=design))


def shown(items: list[ReleasedEstimate], quantity: Quantity) -> list[str]:
    return sorted({item.period for item in items if item.quantity is quantity and item.status == "shown"})


BEFORE = [120.0, 20, 18, 15, 12, 10, 8, 6, 5, 4]
AFTER = [121.0, 24, 13, 17, 10, 12, 12, 3, 6, 8]


def test_a_mean_that_one_person_dominates_goes_and_so_does_the_other_that_gives_it_back() -> None:
    items = released(BEFORE, AFTER, scale="continuous")

    assert [] == shown(items, Quantity.MEAN)
    assert ["T0 > T1"] == shown(items, Quantity.MEAN_CHANGE)


def test_the_change_stays_beside_one_mean_at_the_most() -> None:
    after = [60.0, 60, 58, 55, 42, 30, 48, 36, 25, 44]
    items = released(BEFORE, after, scale="continuous")

    assert 1 >= len(shown(items, Quantity.MEAN)) + len(shown(items, Quantity.MEAN_CHANGE))


def test_a_ratio_of_sums_that_one_dominates_is_hidden() -> None:
    assert [] == shown(released(BEFORE, AFTER, scale="counts"), Quantity.RATE_RATIO)


def test_what_is_left_of_two_shown_means_may_not_be_dominated_either() -> None:
    values = {f"p{i:04}": value for i, value in enumerate([5.0 + i % 7 for i in range(12)] + BEFORE)}
    measured = [Measured(outcome="score", occasion="t0", values=values, minimum=0.0, maximum=None, step=1.0)]
    both = [
        made.number(Quantity.MEAN, 11.5, made.cell(22), period="t0", group="", question="a"),
        made.number(Quantity.MEAN, 7.8, made.cell(12), period="t0", group="", question="b"),
    ]

    def statuses(*items: Measured) -> list[str]:
        return [decision.status for decision in decide(tuple(both), (), "default", measured=items)]

    assert ["shown", "shown"] == statuses()
    assert ["shown", "suppressed"] == statuses(*measured)
    assert ["shown", "shown"] == [item.status for item in decide(tuple(both), (), "internal", measured=measured)]
