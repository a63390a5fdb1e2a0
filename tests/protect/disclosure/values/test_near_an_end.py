"""A sum of fewer than five steps from an end says that all but a few stand there."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.protect.disclosure.values.near_an_end import is_near_an_end


@pytest.mark.parametrize(
    ("values", "step", "says"),
    [
        ([0] * 9 + [1] * 3, 1.0, True),
        ([0] * 11 + [4], 1.0, True),
        ([0] * 7 + [1] * 5, 1.0, False),
        ([40] * 9 + [39] * 3, 1.0, True),
        ([40] * 11 + [20], 1.0, False),
        ([0] * 9 + [0.5] * 3, 0.5, True),
        ([0] * 9 + [2] * 3, 0.5, False),
        ([20] * 12, 1.0, False),
    ],
)
def test_three_steps_of_twelve_children(values: list[float], step: float, says: bool) -> None:
    assert says is is_near_an_end(np.array(values, dtype=float), 0.0, 40.0, step)


def test_a_scale_without_ends_has_none_to_be_near() -> None:
    assert not is_near_an_end(np.zeros(12), None, None, 1.0)
