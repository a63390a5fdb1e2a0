"""What may be said of a number by its exact interval: the table of `verdict.py`, both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tsi_eval.findings import Estimate, Matter, Quantity, Verdict, judged

Make = Callable[..., Estimate]


def change(estimate: Make, low: float | None, high: float | None, **more: object) -> Estimate:
    return estimate(**{"quantity": Quantity.MEAN_CHANGE, "ci_low": low, "ci_high": high} | more)


@pytest.mark.parametrize(
    ("low", "high", "leaves_out", "matter"),
    [
        (-1.2, 2.4, False, Matter.SMALL),
        (0.4, 2.4, True, Matter.LITTLE),
        (3.4, 5.2, True, Matter.MUCH),
        (1.4, 4.6, True, Matter.UNSURE),
        (-0.8, 4.4, False, Matter.OPEN),
        # At what matters, and at nothing.
        (3.0, 5.2, True, Matter.MUCH),
        (1.4, 3.0, True, Matter.UNSURE),
        (-0.8, 3.0, False, Matter.OPEN),
        (0.0, 2.4, False, Matter.SMALL),
        (0.0, 4.4, False, Matter.OPEN),
        (1e-12, 2.4, True, Matter.LITTLE),
    ],
)
def test_a_fall_is_judged_as_the_rise_that_mirrors_it(
    estimate: Make, low: float, high: float, leaves_out: bool, matter: Matter
) -> None:
    expected = Verdict(leaves_out_nothing=leaves_out, matter=matter)

    assert expected == judged(change(estimate, low, high), 3.0) == judged(change(estimate, -high, -low), 3.0)


def test_exact_ends_are_judged_and_not_those_that_rounding_would_show(estimate: Make) -> None:
    assert Verdict(leaves_out_nothing=True, matter=Matter.UNSURE) == judged(change(estimate, 0.69, 4.1), 1.0)
    assert Verdict(leaves_out_nothing=True) == judged(change(estimate, -2.36, -0.004))


def test_without_a_declared_change_nothing_is_said_of_size(estimate: Make) -> None:
    assert Verdict(leaves_out_nothing=True) == judged(change(estimate, 3.4, 5.2))


@pytest.mark.parametrize(("low", "high", "leaves_out"), [(0.64, 0.96, True), (1.02, 1.4, True), (0.8, 1.2, False)])
def test_a_ratio_is_held_against_one_and_never_against_what_matters(
    estimate: Make, low: float, high: float, leaves_out: bool
) -> None:
    ratio = change(estimate, low, high, quantity=Quantity.RATE_RATIO)

    assert Verdict(leaves_out_nothing=leaves_out) == judged(ratio, 0.5)


def test_a_difference_of_shares_is_not_in_the_unit_of_what_matters(estimate: Make) -> None:
    difference = change(estimate, 0.01, 0.15, quantity=Quantity.SHARE_DIFFERENCE)

    assert Verdict(leaves_out_nothing=True) == judged(difference, 3.0)


@pytest.mark.parametrize(("low", "high"), [(None, None), (0.4, None), (None, 2.4)])
def test_without_an_interval_there_is_nothing_to_judge(estimate: Make, low: float | None, high: float | None) -> None:
    assert judged(change(estimate, low, high), 3.0) is None


@pytest.mark.parametrize("quantity", [Quantity.MEAN, Quantity.COUNT, Quantity.SHARE])
def test_a_number_that_knows_no_nothing_has_no_verdict(estimate: Make, quantity: Quantity) -> None:
    assert judged(change(estimate, 0.4, 2.4, quantity=quantity), 3.0) is None
