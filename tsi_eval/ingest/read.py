"""Text out of files: every field a string, every row with its number in the file.

With the text comes what was found on the way, such as the encoding and rows of sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from tsi_eval.errors import Param, Problem
from tsi_eval.ingest.account import LeftOut, by_reason
from tsi_eval.ingest.body import body_of
from tsi_eval.ingest.formats import READERS
from tsi_eval.ingest.formats.delimited import DELIMITERS
from tsi_eval.ingest.formats.grid import Grid, UnreadableError
from tsi_eval.ingest.header import Header, find_header
from tsi_eval.language import Message
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.checks import KEPT_ROWS

ROW = "#row"
Reading = tuple[Grid, Header]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """A file's rows as text, and how it turned out to be written.

    Attributes:
        frame: A column a header name, and `ROW`.
        outside: Text that is not in the table, by its place: title rows, rows of sums, footnotes,
            names of sheets.
        found: What was found rather than declared: setting → how it is written.
        left_out: Rows under the header that are no rows of the table, by reason.
    """

    frame: pd.DataFrame
    outside: tuple[tuple[str, str], ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


def read_text(path: Path, source: Source, problems: list[Problem]) -> FileText | None:
    """Return a file's rows as text, or None when it can't be read; then `problems` says why."""
    try:
        grid, header = _best(READERS[path.suffix.lower()](path, source.format), source)
    except UnreadableError as error:
        problems.append(Problem(code=error.code, params={"file": path.name, **_advice(path), **error.params}))
        return None
    body = body_of(grid.rows[header.rows_before :], header, source)
    if body.ragged:
        params: dict[str, Param] = {
            "file": path.name,
            **_advice(path),
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
        left_out=by_reason(body.left_out),
    )


def _advice(path: Path) -> dict[str, Param]:
    """Return what to do about rows with too many fields: a workbook has no quotation marks."""
    is_text = READERS[path.suffix.lower()] is READERS[".csv"]
    return {"ragged": Message("error.ragged_text" if is_text else "error.ragged_sheet")}


def _best(grids: Iterable[Grid | UnreadableError], source: Source) -> Reading:
    """Return the reading, of all that a file allows, that finds most of the declared columns."""
    readings: list[Reading] = []
    doubled: UnreadableError | None = None
    for grid in grids:
        if isinstance(grid, UnreadableError):
            continue
        try:
            readings.append((grid, find_header(grid.rows, source)))
        except UnreadableError as error:
            if error.code == "E104":
                raise
            doubled = error
    # `max` takes the first of equals.
    best = max(readings, key=_columns_found, default=None)
    if doubled is not None and (best is None or not best[1].matched):
        raise doubled
    if best is None:
        raise UnreadableError("E122", count=1, of="?", columns="?")
    _check_delimiter(best[1], source)
    return best


def _columns_found(reading: Reading) -> tuple[int, int]:
    """Return how many declared columns a reading finds, and then how many columns at all."""
    _, header = reading
    return header.matched, len(header.names)


def _check_delimiter(header: Header, source: Source) -> None:
    """Refuse a delimiter that was declared, where the file has another (E120)."""
    declared = source.format.delimiter
    only = header.names[0] if len(header.names) == 1 else ""
    other = [sign for sign in DELIMITERS if sign != declared and sign in only]
    if declared != "auto" and other and not header.matched:
        raise UnreadableError("E120", declared=_visible(declared), found=_visible(other[0]))


def _visible(sign: str) -> str:
    return r"\t" if sign == "\t" else sign
