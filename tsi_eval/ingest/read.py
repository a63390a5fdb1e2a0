"""Text out of csv and xlsx files: every field a string, every row numbered as the file numbers it."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from tsi_eval.declare import FileFormat, Source
from tsi_eval.errors import Problem
from tsi_eval.tables import KEPT_ROWS

ROW = "__row__"
Rows = Iterator[tuple[int, list[str]]]
_OTHER_DELIMITERS = (";", ",", "\t", "|")


def read_text(path: Path, source: Source, problems: list[Problem]) -> pd.DataFrame | None:
    """Return a file's fields as text with its row numbers in `ROW`, or None with a problem for each fault."""
    try:
        rows = _xlsx_rows(path, source.format) if path.suffix.lower() == ".xlsx" else _csv_rows(path, source.format)
        header = _header(next(rows, (1, []))[1], source)
        width = len(header)
        body, ragged = [], []
        for number, fields in rows:
            if not any(field.strip() for field in fields):
                continue
            if len(fields) != width:
                ragged.append(number)
            else:
                body.append([number, *fields])
    except _UnreadableError as error:
        problems.append(Problem(code=error.code, params={"file": path.name, **error.params}))
        return None
    if ragged:
        counts: dict[str, str | int] = {
            "file": path.name,
            "count": len(ragged),
            "of": len(body) + len(ragged),
            "columns": width,
        }
        problems.append(Problem(code="E122", params=counts, rows=tuple(ragged[:KEPT_ROWS])))
        return None
    if not body:
        problems.append(Problem(code="E105", params={"file": path.name}))
        return None
    return pd.DataFrame(body, columns=[ROW, *header])


class _UnreadableError(Exception):
    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def _csv_rows(path: Path, form: FileFormat) -> Rows:
    encoding = "utf-8-sig" if form.encoding == "utf-8" else form.encoding
    try:
        text = path.read_bytes().decode(encoding)
    except UnicodeDecodeError:
        raise _UnreadableError("E117", encoding=form.encoding) from None
    if "\0" in text:
        raise _UnreadableError("E119")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter, strict=True)
    try:
        for fields in reader:
            yield reader.line_num, fields
    except csv.Error:
        raise _UnreadableError("E122", count=1, of="?", columns="?") from None


def _xlsx_rows(path: Path, form: FileFormat) -> Rows:
    from openpyxl import load_workbook  # noqa: PLC0415  only xlsx files pay for it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, OSError):
        raise _UnreadableError("E108") from None
    try:
        names = [form.sheet] if form.sheet else [s.title for s in book.worksheets if s.sheet_state == "visible"]
        if len(names) != 1 or names[0] not in book.sheetnames:
            raise _UnreadableError("E115", sheets=len(book.sheetnames))
        for number, cells in enumerate(book[names[0]].iter_rows(values_only=True), start=1):
            yield number, [_cell(value, form.decimal) for value in cells]
    finally:
        book.close()


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


def _header(fields: list[str], source: Source) -> list[str]:
    names = [unicodedata.normalize("NFC", field).strip() for field in fields]
    if len(names) == 1 and source.person not in names:
        other = [sign for sign in _OTHER_DELIMITERS if sign != source.format.delimiter and sign in names[0]]
        if other:
            raise _UnreadableError("E120", declared=_visible(source.format.delimiter), found=_visible(other[0]))
    if not any(names):
        raise _UnreadableError("E104")
    declared = source.their_columns()
    doubled = [name for name, count in Counter(names).items() if count > 1 and name in declared]
    if doubled:
        raise _UnreadableError("E123", column=doubled[0])
    return _distinct(names)


def _distinct(names: list[str]) -> list[str]:
    """Give undeclared columns that share a name, or have none, names of their own; they stay outside anyway."""
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if name and seen[name] == 1 else f"{name}\0{seen[name]}")
    return result


def _visible(sign: str) -> str:
    return r"\t" if sign == "\t" else sign
