"""A result is a frozen record with all its digits, of which four are seen."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from tsi_eval.stats import wilson
from tsi_eval.stats.result import result


@result
class Own:
    """A result that says of itself what it is."""

    estimate: float

    def __repr__(self) -> str:
        return "own words"


def test_four_digits_are_seen_and_all_are_kept() -> None:
    share = wilson(42, 310)

    assert "Proportion(estimate=0.1355, ci_low=0.1018, ci_high=0.1781, level=0.95, n=310)" == repr(share)
    assert 42 / 310 == share.estimate


def test_jupyter_shows_a_row_a_field() -> None:
    shown = wilson(42, 310)._repr_html_()  # type: ignore[attr-defined]

    assert "<caption>Proportion</caption>" in shown
    assert "ci_low</th><td>0.1018</td>" in shown


def test_result_is_frozen_and_has_no_dictionary() -> None:
    share = wilson(1, 2)

    with pytest.raises(FrozenInstanceError):
        share.n = 3  # type: ignore[misc]
    assert not hasattr(share, "__dict__")


def test_own_words_of_a_result_stay() -> None:
    assert "own words" == repr(Own(estimate=1.0))
