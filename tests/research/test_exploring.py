"""Figures for the researcher's own eyes say so, and are refused in a report."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tsi_eval import Study, TsiError
from tsi_eval.report.reading import with_chapters
from tsi_eval.research.board import Explored


def texts_of(shown: object) -> str:
    assert isinstance(shown, Explored)
    (axes,) = shown.figure.axes
    return " ".join([*(text.get_text() for text in shown.figure.texts), axes.get_title(), axes.get_ylabel()])


def test_every_figure_says_that_it_may_not_be_handed_over(own_study: Study) -> None:
    figures = own_study.explore("en").figures()

    assert {"distributions", "missingness", "baseline", "courses", "stages"} == figures.keys()
    for shown in figures.values():
        assert "before disclosure control, not to be handed over" in texts_of(shown)
        assert shown._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_those_who_left_stand_beside_those_who_stayed(own_study: Study) -> None:
    shown = own_study.explore("en").baseline()
    assert isinstance(shown, Explored)
    (axes,) = shown.figure.axes

    drawn = {
        label.get_text(): len(dots.get_offsets())
        for label, dots in zip(axes.get_xticklabels(), axes.collections, strict=True)
    }  # type: ignore[arg-type]
    assert {"not measured at the end": 6, "measured at the end too": 34} == drawn


def test_series_are_drawn_by_unit() -> None:
    counts = pd.DataFrame(
        {"series": "s", "unit": ["a", "b"] * 3, "month": ["2024-01"] * 2 + ["2024-02"] * 2 + ["2024-03"] * 2, "n": 3}
    )
    shown = Study.from_frames(counts=counts).explore("sv").series()
    assert isinstance(shown, Explored)
    (axes,) = shown.figure.axes

    assert ["s, a", "s, b"] == [text.get_text() for text in axes.get_legend().get_texts()]


def test_a_study_without_the_table_says_which_is_missing(own_study: Study) -> None:
    with pytest.raises(TsiError) as error:
        own_study.explore().series()
    assert "E477" == error.value.problems[0].code
    assert "counts" in str(error.value)

    with pytest.raises(TsiError) as error:
        own_study.explore().distributions("joy")
    assert "E159" == error.value.problems[0].code


def test_refused_while_a_reports_notebook_runs(own_study: Study) -> None:
    with with_chapters("{}", "sv", {}), pytest.raises(TsiError) as error:
        own_study.explore()

    assert "E475" == error.value.problems[0].code


def test_a_figure_is_kept_in_a_file(own_study: Study, tmp_path: Path) -> None:
    assert own_study.explore().missingness().save(tmp_path / "m.png").stat().st_size > 1000  # type: ignore[attr-defined]
