"""The records of an Excel 97-2003 workbook (BIFF), as far as python-calamine leaves them out.

A workbook's stream is a row of records: a number that says what it is, a length, and content. The
globals come first: styles, and where each sheet begins. Then comes each sheet.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from tsi_eval.ingest.formats.facts import Facts
from tsi_eval.ingest.formats.grid import UnreadableError
from tsi_eval.ingest.formats.ole import Compound
from tsi_eval.ingest.formats.styles import Style, style_of

_EOF, _PASSWORD, _BOUND_SHEET, _FORMAT, _XF, _CONTINUE, _DRAWN_TEXT = 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x3C, 0x1B6
_BEGIN, _BIFF8 = 0x809, 0x600
_HIDDEN_ROW, _SPECIAL, _ERROR_RESULT, _EMPTY_RESULT = 0x20, 0xFFFF, 2, 3
Records = Iterator[tuple[int, bytes]]


def xls_facts(path: Path) -> list[Facts]:
    """Return what the records of each sheet say, in the order of the workbook.

    Raises:
        UnreadableError: It is no workbook (E108), or has a password (E109).
    """
    try:
        file = Compound(path)
        name = next((name for name in ("Workbook", "Book") if name in file), "")
        if "EncryptedPackage" in file:
            raise UnreadableError("E109")
        if not name:
            raise UnreadableError("E108")
        return _workbook(file.stream(name))
    except (struct.error, IndexError, KeyError, ValueError, OverflowError):
        raise UnreadableError("E108") from None


def _workbook(stream: bytes) -> list[Facts]:
    codes: dict[int, str] = {}
    formats: list[int] = []
    sheets: list[int] = []
    biff8 = True
    for kind, content in _records(stream, 0):
        if kind == _BEGIN:
            biff8 = struct.unpack_from("<H", content)[0] == _BIFF8
        elif kind == _PASSWORD:
            raise UnreadableError("E109")
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", content)[0]] = _format_code(content, biff8=biff8)
        elif kind == _XF:
            formats.append(struct.unpack_from("<H", content, 2)[0])
        elif kind == _BOUND_SHEET:
            sheets.append(struct.unpack_from("<I", content)[0])
    styles = [style_of(number, codes.get(number, "")) for number in formats]
    return [_sheet(stream, start, styles) for start in sheets]


def _records(stream: bytes, at: int) -> Records:
    """Yield the records from a place to the end of what begins there; a chart inside is passed."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += kind == _BEGIN
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        depth -= kind == _EOF
        if depth == 0:
            return
        at += 4 + length


def _format_code(content: bytes, *, biff8: bool) -> str:
    if not biff8:
        return content[3 : 3 + content[2]].decode("cp1252", "replace")
    length, wide = struct.unpack_from("<HB", content, 2)
    return (
        content[5 : 5 + length * 2].decode("utf-16-le", "replace")
        if wide & 1
        else content[5 : 5 + length].decode("latin-1")
    )


def _sheet(stream: bytes, start: int, styles: list[Style]) -> Facts:
    facts = Facts()
    drawn = False
    for kind, content in _records(stream, start):
        if drawn and kind == _CONTINUE and content:
            wide = content[0] & 1
            facts.comments.append(content[1:].decode("utf-16-le" if wide else "latin-1", "replace"))
        drawn = kind == _DRAWN_TEXT
        reader = _READERS.get(kind)
        if reader is not None:
            reader(facts, content, styles)
    return facts


def _one_cell(facts: Facts, content: bytes, styles: list[Style]) -> None:
    row, place, style = struct.unpack_from("<HHH", content)
    facts.add_cell(row, place, styles[style])


def _many_numbers(facts: Facts, content: bytes, styles: list[Style]) -> None:
    row, first = struct.unpack_from("<HH", content)
    for place, at in enumerate(range(4, len(content) - 2, 6), start=first):
        facts.add_cell(row, place, styles[struct.unpack_from("<H", content, at)[0]])


def _truth_or_error(facts: Facts, content: bytes, styles: list[Style]) -> None:
    _one_cell(facts, content, styles)
    row, place, _, value, is_error = struct.unpack_from("<HHHBB", content)
    if is_error:
        facts.add_error(row, place, value)


def _formula(facts: Facts, content: bytes, styles: list[Style]) -> None:
    _one_cell(facts, content, styles)
    facts.formulas += 1
    row, place, _, kind, _, value, mark = struct.unpack_from("<HHHBBB3xH", content)
    if mark == _SPECIAL and kind == _ERROR_RESULT:
        facts.add_error(row, place, value)
    if mark == _SPECIAL and kind == _EMPTY_RESULT:
        facts.empty_formulas.append((row, place))


def _merges(facts: Facts, content: bytes, _: list[Style]) -> None:
    edges = range(2, 2 + 8 * struct.unpack_from("<H", content)[0] + 1, 8)
    for at, _end in pairwise(edges):
        facts.add_merge(*struct.unpack_from("<HHHH", content, at))


def _row(facts: Facts, content: bytes, _: list[Style]) -> None:
    row, flags = struct.unpack_from("<H10xH", content)
    if flags & _HIDDEN_ROW:
        facts.hidden_rows.add(row)


def _columns(facts: Facts, content: bytes, _: list[Style]) -> None:
    first, last, flags = struct.unpack_from("<HH4xH", content)
    if flags & 1:
        facts.hidden_columns.append((first, last))


_READERS: dict[int, Callable[[Facts, bytes, list[Style]], None]] = {
    0x203: _one_cell,
    0x27E: _one_cell,
    0xFD: _one_cell,
    0x204: _one_cell,
    0xD6: _one_cell,
    0xBD: _many_numbers,
    0x205: _truth_or_error,
    0x06: _formula,
    0xE5: _merges,
    0x208: _row,
    0x7D: _columns,
}
