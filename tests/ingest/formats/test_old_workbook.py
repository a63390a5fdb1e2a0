"""Binary workbooks: the values of python-calamine, and what the records say beside them."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
from binary_books import biff, cell, number, record, row, wide, xlsb_of
from books import compound, fields_of, grids_of, refusal

from tsi_eval.ingest.formats import FORMATS
from tsi_eval.ingest.formats.grid import Grid, Merge, UnreadableError
from tsi_eval.pilot.source import FileFormat

FILES = Path(__file__).parent / "files"
ENDINGS = ("xls", "ods", "xlsx")
KINDS = (
    (1, ("text", "tal", "andel", "dag", "tid", "sant", "fel")),
    (2, ("x", "1", "45 %", "2024-03-01", "08:30:00", "TRUE", "#DIV/0!")),
    (3, ("", "#N/A", "2", "2024-03-01T08:30:00", "26:00:00", "FALSE", "tu")),
    (4, ("  sp ", "-7,25", "0,3", "", "", "", "rad1\nrad2")),
    (5, ()),
    (6, ()),
    (7, ("m", "1", "50 %", "", "", "", "")),
    (8, ("", "2", "", "", "", "", "")),
    (9, ("", "3", "", "", "", "", "")),
)


def kinds(ending: str) -> Grid:
    """Return the workbook that LibreOffice saved in three formats."""
    (grid,) = FORMATS[f".{ending}"].read(FILES / f"kinds.{ending}", FileFormat())
    assert isinstance(grid, Grid)
    return grid


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_workbook_is_the_same_in_every_format(ending: str) -> None:
    assert kinds(ending).rows == KINDS
    assert (Merge(top=7, bottom=9, left=0, right=0),) == kinds(ending).merges


@pytest.mark.parametrize("ending", ENDINGS)
def test_hidden_things_comments_and_other_sheets_are_said_in_every_format(ending: str) -> None:
    grid = kinds(ending)

    assert {"hidden_rows": "", "hidden_columns": "", "sheets_passed": "dolt"}.items() <= grid.found.items()
    assert ("other_sheet", "811228-9874") in grid.outside
    assert any(place == "comment" and "811228-9874" in text for place, text in grid.outside)


def test_only_xls_can_not_say_whether_its_formulas_are_calculated() -> None:
    assert ["xls"] == [ending for ending in ENDINGS if "formulas_unsure" in kinds(ending).found]


def test_stray_value_is_refused_before_room_is_made_for_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="E333") as error:
        grids_of(tmp_path, "t.xls", compound(biff(number(0, 0, 1) + number(65535, 255, 1))))

    assert {"cell": "IV65536"} == error.value.params


# The formula "=1", as records have it.
ONE = b"\x03\x00\x1e\x01\x00"


def empty_formula(row: int) -> bytes:
    return record(0x06, struct.pack("<HHHBBB3xH", row, 0, 0, 3, 0, 0, 0xFFFF) + bytes(6) + ONE)


def test_workbook_whose_every_formula_has_no_answer_was_never_calculated(tmp_path: Path) -> None:
    book = compound(biff(number(0, 0, 1) + empty_formula(1) + empty_formula(2)))

    (grid,) = grids_of(tmp_path, "t.xls", book)

    assert [("E116", (2, 3), {"columns": "A"})] == [(fault.code, fault.rows, fault.params) for fault in grid.faults]


def test_formula_with_an_empty_answer_beside_others_is_a_blank(tmp_path: Path) -> None:
    calculated = record(0x06, struct.pack("<HHHdHI", 2, 0, 0, 7.0, 0, 0) + ONE)

    (grid,) = grids_of(tmp_path, "t.xls", compound(biff(number(0, 0, 1) + empty_formula(1) + calculated)))

    assert ((), {"formulas_unsure": ""}) == (grid.faults, grid.found)


def test_time_is_to_the_nearest_second(tmp_path: Path) -> None:
    sheet = row(0) + cell(5, 0, struct.pack("<d", 45352.3541666), style=2)

    assert [("2024-03-01T08:30:00",)] == fields_of(tmp_path, "t.xlsb", xlsb_of(sheet))


def test_stray_blank_is_passed_over(tmp_path: Path) -> None:
    blank = record(0x201, struct.pack("<HHH", 65535, 255, 0))

    assert [("1",)] == fields_of(tmp_path, "t.xls", compound(biff(number(0, 0, 1) + blank)))


def test_xlsb_is_read_with_its_errors_percentages_and_days(tmp_path: Path) -> None:
    def real(value: float) -> bytes:
        return struct.pack("<d", value)

    sheet = row(0) + cell(6, 0, wide("Skola")) + cell(5, 1, real(0.45), style=1) + cell(5, 2, real(45352), style=2)
    sheet += row(2) + cell(3, 0, b"\x2a") + cell(4, 1, b"\x01")

    assert [("Skola", "45 %", "2024-03-01"), (), ("#N/A", "TRUE", "")] == fields_of(tmp_path, "t.xlsb", xlsb_of(sheet))


def test_stray_value_in_xlsb_is_refused(tmp_path: Path) -> None:
    one = struct.pack("<d", 1)

    assert "E333" == refusal(tmp_path, "t.xlsb", xlsb_of(row(0) + cell(5, 0, one) + row(1048575) + cell(5, 16383, one)))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("seed", range(12))
def test_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, ending: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  chance is to be the same each time
    content = bytearray((FILES / f"kinds.{ending}").read_bytes())
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    whole = bytes(content[: chance.randrange(len(content) // 2, len(content))] if seed % 3 == 0 else content)

    assert refusal(tmp_path, f"t.{ending}", whole) in {
        "",
        "E104",
        "E108",
        "E109",
        "E112",
        "E113",
        "E114",
        "E115",
        "E116",
        "E326",
        "E333",
    }
