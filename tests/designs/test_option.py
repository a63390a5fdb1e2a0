"""What options of several designs may be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tsi_eval.designs import Attendance, PrePost, TimeSeries
from tsi_eval.errors import UsageError


@pytest.mark.parametrize("level", [0.5, 0.95, 0.999, np.float32(0.5)])
def test_level_lies_between_nought_and_one(level: float) -> None:
    assert float(level) == PrePost(outcome="y", before="T0", after="T1", level=level).level


@pytest.mark.parametrize("level", [0, 1, 1 - 1e-13, float("nan"), -0.1, True, None, "0.95"])
def test_level_that_does_not_is_refused(level: Any) -> None:
    with pytest.raises(UsageError, match="E291"):
        PrePost(outcome="y", before="T0", after="T1", level=level)


@pytest.mark.parametrize("name", ["", " ", "\t", None, 7])
def test_name_that_must_be_there_is_no_blank(name: Any) -> None:
    with pytest.raises(UsageError, match="E291"):
        PrePost(outcome=name, before="T0", after="T1")


def test_name_that_may_be_left_out_is_left_out_by_nothing_and_not_by_a_blank() -> None:
    assert "" == Attendance(sessions=("s1", "s2"), of="started", completed=1).clusters

    with pytest.raises(UsageError, match="E291"):
        Attendance(sessions=("s1", "s2"), of="started", completed=1, clusters=" ")


@pytest.mark.parametrize("months", [(13,), (0,), (1.5,), tuple(range(1, 13))])
def test_months_that_are_left_out_are_months_and_never_all(months: Any) -> None:
    with pytest.raises(UsageError, match="E291"):
        TimeSeries(series=("self",), start="2023-08", omit_months=months)
