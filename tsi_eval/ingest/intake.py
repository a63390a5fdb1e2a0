"""The delivery as it came: validated tables that still hold identifiers.

With them come every problem that was found, and the receipt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.account import FileAccount, LeftOut
from tsi_eval.ingest.across import used_columns
from tsi_eval.ingest.columns_used import columns_read
from tsi_eval.ingest.copies import other_versions, same_content
from tsi_eval.ingest.fault_rows import problems_of
from tsi_eval.ingest.files import find_files
from tsi_eval.ingest.folder import folder_problems
from tsi_eval.ingest.found import Found
from tsi_eval.ingest.made_columns import TITLES
from tsi_eval.ingest.measures import values_received
from tsi_eval.ingest.missing_columns import has_columns
from tsi_eval.ingest.read import ROW, FileText, read_text
from tsi_eval.ingest.respondents import answered, one_respondent, other_respondents
from tsi_eval.ingest.rows import rows_of_table
from tsi_eval.ingest.rows_kept import settled
from tsi_eval.ingest.source_file import SourceFile
from tsi_eval.ingest.spans import span_problems
from tsi_eval.ingest.stages import without_overtaken
from tsi_eval.ingest.starts import starts
from tsi_eval.ingest.who_is_who import in_one_spelling, who_is_who
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.pilot.source import Source
from tsi_eval.pilot.windows import words_of_windows
from tsi_eval.study import SourceReceipt
from tsi_eval.study.tables import ENROLMENT, PERSONS, personal_tables, table_named
from tsi_eval.study.tables.checks import key_faults, missing_months, strangers, unit_faults
from tsi_eval.study.tables.table import ColumnKind, Fault
from tsi_eval.study.tables.twice import doubled_rows, label_faults

# Name of a start → person → day.
Starts = Mapping[str, "pd.Series[float]"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Intake:
    """Validated, identifiable tables; only `protect` may see them, and they print as their names.

    Attributes:
        pilot: What was declared.
        tables: Table name → rows with `person` as delivered.
        undeclared: Source id → columns that were not declared, as text, each named "place:name";
            searched for identifiers, then dropped.
        outside: Text that stood outside the tables, such as title rows and names of sheets: file,
            place and text; the same.
        problems: Every problem found.
        receipt: What each source delivered.
        files: Source id → its files, for provenance.
        accounts: What became of each file, source by source.
    """

    pilot: Pilot
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    undeclared: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    outside: tuple[tuple[str, str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    receipt: tuple[SourceReceipt, ...] = ()
    files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    accounts: tuple[FileAccount, ...] = ()

    def __repr__(self) -> str:
        return f"Intake of {self.pilot.id}: {', '.join(self.tables)}"


def ingest(pilot: Pilot) -> Intake:
    """Read and check every file that a pilot declares; nothing is raised, every problem is kept."""
    problems: list[Problem] = []
    known = starts(pilot, problems)
    deliveries = [_deliver(pilot, source, known, problems) for source in pilot.sources]
    tables = dict(_tables(pilot, deliveries))
    who = who_is_who(tables, pilot)
    problems += who.problems
    problems += _table_problems(pilot, who.tables)
    problems += _missing(deliveries)
    problems += other_respondents(in_one_spelling(_stacked([item.answered for item in deliveries]), pilot))
    for delivery in deliveries:
        problems += span_problems(delivery.source, delivery.table, pilot.units)
    for name, fault in strangers(who.by_one_name, personal_tables()):
        problems += problems_of([fault], who.tables[name], pilot.sources)
    problems += folder_problems(pilot)
    return Intake(
        pilot=pilot,
        tables=who.tables,
        undeclared={delivery.source.id: delivery.undeclared for delivery in deliveries},
        outside=tuple(text for delivery in deliveries for text in delivery.outside),
        problems=tuple(_once(problems)),
        receipt=tuple(delivery.receipt for delivery in deliveries),
        files={delivery.source.id: delivery.files for delivery in deliveries},
        accounts=tuple(account for delivery in deliveries for account in delivery.accounts),
    )


def _once(problems: list[Problem]) -> Iterator[Problem]:
    # Two sources may read the same file, and find the same fault in it.
    seen: set[str] = set()
    for problem in problems:
        mark = f"{problem.code} {sorted(problem.params.items(), key=str)}"
        if mark not in seen:
            seen.add(mark)
            yield problem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one file gives to its source's delivery.

    Attributes:
        rows: How many rows of the file count.
        table: Those rows, as rows of the source's table.
        undeclared: Their columns that were not declared, each named "place:name".
        used: Their columns that the study uses.
        unused: Their columns that nobody declared; a declared one may stay outside the study too.
        account: What became of the file.
        numbers: Numbers of the rows that count.
        whole: Whether nothing in the file is a problem.
    """

    rows: int
    table: pd.DataFrame
    undeclared: pd.DataFrame
    used: tuple[str, ...]
    unused: tuple[str, ...]
    account: FileAccount
    numbers: pd.Index[int]
    whole: bool


