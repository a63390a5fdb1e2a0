"""From one file to the rows of the table that its source fills.

One reader serves all tables, and goes by their records. A table whose files come in further forms,
such as wide ones, has a function of its own in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from tsi_eval.ingest.columns import check_filled, read_column
from tsi_eval.ingest.hidden_sums import check_hidden_sums
from tsi_eval.ingest.layouts import plain_files
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.measures import measures
from tsi_eval.ingest.read import ROW
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.stages import stages
from tsi_eval.ingest.units import to_units
from tsi_eval.ingest.wide_counts import wide_counts
from tsi_eval.pilot.source import Source
from tsi_eval.study.tables import COUNTS, ENROLMENT, MEASURES
from tsi_eval.study.tables.column import Column, ColumnKind

# Name of the unit that a person belongs to, among the persons' attributes.
UNIT = ColumnKind.UNIT.name.lower()


def rows_of_table(file: SourceFile) -> pd.DataFrame:
    """Return the rows of the source's table.

    `row` is the row's number in the file, and `file` the file's name.
    """
    read = FORMS.get(file.source.table, plain)
    parts = [read(part) for part in plain_files(file)]
    # What can't be understood of a layout is a problem already, and gives no rows.
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    check_hidden_sums(file, rows)
    _check_occasions(file, rows)
    return rows


def plain(file: SourceFile) -> pd.DataFrame:
    """Return one row of the table for each row of the file, column by column."""
    source = file.source
    rows = file.places()
    for column in source.record.columns:
        if column.study:
            rows[column.name] = read_column(file, column)
        else:
            check_filled(file, column)
    for attribute in _attributes(source):
        has_units = attribute.name == UNIT and file.pilot.units
        rows[attribute.name] = _unit_of_person(file) if has_units else read_column(file, attribute)
    for ours, theirs in source.clusters.items():
        rows[ours] = file.text(theirs)
    if source.record.faults is not None:
        for fault in source.record.faults(rows):
            file.refuse(fault.code, source.columns.get(fault.column, fault.column), fault.rows, **fault.more)
    return rows


def _attributes(source: Source) -> Iterator[Column]:
    """Yield the columns that the source declares and that its table's record doesn't name."""
    named = {column.name for column in source.record.columns}
    for ours in source.columns:
        attribute = source.record.column(ours)
        if attribute is not None and ours not in named:
            yield attribute


def _unit_of_person(file: SourceFile) -> pd.Series[str]:
    """Return the units that persons belong to, by any of their names; a person may have none."""
    return to_units(file.frame, file.source, file.pilot, file.name, file.problems, file.found, may_be_blank=True)


def _check_occasions(file: SourceFile, rows: pd.DataFrame) -> None:
    """Add a problem (E344) where a row's occasion is none of the pilot's windows."""
    for column in file.source.record.of_kind(ColumnKind.OCCASION):
        if column.name in rows:
            strange = rows[column.name].notna() & ~rows[column.name].isin([*file.pilot.windows])
            theirs = file.source.columns.get(column.name, TITLES if file.source.sections else column.name)
            at = file.frame[ROW].isin(rows.loc[strange, "row"])
            file.refuse("E344", theirs, at, known=", ".join(file.pilot.windows))


def _counts(file: SourceFile) -> pd.DataFrame:
    return wide_counts(file) if file.source.series else plain(file)


FORMS: Mapping[str, Callable[[SourceFile], pd.DataFrame]] = {
    ENROLMENT.name: stages,
    MEASURES.name: measures,
    COUNTS.name: _counts,
}
