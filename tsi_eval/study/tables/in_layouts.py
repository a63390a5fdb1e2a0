"""Which layouts a table's files may have, from its record.

People keep a table with its months as columns, with a title over each school's rows, or with what
is the same for all rows left out. What may be kept so follows from the kinds of the columns.
"""

from __future__ import annotations

from collections.abc import Mapping

from tsi_eval.study.tables.table import NUMBERS, ColumnKind, Presence, Table

# Parts of a month, one of which stands in the columns and the other in the rows.
PARTS_OF_PERIODS = ("year", "month")
_NAMING = frozenset(
    {
        ColumnKind.LABEL,
        ColumnKind.UNIT,
        ColumnKind.PERIOD,
        ColumnKind.TERM,
        ColumnKind.SCHOOL_YEAR,
        ColumnKind.YEAR,
    }
)
# Text that is written once and holds for the rows below.
_WRITTEN_ONCE = _NAMING | {ColumnKind.OCCASION, ColumnKind.DATE}


def across_names(table: Table) -> tuple[str, ...]:
    """Return what the columns of a tally's files may stand for; of persons there is nothing.

    Example:
        >>> from tsi_eval.study.tables import COUNTS
        >>> across_names(COUNTS)
        ('unit', 'period', 'series', 'year', 'month')
    """
    if table.person is not None:
        return ()
    names = [column.name for column in table.of_kind(*_NAMING) if column.file is not Presence.NEVER]
    return (*names, *(PARTS_OF_PERIODS if any(table.of_kind(ColumnKind.PERIOD)) else ()))


def only_number(table: Table) -> str:
    """Return the one column of numbers that every file must have; "" where there are several."""
    numbers = NUMBERS - {ColumnKind.YEAR}
    names = [column.name for column in table.of_kind(*numbers) if column.file is Presence.MUST]
    return names[0] if len(names) == 1 else ""


def in_rows(table: Table, across: str) -> str:
    """Return the column of the rows that must stand beside columns of years or months; or ""."""
    if across not in PARTS_OF_PERIODS:
        return ""
    return next((column.name for column in table.of_kind(ColumnKind.PERIOD)), "")


def section_names(table: Table, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a section title may stand for: what may be written once for many rows.

    Args:
        table: The record.
        attributes: Names of further attributes of persons, which only their source knows.
    """
    names = [column.name for column in table.of_kind(*_WRITTEN_ONCE) if column.file is not Presence.NEVER]
    return (*names, *(attributes if table.attributes in _WRITTEN_ONCE else ()))


def written_once(table: Table, name: str) -> bool:
    """Tell whether a column may be left blank below a field that holds for more rows than one."""
    column = table.column(name)
    return column is not None and column.kind in _WRITTEN_ONCE | {ColumnKind.PERSON}


def fixed_kind(table: Table, name: str) -> ColumnKind | None:
    """Return the kind of a column that may be the same for all rows; None for any other."""
    column = table.column(name)
    if column is None or column.file is Presence.NEVER:
        return None
    return column.kind if column.kind in _WRITTEN_ONCE | NUMBERS - {ColumnKind.LEVEL} else None
