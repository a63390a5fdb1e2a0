"""Excel workbooks: their sheets, texts and styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from books import data, fields_of, grids_of, refusal, words, xlsx_of, zipped

from tsi_eval.pilot.source import FileFormat


def test_shared_text_has_all_of_its_runs_and_nothing_that_is_read_aloud(tmp_path: Path) -> None:
    strings = "<si><r><t>Skola </t></r><r><t>A</t></r></si><si><t>東</t><rPh><t>ひがし</t></rPh></si><si><t>a_x000A_b</t></si>"
    sheet = data('<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>')

    assert [("Skola A", "東", "a\nb")] == fields_of(tmp_path, "t.xlsx", xlsx_of(sheet, strings=strings))


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    sheet = data('<c s="2"><v>43890</v></c>')

    assert [("2020-02-29",)] == fields_of(tmp_path, "t.xlsx", xlsx_of(sheet))
    assert [("2024-03-01",)] == fields_of(tmp_path, "t.xlsx", xlsx_of(sheet, about='<workbookPr date1904="1"/>'))


def test_formula_of_a_workbook_that_nobody_has_calculated_is_refused_with_its_nought(tmp_path: Path) -> None:
    sheet = data("<c><v>1</v></c>", "<c><f>A1*2</f><v>0</v></c>")

    assert "" == refusal(tmp_path, "t.xlsx", xlsx_of(sheet))
    assert "E116" == refusal(tmp_path, "t.xlsx", xlsx_of(sheet, about='<calcPr fullCalcOnLoad="1"/>'))


def test_workbook_without_formulas_may_ask_to_be_calculated(tmp_path: Path) -> None:
    assert "" == refusal(tmp_path, "t.xlsx", xlsx_of(data("<c><v>1</v></c>"), about='<calcPr fullCalcOnLoad="1"/>'))


def test_workbook_of_charts_alone_is_said_to_be_that(tmp_path: Path) -> None:
    assert "E326" == refusal(tmp_path, "t.xlsx", xlsx_of("<x/>", kinds=["chartsheet"]))


def test_chart_beside_the_table_does_not_stop(tmp_path: Path) -> None:
    book = xlsx_of("<x/>", data(words("a")), kinds=["chartsheet", "worksheet"])

    assert [("a",)] == fields_of(tmp_path, "t.xlsx", book)


def test_entities_are_refused_before_they_grow(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'

    assert "E114" == refusal(tmp_path, "t.xlsx", xlsx_of(bomb))


def test_comments_and_drawings_are_searched(tmp_path: Path) -> None:
    more = {
        "xl/comments1.xml": "<comments><comment><text><r><t>ring 811228-9874</t></r></text></comment></comments>",
        "xl/threadedComments/threadedComment1.xml": "<T><threadedComment><text>hej</text></threadedComment></T>",
        "xl/drawings/drawing1.xml": "<d><t>ruta</t></d>",
    }

    (grid,) = grids_of(tmp_path, "t.xlsx", xlsx_of(data(words("a")), more=more))

    assert {("comment", "ring 811228-9874"), ("comment", "hej"), ("comment", "ruta")} <= set(grid.outside)


def test_sheet_that_is_hidden_is_searched_and_not_read(tmp_path: Path) -> None:
    book = xlsx_of(data(words("a")), data(words("811228-9874", "N.N.")), states=["visible", "veryHidden"])

    (grid,) = grids_of(tmp_path, "t.xlsx", book)

    assert (("sheet", "Blad1"), ("sheet", "Blad2"), ("other_sheet", "811228-9874")) == grid.outside
    assert {"sheets_passed": "Blad2"} == grid.found


def test_hidden_sheet_is_read_when_it_is_declared(tmp_path: Path) -> None:
    book = xlsx_of(data(words("a")), data(words("b")), states=["visible", "hidden"])

    (grid,) = grids_of(tmp_path, "t.xlsx", book, FileFormat(sheet="blad2"))

    assert ((1, ("b",)),) == grid.rows


@pytest.mark.parametrize("left_out", ["xl/workbook.xml", "_rels/.rels", "xl/worksheets/sheet1.xml"])
def test_workbook_without_one_of_its_parts_is_damaged(tmp_path: Path, left_out: str) -> None:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(xlsx_of(data(words("a"))))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != left_out}

    assert "E108" == refusal(tmp_path, "t.xlsx", zipped(parts))


def test_document_of_word_is_no_workbook(tmp_path: Path) -> None:
    assert "E108" == refusal(tmp_path, "t.xlsx", zipped({"word/document.xml": "<w/>"}))
