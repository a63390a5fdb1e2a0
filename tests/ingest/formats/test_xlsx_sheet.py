"""Cells of an Excel sheet: nothing is lost, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import data, fields_of, grids_of, refusal, words, xlsx_of

from tsi_eval.ingest.formats.grid import Merge


def field(folder: Path, cell: str) -> str:
    """Return the text of one cell, given by its XML."""
    rows = fields_of(folder, "t.xlsx", xlsx_of(data(cell + words("x"))))
    return rows[0][0]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>45</v></c>", "45"),
        ("<c><v>45.00000001</v></c>", "45,00000001"),
        ("<c><v>0.30000000000000004</v></c>", "0,3"),
        ("<c><v>9007199254740993</v></c>", "9007199254740993"),
        ("<c><v>1E-7</v></c>", "0,0000001"),
        ('<c s="1"><v>0.45</v></c>', "45 %"),
        ('<c s="1"><v>0.455</v></c>', "45,5 %"),
        ('<c s="2"><v>45352</v></c>', "2024-03-01"),
        ('<c s="2"><v>0</v></c>', "1900-01-00"),
        ('<c s="2"><v>59</v></c>', "1900-02-28"),
        ('<c s="2"><v>60</v></c>', "1900-02-29"),
        ('<c s="2"><v>2958465</v></c>', "9999-12-31"),
        ('<c s="2"><v>2958466</v></c>', "2958466"),
        ('<c s="3"><v>0.3541666666666667</v></c>', "08:30:00"),
        ('<c s="4"><v>1.0833333333333333</v></c>', "26:00:00"),
        ('<c s="5"><v>45352.354166666664</v></c>', "2024-03-01T08:30:00"),
        ('<c t="d"><v>2024-03-01T00:00:00</v></c>', "2024-03-01"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><f>TRUE()</f><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="str"><f>A2</f><v>ja</v></c>', "ja"),
        ('<c t="str"><f>""</f><v></v></c>', ""),
        ("<c/>", ""),
        ('<c t="inlineStr"><is><r><t>Skola </t></r><r><t>A</t></r><rPh><t>x</t></rPh></is></c>', "Skola A"),
        ('<c t="inlineStr"><is><t xml:space="preserve"> 007 </t></is></c>', " 007 "),
    ],
)
def test_cell_is_the_text_that_a_csv_file_would_have(tmp_path: Path, cell: str, text: str) -> None:
    assert text == field(tmp_path, cell)


@pytest.mark.parametrize("cell", ["<c><f>B1*2</f></c>", "<c><f>B1*2</f><v/></c>", '<c t="e"><f>B1</f></c>'])
def test_formula_without_a_value_is_refused_with_its_row_and_column(tmp_path: Path, cell: str) -> None:
    (grid,) = grids_of(tmp_path, "t.xlsx", xlsx_of(data(words("a", "b"), words("x") + cell)))

    assert [("E116", (2,), {"columns": "B"})] == [(fault.code, fault.rows, fault.params) for fault in grid.faults]


def test_formula_that_fetches_what_is_not_there_from_another_file_is_refused_as_that(tmp_path: Path) -> None:
    assert "E114" == refusal(tmp_path, "t.xlsx", xlsx_of(data("<c><f>[1]Blad1!A1</f></c>" + words("x"))))
    assert "" == refusal(tmp_path, "t.xlsx", xlsx_of(data("<c><f>[1]Blad1!A1</f><v>2</v></c>" + words("x"))))


def test_rows_outside_what_the_sheet_claims_to_hold_are_read(tmp_path: Path) -> None:
    sheet = '<dimension ref="A1:A2"/>' + data(words("a"), words("b"), words("c"), words("d"))

    assert [("a",), ("b",), ("c",), ("d",)] == fields_of(tmp_path, "t.xlsx", xlsx_of(sheet))


def test_rows_have_the_numbers_that_excel_shows(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="B5"><v>2</v></c></row></sheetData>'

    (grid,) = grids_of(tmp_path, "t.xlsx", xlsx_of(sheet))

    assert ((1, ()), (2, ()), (3, ("", "1")), (4, ()), (5, ("", "2"))) == grid.rows


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    rows = f'<sheetData><row hidden="1">{words("a", "b")}</row></sheetData>'

    (grid,) = grids_of(tmp_path, "t.xlsx", xlsx_of('<cols><col min="2" max="2" hidden="1"/></cols>' + rows))

    assert ((1, ("a", "b")),) == grid.rows
    assert {"hidden_rows": "", "hidden_columns": ""} == grid.found


def test_hidden_columns_without_anything_are_not_said(tmp_path: Path) -> None:
    sheet = '<cols><col min="3" max="16384" hidden="1"/></cols>' + data(words("a", "b"))

    assert {} == grids_of(tmp_path, "t.xlsx", xlsx_of(sheet))[0].found


def test_merged_cells_are_told(tmp_path: Path) -> None:
    sheet = data(words("a"), words("b")) + '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1"/></mergeCells>'

    assert (Merge(top=1, bottom=2, left=0, right=1),) == grids_of(tmp_path, "t.xlsx", xlsx_of(sheet))[0].merges


def test_stray_value_in_the_last_cell_is_named_and_costs_nothing(tmp_path: Path) -> None:
    sheet = f'<sheetData><row r="1">{words("a")}</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

    (grid,) = grids_of(tmp_path, "t.xlsx", xlsx_of(sheet))

    assert [("E112", {"cell": "XFD1048576"})] == [(fault.code, fault.params) for fault in grid.faults]


def test_stray_blank_in_the_last_cell_is_passed_over(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    sheet = f'<sheetData><row r="1">{words("a")}</row>{last}</sheetData>'

    assert ((1, ("a",)),) == grids_of(tmp_path, "t.xlsx", xlsx_of(sheet))[0].rows


@pytest.mark.parametrize("row", ['<row r="1048577"><c><v>1</v></c></row>', '<row r="2"><c r="XFE2"><v>1</v></c></row>'])
def test_cell_outside_every_sheet_is_damage(tmp_path: Path, row: str) -> None:
    assert "E108" == refusal(tmp_path, "t.xlsx", xlsx_of(f"<sheetData>{row}</sheetData>"))


@pytest.mark.parametrize(
    "cells", ['<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>', "<c><v>ett</v></c>", '<c t="s"><v>7</v></c>']
)
def test_cells_that_contradict_the_format_are_damage(tmp_path: Path, cells: str) -> None:
    assert "E108" == refusal(tmp_path, "t.xlsx", xlsx_of(data(cells)))


def test_text_of_headers_and_footers_is_searched(tmp_path: Path) -> None:
    sheet = data(words("a")) + "<headerFooter><oddHeader>811228-9874</oddHeader></headerFooter>"

    assert ("header_footer", "811228-9874") in grids_of(tmp_path, "t.xlsx", xlsx_of(sheet))[0].outside


def test_equal_words_are_one_object(tmp_path: Path) -> None:
    rows = fields_of(tmp_path, "t.xlsx", xlsx_of(data(words("skola"), words("skola"))))

    assert rows[0][0] is rows[1][0]
