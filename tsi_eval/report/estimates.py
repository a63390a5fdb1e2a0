"""The released numbers as files for other programs.

`estimates.csv` has a row a number; `codebook.csv` explains its columns and the ids in them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from tsi_eval.findings.released import COLUMNS as OF_A_NUMBER
from tsi_eval.findings.released import Released
from tsi_eval.language import LANGUAGES, Message, say

# A spreadsheet runs a cell that begins with one of these.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("data", "report", "series", *OF_A_NUMBER)


def to_csv(released: Released) -> str:
    """Return every released number in a row of its own.

    Each row says what kind of data it comes from, and whether the report is a draft.
    """
    about = {"data": released.cover.data, "report": released.cover.status}
    rows = []
    for finding in released.findings:
        for series, estimate in finding.every_estimate():
            rows.append(about | {"series": series} | estimate.row())
    return _written(COLUMNS, rows)


def to_codebook(released: Released) -> str:
    """Return what each column and each id means, in every language."""
    columns = ({"kind": "column", "name": name} | _in_every_language(f"codebook.{name}") for name in COLUMNS)
    labels = (
        {"kind": "id", "name": name, "sv": text.sv, "en": text.en}
        for name, text in sorted(released.cover.labels.items())
    )
    questions = (
        {"kind": "question", "name": item.id, "sv": item.text.sv, "en": item.text.en}
        for item in released.cover.questions
    )
    return _written(("kind", "name", *LANGUAGES), (*columns, *questions, *labels))


def _in_every_language(key: str) -> dict[str, str]:
    return {language: say(Message(key), language) for language in LANGUAGES}


def _written(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in rows)
    return stream.getvalue()


def _safe(value: object) -> object:
    """Return a value that no spreadsheet runs, and that readers of csv find in one piece.

    "=cmd" becomes "'=cmd". A lone carriage return, which would end the row, becomes a line feed.
    """
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if value.startswith(_FORMULA) else text
