"""From one file to the rows of the table that its source fills.

One reader serves all tables, and goes by their records. A table whose files come in further forms,
such as wide ones, has a function of its own in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from tsi_eval.ingest.columns import check_filled, read_column
from tsi_eval.ingest.measures import measures
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.stages import stages
from tsi_eval.ingest.wide_counts import wide_counts
from tsi_eval.study.tables import COUNTS, ENROLMENT, MEASURES


def rows_of_table(file: SourceFile) -> pd.DataFrame:
    """Return the rows of the source's table.

    `row` is the row's number in the file, and `file` the file's name.
    """
    return FORMS.get(file.source.table, plain)(file)


def plain(file: SourceFile) -> pd.DataFrame:
    """Return one row of the table for each row of the file, column by column."""
    source = file.source
    rows = file.places()
    for column in source.record.columns:
        if column.study:
            rows[column.name] = read_column(file, column)
        else:
            check_filled(file, column)
    named = {column.name for column in source.record.columns}
    for ours in source.columns:
        attribute = source.record.column(ours)
        if attribute is not None and ours not in named:
            rows[ours] = read_column(file, attribute)
    for ours, theirs in source.clusters.items():
        rows[ours] = file.text(theirs)
    if source.record.faults is not None:
        for fault in source.record.faults(rows):
            file.refuse(fault.code, source.columns[fault.column], fault.rows, **fault.more)
    return rows


def _counts(file: SourceFile) -> pd.DataFrame:
    return wide_counts(file) if file.source.series else plain(file)


FORMS: Mapping[str, Callable[[SourceFile], pd.DataFrame]] = {
    ENROLMENT.name: stages,
    MEASURES.name: measures,
    COUNTS.name: _counts,
}