def _deliver(pilot: Pilot, source: Source, known: Starts, problems: list[Problem]) -> _Delivery:
    """Read a source's files, one after the other, and put their rows together."""
    files = find_files(pilot.folder, source, problems)
    problems += same_content(files, source)
    outside: list[tuple[str, str, str]] = []
    parts, found = [], Found()
    for path in files:
        place = path.relative_to(pilot.folder).as_posix()
        text = read_text(path, source, problems, pilot.names_of_units())
        if text is not None:
            outside += [(place, where, words) for where, words in text.outside]
            if has_columns(text.frame, source, place, problems):
                parts.append(_part(place, text, source, pilot, known, problems, found))
    table = _stacked([part.table for part in parts])
    problems += other_versions(source.record, table, source) if len(parts) > 1 else ()
    if source.instrument is not None and not table.empty:
        table = one_respondent(in_one_spelling(table, pilot), source, problems, found)
    if source.table == ENROLMENT.name and len(parts) > 1 and not table.empty:
        table = without_overtaken(in_one_spelling(table, pilot), found)
    undeclared = _stacked([part.undeclared for part in parts])
    receipt = SourceReceipt(
        source=source.id,
        files=len(files),
        rows=sum(part.rows for part in parts),
        columns_used=len({*_columns_of_study(source, ())}.union(*(part.used for part in parts))),
        columns_dropped=len({name for part in parts for name in part.unused}),
        values=values_received(table, pilot, source),
        hidden=_hidden_at_source(table),
        notes=(*found.notes(), *_windows_by_days(pilot, source)),
    )
    return _Delivery(
        source=source,
        files=files,
        table=table.drop(columns="respondent", errors="ignore"),
        answered=answered(table, source),
        undeclared=undeclared,
        outside=tuple(outside),
        receipt=receipt,
        accounts=tuple(_accounts(parts, table, source)),
    )


def _windows_by_days(pilot: Pilot, source: Source) -> Iterator[Message]:
    """Yield what the report says of occasions that are counted from each person's own start."""
    if ColumnKind.DATE in {column.kind for name in source.columns if (column := source.record.column(name))}:
        for name, words in words_of_windows(pilot.windows, pilot.labels).items():
            if pilot.labels[name] != words:
                yield Message("found.since", {"occasion": pilot.labels[name], "days": words})


