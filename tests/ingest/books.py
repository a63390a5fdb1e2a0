"""Workbooks made by hand, part by part: what no library would write, but somebody sends."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tsi_eval.ingest.formats import FORMATS
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.pilot.source import FileFormat

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/>'
    '<xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>'
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx_of(
    *sheets: str,
    states: Sequence[str] = (),
    kinds: Sequence[str] = (),
    strings: str = "",
    about: str = "",
    more: Mapping[str, str] | None = None,
) -> bytes:
    """Return an xlsx workbook of sheets "Blad1", "Blad2" …, each given by its XML.

    Args:
        sheets: What stands inside each sheet's outermost element.
        states: "visible" or "hidden", for each.
        kinds: "worksheet" or "chartsheet", for each.
        strings: The shared strings.
        about: What the workbook says beside its sheets.
        more: Further parts.
    """
    kinds = kinds or ["worksheet"] * len(sheets)
    states = states or ["visible"] * len(sheets)
    listed = "".join(
        f'<sheet name="Blad{n}" sheetId="{n}" state="{state}" r:id="r{n}"/>' for n, state in enumerate(states, start=1)
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{DOCUMENT}/{kind}" Target="{kind}s/sheet{n}.xml"/>'
        for n, kind in enumerate(kinds, start=1)
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" Type="{DOCUMENT}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{about}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    for n, (kind, sheet) in enumerate(zip(kinds, sheets, strict=True), start=1):
        parts[f"xl/{kind}s/sheet{n}.xml"] = (
            sheet if sheet.startswith("<!") else f'<{kind} xmlns="{MAIN}">{sheet}</{kind}>'
        )
    return zipped(parts | dict(more or {}))


def data(*rows: str) -> str:
    """Return the cells of a sheet, each row given by the XML of its cells."""
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>"


def words(*texts: str) -> str:
    """Return cells that hold these texts."""
    return "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts)


def ods_of(*tables: str, styles: str = "") -> bytes:
    """Return an ods workbook of tables, each given by its XML."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def table(*rows: str, name: str = "Blad1", style: str = "") -> str:
    """Return a table of an ods workbook; a row that begins with "<table:table-row" is whole."""
    whole = "".join(
        row
        if row.startswith(("<table:table-row", "<table:table-column", "<table:tracked"))
        else f"<table:table-row>{row}</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}" table:style-name="{style}">{whole}</table:table>'


def cells(*texts: str, more: str = "") -> str:
    """Return cells of an ods workbook that hold these texts."""
    return "".join(
        f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """Return a compound file with one stream, of at least the size that needs no small sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    table = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD]
    assert len(table) <= 128
    fat = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    directory = b"".join(
        title.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB3I", 2 * len(title) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
        for title, kind, child, start, size in (
            ("Root Entry", 5, 1, 0xFFFFFFFE, 0),
            (name, 2, 0xFFFFFFFF, 0, len(stream)),
        )
    ).ljust(512, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(10) + struct.pack("<IIIIIIIII", 1, sectors, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, sectors + 1)
    return head.ljust(512, b"\xff") + stream + directory + fat


def grids_of(folder: Path, name: str, content: bytes, form: FileFormat | None = None) -> list[Grid]:
    """Return what a file gives, by its format."""
    path = folder / name
    path.write_bytes(content)
    found = list(FORMATS[path.suffix].read(path, form or FileFormat()))
    assert all(isinstance(grid, Grid) for grid in found)
    return [grid for grid in found if isinstance(grid, Grid)]


def fields_of(folder: Path, name: str, content: bytes) -> list[tuple[str, ...]]:
    """Return the fields of the one grid that a file gives."""
    (grid,) = grids_of(folder, name, content)
    return [fields for _, fields in grid.rows]


def refusal(folder: Path, name: str, content: bytes) -> str:
    """Return the code of why a file can't be read, or of its first sheet's fault; "" if it can."""
    try:
        return next((fault.code for grid in grids_of(folder, name, content) for fault in grid.faults), "")
    except UnreadableError as error:
        return error.code
