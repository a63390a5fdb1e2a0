"""SPSS files (sav, zsav), by pyreadstat.

A field is written as its code, such as 2. The words that the file gives for its codes come beside
the rows (`Grid.labels`), and each column that is read as words takes them (`value_labels.py`).
Codes that the file itself declares to mean "no answer" (user-missing) are blank.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tsi_eval.ingest.formats.cells import duration_text, moment_text, number_text
from tsi_eval.ingest.formats.grid import Grid, Row, UnreadableError
from tsi_eval.ingest.shown_names import one_in_words, variables_of
from tsi_eval.pilot.source import FileFormat

# Formats in which SPSS keeps seconds, but that nothing here can turn into a day or a duration.
_UNREAD = ("WKDAY", "MONTH", "MOYR", "QYR", "WKYR")

# What stands after a number, by how its format begins.
_SIGNS = {"PCT": " %", "DOLLAR": " USD"}


def spss(path: Path, form: FileFormat) -> Iterator[Grid]:
    """Yield what the file gives.

    Raises:
        UnreadableError: It is no whole SPSS file (E108), its text can't be decoded (E117), or a
            column is written in a way that is not understood (E334).
    """
    import pyreadstat  # noqa: PLC0415  only SPSS files pay for it

    try:
        columns, about = pyreadstat.read_sav(str(path), output_format="dict")
        # Which codes mean "no answer" is told only to those who ask to have them left as they are.
        _, asked = pyreadstat.read_sav(str(path), metadataonly=True, user_missing=True)
    except UnicodeDecodeError:
        raise UnreadableError("E117", encoding="SPSS") from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, ValueError, OverflowError):
        raise UnreadableError("E108") from None
    for place, name in enumerate(about.column_names, start=1):
        written = str(about.original_variable_types[name])
        if written.startswith(_UNREAD):
            raise UnreadableError(
                "E334",
                column=one_in_words(name, place, variables_of(path.name, about.column_names, about.number_rows or 0)),
                written=written,
            )
    decimal = "," if form.decimal_sign == "auto" else form.decimal_sign
    yield _grid(columns, about, decimal, {"user_missing": ""} if asked.missing_ranges else {})


def _grid(columns: Mapping[str, Any], about: Any, decimal: str, found: dict[str, str]) -> Grid:
    names = list(about.column_names)
    same = dict[str, str]().setdefault
    texts = []
    for name in names:
        sign = next(
            (sign for kind, sign in _SIGNS.items() if str(about.original_variable_types[name]).startswith(kind)), ""
        )
        known: dict[Any, str] = {}
        texts.append([_known(value, known, decimal, sign) for value in columns[name]])
    rows: tuple[Row, ...] = (
        (1, tuple(names)),
        *enumerate((tuple(map(same, row, row)) for row in zip(*texts, strict=True)), start=2),
    )
    labels = {
        name: {_text(code, decimal, ""): str(word) for code, word in words.items()}
        for name, words in about.variable_value_labels.items()
    }
    found = {**found, "value_labels": ""} if labels else found
    outside = [("label", str(text)) for text in (about.file_label, *about.notes, *about.column_labels) if text]
    return Grid(rows=rows, found=found, labels=labels, outside=tuple(outside))


def _known(value: Any, known: dict[Any, str], decimal: str, sign: str) -> str:
    text = known.get(value)
    if text is None:
        text = known[value] = _text(value, decimal, sign)
    return text


def _text(value: Any, decimal: str, sign: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_text(round(value.total_seconds()))
    if isinstance(value, (int, float)):
        return number_text(repr(value), decimal) + sign
    return str(value)
