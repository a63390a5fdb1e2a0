"""What a question shows, laid out by occasions."""

from __future__ import annotations

from dataclasses import replace

import coarse
import pytest

from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.values.coarse.views import At, arm_of, view_of


def test_periods_say_what_a_number_is_about() -> None:
    shown = coarse.view()
    about = {shown.at(number) for number in coarse.numbers() if number.exact.quantity is Quantity.MEAN}
    assert {At.FIRST, At.SECOND} == about
    assert [At.CHANGE] == [shown.at(n) for n in coarse.numbers() if n.exact.quantity is Quantity.MEAN_CHANGE][:1]
    assert "T0 > T1" == shown.between


@pytest.mark.parametrize(("quantity", "at"), [(Quantity.MEAN_CHANGE, At.CHANGE), (Quantity.MEAN, At.FIRST)])
def test_gauge_gives_what_the_design_found(quantity: Quantity, at: At) -> None:
    number = next(item for item in coarse.numbers() if item.exact.quantity is quantity)
    gauge = coarse.view().gauge(at, number.persons, number.exact)

    assert gauge.mean(gauge.total) == pytest.approx(number.exact.estimate)
    assert gauge.arm() == pytest.approx(arm_of(number.exact))
    assert gauge.narrower == 1.0


def test_interval_that_allows_for_clusters_is_taken_for_one_that_does_not() -> None:
    number = next(item for item in coarse.numbers() if item.exact.quantity is Quantity.MEAN_CHANGE)
    wide = replace(number.exact, ci_low=number.exact.estimate - 1, ci_high=number.exact.estimate + 1)
    gauge = coarse.view().gauge(At.CHANGE, number.persons, wide)
    assert gauge.narrower == pytest.approx(gauge.arm())


def test_no_view_of_times_that_nothing_is_about() -> None:
    assert view_of(coarse.numbers(), ("T5", ""), coarse.BY_PERSON, coarse.FIVE) is None
