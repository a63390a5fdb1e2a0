"""Which scales are coarse."""

from __future__ import annotations

import pytest

from tsi_eval.findings.measured import Measured
from tsi_eval.protect.disclosure.values.coarse.scales import Scale, coarse_scale


def scale_of(*values: float, minimum: float | None = None, maximum: float | None = None, step: float = 1.0) -> object:
    given = {f"p{i}": value for i, value in enumerate(values)}
    item = Measured(outcome="y", occasion="T0", values=given, minimum=minimum, maximum=maximum, step=step)
    return coarse_scale([item])


@pytest.mark.parametrize(("most", "coarse"), [(2, True), (10, True), (11, False), (40, False)])
def test_eleven_values_at_the_most_are_coarse(most: int, coarse: bool) -> None:
    assert coarse == (scale_of(0.0, minimum=0.0, maximum=float(most)) is not None)


def test_without_both_ends_the_values_that_occur_count() -> None:
    assert scale_of(3.0, 4.0, 7.0) == Scale(minimum=3.0, step=1.0, size=5)
    assert scale_of(3.0, 4.0, 30.0, minimum=0.0) is None


def test_mean_of_items_has_steps_of_its_own() -> None:
    scale = scale_of(0.2, 1.8, minimum=0.0, maximum=2.0, step=0.2)
    assert scale == Scale(minimum=0.0, step=0.2, size=11)


def test_values_off_the_declared_scale_count_themselves() -> None:
    # Declared as 0 to 2 in whole steps, but halves occur.
    assert scale_of(0.0, 0.5, 2.0, minimum=0.0, maximum=2.0) == Scale(minimum=0.0, step=0.5, size=5)
    assert scale_of(0.0, 0.013, 2.0, minimum=0.0, maximum=2.0) is None


def test_place_counts_steps_from_the_smallest() -> None:
    scale = Scale(minimum=1.0, step=0.5, size=5)
    assert [0, 3, 4] == [scale.place(value) for value in (1.0, 2.5, 3.0)]
    assert [True, False, False] == [scale.holds(value) for value in (3.0, 3.5, 1.2)]
