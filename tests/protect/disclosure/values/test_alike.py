"""No interval of a small group says that all but a few stand at one value."""

from __future__ import annotations

import math
from collections.abc import Sequence

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Quantity
from tsi_eval.protect.disclosure.values.alike import Shown, says_alike

FREE = (-math.inf, math.inf)


def shown(values: Sequence[int], off: float = 0.0, ends: tuple[float, float] = FREE) -> Shown:
    """Return what is known of values whose squares are known but for a share of them."""
    steps = np.array(values)
    total, squares = float(steps.sum()), float(((steps - steps.mean()) ** 2).sum())
    return Shown(sums=(total, total), squares=(squares * (1 - off), squares * (1 + off)), ends=ends)


@pytest.mark.parametrize(
    ("values", "off", "says"),
    [
        ([20] * 11 + [21], 0.0, True),
        ([20] * 11 + [23], 0.0, False),
        ([20] * 8 + [21, 19, 21, 19], 0.0, True),
        # Their squares may come to 8 as well, so that up to eight may stand a step away.
        ([20] * 8 + [21, 19, 21, 19], 1.0, False),
        ([20] * 7 + [21, 19, 21, 19, 21], 0.0, False),
    ],
)
def test_a_short_interval_leaves_no_room_for_five_others(values: list[int], off: float, says: bool) -> None:
    assert says is says_alike(np.array(values), shown(values, off))


def test_an_end_of_the_scale_leaves_less_room() -> None:
    values = [0] * 11 + [4]

    # Eleven below and one above would sum to 4 as well; nobody lies below 0.
    assert not says_alike(np.array(values), shown(values))
    assert says_alike(np.array(values), shown(values, ends=(0.0, 40.0)))


def test_the_witness_keeps_the_sum() -> None:
    # With a sum between 240 and 242 the one may be none or two, and no more.
    assert says_alike(np.array([20] * 11 + [21]), Shown(sums=(240.0, 242.0), squares=(0.0, 2.0), ends=FREE))


@pytest.mark.parametrize(("n", "has_interval"), [(12, False), (20, True)])
def test_all_but_four_who_moved_alike_lose_the_interval_of_their_change(n: int, has_interval: bool) -> None:
    first = [float(10 + 2 * i) for i in range(n)]
    # All but four fell by two; two fell by one, and two by three.
    second = [value - 2 + (i in {0, 1}) - (i in {2, 3}) for i, value in enumerate(first)]
    design = PrePost(outcome="y", before="T0", after="T1", imputations=0)
    items = made.items(made.released_answers(made.study_of({"T0": first, "T1": second}), q=design))

    change = next(item for item in items if item.role == "headline")
    assert (Quantity.MEAN_CHANGE, "shown") == (change.quantity, change.status)
    assert has_interval is (change.ci_low is not None)
