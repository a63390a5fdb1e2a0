"""Figures of persons show everybody, and who was measured once is seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tsi_eval import Study, TsiError
from tsi_eval.research.exploring import explored


def test_a_line_is_a_person_and_who_was_measured_once_is_a_dot(own_study: Study) -> None:
    (axes,) = explored(own_study, "en").courses("worry").figure.axes

    assert 34 == len(axes.lines)
    assert 6 == int(np.isfinite(np.asarray(axes.collections[0].get_offsets())).all(axis=1).sum())
    assert ["autumn", "spring"] == [label.get_text() for label in axes.get_xticklabels()]


def test_a_gap_is_bridged_and_an_end_is_not_prolonged() -> None:
    rows = [("p", "T0", 1.0), ("p", "T2", 3.0), ("q", "T0", 2.0), ("q", "T1", 2.5), ("r", "T1", 9.0)]
    frame = pd.DataFrame(rows, columns=["person", "occasion", "value"]).assign(outcome="x")
    study = Study.from_frames(measures=frame)
    (axes,) = explored(study, "en").courses("x", ("T0", "T1", "T2")).figure.axes

    drawn = [list(line.get_ydata()) for line in axes.lines]
    assert [1.0, 2.0, 3.0] in drawn
    assert any([2.0, 2.5] == line[:2] and np.isnan(line[2]) for line in drawn)


def test_an_occasion_that_nobody_declared_is_refused_and_an_awaited_one_is_empty(frame: pd.DataFrame) -> None:
    study = Study.from_frames(measures=frame, declared={"occasion": ["T2"]})

    (axes,) = explored(study, "en").courses("worry", ("T0", "T2")).figure.axes
    assert not axes.lines
    with pytest.raises(TsiError) as error:
        explored(study, "en").courses("worry", ("T0", "T3"))
    assert "E159" == error.value.problems[0].code


def test_groups_are_drawn_by_their_words(own_study: Study) -> None:
    (axes,) = explored(own_study, "sv").groups("worry", "T0", "school").figure.axes

    assert {"Skola A", "b"} == {text.get_text() for text in axes.get_legend().get_texts()}
    with pytest.raises(TsiError) as error:
        explored(own_study, "sv").groups("worry", "T0", "nobody")
    assert "E159" == error.value.problems[0].code


def test_a_row_of_stages_is_a_person(own_study: Study) -> None:
    (axes,) = explored(own_study, "en").stages(("start", "end")).figure.axes

    tints = np.asarray(axes.collections[0].get_array()).reshape(40, 2)
    assert [40, 18] == tints.sum(axis=0).tolist()
    assert tints[:18].all()
