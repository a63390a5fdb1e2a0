"""The Excel file of check: a banner on every sheet, for its owner only, whole or not at all."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tsi_eval.errors import ReportError
from tsi_eval.language import Message
from tsi_eval.making.check_sheets import Sheet
from tsi_eval.making.check_workbook import workbook, write

SHEETS = (
    Sheet(name="rows", headings=("file", "left"), rows=(("=1+1", 3), ("a\x0bb\x00", 2))),
    Sheet(name="values", headings=("outcome", "lowest"), rows=((Message("count.persons", {"count": 2}), 1.5),)),
)


@pytest.mark.parametrize(
    ("language", "banner", "names"),
    [
        ("sv", "Innehåller små tal. Får inte lämnas ut.", ["Rader", "Mätvärden"]),
        ("en", "Holds small counts. Not for release.", ["Rows", "Measured values"]),
    ],
)
def test_every_sheet_says_what_it_is(language: str, banner: str, names: list[str]) -> None:
    book = load_workbook(io.BytesIO(workbook(SHEETS, language)))

    assert names == book.sheetnames
    assert [banner, banner] == [book[name]["A1"].value for name in names]
    assert ["$1:$2", "$1:$2"] == [book[name].print_title_rows for name in names]


def test_words_are_words_and_numbers_are_numbers() -> None:
    book = load_workbook(io.BytesIO(workbook(SHEETS, "sv")))

    first, second = book["Rader"]["A3"], book["Rader"]["A4"]
    assert ("=1+1", "s") == (first.value, first.data_type), "a name that begins with = is no formula"
    assert "ab" == second.value
    assert (3, 1.5) == (book["Rader"]["B3"].value, book["Mätvärden"]["B3"].value)
    assert "2 personer" == book["Mätvärden"]["A3"].value


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    long = Sheet(name="study", headings=("table", "sentence"), rows=(("a", "b"), ("a", "ord " * 60)))
    page = load_workbook(io.BytesIO(workbook((long,), "sv"))).worksheets[0]

    assert (15, 60) == (page.row_dimensions[3].height, page.row_dimensions[4].height)


def test_the_file_is_for_its_owner_only_and_replaces_the_last(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = write(tmp_path / "checks" / "p", SHEETS, "sv")
        write(tmp_path / "checks" / "p", SHEETS[:1], "sv")
    finally:
        os.umask(old)

    assert ["understood.xlsx"] == [item.name for item in path.parent.iterdir()]
    assert ["Rader"] == load_workbook(path).sheetnames
    if sys.platform != "win32":
        assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_a_file_that_can_not_be_written_is_a_problem_and_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "checks" / "p"
    (folder / "understood.xlsx").mkdir(parents=True)

    with pytest.raises(ReportError) as error:
        write(folder, SHEETS, "sv")

    assert ["E379"] == [problem.code for problem in error.value.problems]
    assert "checks/p/understood.xlsx" in error.value.text("sv")
    assert ["understood.xlsx"] == [item.name for item in folder.iterdir()]


def test_a_file_where_the_folder_should_be_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "checks").write_text("x")

    with pytest.raises(ReportError) as error:
        write(tmp_path / "checks" / "p", SHEETS, "sv")

    assert "E379" == error.value.problems[0].code
