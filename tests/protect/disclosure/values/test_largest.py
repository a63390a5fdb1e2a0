"""No interval says the largest value of a group beside its mean."""

from __future__ import annotations

from collections.abc import Sequence

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Measured, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.values.largest import tells_an_extreme, without_telling_spreads

DAYS = [62.0, 20, 18, 15, 12, 10, 8, 6, 5, 4]
EVEN = [30.0, 28, 25, 22, 20, 18, 15, 12, 10, 8]


@pytest.mark.parametrize(
    ("values", "least", "most", "says"),
    [
        (DAYS, 0.0, None, True),
        (DAYS, None, None, True),
        # The bound is 64.5: a scale that ends at 64 says more.
        (DAYS, 0.0, 64.0, False),
        (DAYS, 0.0, 65.0, True),
        (EVEN, 0.0, None, False),
        ([-value for value in DAYS], None, None, True),
        ([7.0] * 12, None, None, False),
        ([7.0], None, None, False),
    ],
)
def test_sixty_two_days_of_ten_children_are_told(
    values: Sequence[float], least: float | None, most: float | None, says: bool
) -> None:
    assert says is tells_an_extreme(np.array(values), least, most)


def test_the_bound_is_that_of_the_worked_example() -> None:
    values = np.array(DAYS)

    assert 64.5 == round(float(values.mean() + values.std(ddof=1) * 9 / 10**0.5), 1)


def released(first: Sequence[float], second: Sequence[float]) -> list[ReleasedEstimate]:
    design = PrePost(outcome="y", before="T0", after="T1", imputations=0)
    return made.items(made.released_answers(made.study_of({"T0": first, "T1": second}), q=design))


def test_the_mean_stays_and_its_interval_goes() -> None:
    items = released(DAYS, [value + 1 + i % 4 for i, value in enumerate(DAYS)])
    means = [item for item in items if item.quantity is Quantity.MEAN and item.status == "shown"]
    change = next(item for item in items if item.role == "headline")

    assert [16.0, 18.3] == [item.estimate for item in means]
    assert [(None, None, None)] * 2 == [(item.se, item.ci_low, item.ci_high) for item in means]
    assert change.ci_low is not None
    # It rests on the spread of both occasions, and few persons' d_av leaves no trace.
    assert [] == [item for item in items if item.quantity is Quantity.EFFECT_SIZE_AV and item.status == "shown"]


def _number(cell: int, first: int) -> Estimate:
    about = {"period": "t0", "group": f"{cell}", "ci_low": 1.0, "ci_high": 30.0, "level": 0.95, "se": 5.0}
    return made.number(Quantity.MEAN, 16.0, made.cell(cell, first), **about)


def test_of_two_groups_whose_rest_would_be_told_the_smaller_loses_its_interval() -> None:
    column = [20.0 + i % 9 for i in range(14)] + DAYS
    values = {f"p{i:04}": value for i, value in enumerate(column)}
    measured = [Measured(outcome="score", occasion="t0", values=values, minimum=0.0, maximum=None, step=1.0)]
    exact = [_number(24, 0), _number(14, 0)]
    items = made.items(made.released(*exact, policy="internal"))

    both = without_telling_spreads(items, exact, measured)
    alone = without_telling_spreads(items[:1], exact[:1], measured)

    assert [False, True] == [item.ci_low is None for item in both]
    assert alone == items[:1]
