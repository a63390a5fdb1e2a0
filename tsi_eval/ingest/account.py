"""What became of each file: which rows count, which were left out and why, what its columns are.

`tsi-eval check` shows it to the project lead, who compares it with what she knows. It holds small
counts, and so never leaves the house.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tsi_eval.pilot.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Rows of a file that don't count, for one reason.

    Attributes:
        why: The reason: key of its words `left_out.<why>`.
        rows: Their numbers in the file.
    """

    why: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRead:
    """A column of a file that is used.

    Attributes:
        theirs: Its name in the file.
        ours: What it is to the study: a column of the table, a stage, an outcome …
        kind: What its fields are, as the key of its words `column_kind.<kind>`: the name of
            a `ColumnKind`, in small letters, or the key of a source that names columns of its own,
            such as "stages".
        at: The occasion or the unit that it belongs to, in wide files; or "".
    """

    theirs: str
    ours: str
    kind: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAccount:
    """What became of one file in one source.

    Attributes:
        file: Its name.
        source: The source that it belongs to.
        table: The table that the source fills.
        rows: How many of its rows count.
        left_out: Its other rows, by reason, in the order of the file.
        used: The columns that are used.
        unused: Names of the columns that nobody declared.
        found: What was found in it rather than declared: setting → how it is written.
    """

    file: str
    source: str
    table: str
    rows: int
    left_out: tuple[LeftOut, ...]
    used: tuple[ColumnRead, ...]
    unused: tuple[str, ...]
    found: Mapping[str, str]


def by_reason(rows: Iterable[tuple[str, int]]) -> tuple[LeftOut, ...]:
    """Gather rows that were left out: reason and number of each, in the order of the file.

    Example:
        >>> by_reason([("totals", 9), ("blank", 10), ("totals", 11)])
        (LeftOut(why='totals', rows=(9, 11)), LeftOut(why='blank', rows=(10,)))
    """
    numbers: dict[str, list[int]] = {}
    for why, number in rows:
        numbers.setdefault(why, []).append(number)
    return tuple(LeftOut(why=why, rows=tuple(found)) for why, found in numbers.items())


def without(account: FileAccount, why: str, rows: Iterable[int]) -> FileAccount:
    """Return the account when further rows, which counted until now, don't count for a reason."""
    numbers = tuple(int(row) for row in rows)
    if not numbers:
        return account
    left_out = (*account.left_out, LeftOut(why=why, rows=numbers))
    return replace(account, rows=account.rows - len(numbers), left_out=left_out)


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
    for ours, theirs in source.stages.items():
        yield ColumnRead(theirs=theirs, ours=ours, kind="stages")
    yield from _of_outcomes(source)
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


def _of_series(source: Source) -> Iterator[ColumnRead]:
    for ours, entry in source.series.items():
        wide = entry if isinstance(entry, Mapping) else {"": entry}
        for at, theirs in wide.items():
            yield ColumnRead(theirs=theirs, ours=ours, kind="series", at=at)
