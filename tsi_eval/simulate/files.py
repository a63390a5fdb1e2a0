"""Writing csv and xlsx files whose bytes depend on nothing but their content."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tsi_eval.pilot.new.workbooks import CLOCK, settled

Cell = str | int | Decimal | date | None
NBSP, NNBSP = "\u00a0", "\u202f"
HIDDEN = ".."


def number(value: int | Decimal, thousands: str = "") -> str:
    """Return a number with decimal comma.

    Example:
        >>> number(Decimal("44200.5"), " ")
        '44 200,5'
    """
    signs = {ord(","): thousands, ord("."): ","}
    return f"{value:,}".translate(signs)


def csv_file(rows: Iterable[Sequence[str]], *, encoding: str = "utf-8") -> bytes:
    """Return rows as a csv file with semicolons; "utf-8-sig" adds a byte-order mark."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(rows: Iterable[Sequence[Cell]], *, sheet: str, merged: Iterable[str] = ()) -> bytes:
    """Return rows as a workbook of one sheet, with merged ranges such as "B3:C3"."""
    from openpyxl import Workbook  # noqa: PLC0415  only xlsx files pay for it

    book = Workbook()
    book.properties.created = CLOCK
    page = book.active
    page.title = sheet
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                cell = page.cell(place, column, value)
                if isinstance(value, date):
                    cell.number_format = "yyyy-mm"
    for cells in merged:
        page.merge_cells(cells)
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue())
