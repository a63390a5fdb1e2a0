"""A declared step that is finer than the values' own gives no sum away.

The reader sees that a scale has whole numbers, whatever step was declared, and counts the whole
sums that fit a shown mean under `strict`, where several are to be left.
"""

from __future__ import annotations

import math
from dataclasses import replace

import made
import numpy as np
import pytest

from tsi_eval.designs import PrePost
from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.study import Outcome, Study

OPEN = 4
EDGE = 1e-9


def study_with_step(step: float, persons: int, seed: int) -> Study:
    """Return whole numbers from 0 to 40 of some persons, at two occasions."""
    rng = np.random.default_rng(seed)
    plain = made.study_of({at: rng.integers(0, 41, persons).tolist() for at in ("t0", "t1")})
    return replace(plain, outcomes={"y": replace(Outcome.plain("y"), step=step)})


def sums_that_fit(item: ReleasedEstimate) -> int:
    """Return how many whole sums give a mean that is shown as this one."""
    middle, half, n = item.estimate or 0.0, 10.0**-item.decimals / 2, item.n or 0
    return math.floor((middle + half) * n + EDGE) - math.ceil((middle - half) * n - EDGE) + 1


@pytest.mark.parametrize("step", [0.01, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("persons", [12, 40, 90, 399])
def test_several_sums_are_left_whatever_step_is_declared(step: float, persons: int) -> None:
    for seed in range(5):
        report = made.released_answers(
            study_with_step(step, persons, seed), "strict", q=PrePost(outcome="y", before="t0", after="t1")
        )
        means = [item for item in made.items(report) if item.quantity in {Quantity.MEAN, Quantity.MEAN_CHANGE}]
        shown = [item for item in means if item.status == "shown"]

        assert shown
        assert min(map(sums_that_fit, shown)) >= OPEN
