"""A step is never taken to be finer than the values have it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tsi_eval.designs import PrePost
from tsi_eval.findings import Quantity
from tsi_eval.study import Outcome, Study
from tsi_eval.study.scale_step import effective_step, step_of


@pytest.mark.parametrize(
    ("declared", "values", "step"),
    [
        (0.1, [3, 7, 12], 1.0),
        (1.0, [3, 7, 12], 1.0),
        (1.0, [0.5, 1, 2], 1.0),
        (0.1, [0.1, 0.4, 0.6], 0.1),
        (0.1, [0.3, 0.6, 1.5], 0.3),
        (1.0, [0, 5, 25], 5.0),
        # From the smallest value, whatever it is.
        (1.0, [1, 4, 10], 3.0),
        # Thirds, as a workbook holds them.
        (0.01, [1.333333, 1.666667, 3.0, 2.333333], 1 / 3),
        # What can't be told apart has no step of its own.
        (0.5, [4, 4, 4], 0.5),
        (0.5, [4], 0.5),
        (0.5, [], 0.5),
        (0.5, [float("nan"), 4.0, float("inf"), 6.0], 2.0),
    ],
)
def test_step_is_the_larger_of_the_declared_and_the_values_own(
    declared: float, values: list[float], step: float
) -> None:
    assert effective_step(declared, values) == pytest.approx(step, abs=1e-5)


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=30),
    st.sampled_from([0.01, 0.1, 0.5, 1.0]),
    st.sampled_from([0.5, 1.0, 2.0]),
)
def test_all_values_are_whole_steps_apart_where_the_step_is_their_own(
    levels: list[int], declared: float, scale: float
) -> None:
    values = [level * scale for level in levels]

    step = effective_step(declared, values)

    assert step >= declared
    if step > declared:
        assert all(abs(round(value / step) - value / step) < 1e-6 for value in (v - min(values) for v in values))


def test_level_and_change_have_the_step_of_all_values() -> None:
    rows = [(f"p{i}", at, "mood", float(i % 5 + more)) for i in range(40) for at, more in (("t0", 0), ("t1", i % 3))]
    rows[0] = ("p0", "t0", "mood", 0.0)
    frame = pd.DataFrame(rows, columns=["person", "occasion", "outcome", "value"])
    fine = replace(Outcome.plain("mood"), step=0.01)
    study = Study.from_frames(measures=frame, outcomes={"mood": fine})

    finding = PrePost(outcome="mood", before="t0", after="t1").answer(study)

    assert 1.0 == step_of(study, "mood")
    stated = {e.quantity: e.step for e in finding.every_estimate() if e.quantity.record.guard in ("mean", "change")}
    assert {Quantity.MEAN: 1.0, Quantity.MEAN_CHANGE: 1.0} == stated
