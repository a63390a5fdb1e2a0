"""Stages that each contain the next."""

from __future__ import annotations

import pandas as pd
from answers import number
from example_study import COMPLETED, PERSONS, STUDY, Planted

from tsi_eval.designs import Participation
from tsi_eval.designs.contract import Design
from tsi_eval.findings import Quantity
from tsi_eval.study import Study

STAGES = ("zq_offered", "zq_started", "zq_completed")
EXAMPLES: tuple[Design, ...] = (
    Participation(stages=STAGES, by="zq_arm"),
    Participation(stages=STAGES, by="zq_town"),
)
PLANTED = (Planted(design=Participation(stages=STAGES), study=STUDY, truth=COMPLETED / PERSONS),)


def test_only_nested_stages_are_counted() -> None:
    rows = [("p1", "a"), ("p1", "b"), ("p1", "c"), ("p2", "a"), ("p2", "c"), ("p3", "b"), ("p4", "a"), ("p4", "b")]
    study = Study.from_frames(enrolment=pd.DataFrame(rows, columns=["person", "stage"]))

    finding = Participation(stages=("a", "b", "c")).answer(study)

    assert [3, 2, 1] == [number(finding, Quantity.COUNT, period=stage).estimate for stage in ("a", "b", "c")]
    (line,) = finding.series
    assert 1 / 3 == next(point.estimate for point in line.points if point.period == "c")
