"""What stands on each sheet of the file that check writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from checks_by_hand import check_by_hand

from tsi_eval.analysis.understood.words import in_words
from tsi_eval.errors import Problem
from tsi_eval.making.check_sheets import sheets

Write = Callable[..., Path]
Rows = list[tuple[str | float, ...]]
HIDDEN = "1 (kolumn 12) vars namn kan vara en persons nummer eller namn och därför inte visas"
PROBLEM = Problem(code="E205", params={"file": "forms.csv", "column": "p1", "count": 2, "of": 12}, rows=(77, 78))


@pytest.fixture
def found(files: dict[str, str], write: Write) -> dict[str, Rows]:
    """Return the rows of each sheet, in Swedish."""
    check = check_by_hand(write(files), problems=(PROBLEM,))
    return {
        sheet.name: [
            tuple(cell if isinstance(cell, (int, float)) else in_words(cell, "sv") for cell in row)
            for row in sheet.rows
        ]
        for sheet in sheets(check, "sv")
    }


def test_what_must_be_done_stands_first(found: dict[str, Rows]) -> None:
    assert ["remaining", "study", "values", "files", "rows", "columns"] == list(found)
    assert ["E205", "E373"] == [row[0] for row in found["remaining"]]
    assert ("Orden ”Pilotens namn” står kvar från mallen.", "pilot.toml, title.sv") == found["remaining"][1][1:3]


def test_numbers_of_rows_stand_on_no_sheet(found: dict[str, Rows]) -> None:
    assert "77" not in str(found)
    assert ("forms.csv", "forms", 12, "rader utan värde") == found["rows"][0]


def test_lowest_and_highest_stand_beside_the_ends_of_the_scale(found: dict[str, Rows]) -> None:
    assert [("poäng", "hösten", 2, 3.0, 39.5, 0.0, 40.0)] == found["values"]


def test_files_and_columns_say_what_they_are_for(found: dict[str, Rows]) -> None:
    assert ("forms.csv", "läst", "forms", "Mätningar", 12) == found["files"][0][:5]
    assert ("…", "gick inte att läsa", "", "", "", "") == found["files"][2]
    assert ("forms.csv", "id", "forms", "personen", "vem raden handlar om (blir en pseudonym)") == found["columns"][0]
    assert ("forms.csv", "p1", "forms", "poäng, hösten", "värde av ett mått") == found["columns"][1]
    assert ("forms.csv", HIDDEN, "", "ingen har deklarerat den: den lämnas utanför", "") in found["columns"]


def test_a_sheet_without_rows_is_not_made(files: dict[str, str], write: Write) -> None:
    empty = replace(check_by_hand(write(files)), values=(), remaining=())

    assert ["study", "files", "rows", "columns"] == [sheet.name for sheet in sheets(empty, "en")]
