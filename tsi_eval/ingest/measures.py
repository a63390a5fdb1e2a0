"""Measures: long files and wide ones, columns that are summed, and the items of a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from tsi_eval.ingest.columns import occasions
from tsi_eval.ingest.convert import to_numbers
from tsi_eval.ingest.dates import day_numbers
from tsi_eval.ingest.questionnaire import scored
from tsi_eval.ingest.read import ROW
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Columns, Source
from tsi_eval.study.tables import MEASURES
from tsi_eval.study.tables.checks import scale_faults
from tsi_eval.study.tables.shared import OCCASION


def measures(file: SourceFile) -> pd.DataFrame:
    """Return one row a person, occasion and outcome, also where the value is missing."""
    source = file.source
    rows = file.places().assign(person=file.text(source.person))
    parts = []
    if source.instrument is not None:
        parts += scored(file, rows.assign(occasion=occasions(file, OCCASION)))
    for outcome, entry in source.outcomes.items():
        wide = entry if isinstance(entry, Mapping) else {"": entry}
        for occasion, columns in wide.items():
            value = _sum(file, columns)
            when = occasion or occasions(file, OCCASION)
            for fault in scale_faults("value", value, file.pilot.outcomes[outcome]):
                file.refuse(fault.code, " + ".join(columns), fault.rows, **fault.more)
            parts.append(rows.assign(occasion=when, outcome=outcome, value=value))
    parts += [rows.assign(**part) for part in _days(file)]
    table = pd.concat(parts, ignore_index=True) if parts else rows.assign(occasion="", outcome="", value=0.0).iloc[:0]
    _check_dated(file, table)
    return table


def _days(file: SourceFile) -> Iterator[dict[str, Any]]:
    """Yield how many days there are from one date to another, as outcomes at an occasion.

    A date before the first of the two is a problem (E371). Where either is blank there is no value:
    what has not happened yet has taken no number of days.
    """
    for outcome, entry in file.source.days.items():
        for occasion, (first, second) in entry.items():
            value = day_numbers(file, second) - day_numbers(file, first)
            file.refuse("E371", f"{first} + {second}", value < 0)
            for fault in scale_faults("value", value, file.pilot.outcomes[outcome]):
                file.refuse(fault.code, f"{first} + {second}", fault.rows & (value >= 0), **fault.more)
            yield {"occasion": occasion, "outcome": outcome, "value": value}


def values_received(table: pd.DataFrame, pilot: Pilot, source: Source) -> dict[str, tuple[int, int]]:
    """Return how many rows have a value, and how many have none, by "outcome@occasion".

    They stand in the order of the declaration, so that the order of a file's rows decides nothing.
    """
    if table.empty or source.table != MEASURES.name:
        return {}
    rows_of = table.groupby(["outcome", "occasion"])["value"]
    rows, valued = rows_of.size().to_dict(), rows_of.count().to_dict()
    received = {}
    for outcome in pilot.outcomes:
        for occasion in pilot.windows:
            place = (outcome, occasion)
            if place in rows:
                received[f"{outcome}@{occasion}"] = (int(valued[place]), int(rows[place] - valued[place]))
    return received


def _check_dated(file: SourceFile, table: pd.DataFrame) -> None:
    """Add a problem (E214) when a value has neither date nor occasion: it would belong nowhere."""
    columns = file.source.columns
    theirs = columns.get("date", columns.get("occasion"))
    if theirs is None or table.empty:
        return
    empty = set(file.frame.loc[file.text(theirs).isna(), ROW])
    valued = set(table.loc[table["value"].notna() & table["occasion"].isna(), "row"])
    file.refuse("E214", theirs, file.frame[ROW].isin(empty & valued))


def _sum(file: SourceFile, columns: Columns) -> pd.Series[float]:
    """Return the sum of some columns, which is missing when any of them is."""
    first, *others = (
        to_numbers(file.frame, column, file.source.format, file.name, file.problems) for column in columns
    )
    for other in others:
        first = first + other
    return first
