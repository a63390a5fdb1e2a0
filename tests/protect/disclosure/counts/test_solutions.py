"""Solutions that are kept, and led to what is shown on trial."""

from __future__ import annotations

import numpy as np
import pytest

from tsi_eval.protect.disclosure.counts.solutions import MOST_KEPT, Solutions

ORSA, FEW = 0, 1
ANY = np.zeros(2), np.full(2, np.inf)


def solutions(*rows: tuple[float, float]) -> Solutions:
    kept = Solutions(2, np.array([FEW]))
    for row in rows:
        kept.add(np.array(row))
    return kept


def shown(kept: Solutions, low: float, high: float) -> Solutions:
    kept.lead([ORSA], np.array([low, 0.0]), np.array([high, np.inf]))
    return kept


def ends(kept: Solutions) -> tuple[float, float]:
    return float(kept.least[0]), float(kept.most[0])


def test_two_solutions_are_mixed_to_the_size_that_is_shown() -> None:
    kept = shown(solutions((16, 0), (4, 12)), 13, 13)

    assert ends(kept) == pytest.approx((3, 3))
    assert len(kept) == 2
    assert kept.last() == pytest.approx([13, 3])


def test_those_within_a_band_stay_and_others_are_led_to_its_end() -> None:
    assert ends(shown(solutions((16, 0), (14, 2), (4, 12)), 13, 15)) == pytest.approx((1, 3))


def test_nothing_is_left_where_all_lie_on_one_side() -> None:
    kept = shown(solutions((16, 0), (14, 2)), 3, 3)

    assert len(kept) == 0
    assert ends(kept) == (np.inf, -np.inf)


def test_trial_that_is_not_accepted_is_forgotten() -> None:
    kept = shown(solutions((16, 0), (4, 12)), 13, 13)

    kept.lead([ORSA], *ANY)

    assert ends(kept) == (0, 12)


def test_trial_that_is_accepted_stays() -> None:
    kept = shown(solutions((16, 0), (4, 12)), 13, 13)

    kept.accept()
    kept.add(np.array([13.0, 3.0]))
    kept.lead([ORSA], *ANY)

    assert ends(kept) == pytest.approx((3, 3))


def test_the_latest_are_kept() -> None:
    kept = solutions((16, 0), *[(4, 12)] * MOST_KEPT)

    kept.lead([], *ANY)

    assert ends(kept) == (12, 12)
