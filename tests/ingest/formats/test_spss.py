"""SPSS files: codes, the words for them, and answers that are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest
from books import refusal

from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.formats.spss import spss
from tsi_eval.pilot.source import FileFormat


def grid_of(folder: Path, frame: pd.DataFrame, name: str = "t.sav", **options: Any) -> Grid:
    pyreadstat.write_sav(frame, str(folder / name), **options)
    (grid,) = spss(folder / name, FileFormat())
    return grid


@pytest.mark.parametrize("compress", [False, True])
def test_fields_are_codes_and_their_words_come_beside(tmp_path: Path, compress: bool) -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "svar": [1.0, 2.0]})

    grid = grid_of(tmp_path, frame, variable_value_labels={"svar": {1: "Ja", 2: "Nej"}}, compress=compress)

    assert ((1, ("id", "svar")), (2, ("a", "1")), (3, ("b", "2"))) == grid.rows
    assert {"svar": {"1": "Ja", "2": "Nej"}} == grid.labels
    assert {"value_labels": ""} == grid.found


def test_codes_that_mean_no_answer_are_blank_and_said(tmp_path: Path) -> None:
    frame = pd.DataFrame({"p1": [1.0, 9.0, None, 2.5]})

    grid = grid_of(tmp_path, frame, missing_ranges={"p1": [{"lo": 9, "hi": 9}]})

    assert ["1", "", "", "2,5"] == [fields[0] for _, fields in grid.rows[1:]]
    assert {"user_missing": ""} == grid.found


def test_days_and_percentages_are_written_as_they_are_shown(tmp_path: Path) -> None:
    frame = pd.DataFrame({"dag": pd.to_datetime(["2024-03-01"]), "andel": [45.0], "pris": [450.0]})

    grid = grid_of(tmp_path, frame, variable_format={"andel": "PCT8.0", "pris": "DOLLAR8.0"})

    assert (2, ("2024-03-01", "45 %", "450 USD")) == grid.rows[1]


def test_labels_of_columns_are_searched(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, pd.DataFrame({"x": [1.0]}), column_labels=["ring 811228-9874"], file_label="Enkät")

    assert {("label", "Enkät"), ("label", "ring 811228-9874")} <= set(grid.outside)


def test_swedish_letters_and_lone_spaces_are_kept(tmp_path: Path) -> None:
    assert (2, ("Ångström å",)) == grid_of(tmp_path, pd.DataFrame({"skola": ["Ångström å"]})).rows[1]


@pytest.mark.parametrize("written", ["MOYR8", "WKYR10", "MONTH9"])
def test_column_of_weeks_or_months_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(UnreadableError, match="E334"):
        grid_of(tmp_path, pd.DataFrame({"x": [1.0]}), variable_format={"x": written})


@pytest.mark.parametrize("content", [b"$FL2", b"$FL2" + b"x" * 500])
def test_torn_file_is_damage(tmp_path: Path, content: bytes) -> None:
    assert "E108" == refusal(tmp_path, "t.sav", content)
