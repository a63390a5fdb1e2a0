"""The delivery as it came: validated tables that still hold identifiers.

With them come every problem that was found, and the receipt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pandas as pd

from tsi_eval.carries import INTAKE, Reduced, saying
from tsi_eval.errors import Problem
from tsi_eval.ingest.account import FileAccount
from tsi_eval.ingest.asked import contradicted
from tsi_eval.ingest.delivery import Delivery, deliver, stacked
from tsi_eval.ingest.fault_rows import problems_of
from tsi_eval.ingest.folder import folder_problems
from tsi_eval.ingest.respondents import other_respondents
from tsi_eval.ingest.spans import span_problems
from tsi_eval.ingest.starts import starts
from tsi_eval.ingest.who_is_who import WhoIsWho, in_one_spelling, who_is_who
from tsi_eval.language import Message
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study import SourceReceipt
from tsi_eval.study.tables import PERSONS, personal_tables, table_named
from tsi_eval.study.tables.checks import key_faults, missing_months, strangers, unit_faults
from tsi_eval.study.tables.table import Fault
from tsi_eval.study.tables.twice import doubled_rows, label_faults


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

    def __reduce__(self) -> Reduced:
        return saying(self, INTAKE)


def ingest(pilot: Pilot) -> Intake:
    """Read and check every file that a pilot declares; nothing is raised, every problem is kept."""
    problems: list[Problem] = []
    known = starts(pilot, problems)
    deliveries = [deliver(pilot, source, known, problems) for source in pilot.sources]
    tables = dict(_tables(pilot, deliveries))
    who = who_is_who(tables, pilot)
    problems += who.problems
    problems += _table_problems(pilot, who.tables)
    problems += _missing(deliveries)
    problems += other_respondents(in_one_spelling(stacked(item.answered for item in deliveries), pilot))
    for delivery in deliveries:
        problems += span_problems(delivery.source, delivery.table, pilot.units)
    problems += _strangers(pilot, who)
    problems += contradicted(pilot, who.tables)
    problems += folder_problems(pilot)
    return Intake(
        pilot=pilot,
        tables=who.tables,
        undeclared={delivery.source.id: delivery.undeclared for delivery in deliveries},
        outside=tuple(chain.from_iterable(delivery.outside for delivery in deliveries)),
        problems=tuple(_once(problems)),
        receipt=tuple(delivery.receipt for delivery in deliveries),
        files={delivery.source.id: delivery.files for delivery in deliveries},
        accounts=tuple(chain.from_iterable(delivery.accounts for delivery in deliveries)),
    )


def _strangers(pilot: Pilot, who: WhoIsWho) -> Iterator[Problem]:
    """Yield the persons of one table that the tables of persons don't know."""
    for name, fault in strangers(who.by_one_name, personal_tables()):
        yield from problems_of([fault], who.tables[name], pilot.sources)


def _once(problems: list[Problem]) -> Iterator[Problem]:
    # Two sources may read the same file, and find the same fault in it.
    seen: set[str] = set()
    for problem in problems:
        mark = f"{problem.code} {sorted(problem.params.items(), key=str)}"
        if mark not in seen:
            seen.add(mark)
            yield problem


def _tables(pilot: Pilot, deliveries: list[Delivery]) -> Iterator[tuple[str, pd.DataFrame]]:
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


def _missing(deliveries: list[Delivery]) -> Iterator[Problem]:
    for delivery in deliveries:
        source = delivery.source
        if not delivery.table.empty:
            months = missing_months(source.record, delivery.table, source.closed_months)
            if months:
                place = Message("error.source", {"source": source.id})
                yield Problem(code="E204", params={"file": place, "months": months})
