"""Sessions: who came, of those who could."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import made
import numpy as np
import pandas as pd
import pytest
from answers import number
from example_study import PERSONS, STUDY, Planted
from example_study import STARTED as BEGAN

from tsi_eval.analysis.asking import stamped
from tsi_eval.designs import Attendance
from tsi_eval.designs.contract import Design
from tsi_eval.errors import DataError
from tsi_eval.findings import Answerable, Claim, Quantity, Role
from tsi_eval.stats.clustered import clustered_mean
from tsi_eval.stats.group_mean import mean
from tsi_eval.stats.proportion import wilson
from tsi_eval.study import Study

SESSIONS = ("s1", "s2", "s3", "s4", "s5")
ASKED: dict[str, Any] = {"sessions": SESSIONS, "of": "started", "completed": 4}
STARTED = 30
EXAMPLE = Attendance(sessions=("zq_started", "zq_completed"), of="zq_offered", completed=1)
EXAMPLES: tuple[Design, ...] = (EXAMPLE, replace(EXAMPLE, completed=2, clusters="zq_family"))
PLANTED = (Planted(design=EXAMPLE, study=STUDY, truth=BEGAN / PERSONS),)


def log() -> pd.DataFrame:
    """Return thirty who started, five who only came, and who came to which of five sessions.

    Many of them stayed away once and came back.
    """
    rng = np.random.default_rng(14)
    came = rng.random((35, 5)) < 0.7
    rows = [(f"p{i:02d}", "started") for i in range(STARTED)]
    rows += [(f"p{i:02d}", SESSIONS[j]) for i, j in zip(*np.nonzero(came), strict=True)]
    return pd.DataFrame(rows, columns=["person", "stage"])


def enrolled(enrolment: pd.DataFrame) -> Study:
    names = sorted(enrolment["person"].unique())
    families = [f"f{i // 2:02d}" for i in range(len(names))]
    return Study.from_frames(
        persons=pd.DataFrame({"person": names, "family": families}),
        enrolment=enrolment,
        declared={"stage": ("started", *SESSIONS)},
    )


def table() -> Any:
    """Return who of those who started came to which session, shape (persons, sessions)."""
    rows = log()
    there = pd.crosstab(rows["person"], rows["stage"]).reindex([f"p{i:02d}" for i in range(STARTED)])
    return there[list(SESSIONS)].to_numpy()


@pytest.mark.parametrize("completed", [1, 4, 5])
def test_answer_is_the_share_that_came_to_enough_of_them(completed: int) -> None:
    finding = Attendance(**ASKED | {"completed": completed}, level=0.9).answer(enrolled(log()))

    k = int((table().sum(axis=1) >= completed).sum())
    item, found = number(finding, Quantity.SHARE, role=Role.HEADLINE), wilson(k, STARTED, level=0.9)
    assert (found.estimate, found.ci_low, found.ci_high, found.level) == (
        item.estimate,
        item.ci_low,
        item.ci_high,
        item.level,
    )
    assert ("wilson", Claim.DESCRIBES, STARTED, k, "started") == (
        item.method,
        item.claim,
        item.n,
        item.basis[0].numerator,
        item.period,
    )
    assert [STARTED, k] == [number(finding, Quantity.COUNT, group=g).n for g in ("could_come", "enough_sessions")]


def test_sessions_need_not_contain_each_other() -> None:
    finding = Attendance(**ASKED).answer(enrolled(log()))

    points = next(series for series in finding.series if series.axis == "session").points
    for session, k, point in zip(SESSIONS, table().sum(axis=0).tolist(), points, strict=True):
        found = wilson(k, STARTED)
        assert (session, found.estimate, found.ci_low, found.ci_high, STARTED, k) == (
            point.period,
            point.estimate,
            point.ci_low,
            point.ci_high,
            point.n,
            point.basis[0].numerator,
        )


def test_how_many_sessions_each_came_to() -> None:
    finding = Attendance(**ASKED).answer(enrolled(log()))

    for period, columns in (("started", slice(0, 5)), ("first_half", slice(0, 3)), ("second_half", slice(3, 5))):
        item, found = number(finding, Quantity.MEAN, period=period), mean(table()[:, columns].sum(axis=1))
        assert (found.estimate, found.se, found.ci_low, found.ci_high, STARTED) == pytest.approx(
            (item.estimate, item.se, item.ci_low, item.ci_high, item.n)
        )
        assert "sessions" == item.unit
    grains = {(series.choice, series.grain, series.axis) for series in finding.series}
    assert {("sessions", 0, "session"), ("sessions", 1, "half")} == grains


def test_those_who_never_started_are_not_counted() -> None:
    rows = log()
    only = rows[rows["person"] < f"p{STARTED}"]

    first, second = (Attendance(**ASKED).answer(enrolled(given)) for given in (rows, only))
    assert [e.estimate for e in first.every_estimate()] == [e.estimate for e in second.every_estimate()]


def test_session_that_nobody_came_to_is_nought() -> None:
    rows = log()

    finding = Attendance(**ASKED).answer(enrolled(rows[rows["stage"] != "s3"]))
    assert (0.0, STARTED) == (
        (item := number(finding, Quantity.SHARE, period="s3")).estimate,
        item.n,
    )


def test_everyone_at_every_session_has_no_interval_and_no_warning() -> None:
    rows = pd.DataFrame([(f"p{i}", s) for i in range(20) for s in ("started", *SESSIONS)], columns=["person", "stage"])
    finding = Attendance(**ASKED).answer(enrolled(rows))

    item = number(finding, Quantity.MEAN, period="started")
    assert (5.0, None, None) == (item.estimate, item.se, item.ci_low)
    assert Answerable.ESTIMABLE is finding.feasibility.answerable


def test_families_are_counted_too() -> None:
    finding = Attendance(**ASKED, clusters="family").answer(enrolled(log()))

    item = number(finding, Quantity.SHARE, role=Role.HEADLINE)
    enough = table().sum(axis=1) >= 4
    sides = [len(set(np.flatnonzero(side) // 2)) for side in (enough, ~enough)]
    assert [(30, int(enough.sum())), *((n, None) for n in sides)] == [(c.n, c.numerator) for c in item.basis]
    found = clustered_mean(enough.astype(float), np.arange(30) // 2)
    assert ("clustered_mean", found.estimate, found.ci_low, found.ci_high) == (
        item.method,
        *(pytest.approx(value) for value in (item.estimate, item.ci_low, item.ci_high)),
    )


@pytest.mark.parametrize(
    ("rows", "codes"), [(log()[log()["stage"] != "started"], ["E141"]), (log(), [])], ids=["nobody", "thirty"]
)
def test_what_it_lacks_is_said(rows: pd.DataFrame, codes: list[str]) -> None:
    design = Attendance(**ASKED)

    assert codes == [problem.code for problem in design.lacks(enrolled(rows))]
    if codes:
        with pytest.raises(DataError):
            design.answer(enrolled(rows))


def test_names_and_order_change_not_a_bit() -> None:
    rng, rows = np.random.default_rng(1), log()
    names = dict(zip(rows["person"].unique(), (f"{x:05x}" for x in rng.permutation(35) * 7919), strict=True))
    renamed = rows.assign(person=rows["person"].map(names)).iloc[rng.permutation(len(rows))]

    first, second = (Attendance(**ASKED).answer(enrolled(given)) for given in (rows, renamed))
    for one, other in zip(first.every_estimate(), second.every_estimate(), strict=True):
        assert (one.estimate, one.se, one.ci_low, one.ci_high, one.n) == (
            other.estimate,
            other.se,
            other.ci_low,
            other.ci_high,
            other.n,
        )


def test_disclosure_control_knows_how_often_each_came() -> None:
    finding = stamped(Attendance(**ASKED).answer(enrolled(log())), "came")
    whole, first, second = finding.measured
    means = {item.period: item for item in finding.every_estimate() if item.quantity is Quantity.MEAN}

    assert [("started", 5.0), ("first_half", 3.0), ("second_half", 2.0)] == [
        (item.occasion, item.maximum) for item in finding.measured
    ]
    assert table().sum(axis=1).tolist() == [whole.values[f"p{i:02d}"] for i in range(STARTED)]
    for item in (whole, first, second):
        assert item.outcome == means[item.occasion].subject
        assert np.mean(list(item.values.values())) == pytest.approx(means[item.occasion].estimate)


def test_the_interval_of_twelve_who_came_to_five_sessions_is_not_shown() -> None:
    rows = log()
    study = enrolled(rows[rows["person"] < "p12"])
    items = made.items(made.released_answers(study, came=Attendance(**ASKED)))

    mean = next(item for item in items if item.quantity is Quantity.MEAN and item.period == "started")
    assert mean.ci_low is None
