"""Text out of files: every field a string, every row with its number in the file.

With the text comes what was found on the way, such as the encoding and rows of sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tsi_eval.errors import Param, Problem
from tsi_eval.ingest.account import LeftOut, by_reason
from tsi_eval.ingest.blanks import with_blanks_filled
from tsi_eval.ingest.body import Body, body_of
from tsi_eval.ingest.choice import best_reading
from tsi_eval.ingest.formats import FORMATS
from tsi_eval.ingest.formats.cells import ERRORS
from tsi_eval.ingest.formats.delimited import LARGEST_ROWS, delimited
from tsi_eval.ingest.formats.grid import UnreadableError
from tsi_eval.ingest.lost_letters import rows_with_lost_letters
from tsi_eval.ingest.merged import check_unclear, unmerged
from tsi_eval.ingest.value_labels import hidden_missing, in_words
from tsi_eval.language import Message
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.checks import KEPT_ROWS

if TYPE_CHECKING:
    import pandas as pd

ROW = "#row"
# Problems of a whole file, whose lines name the source that it belongs to.
NAMED_BY_SOURCE = frozenset({"E104", "E108", "E109", "E113"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileText:
    """A file's rows as text, and how it turned out to be written.

    Attributes:
        frame: A column a header name, and `ROW`; blanks that mean what stands above are filled in.
        outside: Text that is not in the table, by its place: title rows, rows of sums, footnotes,
            names of sheets.
        found: What was found rather than declared: setting → how it is written.
        left_out: Rows under the header that are no rows of the table, by reason.
        around: What stands around the table: the name of its sheet, its titles and its notes.
    """

    frame: pd.DataFrame
    outside: tuple[tuple[str, str], ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    around: tuple[str, ...] = ()


def read_text(path: Path, source: Source, problems: list[Problem], units: Iterable[str] = ()) -> FileText | None:
    """Return a file's rows as text, or None when it can't be read; then `problems` says why.

    Args:
        path: The file.
        source: What it was declared to be.
        problems: What is wrong with it is added here.
        units: What the pilot's units are called.
    """
    try:
        return _read(path, source, problems, units)
    except UnreadableError as error:
        named = {"source": source.id} if error.code in NAMED_BY_SOURCE else {}
        advice = _advice(path) if error.code == "E122" else {}
        params: dict[str, Param] = {"file": path.name, **named, **advice, **error.params}
        problems.append(Problem(code=error.code, params=params, rows=error.rows[:KEPT_ROWS]))
        return None


def _read(path: Path, source: Source, problems: list[Problem], units: Iterable[str]) -> FileText | None:
    grid, header = best_reading(FORMATS[path.suffix.lower()].read(path, source.format), source)
    below = unmerged(grid.rows[header.rows_before :], grid.merges, header, source)
    body = body_of(below.rows, header, source, units)
    faults = list(_faults(body, path, len(header.names)))
    problems += faults
    if body.frame.empty or body.ragged:
        if not faults:
            raise UnreadableError("E105")
        return None
    if len(body.frame) > LARGEST_ROWS:
        raise UnreadableError("E111")
    check_unclear(below.unclear, body.numbers.tolist())
    frame = with_blanks_filled(in_words(body.frame, grid.labels, source), source)
    frame.insert(0, ROW, body.numbers)
    _check_errors(frame, source)
    _check_codes(frame, grid.labels, source)
    if lost := rows_with_lost_letters(frame, source):
        raise UnreadableError("E118", rows=tuple(frame[ROW].iloc[[*lost]]))
    kinds = {"titles": bool(header.titles), "header_rows": header.depth > 1, "merged": bool(below.filled)}
    left_out = (why for why, _ in body.left_out if why != "blank")
    return FileText(
        frame=frame,
        outside=(*grid.outside, *(("title", text) for text in header.titles), *body.outside),
        found=dict(grid.found) | dict.fromkeys([*(kind for kind, is_so in kinds.items() if is_so), *left_out], ""),
        left_out=by_reason(body.left_out),
        around=(grid.sheet, *header.titles, *(text for why, text in body.outside if why == "footnotes")),
    )


def _advice(path: Path) -> dict[str, Param]:
    """Return what to do about rows with too many fields: a workbook has no quotation marks."""
    is_text = FORMATS[path.suffix.lower()].read is delimited
    return {"ragged": Message("error.ragged_text" if is_text else "error.ragged_sheet")}


def _faults(body: Body, path: Path, columns: int) -> Iterator[Problem]:
    """Yield what is wrong with rows: they don't fit the header (E122), or are not understood."""
    of = len(body.frame) + len(body.ragged) + sum(map(len, body.refused.values()))
    if body.ragged:
        params: dict[str, Param] = {"count": len(body.ragged), "of": of, "columns": columns, **_advice(path)}
        params["file"] = path.name
        yield Problem(code="E122", params=params, rows=body.ragged[:KEPT_ROWS])
    for code, rows in body.refused.items():
        yield Problem(code=code, params={"file": path.name, "count": len(rows), "of": of}, rows=rows[:KEPT_ROWS])


def _check_errors(frame: pd.DataFrame, source: Source) -> None:
    """Refuse cells in which a formula went wrong, such as #N/A, in a declared column (E332).

    A project lead may say under `missing`, `markers` or `values` what they mean.
    """
    meant = {
        *source.format.missing,
        *source.format.markers,
        *(key for given in source.values.values() for key in given),
    }
    errors = ERRORS - meant
    for column in source.their_columns():
        if column in frame:
            wrong = frame[column].isin(errors)
            if wrong.any():
                rows, shown = tuple(frame.loc[wrong, ROW].head(KEPT_ROWS)), frame.loc[wrong, column].iloc[0]
                raise UnreadableError(
                    "E332", rows=rows, column=column, error=str(shown), count=int(wrong.sum()), of=len(frame)
                )


def _check_codes(frame: pd.DataFrame, labels: Mapping[str, Mapping[str, str]], source: Source) -> None:
    """Refuse codes among numbers that may mean that there is no answer (E394)."""
    for column, wrong in hidden_missing(frame, labels, source).items():
        rows = tuple(frame.loc[wrong, ROW].head(KEPT_ROWS))
        raise UnreadableError("E394", rows=rows, column=column, count=int(wrong.sum()), of=len(frame))
