"""Workbooks: the one sheet that holds the table, as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tsi_eval.ingest.formats.decimals import unmistakable
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.pilot.source import FileFormat


def workbook(path: Path, form: FileFormat) -> Iterator[Grid]:
    """Yield what the workbook's sheet gives.

    Raises:
        UnreadableError: It is no workbook (E108), or has no single sheet to read (E115).
    """
    from openpyxl import load_workbook  # noqa: PLC0415  only xlsx files pay for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError):
        raise UnreadableError("E108") from None
    try:
        sheet = book[_name_of_sheet(book, form)]
        decimal = "," if form.decimal_sign == "auto" else form.decimal_sign
        rows = tuple(
            (number, tuple(_cell(value, decimal) for value in cells))
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
        )
        yield Grid(rows=rows, found={}, outside=tuple(("sheet", name) for name in book.sheetnames))
    finally:
        book.close()


def _name_of_sheet(book: Any, form: FileFormat) -> str:
    """Return the name of the sheet to read: the declared one, or else the only visible one.

    Raises:
        UnreadableError: There is no such sheet, or more than one (E115).
    """
    names = [form.sheet] if form.sheet else [s.title for s in book.worksheets if s.sheet_state == "visible"]
    if len(names) != 1 or names[0] not in book.sheetnames:
        raise UnreadableError("E115", sheets=len(book.sheetnames), names=", ".join(book.sheetnames))
    return str(names[0])


def _cell(value: Any, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        text = str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
        return unmistakable(text.replace(".", decimal), decimal)
    return str(value)
