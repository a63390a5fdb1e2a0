"""Which columns a researcher's own frame must have and may have, from a table's record.

A frame differs from a file in three ways. It has no declaration that names windows, so that a date
can't stand in for an occasion. It has no signs such as ".." for a hidden number, so that a column
`status` may say why a number is not there. And a period and its month follow from each other, so
that one of the two is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tsi_eval.study.tables.column import Column, ColumnKind, Presence
from tsi_eval.study.tables.table import Table


def presence(table: Table, column: Column) -> Presence:
    """Return whether a frame must have a column, may have it, or has no use for it."""
    if column.kind in {ColumnKind.STATUS, ColumnKind.SCHOOL_YEAR, ColumnKind.STATE}:
        return Presence.MAY
    if column.kind is ColumnKind.OCCASION:
        return Presence.MUST
    if not column.study:
        return Presence.MAY if stand_ins(table, column) else Presence.NEVER
    return Presence.MAY if column.file is Presence.MAY else Presence.MUST


def stand_ins(table: Table, column: Column) -> tuple[str, ...]:
    """Return the columns that stand in for one that a frame does not have.

    Example: of contacts, "month" stands in for "period", and "period" for "month".
    """
    if column.kind is ColumnKind.MONTH:
        return column.made_of
    if column.kind is ColumnKind.PERIOD:
        return tuple(month.name for month in table.of_kind(ColumnKind.MONTH) if column.name in month.made_of)
    return ()


def frame_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of the record that a frame may have."""
    return tuple(column.name for column in table.columns if presence(table, column) is not Presence.NEVER)


def absent(table: Table, given: Iterable[str]) -> list[str]:
    """Return the columns that a frame with these columns still has to have."""
    names = set(given)
    lacking = []
    for column in table.columns:
        enough = {column.name, *stand_ins(table, column)}
        if presence(table, column) is Presence.MUST and not names & enough:
            lacking.append(column.name)
    return lacking


def spelt_out(table: Table) -> str:
    """Return what a frame must have, and after a semicolon what it may have.

    Example:
        >>> from tsi_eval.study.tables import COUNTS
        >>> spelt_out(COUNTS)
        'counts: month or period, series, n; unit, status, exposure'
    """
    must = ", ".join(_required(table))
    may = [column.name for column in table.columns if presence(table, column) is Presence.MAY]
    optional = [name for name in may if not any(name in stand_ins(table, column) for column in table.columns)]
    optional += ["any other"] if table.attributes is not None else []
    return f"{table.name}: {must}" + (f"; {', '.join(optional)}" if optional else "")


def _required(table: Table) -> Iterator[str]:
    said: set[str] = set()
    for column in table.columns:
        if presence(table, column) is Presence.MUST and column.name not in said:
            others = stand_ins(table, column)
            said.update(others)
            yield " or ".join((column.name, *others))
