"""Writing csv and xlsx files whose bytes depend on nothing but their content."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | None
NBSP, NNBSP = "\u00a0", "\u202f"
HIDDEN = ".."
_CLOCK = datetime(2024, 1, 1)  # noqa: DTZ001  a workbook's dates have no time zone
_ZIP_CLOCK = (2024, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


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
    book.properties.created = _CLOCK
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


def settled(book: bytes) -> bytes:
    """Rewrite a workbook without its clock, its compression and its writer's habits, which differ between machines."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _ZIP_CLOCK)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            text = ET.canonicalize(source.read(name).decode())
            text = _MODIFIED.sub(rf"\g<1>{_CLOCK:%Y-%m-%dT%H:%M:%SZ}", text)
            target.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
    return settled.getvalue()
