"""The tables in words, from their records, so that documentation can't go stale."""

from __future__ import annotations

from collections.abc import Iterator

from tsi_eval.study import tables
from tsi_eval.study.tables.column import Column, Presence
from tsi_eval.study.tables.in_frames import presence, stand_ins
from tsi_eval.study.tables.table import Table


def described() -> str:
    """Return all tables with their columns.

    Of each column it says what it is, whether a source must declare it, what a blank means, and
    whether a researcher's own frame must have it.

    Example:
        >>> described().splitlines()[0]
        'persons (one row a person)'
        >>> described().splitlines()[1].partition("; ")[2]
        'becomes a pseudonym; required; blank: a problem; in a frame: required'
    """
    return "\n".join(line for table in tables.TABLES for line in _lines(table))


def _lines(table: Table) -> Iterator[str]:
    yield f"{table.name} (one row a {' + '.join(table.key)})" if table.key else table.name
    for column in table.columns:
        yield f"  {column.name}: {_of(column)}; in a frame: {_in_frame(table, column)}"
    if table.attributes is not None:
        yield f"  any other: {table.attributes.value}; {Presence.MAY.value}"


def _in_frame(table: Table, column: Column) -> str:
    needed = presence(table, column)
    if needed is Presence.NEVER:
        return "refused"
    others = stand_ins(table, column) if needed is Presence.MUST else ()
    return f"{needed.value} unless there is {' or '.join(others)}" if others else str(needed.value)


def _of(column: Column) -> str:
    if column.file is Presence.NEVER:
        made = f"{Presence.NEVER.value}: {', '.join(column.made_of)}" if column.made_of else "made by the reader"
        return f"{column.kind.value}; {made}"
    instead = " or ".join([*column.unless, *([f"the source's `{column.wide}`"] if column.wide else [])])
    presence = column.file.value + (f" unless there is {instead}" if instead else "")
    inside = "" if column.study else "; helps to read, and stays outside the study"
    return f"{column.kind.value}; {presence}; blank: {column.blank.value}{inside}"
