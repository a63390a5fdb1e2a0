"""What a source delivers: its files, read one after the other and put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.account import FileAccount
from tsi_eval.ingest.copies import other_versions, same_content
from tsi_eval.ingest.files import files_named, find_files
from tsi_eval.ingest.found import Found
from tsi_eval.ingest.measures import values_received
from tsi_eval.ingest.missing_columns import has_columns
from tsi_eval.ingest.one_file import Part, Starts, columns_of_study, part_of
from tsi_eval.ingest.read import read_text
from tsi_eval.ingest.respondents import answered, one_respondent
from tsi_eval.ingest.rows_kept import settled
from tsi_eval.ingest.stages import without_overtaken
from tsi_eval.ingest.who_is_who import in_one_spelling
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source
from tsi_eval.pilot.windows import words_of_windows
from tsi_eval.study import SourceReceipt
from tsi_eval.study.tables import ENROLMENT
from tsi_eval.study.tables.column import ColumnKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a source's files hold together.

    Attributes:
        source: The source.
        files: Its files, also those that can't be read.
        table: Rows of the source's table.
        answered: Who answered a questionnaire for whom, where the source says it.
        undeclared: Columns that were not declared, as in `Intake`.
        outside: Text that stood outside the tables, as in `Intake`.
        receipt: What the source delivered.
        accounts: What became of each file that could be read.
    """

    source: Source
    files: tuple[Path, ...]
    table: pd.DataFrame
    answered: pd.DataFrame
    undeclared: pd.DataFrame
    outside: tuple[tuple[str, str, str], ...]
    receipt: SourceReceipt
    accounts: tuple[FileAccount, ...]


def deliver(pilot: Pilot, source: Source, known: Starts, problems: list[Problem]) -> Delivery:
    """Read a source's files, one after the other, and put their rows together."""
    files = find_files(pilot.folder, source, problems)
    problems += same_content(files, source)
    found = Found()
    parts, outside = _read(files, pilot, source, known, problems, found)
    table = _together(parts, pilot, source, problems, found)
    return Delivery(
        source=source,
        files=files,
        table=table.drop(columns="respondent", errors="ignore"),
        answered=answered(table, source),
        undeclared=stacked(part.undeclared for part in parts),
        outside=outside,
        receipt=SourceReceipt(
            source=source.id,
            files=len(files),
            rows=sum(part.rows for part in parts),
            columns_used=len({*columns_of_study(source, ())}.union(*(part.used for part in parts))),
            columns_dropped=len({name for part in parts for name in part.unused}),
            values=values_received(table, pilot, source),
            hidden=_hidden_at_source(table),
            notes=(*found.notes(), *_windows_by_days(pilot, source)),
        ),
        accounts=tuple(_accounts(parts, table, source)),
    )


def _read(
    files: tuple[Path, ...], pilot: Pilot, source: Source, known: Starts, problems: list[Problem], found: Found
) -> tuple[list[Part], tuple[tuple[str, str, str], ...]]:
    """Return what each file gives that can be read and has its columns; and the text beside all."""
    parts: list[Part] = []
    outside: list[tuple[str, str, str]] = []
    others = [(other, files_named(pilot.folder, other.files)) for other in pilot.sources if other.id != source.id]
    for path in files:
        place = path.relative_to(pilot.folder).as_posix()
        text = read_text(path, source, problems, pilot.names_of_units())
        if text is not None:
            outside += [(place, where, words) for where, words in text.outside]
            readers = (source, *(other for other, theirs in others if path in theirs))
            if has_columns(text.frame, readers, place, problems):
                parts.append(part_of(place, text, readers, pilot, known, problems, found))
    return parts, tuple(outside)


def _together(parts: list[Part], pilot: Pilot, source: Source, problems: list[Problem], found: Found) -> pd.DataFrame:
    """Return the rows of all files, without those that another row of the source overrules."""
    table = stacked(part.table for part in parts)
    if table.empty:
        return table
    problems += other_versions(source.record, table, source) if len(parts) > 1 else ()
    if source.instrument is not None:
        return one_respondent(in_one_spelling(table, pilot), source, problems, found)
    if source.table == ENROLMENT.name and len(parts) > 1:
        return without_overtaken(in_one_spelling(table, pilot), found)
    return table


def _windows_by_days(pilot: Pilot, source: Source) -> Iterator[Message]:
    """Yield what the report says of occasions that are counted from each person's own start."""
    if ColumnKind.DATE in {column.kind for name in source.columns if (column := source.record.column(name))}:
        for name, words in words_of_windows(pilot.windows, pilot.labels).items():
            if pilot.labels[name] != words:
                yield Message("found.since", {"occasion": pilot.labels[name], "days": words})


def _accounts(parts: list[Part], table: pd.DataFrame, source: Source) -> Iterator[FileAccount]:
    """Yield what became of each file, when the source's rows stand together.

    Where something in a file is a problem, that has been said, and its rows are not told apart.
    """
    for part in parts:
        is_told = part.whole and not table.empty
        yield settled(part.account, part.numbers, part.table, table, source.record) if is_told else part.account


def stacked(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all tables, or an empty frame without tables."""
    frames = [*tables]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _hidden_at_source(table: pd.DataFrame) -> int:
    """Return how many numbers the source itself kept secret."""
    return int((table["status"] == "secret").sum()) if "status" in table else 0
