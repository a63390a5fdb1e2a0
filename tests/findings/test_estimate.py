"""An estimate lies on its quantity's scale, and states its step or is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tsi_eval.errors import ProtectionError
from tsi_eval.findings import Estimate, Quantity, Role, Series, is_of_a_group
from tsi_eval.language import LANGUAGES

Make = Callable[..., Estimate]


def test_number_supports_unless_it_says_otherwise(estimate: Make) -> None:
    number = estimate()

    assert Role.SUPPORTING is number.role
    assert (None, None, None, None, None) == (number.se, number.ci_low, number.ci_high, number.level, number.p_value)


@pytest.mark.parametrize(
    ("quantity", "scale"),
    [(Quantity.MEAN_CHANGE, "identity"), (Quantity.RATE_RATIO, "log"), (Quantity.ODDS_RATIO, "log")],
)
def test_number_lies_on_the_scale_of_its_quantity(estimate: Make, quantity: Quantity, scale: str) -> None:
    assert scale == estimate(quantity=quantity).scale


def test_step_is_what_was_stated(estimate: Make) -> None:
    assert 0.5 == estimate(step=0.5).stated_step()


def test_step_that_is_not_stated_is_refused_with_question_and_quantity(estimate: Make) -> None:
    with pytest.raises(ProtectionError) as error:
        estimate(question="changed", quantity=Quantity.MEAN_CHANGE).stated_step()

    (problem,) = error.value.problems
    assert ("E286", {"question": "changed", "quantity": Quantity.MEAN_CHANGE}) == (problem.code, problem.params)
    assert all("changed" in problem.text(language) for language in LANGUAGES)


def test_step_of_nought_is_a_step(estimate: Make) -> None:
    assert 0.0 == estimate(step=0.0).stated_step()


def test_numbers_share_no_lines(estimate: Make) -> None:
    assert estimate().lines == {}
    assert estimate().lines is not estimate().lines


def test_series_stands_alone_unless_it_is_offered_in_several_grains(estimate: Make) -> None:
    series = Series(name="months", axis="month", points=(estimate(period="2023-08"),))

    assert (None, "") == (series.grain, series.choice)


@pytest.mark.parametrize(
    ("group", "reference", "of_a_group"),
    [("", "", False), ("both", "", False), ("school=a", "", True), ("", "arm=b", True)],
)
def test_a_number_is_of_a_group_that_is_named_by_its_column(
    estimate: Make, group: str, reference: str, of_a_group: bool
) -> None:
    assert of_a_group is is_of_a_group(replace(estimate(), group=group, reference=reference))
