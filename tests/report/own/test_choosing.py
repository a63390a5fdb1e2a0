"""What a researcher calls: `tsi.table`, `tsi.figure` and `tsi.own`, for the report opened last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from findings_with_figures import LABELS, funnel
from released_by_hand import released

import tsi_eval as tsi
from tsi_eval.findings.released import to_json
from tsi_eval.report import reading
from tsi_eval.report.own.choosing import chosen_parts
from tsi_eval.report.own.recipe import from_text
from tsi_eval.report.parts import Figure, Table


@pytest.fixture(autouse=True)
def _nothing_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_opened", [])


@pytest.fixture
def report(tmp_path: Path) -> Iterator[tsi.Report]:
    (tmp_path / "r.json").write_text(to_json(released(funnel(), labels=LABELS, policy="internal")), encoding="utf-8")
    yield tsi.open_report(tmp_path / "r.json", "en")
    plt.close("all")


def test_rows_become_a_table_of_the_report_opened_last(report: tsi.Report) -> None:
    frame = report.released.frame()

    made = tsi.table(frame[frame["quantity"] == "count"], caption=tsi.Text(sv="Antal", en="Counts"))

    assert isinstance(made, Table)
    assert "Counts" == made.caption
    assert 3 == len(made.rows)
    assert made == tsi.table(frame[frame["quantity"] == "count"], caption="Counts", report=report)


def test_rows_become_a_figure(report: tsi.Report) -> None:
    frame = report.released.frame()

    made = tsi.figure(frame[frame["quantity"] == "share"], caption="Shares")

    assert isinstance(made, Figure)
    assert "Shares" == made.title
    assert "figure" == from_text(made.recipe).kind


def test_a_frame_and_a_drawing_of_ones_own_become_parts(report: tsi.Report) -> None:
    figure, axes = plt.subplots()

    table = tsi.own(pd.DataFrame({"a": [1]}), caption="Ours")
    drawn = tsi.own(axes, caption="Drawn", alt="A line")

    assert report.released.cover.policy == "internal"
    assert isinstance(table, Table)
    assert isinstance(drawn, Figure)
    assert drawn == tsi.own(figure, caption="Drawn", alt="A line")


def test_without_an_open_report_there_is_nothing_to_choose_from() -> None:
    with pytest.raises(tsi.TsiError) as error:
        tsi.table([], caption="C")

    assert "E455" == error.value.problems[0].code
    assert "tsi.open_report" in error.value.text("en")


def test_the_parts_that_were_made_are_known(report: tsi.Report) -> None:
    frame = report.released.frame()
    with chosen_parts() as made:
        part = tsi.table(frame[:2], caption="C")

    tsi.table(frame[:3], caption="C")
    assert [part.recipe] == made
