"""How a style shows a number: its currency, beside what kind of number it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlwt
from books import data, fields_of, xlsx_of
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tsi_eval.ingest.formats.cells import Shown
from tsi_eval.ingest.formats.styles import PLAIN, Style, style_of


def test_style_has_a_currency_where_it_shows_a_number() -> None:
    assert Style(shown=Shown.NUMBER, currency="EUR") == style_of(164, "#,##0 [$€-1]")
    assert Style(shown=Shown.PERCENT) == style_of(164, "0% [$€-1]")
    assert (PLAIN, PLAIN) == (style_of(0), style_of(44))


def in_xls(code: str) -> bytes:
    book, stream = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("s").write(0, 0, 450.5, xlwt.easyxf(num_format_str=code))
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("code", "text"), [("#,##0.00 [$€-1]", "450,5 EUR"), ("#,##0 [$kr-414]", "450,5 NOK"), ('#,##0 "kr"', "450,5")]
)
def test_xls_writes_a_number_with_its_other_currency(tmp_path: Path, code: str, text: str) -> None:
    assert [(text,)] == fields_of(tmp_path, "t.xls", in_xls(code))


@pytest.mark.parametrize(
    ("currency", "text"), [("EUR", "450,5 EUR"), ("SEK", "450,5"), ("NOK", "450,5 NOK"), (None, "450,5")]
)
@pytest.mark.filterwarnings("ignore")
def test_ods_writes_a_number_with_its_other_currency(tmp_path: Path, currency: str | None, text: str) -> None:
    book, stream = OpenDocumentSpreadsheet(), io.BytesIO()
    cell = TableCell(valuetype="currency", value="450.5", **({"currency": currency} if currency else {}))
    cell.addElement(P(text="450,50"))
    row, sheet = TableRow(), Table(name="s")
    row.addElement(cell)
    sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    book.write(stream)

    assert [(text,)] == fields_of(tmp_path, "t.ods", stream.getvalue())


def test_xlsx_without_styles_has_plain_numbers(tmp_path: Path) -> None:
    assert [("450,5",)] == fields_of(tmp_path, "t.xlsx", xlsx_of(data("<c><v>450.5</v></c>")))
