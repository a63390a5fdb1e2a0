"""Text out of csv and xlsx files: every field a string, every row with its number in the file.

With the text comes what was found on the way, such as the encoding and rows of sums.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.body import body_of
from tsi_eval.ingest.header import Header, Row, UnreadableError, find_header
from tsi_eval.pilot.source import FileFormat, Source
from tsi_eval.study.tables.checks import KEPT_ROWS

ROW = "#row"
_DELIMITERS = (";", "\t", ",", "|")
# UTF-8 read as cp1252, and the sign that stands for what could not be read.
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\ufffd"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """A file's rows as text, and how it turned out to be written.

    Attributes:
        frame: A column a header name, and `ROW`.
        outside: Text that is not in the table, by its place: title rows, rows of sums, footnotes,
            names of sheets.
        found: What was found rather than declared: setting → how it is written.
    """

    frame: pd.DataFrame
    outside: tuple[tuple[str, str], ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    rows: tuple[Row, ...]
    found: Mapping[str, str]
    outside: tuple[tuple[str, str], ...] = ()


def read_text(path: Path, source: Source, problems: list[Problem]) -> FileText | None:
    """Return a file's rows as text, or None when it can't be read; then `problems` says why."""
    try:
        grid, header = _read(path, source)
    except UnreadableError as error:
        problems.append(Problem(code=error.code, params={"file": path.name, **error.params}))
        return None
    body = body_of(grid.rows[header.rows_before :], header, source)
    if body.ragged:
        params: dict[str, str | int] = {
            "file": path.name,
            "count": len(body.ragged),
            "of": len(body.rows) + len(body.ragged),
            "columns": len(header.names),
        }
        problems.append(Problem(code="E122", params=params, rows=tuple(body.ragged[:KEPT_ROWS])))
        return None
    if not body.rows:
        problems.append(Problem(code="E105", params={"file": path.name}))
        return None
    kinds = dict.fromkeys(["titles"] if header.titles else [])
    kinds |= dict.fromkeys(["header_rows"] if header.depth > 1 else [])
    found = dict(grid.found) | dict.fromkeys([*kinds, *(kind for kind, _ in body.outside)], "")
    return FileText(
        frame=pd.DataFrame(body.rows, columns=[ROW, *header.names]),
        outside=(*grid.outside, *(("title", text) for text in header.titles), *body.outside),
        found=found,
    )


def _read(path: Path, source: Source) -> tuple[_Grid, Header]:
    if path.suffix.lower() == ".xlsx":
        grid = _xlsx(path, source.format)
        return grid, find_header(grid.rows, source)
    return _csv(path, source)


def _csv(path: Path, source: Source) -> tuple[_Grid, Header]:
    form = source.format
    text, encoding = _decoded(path, form)
    if "\0" in text:
        raise UnreadableError("E119")
    if _MOJIBAKE.search(text):
        raise UnreadableError("E118")
    if form.delimiter != "auto":
        rows = _split(text, form.delimiter)
        return _Grid(rows=rows, found=encoding), _declared_header(rows, source)
    return _found_delimiter(text, encoding, source)


def _found_delimiter(text: str, encoding: Mapping[str, str], source: Source) -> tuple[_Grid, Header]:
    """Return the reading, of those with each delimiter, that finds most of the declared columns."""
    readings: list[tuple[_Grid, Header]] = []
    doubled: UnreadableError | None = None
    for delimiter in _DELIMITERS:
        try:
            readings.append(_split_at(delimiter, text, encoding, source))
        except UnreadableError as error:
            if error.code == "E104":
                raise
            if error.code == "E123":
                doubled = error
    # `max` takes the first of equals.
    best = max(readings, key=_columns_found, default=None)
    if doubled is not None and (best is None or not best[1].matched):
        raise doubled
    if best is None:
        raise UnreadableError("E122", count=1, of="?", columns="?")
    return best


def _split_at(delimiter: str, text: str, encoding: Mapping[str, str], source: Source) -> tuple[_Grid, Header]:
    rows = _split(text, delimiter)
    found = dict(encoding) | {"delimiter": "tab" if delimiter == "\t" else delimiter}
    return _Grid(rows=rows, found=found), find_header(rows, source)


def _columns_found(reading: tuple[_Grid, Header]) -> tuple[int, int]:
    """Return how many declared columns a reading finds, and then how many columns at all."""
    _, header = reading
    return header.matched, len(header.names)


def _declared_header(rows: tuple[Row, ...], source: Source) -> Header:
    header = find_header(rows, source)
    only = header.names[0] if len(header.names) == 1 else ""
    other = [sign for sign in _DELIMITERS if sign != source.format.delimiter and sign in only]
    if other and not header.matched:
        raise UnreadableError("E120", declared=_visible(source.format.delimiter), found=_visible(other[0]))
    return header


def _decoded(path: Path, form: FileFormat) -> tuple[str, Mapping[str, str]]:
    content = path.read_bytes()
    tried = ("utf-8", "cp1252") if form.encoding == "auto" else (form.encoding,)
    if form.encoding == "auto" and content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        tried = ("utf-16",)
    for encoding in tried:
        try:
            text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeDecodeError:
            continue
        return text, {"encoding": encoding} if form.encoding == "auto" else {}
    raise UnreadableError("E117", encoding=form.encoding)


def _split(text: str, delimiter: str) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return tuple((reader.line_num, tuple(fields)) for fields in reader)
    except csv.Error:
        raise UnreadableError("E122", count=1, of="?", columns="?") from None


def _xlsx(path: Path, form: FileFormat) -> _Grid:
    from openpyxl import load_workbook  # noqa: PLC0415  only xlsx files pay for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError):
        raise UnreadableError("E108") from None
    try:
        sheet = book[_name_of_sheet(book, form)]
        decimal = "," if form.decimal == "auto" else form.decimal
        rows = tuple(
            (number, tuple(_cell(value, decimal) for value in cells))
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
        )
        return _Grid(rows=rows, found={}, outside=tuple(("sheet", name) for name in book.sheetnames))
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
        return text.replace(".", decimal)
    return str(value)


def _visible(sign: str) -> str:
    return r"\t" if sign == "\t" else sign
