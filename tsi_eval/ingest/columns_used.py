"""Which columns of a source's files are used, and for what: as they were declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tsi_eval.ingest.account import ColumnRead
from tsi_eval.pilot.source import Source


def columns_read(source: Source) -> Iterator[ColumnRead]:
    """Yield each declared column of a source's files, with what it is to the study."""
    record = source.record
    if record.person is not None:
        yield ColumnRead(theirs=source.person, ours=record.person.name, kind=record.person.kind.name.lower())
    for ours, theirs in source.columns.items():
        column = record.column(ours)
        if column is not None:
            yield ColumnRead(theirs=theirs, ours=ours, kind=column.kind.name.lower())
    for ours, theirs in source.clusters.items():
        yield ColumnRead(theirs=theirs, ours=ours, kind="clusters")
    for ours, theirs in source.dates.items():
        yield ColumnRead(theirs=theirs, ours=ours, kind="dates")
    for ours, theirs in source.stages.items():
        yield ColumnRead(theirs=theirs, ours=ours, kind="stages")
    yield from _of_outcomes(source)
    yield from _of_days(source)
    yield from _of_series(source)


def _of_outcomes(source: Source) -> Iterator[ColumnRead]:
    """Yield the columns of outcomes, and those of a questionnaire."""
    use = source.instrument
    if use is not None:
        for theirs in source.item_columns().values():
            yield ColumnRead(theirs=theirs, ours=use.key, kind="items")
        if use.respondent:
            yield ColumnRead(theirs=use.respondent, ours=use.key, kind="respondent")
    for ours, entry in source.outcomes.items():
        wide = entry if isinstance(entry, Mapping) else {"": entry}
        for at, columns in wide.items():
            for theirs in columns:
                yield ColumnRead(theirs=theirs, ours=ours, kind="outcomes", at=at)


def _of_days(source: Source) -> Iterator[ColumnRead]:
    for ours, days in source.days.items():
        for at, columns in days.items():
            for theirs in columns:
                yield ColumnRead(theirs=theirs, ours=ours, kind="days", at=at)


def _of_series(source: Source) -> Iterator[ColumnRead]:
    for ours, entry in source.series.items():
        wide = entry if isinstance(entry, Mapping) else {"": entry}
        for at, theirs in wide.items():
            yield ColumnRead(theirs=theirs, ours=ours, kind="series", at=at)
