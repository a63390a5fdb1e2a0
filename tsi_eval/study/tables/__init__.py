"""The tables of a study: one file a table, and the list of all.

A new table is a file beside this one, and a line in `TABLES` and in `Frames`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypedDict

from tsi_eval.errors import Problem, UsageError, did_you_mean
from tsi_eval.study.tables.absence import ABSENCE
from tsi_eval.study.tables.contacts import CONTACTS
from tsi_eval.study.tables.costs import COSTS
from tsi_eval.study.tables.counts import COUNTS
from tsi_eval.study.tables.enrolment import ENROLMENT
from tsi_eval.study.tables.measures import MEASURES
from tsi_eval.study.tables.persons import PERSONS
from tsi_eval.study.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ABSENCE", "CONTACTS", "COSTS", "COUNTS", "ENROLMENT", "MEASURES", "PERSONS", "TABLES", "Frames",
    "Table", "personal_tables", "table_named", "table_names",
]  # fmt: skip

TABLES: tuple[Table, ...] = (
    PERSONS,
    ENROLMENT,
    MEASURES,
    CONTACTS,
    COUNTS,
    ABSENCE,
    COSTS,
)


class Frames(TypedDict, total=False):
    """A researcher's own frames, by the name of the table that each is."""

    persons: pd.DataFrame | None
    enrolment: pd.DataFrame | None
    measures: pd.DataFrame | None
    contacts: pd.DataFrame | None
    counts: pd.DataFrame | None
    absence: pd.DataFrame | None
    costs: pd.DataFrame | None


def table_names() -> tuple[str, ...]:
    """Return the names of all tables, in the order of the list."""
    return tuple(table.name for table in TABLES)


def table_named(name: str) -> Table:
    """Return a table's record.

    Raises:
        UsageError: There is no such table (E159).
    """
    for table in TABLES:
        if table.name == name:
            return table
    suggestion = did_you_mean(name, table_names()) or ", ".join(table_names())
    params = {"file": "Study", "key": "table", "what": "table", "name": name, "suggestion": suggestion}
    raise UsageError(Problem(code="E159", params=params))


def personal_tables() -> Iterator[Table]:
    """Yield the tables that hold persons."""
    return (table for table in TABLES if table.person is not None)
