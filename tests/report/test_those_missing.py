"""What a change is for all who were measured first, and of whom that says nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers_about_change import (
    POINTS,
    UNIT,
    bounds,
    changed,
    estimate,
    imputed,
    sentences_beside,
    written,
)
from released_by_hand import hidden

from tsi_eval.findings import Note, Quantity
from tsi_eval.findings.released import ReleasedEstimate

WHOM = {"sv": "de 60 som mättes första gången", "en": "the 60 who were measured the first time"}


def _rate(value: float, **about: object) -> ReleasedEstimate:
    """Return which share of 75 who were asked were measured first."""
    usual = {"group": "before", "period": "T0", "n": 75, "unit": "share", "decimals": 3, "note": ""}
    return estimate(Quantity.RESPONSE, value, **(usual | about))


def test_filled_in_and_at_the_outermost(language: str) -> None:
    (key, places), _ = sentences_beside(language, changed(-6.0, -2.0), imputed(-5.0), bounds(-9.5, 1.5))

    assert "filled_and_missing" == key
    assert {
        "filled": written(-5, language),
        "low": written(-9.5, language),
        "high": written(1.5, language),
        "unit": UNIT[language],
        "whom": WHOM[language],
    } == places


def test_only_filled_in(language: str) -> None:
    (key, places), _ = sentences_beside(language, changed(-6.0, -2.0), imputed(-5.0))

    assert ("filled", written(-5, language)) == (key, places["filled"])


def test_only_bounds(language: str) -> None:
    (key, places), _ = sentences_beside(language, changed(1.0, 4.0), bounds(-1.5, 6.5))

    assert "missing" == key
    assert (written(-1.5, language), written(6.5, language)) == (places["low"], places["high"])
    assert (UNIT[language], WHOM[language]) == (places["unit"], places["whom"])


def test_several_bounds_are_one_range_that_holds_the_answer(language: str) -> None:
    items = (changed(1.0, 4.0), bounds(-1.5, 2.1), bounds(0.5, 2.2, method="tail_bounds"))

    (_, places), _ = sentences_beside(language, *items)

    # The answer is 2.5 itself; its interval says how sure it is, not where it may lie.
    assert (written(-1.5, language), written(2.5, language)) == (places["low"], places["high"])


def test_numbers_have_the_decimals_that_may_be_shown(language: str) -> None:
    (_, places), _ = sentences_beside(language, changed(-6.0, -2.0, decimals=0), bounds(-9.0, 1.0, decimals=0))

    assert (written(-9, language, 0), written(1, language, 0)) == (places["low"], places["high"])


def test_shares_are_in_percentage_points(language: str) -> None:
    about = {"unit": "share", "decimals": 3}
    answer = replace(changed(0.021, 0.181, **about), quantity=Quantity.SHARE_DIFFERENCE, estimate=0.101)

    (key, places), _ = sentences_beside(language, answer, bounds(-0.153, 0.247, **about))

    assert "missing" == key
    assert (written(-15.3, language), written(24.7, language)) == (places["low"], places["high"])
    assert POINTS[language] == places["unit"]


def test_nobody_missing_says_nothing(language: str) -> None:
    counts = [estimate(Quantity.COUNT, 50, group=group, axis="flow") for group in ("before", "after", "both")]
    none = estimate(Quantity.COUNT, 0, n=0, group="before_only", axis="flow")

    assert [] == sentences_beside(language, changed(1.0, 4.0), *counts, none)


def test_those_missing_from_another_outcome_say_nothing(language: str) -> None:
    assert [] == sentences_beside(language, changed(1.0, 4.0), replace(bounds(-1.5, 6.5), outcome="worry"))


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (_rate(0.8), ["never_measured_asked"]),
        # All who were asked were measured first: there is nobody to speak of.
        (_rate(1.0), []),
        # How many were asked is not known, is not shown, or is known of another outcome.
        (None, ["never_measured"]),
        (hidden(_rate(0.8)), ["never_measured"]),
        (_rate(0.8, outcome="worry"), ["never_measured"]),
        (_rate(0.7, group="both", note=Note.AGAIN), ["never_measured"]),
    ],
)
def test_those_who_were_never_measured_are_said_to_be_in_none_of_it(
    rate: ReleasedEstimate | None, said: list[str], language: str
) -> None:
    beside = [] if rate is None else [rate]

    keys = [key for key, _ in sentences_beside(language, changed(-6.0, -2.0), bounds(-9.5, 1.5), *beside)]

    assert ["missing", *said] == keys


def test_how_many_were_measured_first_is_left_out_where_it_is_not_shown(language: str) -> None:
    (_, places), _ = sentences_beside(language, changed(-6.0, -2.0), replace(bounds(-9.5, 1.5), n=None))

    assert WHOM[language].replace("60 ", "").removeprefix("de").removeprefix("the") in places["whom"]
    assert not any(letter.isdigit() for letter in places["whom"])


def test_a_range_without_assumptions_is_rounded_outwards() -> None:
    answer = changed(-6.0, -2.0)

    (_, places), _ = sentences_beside("sv", answer, bounds(-9.51, 1.42))

    assert ("−9,6", "1,5") == (places["low"], places["high"])
