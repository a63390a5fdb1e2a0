"""Rows and cells of an OpenDocument sheet, which may stand for many."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import cells, fields_of, grids_of, ods_of, refusal, table

from tsi_eval.ingest.formats.grid import Merge


def row(content: str, attributes: str) -> str:
    return f"<table:table-row {attributes}>{content}</table:table-row>"


def test_equal_rows_and_cells_are_each_read(tmp_path: Path) -> None:
    twice = row(cells("a", more='table:number-columns-repeated="2"'), 'table:number-rows-repeated="2"')

    assert [("a", "a"), ("a", "a"), ("b", "")] == fields_of(tmp_path, "t.ods", ods_of(table(twice, cells("b"))))


def test_a_million_blank_rows_cost_nothing(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    last = row(blank, 'table:number-rows-repeated="1048575"')

    assert [("a",)] == fields_of(tmp_path, "t.ods", ods_of(table(cells("a"), last)))


def test_a_million_equal_rows_of_several_cells_are_no_table(tmp_path: Path) -> None:
    assert "E113" == refusal(
        tmp_path, "t.ods", ods_of(table(row(cells("a", "b"), 'table:number-rows-repeated="1048576"')))
    )


def test_stray_value_in_the_last_cell_is_named(tmp_path: Path) -> None:
    blanks = row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048574"')
    last = '<table:table-cell table:number-columns-repeated="16383"/>' + cells("x")

    (grid,) = grids_of(tmp_path, "t.ods", ods_of(table(cells("a"), blanks, last)))

    assert [("E112", {"cell": "XFD1048576"})] == [(fault.code, fault.params) for fault in grid.faults]


@pytest.mark.parametrize(
    "content",
    [
        row(cells("a"), 'table:number-rows-repeated="1048577"'),
        '<table:table-cell table:number-columns-repeated="16385"/>',
        row(cells("a"), 'table:number-rows-repeated="x"'),
    ],
)
def test_cell_outside_every_sheet_is_damage(tmp_path: Path, content: str) -> None:
    assert "E108" == refusal(tmp_path, "t.ods", ods_of(table(content)))


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'

    (grid,) = grids_of(tmp_path, "t.ods", ods_of(table(column, row(cells("a", "b"), 'table:visibility="filter"'))))

    assert ((1, ("a", "b")),) == grid.rows
    assert {"hidden_rows": "", "hidden_columns": ""} == grid.found


def test_merged_cells_are_told(tmp_path: Path) -> None:
    merged = cells("a", more='table:number-rows-spanned="2" table:number-columns-spanned="1"')

    (grid,) = grids_of(
        tmp_path, "t.ods", ods_of(table(merged + cells("1"), "<table:covered-table-cell/>" + cells("2")))
    )

    assert ((1, ("a", "1")), (2, ("", "2"))) == grid.rows
    assert (Merge(top=1, bottom=2, left=0, right=0),) == grid.merges
