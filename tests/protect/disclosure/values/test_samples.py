"""Whose values a number says the spread of."""

from __future__ import annotations

import made
import numpy as np
import pytest

from tsi_eval.findings import Measured, Quantity, Role
from tsi_eval.protect.disclosure.values.samples import Sample, coarse_outcomes, columns_of, samples_of

FIRST = {f"p{i:04}": float(i) for i in range(12)}
SECOND = {f"p{i:04}": float(2 * i) for i in range(2, 14)}
COLUMNS = columns_of(
    [
        Measured(outcome="score", occasion=at, values=values, minimum=0.0, maximum=40.0, step=1.0)
        for at, values in (("t0", FIRST), ("t1", SECOND))
    ]
)


@pytest.mark.parametrize(
    ("quantity", "period", "occasions"),
    [
        (Quantity.MEAN, "t0", [("t0",)]),
        (Quantity.MEAN_CHANGE, "t0 > t1", [("t0", "t1")]),
        (Quantity.EFFECT_SIZE_AV, "t0 > t1", [("t0",), ("t1",), ("t0", "t1")]),
        (Quantity.COUNT, "t0 > t1", []),
        (Quantity.SMALLEST_THAT_MATTERS, "t0 > t1", []),
        (Quantity.MEAN, "t7", []),
    ],
)
def test_what_a_number_says_the_spread_of(quantity: Quantity, period: str, occasions: list[tuple[str, ...]]) -> None:
    exact = made.number(quantity, 1.0, made.cell(12), period=period)
    (found,) = samples_of(made.items(made.released(exact, policy="internal")), [exact], COLUMNS)

    assert occasions == [sample.occasions for sample in found]
    assert all(sample.members == made.persons(0, 12) for sample in found)


def test_values_and_changes_are_of_those_measured_then() -> None:
    level = Sample(outcome="score", occasions=("t1",), members=made.persons(0, 4))
    change = Sample(outcome="score", occasions=("t0", "t1"), members=made.persons(0, 4))

    assert [4.0, 6.0] == level.values(COLUMNS).tolist()
    assert [2.0, 3.0] == change.values(COLUMNS).tolist()
    assert ((0.0, 40.0), (-40.0, 40.0)) == (level.ends(COLUMNS), change.ends(COLUMNS))


def test_persons_are_not_printed() -> None:
    assert "p0001" not in repr(Sample(outcome="score", occasions=("t0",), members=made.persons(0, 4)))
    assert 12 == np.size(Sample(outcome="score", occasions=("t0",), members=made.persons(0, 20)).values(COLUMNS))


def test_outcomes_of_few_values_are_known() -> None:
    item = Measured(outcome="mood", occasion="t0", values={"a": 1.0, "b": 4.0}, minimum=0.0, maximum=4.0, step=1.0)

    assert {"mood"} == coarse_outcomes([*COLUMNS.values(), item])


def test_ranks_say_no_spread_of_those_who_moved() -> None:
    cells = made.cell(12), made.cell(5), made.cell(7, 5)
    exact = made.number(Quantity.RANK_BISERIAL, 0.5, *cells, period="t0 > t1", role=Role.SENSITIVITY)

    assert [()] == samples_of(made.items(made.released(exact, policy="internal")), [exact], COLUMNS)
