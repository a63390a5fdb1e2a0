"""The headings of a frame: what is no name is never shown."""

from __future__ import annotations

import pandas as pd
import pytest
from own_frames import refusal_of, tidy

from tsi_eval.study.frame_headings import headings
from tsi_eval.study.tables import COUNTS, ENROLMENT, MEASURES, PERSONS


def test_columns_of_the_table_are_kept_in_the_order_of_the_frame() -> None:
    frame = tidy()["measures"][["value", "outcome", "person", "occasion"]]

    found = headings(MEASURES, frame)

    assert ["value", "outcome", "person", "occasion"] == list(found.columns)
    assert () == found.faults


def test_heading_that_looks_like_a_name_is_shown() -> None:
    text = refusal_of({"measures": tidy()["measures"].assign(occassion="T0")}).text("en")

    assert "has no column 'occassion'. Did you mean 'occasion'?" in text


@pytest.mark.parametrize("name", ["p17", "20120319", 17, ("x", "y")])
def test_heading_that_does_not_look_like_a_name_goes_by_its_place(name: object) -> None:
    frame = tidy()["measures"]
    frame.columns = pd.Index([*frame.columns[:3], name], dtype=object)

    text = refusal_of({"measures": frame}).text("en")

    assert "'at place 3, counted from 0'" in text
    assert str(name) not in text


def test_first_row_of_a_file_without_headings_is_not_shown() -> None:
    frame = pd.DataFrame([("Bo", "started")], columns=["Anna", "offered"])

    for language in ("sv", "en"):
        text = refusal_of({"enrolment": frame}).text(language)
        assert "Anna" not in text
        assert "offered" not in text


def test_persons_of_a_pivot_are_counted_and_not_shown() -> None:
    frame = pd.DataFrame([[7.0] * 5], columns=["person", "Anna", "Bo", "Cia", "Disa"])

    text = refusal_of({"measures": frame}).text("en")

    assert "E317 The frame has 4 columns that the table 'measures' does not have." in text
    assert "Anna" not in text


def test_person_who_is_a_heading_twice_is_not_shown() -> None:
    frame = pd.DataFrame([["1", "x", "y"]], columns=["person", "p17", "p17"])

    (fault,) = headings(PERSONS, frame).faults

    assert "E123" == fault[0]
    assert "p17" not in str(fault)


def test_heading_from_a_mac_is_the_same_heading() -> None:
    frame = pd.DataFrame([["1", "x", "y"]], columns=["person", "a\u030ar", "\u00e5r"])

    found = headings(PERSONS, frame)

    assert ["person", "\u00e5r"] == list(found.columns)
    assert ["E123"] == [code for code, _ in found.faults]


def test_index_that_is_called_as_a_column_is_there_already_says_nothing() -> None:
    assert () == headings(COUNTS, tidy()["counts"].rename_axis("unit")).faults
    assert () == headings(ENROLMENT, tidy()["enrolment"].rename_axis("row")).faults


def test_column_that_is_the_index_only_is_refused() -> None:
    (fault,) = headings(COUNTS, tidy()["counts"].set_index("exposure")).faults

    assert ("E315", {"column": "exposure", "table": "counts"}) == fault
