"""Workbooks from raw XML, for what openpyxl does not write: what other programs leave in a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

from .grid import Cell, Grid

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# Style 1 is a date, 2 a percentage, 3 a month such as "aug-23".
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="17" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
DAY = 1


def serial(day: date, *, first: date = date(1899, 12, 30)) -> int:
    """Return Excel's number for a day, counted from 1899-12-30 or, on a Mac, 1904-01-01."""
    return (day - first).days


def column(place: int) -> str:
    """Return the letters of a column counted from 0, as far as ZZ."""
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


def cell_xml(cell: Cell, at: str, *, first: date = date(1899, 12, 30)) -> str:
    """Return a cell's XML; text stands in the cell itself."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f'<c r="{at}" s="{DAY}"><v>{serial(cell, first=first)}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{at}"><v>{cell}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


def rows_xml(
    rows: Iterable[Sequence[Cell]], replaced: Mapping[str, str] | None = None, *, first: date = date(1899, 12, 30)
) -> str:
    """Return the XML of rows, with some cells replaced by XML of their own, such as "B3"."""
    lines = []
    for i, row in enumerate(rows, start=1):
        cells = "".join(
            (replaced or {}).get(f"{column(j)}{i}", cell_xml(cell, f"{column(j)}{i}", first=first))
            for j, cell in enumerate(row)
        )
        lines.append(f'<row r="{i}">{cells}</row>')
    return "".join(lines)


def book(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    properties: str = "",
    more: Mapping[str, str] | None = None,
    sheet: str = "",
    shared: str = "",
) -> bytes:
    """Return an xlsx file with one sheet.

    Args:
        rows: The XML of its rows.
        before: XML before them, such as the sheet's size.
        after: XML after them, such as merged cells.
        properties: XML of the workbook's properties.
        more: Other members of the archive.
        sheet: The whole sheet's XML, instead of what is made of the parts.
        shared: Shared strings' XML, or "".
    """
    made = sheet or f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    kinds |= {"sharedStrings": "sharedStrings"} if shared else {}
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{TYPE}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{properties}'
        '<sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}
            | ({"sharedStrings": "sharedStrings.xml"} if shared else {})
        ),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": made,
    }
    if shared:
        members["xl/sharedStrings.xml"] = shared
    return archive(members | dict(more or {}))


def _relations(targets: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{i}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def archive(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


def rewritten(content: bytes, changes: Mapping[str, tuple[str, str]]) -> bytes:
    """Return an archive with text in some members replaced: member → what, by what."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    for name, (old, new) in changes.items():
        text = members[name].decode()
        assert old in text
        members[name] = text.replace(old, new).encode()
    return archive(members)


def grid_book(grid: Grid, replaced: Mapping[str, str] | None = None, **more: str) -> bytes:
    """Return a grid as an xlsx file, with some cells' XML replaced."""
    return book(rows_xml(grid.all_rows(), replaced), **more)