def _part(
    place: str, text: FileText, source: Source, pilot: Pilot, known: Starts, problems: list[Problem], found: Found
) -> _Part:
    """Return what a file gives; what was found in it is added to `found`.

    It goes by its place in the pilot's folder, since two subfolders may each have a "list.csv".
    """
    found.add(text.found)
    again = _doubles(text.frame, source)
    frame = text.frame[~again].reset_index(drop=True)
    if again.any():
        found.add({"doubles": ""})
    before = len(problems)
    file = SourceFile(name=place, frame=frame, source=source, pilot=pilot, problems=problems, starts=known)
    table = rows_of_table(file)
    found.add(file.found)
    places = {name: f"{at}:{name}" for at, name in enumerate(frame.columns)}
    used = _columns_of_study(source, frame.columns)
    unused = [
        name for name in map(str, frame.columns) if name not in {ROW, TITLES, *used_columns(source, frame.columns)}
    ]
    undeclared = frame.drop(columns=[name for name in frame if name in {ROW, TITLES, *used}]).rename(columns=places)
    doubles = [LeftOut(why="doubles", rows=tuple(text.frame.loc[again, ROW]))] if again.any() else []
    account = FileAccount(
        file=place,
        source=source.id,
        table=source.table,
        rows=len(frame),
        left_out=(*text.left_out, *doubles),
        used=tuple(columns_read(source)),
        unused=tuple(name.partition("\0")[0] for name in unused),
        found=dict(text.found) | file.found,
        words=tuple(file.words),
        out_of_order=sum(file.out_of_order),
    )
    return _Part(
        rows=len(frame),
        table=table,
        undeclared=undeclared,
        used=tuple(used),
        unused=tuple(places[name] for name in unused),
        account=account,
        numbers=pd.Index(frame[ROW]),
        whole=len(problems) == before,
    )


def _accounts(parts: list[_Part], table: pd.DataFrame, source: Source) -> Iterator[FileAccount]:
    """Yield what became of each file, when the source's rows stand together.

    Where something in a file is a problem, that has been said, and its rows are not told apart.
    """
    for part in parts:
        is_told = part.whole and not table.empty
        yield settled(part.account, part.numbers, part.table, table, source.record) if is_told else part.account


def _columns_of_study(source: Source, names: Iterable[str]) -> list[str]:
    """Return the declared columns that the study uses, of a file with columns of these names."""
    outside_study = source.columns_outside()
    return [column for column in used_columns(source, names) if column not in outside_study]


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all tables, or an empty frame without tables."""
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _hidden_at_source(table: pd.DataFrame) -> int:
    """Return how many numbers the source itself kept secret."""
    return int((table["status"] == "secret").sum()) if "status" in table else 0


def _doubles(frame: pd.DataFrame, source: Source) -> pd.Series[bool]:
    """Return which rows of a file of persons repeat another in every column.

    Of a tally, every row counts: two equal rows are a doubled key, which is refused.
    """
    if source.is_tally:
        return pd.Series(False, frame.index)  # noqa: FBT003  a column of them
    return frame.drop(columns=ROW).duplicated()


def _tables(pilot: Pilot, deliveries: list[_Delivery]) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in dict.fromkeys(source.table for source in pilot.sources):
        parts = [item.table for item in deliveries if item.source.table == name and not item.table.empty]
        if parts:
            table = pd.concat(parts, ignore_index=True)
            rowless = table_named(name).rowless()
            yield name, table.dropna(subset=rowless) if rowless else table


def _table_problems(pilot: Pilot, tables: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Yield what is wrong with whole tables: keys, units, labels, and rows that stand twice."""
    units = [unit.id for unit in pilot.units]
    for name, table in tables.items():
        record = table_named(name)
        sources = [source for source in pilot.sources if source.table == name]
        clusters = [column for source in sources for column in source.clusters]
        faults = [
            *key_faults(record, table),
            *label_faults(record, table, clusters),
            Fault(code="E354", rows=doubled_rows(record, table)),
            *(unit_faults(record, table, units) if name == PERSONS.name else ()),
        ]
        yield from problems_of(faults, table, sources)


def _missing(deliveries: list[_Delivery]) -> Iterator[Problem]:
    for delivery in deliveries:
        source = delivery.source
        if not delivery.table.empty:
            months = missing_months(source.record, delivery.table, source.closed_months)
            if months:
                place = Message("error.source", {"source": source.id})
                yield Problem(code="E204", params={"file": place, "months": months})
