"""Answers to the SDQ add up to their total by the published key, and blanks keep a score."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.instruments import instrument
from tsi_eval.simulate.measures.sdq import EMOTIONAL, ITEMS, MOST, REVERSED, SUBSCALES, answers, blanks

PROSOCIAL = (1, 4, 9, 17, 20)


@pytest.mark.parametrize("total", [0, 1, 12, 39, MOST])
def test_answers_score_to_the_total(total: int) -> None:
    given = answers(np.random.default_rng(total), total)

    points = [2 - given[item] if item in REVERSED else given[item] for item in ITEMS if item not in PROSOCIAL]
    assert total == sum(points)
    assert set(ITEMS) == set(given)
    assert set(given.values()) <= {0, 1, 2}


def test_with_no_difficulties_at_all_every_answer_is_known() -> None:
    given = answers(np.random.default_rng(1), 0)

    assert {item: 2 if item in REVERSED else 0 for item in ITEMS if item not in PROSOCIAL} == {
        item: given[item] for item in given if item not in PROSOCIAL
    }


def test_blanks_leave_three_answers_in_each_subscale() -> None:
    rng = np.random.default_rng(1)
    drawn = [blanks(rng) for _ in range(3000)]

    assert set().union(*drawn) == set(ITEMS)
    # Two in a hundred of 25 items.
    assert np.mean([len(blank) for blank in drawn]) == pytest.approx(0.5, abs=0.05)
    assert max(len(blank & set(EMOTIONAL)) for blank in drawn) <= 2


def test_subscales_and_reversed_items_are_those_of_the_packages_key() -> None:
    scales = [scale for scale in instrument("sdq_parent").scales if scale.items]

    assert SUBSCALES == tuple(scale.items for scale in scales)
    assert set(REVERSED) == {item for scale in scales for item in scale.reversed}
