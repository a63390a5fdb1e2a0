"""The records of a binary Excel workbook (xlsb), as far as python-calamine leaves them out.

It is zipped like an xlsx file, with records instead of XML in its parts. A record has a number that
says what it is, a length, and content; number and length take as many bytes as they need.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from pathlib import Path

from tsi_eval.ingest.formats.archive import Archive, opened, targets, texts_of
from tsi_eval.ingest.formats.facts import Facts
from tsi_eval.ingest.formats.styles import PLAIN, Style, style_of

_ROW, _FIRST_CELL, _LAST_CELL, _COLUMNS, _MERGE, _SHEET = 0, 2, 11, 60, 176, 156
_ERRORS, _FIRST_FORMULA = frozenset({3, 11}), 8
_FORMAT, _XF, _BEGIN_XFS, _END_XFS = 44, 47, 617, 618
_HIDDEN_ROW, _MORE = 0x10, 0x80


def xlsb_facts(path: Path) -> list[Facts]:
    """Return what the records of each sheet say, in the order of the workbook.

    Raises:
        UnreadableError: It is no workbook (E108), or has a password (E109).
    """
    with opened(path) as archive:
        try:
            return _workbook(archive)
        except struct.error:
            raise ValueError from None


def _workbook(archive: Archive) -> list[Facts]:
    main = next(iter(targets(archive, "_rels/.rels", "").get("officeDocument", {}).values()), "xl/workbook.bin")
    folder, file = posixpath.split(main)
    parts = targets(archive, f"{folder}/_rels/{file}.rels", folder)
    styles = _styles(archive, f"{folder}/styles.bin")
    found = []
    for kind, content in _records(archive.content(main)):
        if kind == _SHEET:
            length = struct.unpack_from("<I", content, 8)[0]
            rid = content[12 : 12 + 2 * length].decode("utf-16-le")
            part = parts.get("worksheet", {}).get(rid)
            found.append(_sheet(archive.content(part), styles) if part else Facts())
    drawings = archive.named(f"{folder.lower()}/drawings/drawing")
    if found:
        found[0].comments.extend(texts_of(archive, drawings))
        found[0].comments.extend(
            archive.content(name).decode("utf-16-le", "ignore")
            for name in archive.named(f"{folder.lower()}/comments", ".bin")
        )
    return found


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        yield kind, content[at : at + length]
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of as many bytes as it needs, and the place after it.

    The number of a record keeps the bit that says that there is a second byte.
    """
    value = 0
    for i in range(most):
        byte = content[at + i]
        value |= (byte & ~_MORE) << (7 * i)
        if not byte & _MORE:
            return value, at + i + 1
    return value, at + most


def _styles(archive: Archive, part: str) -> list[Style]:
    codes: dict[int, str] = {}
    styles: list[Style] = []
    of_cells = False
    for kind, content in _records(archive.content(part)) if part in archive else ():
        if kind == _FORMAT:
            number, length = struct.unpack_from("<HI", content)
            codes[number] = content[6 : 6 + 2 * length].decode("utf-16-le", "replace")
        elif kind in {_BEGIN_XFS, _END_XFS}:
            of_cells = kind == _BEGIN_XFS
        elif kind == _XF and of_cells:
            number = struct.unpack_from("<H", content, 2)[0]
            styles.append(style_of(number, codes.get(number, "")))
    return styles


def _sheet(content: bytes, styles: list[Style]) -> Facts:
    facts = Facts()
    row = 0
    for kind, record in _records(content):
        if kind == _ROW:
            row = struct.unpack_from("<I", record)[0]
            if record[11] & _HIDDEN_ROW:
                facts.hidden_rows.add(row)
        elif _FIRST_CELL <= kind <= _LAST_CELL:
            _cell(facts, kind, row, record, styles)
        elif kind == _MERGE:
            facts.add_merge(*struct.unpack_from("<IIII", record))
        elif kind == _COLUMNS:
            first, last, flags = struct.unpack_from("<II8xH", record)
            if flags & 1:
                facts.hidden_columns.append((first, last))
    return facts


def _cell(facts: Facts, kind: int, row: int, record: bytes, styles: list[Style]) -> None:
    place, style = struct.unpack_from("<II", record)
    style &= 0xFFFFFF
    facts.add_cell(row, place, styles[style] if style < len(styles) else PLAIN)
    facts.formulas += kind >= _FIRST_FORMULA
    if kind in _ERRORS:
        facts.add_error(row, place, record[8])
