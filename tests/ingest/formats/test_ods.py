"""OpenDocument workbooks: their sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import cells, fields_of, grids_of, ods_of, refusal, table, zipped


def test_table_is_read(tmp_path: Path) -> None:
    assert [("a", "b"), ("1", "")] == fields_of(tmp_path, "t.ods", ods_of(table(cells("a", "b"), cells("1"))))


def test_sheet_that_its_style_hides_is_searched_and_not_read(tmp_path: Path) -> None:
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    book = ods_of(table(cells("a")), table(cells("811228-9874"), name="Dolt", style="ta2"), styles=style)

    (grid,) = grids_of(tmp_path, "t.ods", book)

    assert (("sheet", "Blad1"), ("sheet", "Dolt"), ("other_sheet", "811228-9874")) == grid.outside


def test_comment_is_searched_and_no_part_of_its_cell(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ring 811228-9874</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>a</text:p></table:table-cell>'

    (grid,) = grids_of(tmp_path, "t.ods", ods_of(table(cell)))

    assert ((1, ("a",)),) == grid.rows
    assert ("comment", "ring 811228-9874") in grid.outside


def test_changes_that_were_tracked_are_no_rows(tmp_path: Path) -> None:
    tracked = f"<table:tracked-changes>{cells('gammalt')}</table:tracked-changes>"

    assert [("a",)] == fields_of(tmp_path, "t.ods", ods_of(tracked + table(cells("a"))))


def test_table_inside_a_cell_is_no_sheet(tmp_path: Path) -> None:
    inner = f'<table:table-cell office:value-type="string"><text:p>a</text:p>{table(cells("b"))}</table:table-cell>'

    assert [("a",)] == fields_of(tmp_path, "t.ods", ods_of(table(inner)))


def test_document_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    manifest = "<m:manifest xmlns:m='urn:m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"

    assert "E109" == refusal(tmp_path, "t.ods", zipped({"META-INF/manifest.xml": manifest, "content.xml": "x"}))


@pytest.mark.parametrize("content", ["<a/>", "<a><table/></a>", "<office>"])
def test_document_that_is_no_workbook_is_refused(tmp_path: Path, content: str) -> None:
    assert "E108" == refusal(tmp_path, "t.ods", zipped({"content.xml": content}))


def test_entities_are_refused(tmp_path: Path) -> None:
    assert "E114" == refusal(tmp_path, "t.ods", zipped({"content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}))
