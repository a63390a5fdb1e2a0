"""Persons, and what they belong to, are the same in all files, or the delivery is refused.

Whether "007" and "7" are one person, only the people who wrote the files know. Three answers can be
declared in `sources.toml` with `ids_alike`: nothing, and they are refused (E356); "same", and they
are made one; "different", and they are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tsi_eval.errors import Problem
from tsi_eval.ingest.fault_rows import problems_of
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import personal_tables, table_named
from tsi_eval.study.tables.who import in_two_spellings, spelled_otherwise, within_faults

Tables = Mapping[str, pd.DataFrame]
# Column of identifiers → those that may be spellings of one another → the one spelling of each.
Spellings = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsWho:
    """Whom the rows of all tables are about.

    Attributes:
        tables: The tables, as they count.
        by_one_name: The tables with one spelling of each identifier, to tell who is unknown: a
            person who is suspected to be another is not said to be a stranger as well.
        problems: Identifiers that may be spellings of one another, and nobody has said what they
            are.
    """

    tables: Tables
    by_one_name: Tables
    problems: tuple[Problem, ...]


def who_is_who(tables: Tables, pilot: Pilot) -> WhoIsWho:
    """Return whom the rows of all tables are about, by what the pilot declares."""
    if pilot.ids_alike == "different":
        return WhoIsWho(tables=tables, by_one_name=tables, problems=())
    places = _places(tables, pilot)
    spelled = _spellings(tables, places)
    by_one_name = _respelled(tables, places, spelled)
    if pilot.ids_alike == "same":
        tables, spelled = by_one_name, _spellings(by_one_name, places)
    return WhoIsWho(tables=tables, by_one_name=by_one_name, problems=tuple(_problems(tables, pilot, spelled)))


def in_one_spelling(rows: pd.DataFrame, pilot: Pilot) -> pd.DataFrame:
    """Return rows of one source in which a person has one spelling, where that is declared.

    Who answered for a child is decided in each source, before all tables are there.
    """
    if pilot.ids_alike != "same" or rows.empty:
        return rows
    return _respelled({"": rows}, {"person": [""]}, {"person": in_two_spellings([rows["person"]])})[""]


def _places(tables: Tables, pilot: Pilot) -> dict[str, list[str]]:
    """Return in which tables each column of identifiers stands."""
    places = {"person": [record.name for record in personal_tables() if record.name in tables]}
    for source in pilot.sources:
        for column in source.clusters:
            if column in tables.get(source.table, ()) and source.table not in places.setdefault(column, []):
                places[column].append(source.table)
    return {column: names for column, names in places.items() if names}


def _spellings(tables: Tables, places: Mapping[str, list[str]]) -> Spellings:
    """Return, for each column, the identifiers that may be spellings of one another."""
    return {column: in_two_spellings(tables[name][column] for name in names) for column, names in places.items()}


def _respelled(tables: Tables, places: Mapping[str, list[str]], spelled: Spellings) -> dict[str, pd.DataFrame]:
    made = {**tables}
    for column, names in places.items():
        for name in names if spelled[column] else ():
            given = made[name][column]
            made[name] = made[name].assign(**{column: given.map(spelled[column]).fillna(given)})
    return made


def _problems(tables: Tables, pilot: Pilot, spelled: Spellings) -> Iterator[Problem]:
    for column, names in _places(tables, pilot).items():
        if spelled[column]:
            rows = pd.concat([tables[name][[column, "file", "row"]] for name in names], ignore_index=True)
            yield from problems_of([spelled_otherwise(rows, column, spelled[column])], rows, pilot.sources)
    for name, table in tables.items():
        record = table_named(name)
        if record.person is not None:
            yield from problems_of(within_faults(record, table), table, pilot.sources)
