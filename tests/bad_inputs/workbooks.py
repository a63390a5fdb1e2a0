"""Ways to spoil a workbook: its bytes, and the XML inside it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence

from spoiling import PERSONS, Break, Files, declared_as


def workbook(rows: Iterable[Sequence[object]], *, sheets: Sequence[str] = ("Blad1",)) -> bytes:
    """Return an xlsx file of which each sheet has these rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    filled = [list(row) for row in rows]
    for name in sheets:
        made = book.create_sheet(name)
        for row in filled:
            made.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def persons_of(files: Files) -> list[list[object]]:
    return [list(line.split(",")) for line in str(files[PERSONS]).splitlines()]


def as_xlsx(change: Callable[[bytes], bytes] = bytes, *, sheets: Sequence[str] = ("Blad1",)) -> Break:
    """Deliver the persons as a workbook, and change its bytes."""

    def apply(files: Files) -> None:
        files["persons.xlsx"] = change(workbook(persons_of(files), sheets=sheets))
        declared_as(PERSONS, "persons.xlsx")(files)

    return apply


def in_member(member: str, change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """Return a function that changes one of the XML files in a workbook."""

    def apply(content: bytes) -> bytes:
        return repacked(content, {member: lambda text: change(text.decode()).encode()})

    return apply


def repacked(
    content: bytes, changes: dict[str, Callable[[bytes], bytes]], *, new: dict[str, bytes] | None = None
) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, changes.get(name, bytes)(old.read(name)))
        for name, text in (new or {}).items():
            made.writestr(name, text)
    return stream.getvalue()


def with_member(name: str, content: bytes) -> Callable[[bytes], bytes]:
    """Return a function that puts one more file into a workbook."""
    return lambda book: repacked(book, {}, new={name: content})


SHEET = "xl/worksheets/sheet1.xml"


def sheet(pattern: str, new: str) -> Callable[[bytes], bytes]:
    """Return a function that replaces a part of the first sheet's XML."""

    def change(text: str) -> str:
        changed, times = re.subn(pattern, new, text, count=1)
        assert times == 1
        return changed

    return in_member(SHEET, change)


def doctype(entities: str) -> Callable[[bytes], bytes]:
    """Return a function that puts entities before the first sheet's XML."""
    return in_member(
        SHEET, lambda text: f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>{text.partition("?>")[2] or text}'
    )


def without_directory(content: bytes) -> bytes:
    """Return a zip whose list of contents is spoiled in the middle."""
    place = content.rindex(b"PK\x01\x02")
    return content[:place] + b"\0" * 20 + content[place + 20 :]


def cut_xml(content: bytes) -> bytes:
    return repacked(content, {SHEET: lambda text: text[: len(text) // 2]})


def chart_only(_: bytes) -> bytes:
    """Return a workbook that has a sheet of a chart, and no other."""
    from openpyxl import Workbook
    from openpyxl.chart import BarChart

    book = Workbook()
    book.create_chartsheet("Diagram").add_chart(BarChart())
    book.remove(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def stray_value(content: bytes) -> bytes:
    """Return a workbook with a value in the last cell that a sheet may have."""
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return sheet(r"</sheetData>", last)(content)


def bomb(_: bytes) -> bytes:
    """Return a workbook of a few kilobytes whose sheet is 200 megabytes of blank rows."""
    made = workbook([["id", "grupp"], ["barn000", "A"]])
    return repacked(made, {SHEET: lambda text: text.replace(b"</sheetData>", b"<row/>" * 30_000_000 + b"</sheetData>")})


def with_password(_: bytes) -> bytes:
    """Return what Excel writes for a workbook with a password, as far as its list of contents.

    It is a file of sectors of 512 bytes: a header, a table of sectors, and the list of contents.
    """
    nowhere_, free, end = 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0)
    head += struct.pack("<I", free) * 108
    table = struct.pack("<III", 0xFFFFFFFD, end, end) + struct.pack("<I", free) * 125
    entries = b""
    for name, kind, child, size in (
        ("Root Entry", 5, 1, 0),
        ("EncryptionInfo", 2, nowhere_, 8),
        ("EncryptedPackage", 2, nowhere_, 8),
    ):
        written = name.encode("utf-16-le")
        right = 2 if name == "EncryptionInfo" else nowhere_
        entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
        entry += (
            struct.pack("<III", nowhere_, right, child) + bytes(36) + struct.pack("<IQ", 2 if kind == 2 else end, size)
        )
        entries += entry
    return head + table + entries.ljust(512, b"\0") + bytes(512)
