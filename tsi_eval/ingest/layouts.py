"""Layouts as people keep them, each turned into plain files that the readers of tables understand.

A file with a column a month is as many plain files as it has months: each has the rows' own columns
and one column of numbers, and all its rows are of that month. So everything goes through the same
checks, and what is wrong is named by the file's own column and row.

Example: columns "Mötesplats", "jan 2024" and "feb 2024" with `layout = { across = "period" }` are
two plain files. In the first the numbers are "jan 2024", and the period of every row is 2024-01.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from tsi_eval.errors import WITHHELD, Param, Problem
from tsi_eval.ingest.across import Cells, cells_in, month_of_year
from tsi_eval.ingest.beside import not_understood
from tsi_eval.ingest.made_columns import TITLES, made
from tsi_eval.ingest.read import ROW
from tsi_eval.ingest.shown_names import one_in_words
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.language import Message
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.in_layouts import PARTS_OF_PERIODS, in_rows
from tsi_eval.written_periods import parse_period

_DATED = frozenset({ColumnKind.PERIOD, ColumnKind.TERM})


def plain_files(file: SourceFile) -> Iterator[SourceFile]:
    """Yield a file as plain files; as itself, where its source declares nothing of a layout.

    What can't be understood of its columns is added to the file's problems (E342, E346, E397).
    """
    whole = _with_year(_with_sections(_with_fixed(file)))
    if file.source.layout is None:
        yield whole
    elif _is_understood(file):
        yield from _by_cells(whole)


def _with_fixed(file: SourceFile) -> SourceFile:
    """Return a file with a column for each value that is the same in all rows."""
    for ours, value in file.source.fixed.items():
        file = _with_column(file, ours, str(value))
    return file


def _with_sections(file: SourceFile) -> SourceFile:
    """Return a file whose section titles are one of its columns."""
    ours = file.source.sections
    return replace(file, source=_naming(file.source, {ours: TITLES})) if ours else file


def _with_year(file: SourceFile) -> SourceFile:
    """Return a file whose months have their year, which stands in a column of its own.

    A row without a year keeps its month alone, which is none (E203).
    """
    months = file.source.columns.get(in_rows(file.source.record, "year"))
    if not file.source.year or months is None:
        return file
    parts = zip(file.frame[months], file.frame[file.source.year], strict=True)
    whole = [month_of_year(month, year) if month.strip() and year.strip() else month for month, year in parts]
    return replace(file, frame=file.frame.assign(**{months: pd.Series(whole, file.frame.index, dtype="str")}))


def _with_column(file: SourceFile, ours: str, fields: str) -> SourceFile:
    """Return a file with a column more, the same in all rows."""
    column = pd.Series(fields, file.frame.index, dtype="str")
    source = _naming(file.source, {ours: made(ours)})
    return replace(file, frame=file.frame.assign(**{made(ours): column}), source=source)


def _naming(source: Source, columns: Mapping[str, str]) -> Source:
    return replace(source, columns={**source.columns, **columns})


def _is_understood(file: SourceFile) -> bool:
    before = len(file.problems)
    columns = file.frame.drop(columns=[ROW, TITLES], errors="ignore")
    beside = list(not_understood(file.source, columns))
    across = file.source.layout.across if file.source.layout is not None else ""
    shared: dict[str, Param] = {"file": file.name, "what": _in_words(file.source), "more": _more(file.source, across)}
    for heading, place in {column.heading: column.place for column in beside if column.heading}.items():
        shown = one_in_words(heading, place, file.source.words_declared())
        written = shown if shown == heading else WITHHELD
        params = {**shared, "column": shown, "written": written, "across": across}
        file.problems.append(Problem(code="E342", params=params))
    for place in dict.fromkeys(column.place for column in beside if not column.heading):
        file.problems.append(Problem(code="E397", params={"file": file.name, "place": place}))
    for pattern in _absent(file.source, cells_in(file.source, [*map(str, columns.columns)])):
        file.problems.append(Problem(code="E346", params={**shared, "pattern": pattern}))
    return len(file.problems) == before


def _more(source: Source, across: str) -> Message:
    """Return what else is to be done: with a year beside its month, whole terms, or a new kind."""
    if across in PARTS_OF_PERIODS:
        return Message("error.advice.year_in_column")
    if any(source.record.of_kind(ColumnKind.PERIOD)) and across not in source.values:
        return Message("error.advice.terms_in_months")
    return Message(
        "error.advice.one_more_kind" if across in source.values else "error.advice.nothing_more", {"across": across}
    )


def _in_words(source: Source) -> Message:
    """Return what the names of columns must be."""
    across = source.layout.across if source.layout is not None else ""
    column = source.record.column(across)
    kinds = {
        ColumnKind.PERIOD: "period",
        ColumnKind.TERM: "term",
        ColumnKind.SCHOOL_YEAR: "school_year",
        ColumnKind.YEAR: "year",
    }
    word = across if across in PARTS_OF_PERIODS or column is None else kinds.get(column.kind, "words")
    return Message(f"across.{word}")


def _absent(source: Source, cells: tuple[Cells, ...]) -> Iterator[str]:
    """Yield the columns that are missing: of some value that lies across, or of every one."""
    across = source.layout.across if source.layout is not None else ""
    labels = dict.fromkeys(column.label for column in cells)
    found = {(column.label, column.ours) for column in cells}
    for ours, pattern in source.patterns().items():
        yield from (pattern.replace(f"{{{across}}}", label) for label in labels if (label, ours) not in found)
        yield from () if labels else (pattern,)


def _by_cells(file: SourceFile) -> Iterator[SourceFile]:
    """Yield a plain file for each value that lies across."""
    by_label: dict[str, list[Cells]] = {}
    for cells in cells_in(file.source, [str(name) for name in file.frame.columns]):
        by_label.setdefault(cells.label, []).append(cells)
    parts = {label: _of_label(file, label, cells) for label, cells in by_label.items()}
    across = file.source.layout.across if file.source.layout is not None else ""
    column = file.source.record.column(across)
    if across in PARTS_OF_PERIODS or (column is not None and column.kind in _DATED):
        numbers = {label: [column.theirs for column in cells] for label, cells in by_label.items()}
        yield from _within_time([(part, _is_blank(part, numbers[label])) for label, part in parts.items()])
    else:
        yield from parts.values()


def _of_label(file: SourceFile, label: str, cells: list[Cells]) -> SourceFile:
    """Return the plain file of one value that lies across."""
    source = file.source
    across = source.layout.across if source.layout is not None else ""
    columns = {ours: theirs for ours, theirs in source.columns.items() if ours not in source.patterns()}
    columns |= {column.ours: column.theirs for column in cells}
    # Problems, and what is found, are gathered for the file; what was read is of this part alone.
    part = replace(file, source=replace(source, columns=columns, layout=None), _amounts={}, _periods={})
    if across not in PARTS_OF_PERIODS:
        return _with_column(part, across, label)
    theirs = columns[in_rows(source.record, across)]
    return replace(part, frame=part.frame.assign(**{theirs: _months(part.frame[theirs], label, across)}))


def _months(fields: pd.Series[str], label: str, across: str) -> pd.Series[str]:
    """Return months put together of a part in the rows and a part in the columns."""
    words = {
        field: (month_of_year(field, label) if across == "year" else month_of_year(label, field))
        if field.strip()
        else ""
        for field in fields.unique()
    }
    return fields.map(words).astype("str")


def _within_time(parts: list[tuple[SourceFile, pd.Series[bool]]]) -> Iterator[SourceFile]:
    """Yield plain files without the months that nobody has come to, at either end of the calendar.

    A table of whole years has blanks in its last year, and often in its first. A month before the
    first number of the file, or after the last, is no row. A blank between them stays a blank.
    """
    starts = [_starts(part) for part, _ in parts]
    known = pd.concat([days[~blank] for days, (_, blank) in zip(starts, parts, strict=True)])
    for days, (part, blank) in zip(starts, parts, strict=True):
        ahead = blank & days.notna() & ~days.between(known.min(), known.max())
        if ahead.any():
            part.found["ahead"] = ""
        if not ahead.all():
            yield replace(part, frame=part.frame[~ahead])


def _starts(part: SourceFile) -> pd.Series[float]:
    """Return the first day of each row's month or term, counted from the first of all days."""
    theirs = next(
        part.source.columns[c.name] for c in part.source.record.of_kind(*_DATED) if c.name in part.source.columns
    )
    periods = {field: parse_period(field) for field in part.frame[theirs].unique()}
    days = {field: np.nan if period is None else period.start.toordinal() for field, period in periods.items()}
    return part.frame[theirs].map(days).astype(float)


def _is_blank(part: SourceFile, numbers: list[str]) -> pd.Series[bool]:
    """Return the rows in which none of the columns of numbers is filled in."""
    blank = pd.Series(data=True, index=part.frame.index)
    for theirs in numbers:
        blank &= part.frame[theirs].str.strip() == ""
    return blank
