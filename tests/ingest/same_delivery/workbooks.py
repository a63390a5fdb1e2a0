"""Grids as workbooks: xlsx by openpyxl, xls by xlwt, ods by odfpy."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .grid import Cell, Grid
from .way import Changes

Rows = Sequence[Sequence[Any]]
Touch = Callable[[Worksheet], object]


def saved(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx(
    grid: Grid | Rows,
    touch: Touch | None = None,
    *,
    more: Mapping[str, Rows] | None = None,
    at: tuple[int, int] = (1, 1),
) -> bytes:
    """Return a grid as an xlsx file.

    Args:
        grid: What stands in the first sheet.
        touch: Changes the sheet before it is saved.
        more: Other sheets, by name.
        at: Row and column of the table's upper left cell, counted from 1.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Blad1"
    for i, row in enumerate(_rows(grid), start=at[0]):
        for j, cell in enumerate(row, start=at[1]):
            if cell is not None:
                sheet.cell(i, j, cell)
    if touch is not None:
        touch(sheet)
    for name, rows in (more or {}).items():
        other = book.create_sheet(name)
        for row in rows:
            other.append(list(row))
    return saved(book)


def as_xlsx(name: str, grid: Grid | Rows, touch: Touch | None = None, **more: Any) -> Changes:
    """Return the change that a csv file of the delivery is an xlsx file instead."""
    return {f"{name}.csv": None, f"{name}.xlsx": xlsx(grid, touch, **more)}


def _rows(grid: Grid | Rows) -> Rows:
    return grid.all_rows() if isinstance(grid, Grid) else grid


def xls(grid: Grid | Rows) -> bytes:
    """Return a grid as an xls file, as Excel wrote until 2003."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for i, row in enumerate(_rows(grid)):
        for j, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(i, j, cell, day)
            elif cell is not None:
                sheet.write(i, j, cell)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(grid: Grid | Rows) -> bytes:
    """Return a grid as an ods file, as LibreOffice writes."""
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="Blad1")
    for row in _rows(grid):
        line = TableRow()
        for cell in row:
            line.addElement(_ods_cell(cell))
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    stream = io.BytesIO()
    with warnings.catch_warnings():
        # odfpy uses what newer Pythons warn of.
        warnings.simplefilter("ignore")
        book.write(stream)
    return stream.getvalue()


def _ods_cell(cell: Cell) -> Any:
    if cell is None:
        return TableCell()
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=_iso(cell))
    elif isinstance(cell, int | float):
        made = TableCell(valuetype="float", value=str(cell))
    else:
        made = TableCell(valuetype="string")
    made.addElement(P(text=str(cell)))
    return made


def _iso(day: date) -> str:
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()
