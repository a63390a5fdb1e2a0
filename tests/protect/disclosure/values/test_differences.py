"""A mean is withheld when a difference that is shown pins one of two means down."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Estimate, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.protect.disclosure.values.differences import without_pinned_means
from tsi_eval.protect.disclosure.values.withheld import estimate_name

TEN = made.number(Quantity.MEAN, 6.9, made.cell(10), group="a", period="t0")
MANY = made.number(Quantity.MEAN, 7.3, made.cell(1500, first=1000), group="b", period="t0")
DIFFERENCE = made.number(
    Quantity.MEAN_DIFFERENCE,
    0.4,
    *MANY.basis,
    *TEN.basis,
    period="t0",
    derived_from=(estimate_name(TEN), estimate_name(MANY)),
)


def shown(exact: Estimate, value: float, decimals: int) -> ReleasedEstimate:
    """Return a number as it is shown with so many decimals."""
    (item,) = made.items(made.released(replace(exact, derived_from=()), policy="internal"))
    return replace(item, estimate=value, decimals=decimals)


def statuses(*numbers: tuple[Estimate, float, int]) -> list[str]:
    released = [shown(*item) for item in numbers]
    return [item.status for item in without_pinned_means(released, [exact for exact, _, _ in numbers])]


def test_second_mean_goes_when_the_difference_leaves_one_sum_of_ten_persons() -> None:
    # The first mean is between 6.845 and 6.955, and 69 is the only sum of ten that fits.
    assert ["shown", "suppressed", "shown"] == statuses((TEN, 7.0, 0), (MANY, 7.3, 2), (DIFFERENCE, 0.4, 1))


def test_difference_without_decimals_leaves_enough_sums() -> None:
    assert ["shown"] * 3 == statuses((TEN, 7.0, 0), (MANY, 7.3, 2), (DIFFERENCE, 0.0, 0))


def test_difference_that_is_hidden_pins_nothing() -> None:
    released = [shown(TEN, 7.0, 0), shown(MANY, 7.3, 2), replace(shown(DIFFERENCE, 0.4, 1), status="suppressed")]

    assert ["shown", "shown", "suppressed"] == [
        item.status for item in without_pinned_means(released, [TEN, MANY, DIFFERENCE])
    ]


def test_same_mean_of_another_question_goes_too() -> None:
    again = replace(MANY, question="other")

    numbers = (TEN, 7.0, 0), (MANY, 7.3, 2), (DIFFERENCE, 0.4, 1), (again, 7.3, 2)
    assert ["shown", "suppressed", "shown", "suppressed"] == statuses(*numbers)


def test_mean_of_other_persons_stays() -> None:
    others = replace(MANY, question="other", basis=(made.cell(1500, first=1001),))

    numbers = (TEN, 7.0, 0), (MANY, 7.3, 2), (DIFFERENCE, 0.4, 1), (others, 7.3, 2)
    assert ["shown", "suppressed", "shown", "shown"] == statuses(*numbers)


@pytest.mark.parametrize(("step", "status"), [(1.0, "suppressed"), (0.1, "shown")])
def test_finer_scale_leaves_more_sums(step: float, status: str) -> None:
    first, second = replace(TEN, step=step), replace(MANY, step=step)

    assert status == statuses((first, 7.0, 0), (second, 7.3, 2), (DIFFERENCE, 0.4, 1))[1]


def test_number_that_follows_from_one_other_is_not_asked() -> None:
    lone = replace(DIFFERENCE, derived_from=(estimate_name(TEN),))

    assert ["shown"] * 3 == statuses((TEN, 7.0, 0), (MANY, 7.3, 2), (lone, 0.4, 1))


def test_mean_withheld_after_a_difference_is_shown_nowhere() -> None:
    rng = np.random.default_rng(26)
    first = np.round(rng.normal(18, 6, 41))
    values = {"T0": first, "T1": first + np.round(rng.normal(-1, 3, 41)), "T2": first + np.round(rng.normal(-2, 4, 41))}
    study = made.study_of({at: column.tolist() for at, column in values.items()})
    designs = {f"{a}{b}": PrePost(outcome="y", before=a, after=b) for a, b in combinations(values, 2)}

    report = made.released_answers(study, "strict", **designs)
    means = [item for item in made.items(report) if item.quantity == Quantity.MEAN]
    withheld = {item.period for item in means if item.status == "suppressed"}
    assert withheld
    assert not withheld & {item.period for item in means if item.status == "shown"}
