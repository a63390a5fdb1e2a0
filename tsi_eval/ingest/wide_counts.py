"""Monthly counts in wide files.

They have a column for each series, or for each series of each unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from tsi_eval.ingest.columns import check_numbers, values_of
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.study.tables import COUNTS

COLUMNS = {column.name: column for column in COUNTS.columns}


def wide_counts(file: SourceFile) -> pd.DataFrame:
    """Return one row a unit, month and series."""
    month, exposure = values_of(file, COLUMNS["month"]), values_of(file, COLUMNS["exposure"])
    if "exposure" in file.source.columns:
        check_numbers(file, COLUMNS["exposure"], exposure, file.source.columns["exposure"])
    named_by_row = any(not unit for _, unit, _ in _columns(file))
    of_row = values_of(file, COLUMNS["unit"]) if named_by_row else ""
    parts = []
    for series, unit, theirs in _columns(file):
        n, status = file.amounts(theirs)
        check_numbers(file, COLUMNS["n"], n, theirs)
        file.refuse_blanks(theirs)
        part = file.places().assign(unit=unit or of_row, month=month, series=series, n=n, status=status)
        parts.append(part.assign(exposure=exposure))
    return pd.concat(parts, ignore_index=True)


def _columns(file: SourceFile) -> Iterator[tuple[str, str, str]]:
    """Yield each series with its unit and the file's column.

    The unit is "" where the row names it.
    """
    for series, entry in file.source.series.items():
        for unit, theirs in entry.items() if isinstance(entry, Mapping) else [("", entry)]:
            yield series, unit, theirs
