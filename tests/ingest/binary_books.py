"""Binary workbooks made by hand, record by record."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from books import DOCUMENT, PACKAGE, zipped


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record of an xls workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def begin(kind: int) -> bytes:
    """Return the beginning of the globals (5) or of a sheet (16)."""
    return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))


END = record(0x0A)
PERCENT_STYLE = 1


def biff(*sheets: bytes, extra: bytes = b"") -> bytes:
    """Return the stream of an xls workbook of sheets, each given by its records.

    Style 1 is a percentage.
    """
    styles = record(0xE0, struct.pack("<HH", 0, 0) + bytes(16)) + record(0xE0, struct.pack("<HH", 0, 10) + bytes(16))
    wholes = [begin(16) + sheet + END for sheet in sheets]
    names = [f"S{n}".encode() for n in range(len(sheets))]

    def listed(first: int) -> bytes:
        found, at = b"", first
        for name, whole in zip(names, wholes, strict=True):
            found += record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
            at += len(whole)
        return found

    size = len(begin(5) + extra + styles + listed(0) + END)
    return begin(5) + extra + styles + listed(size) + END + b"".join(wholes)


def number(row: int, place: int, value: float, style: int = 0) -> bytes:
    """Return the record of a number in an xls workbook."""
    return record(0x203, struct.pack("<HHHd", row, place, style, value))


def part(kind: int, content: bytes = b"") -> bytes:
    """Return a record of an xlsb workbook."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    while True:
        head += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + content


def wide(text: str) -> bytes:
    """Return a text as xlsb workbooks have it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    """Return the record that begins a row of an xlsb workbook."""
    return part(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(kind: int, place: int, content: bytes, style: int = 0) -> bytes:
    """Return a cell of an xlsb workbook."""
    return part(kind, struct.pack("<II", place, style) + content)


def xlsb_of(*sheets: bytes, hidden: Sequence[int] = ()) -> bytes:
    """Return an xlsb workbook of sheets, each given by its rows.

    Style 1 is a percentage, and style 2 a day.
    """
    listed = b"".join(
        part(156, struct.pack("<II", int(n in hidden), n) + wide(f"r{n}") + wide(f"Blad{n}"))
        for n in range(1, len(sheets) + 1)
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{n}.bin"/>'
        for n in range(1, len(sheets) + 1)
    )
    main = f'<Relationship Id="a" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.bin"/>'
    styles = b"".join(part(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 9, 14))
    parts: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{main}</Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>',
        "xl/workbook.bin": part(131) + part(143) + listed + part(144) + part(132),
        "xl/styles.bin": part(278) + part(617, struct.pack("<I", 3)) + styles + part(618) + part(279),
    }
    for n, sheet in enumerate(sheets, start=1):
        size = part(148, struct.pack("<IIII", 0, 9, 0, 9))
        parts[f"xl/worksheets/sheet{n}.bin"] = part(129) + size + part(145) + sheet + part(146) + part(130)
    return zipped(parts)
