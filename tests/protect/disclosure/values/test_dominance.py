"""Sums that one or two persons make almost alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tsi_eval.protect.disclosure.values.dominance import is_dominated

DAYS = [62.0, 20, 18, 15, 12, 10, 8, 6, 5, 4]
TWO = [100.0, 99, 2, 1, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("parts", "largest", "says"),
    [
        (DAYS, None, False),
        ([120.0, *DAYS[1:]], None, True),
        ([120.0, *DAYS[1:]], 365.0, True),
        # The end of the scale says more of the largest than the sum, 218, does.
        ([120.0, *DAYS[1:]], 200.0, False),
        (TWO, None, True),
        # Who has the 99 knows that the others have 109; from 0 to 105 says as much.
        (TWO, 105.0, False),
        ([0.0] * 10, None, False),
        ([4.0, 0, 0, 0], 2.0, False),
    ],
)
def test_one_over_half_or_two_over_nine_tenths(parts: Sequence[float], largest: float | None, says: bool) -> None:
    assert says is is_dominated(np.array(parts), largest)
