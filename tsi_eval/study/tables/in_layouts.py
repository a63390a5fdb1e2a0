"""Which layouts a table's files may have, from its record.

People keep a table with its months as columns, with a title over each school's rows, or with what
is the same for all rows left out. What may be kept so follows from the kinds of the columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tsi_eval.study.tables.column import NUMBERS, ColumnKind, Presence
from tsi_eval.study.tables.table import Table

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

_EXAMPLES: Mapping[ColumnKind, str | int] = {ColumnKind.LABEL: "…", ColumnKind.UNIT: "a", ColumnKind.YEAR: 2024}


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


def titled_kind(table: Table, name: str) -> ColumnKind | None:
    """Return the kind of a column that a section title may stand for; None for any other."""
    return _kind_among(_WRITTEN_ONCE, table, name)


def repeated_kind(table: Table, name: str) -> ColumnKind | None:
    """Return the kind of a column that may be blank below a field that holds for more rows."""
    return _kind_among(_WRITTEN_ONCE | {ColumnKind.PERSON}, table, name)


def fixed_kind(table: Table, name: str) -> ColumnKind | None:
    """Return the kind of a column that may be the same for all rows; None for any other."""
    return _kind_among(_WRITTEN_ONCE | NUMBERS - {ColumnKind.LEVEL}, table, name)


def example_fixed(table: Table, name: str) -> str | int | None:
    """Return an example of a value that may be the same for all rows; None where rows differ.

    That is of a column that names something, of a year, and of how many times a price counts.

    Example:
        >>> from tsi_eval.study.tables import COSTS
        >>> [example_fixed(COSTS, name) for name in ("measure", "quantity", "price")]
        ['piece', 1, None]
    """
    column = table.column(name)
    if column is None or fixed_kind(table, name) is None or (column.own_words and not column.code):
        return None
    if any(name in product[:-1] for product in table.adds_up):
        return 1
    return column.words[-1] if column.words else _EXAMPLES.get(column.kind)


def names_of(table: Table, kind_of: Callable[[Table, str], ColumnKind | None]) -> tuple[str, ...]:
    """Return the columns of the record that may be kept in some way, for who chose another.

    Example:
        >>> from tsi_eval.study.tables import COUNTS
        >>> names_of(COUNTS, titled_kind)
        ('unit', 'period', 'series')
    """
    return tuple(column.name for column in table.columns if kind_of(table, column.name) is not None)


def _kind_among(kinds: frozenset[ColumnKind], table: Table, name: str) -> ColumnKind | None:
    column = table.column(name)
    may_be = column is not None and column.file is not Presence.NEVER and column.kind in kinds
    return column.kind if column is not None and may_be else None
