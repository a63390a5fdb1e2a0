"""A researcher's own frames, held to all that a file of the same table is held to.

A frame goes through these steps, and what is wrong at any of them is kept until all frames have
been looked at:

1. It is a DataFrame with rows, whose columns are those of the table (`frame_headings.py`).
2. Each column is read by its kind, whatever its dtype (`frame_columns.py`).
3. What follows from other columns is filled in (`frame_fill.py`): the month of a week, the term of
   a school year, a status where none is given.
4. Rows that say nothing are left out, such as a measure without its value.
5. What the table's record says is checked: blanks and statuses (`frame_blanks.py`), then limits,
   keys, units, rows of sums, holes in a series and faults across columns (`tables/checks.py`), and
   labels in two spellings (`tables/twice.py`).
6. All frames together say who is who: nobody is a stranger, and nobody has two spellings
   (`tables/who.py`).

The caller's frame is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tsi_eval.errors import DataError, Param, Problem
from tsi_eval.language import Message
from tsi_eval.study import tables
from tsi_eval.study.beside import Beside
from tsi_eval.study.frame_blanks import blank_faults, status_faults
from tsi_eval.study.frame_columns import NAMES, Read, read_fields
from tsi_eval.study.frame_fill import contradictions, filled, with_years
from tsi_eval.study.frame_headings import headings
from tsi_eval.study.outcome import Outcome
from tsi_eval.study.tables import MEASURES, Table
from tsi_eval.study.tables.checks import (
    KEPT_ROWS,
    key_faults,
    missing_months,
    number_faults,
    scale_faults,
    strangers,
    sum_faults,
    unit_faults,
)  # fmt: skip
from tsi_eval.study.tables.column import NUMBERS, ColumnKind
from tsi_eval.study.tables.in_frames import absent
from tsi_eval.study.tables.table import Fault
from tsi_eval.study.tables.twice import label_faults
from tsi_eval.study.tables.who import identity_faults, spelling_faults

# Problems whose words speak of files have a twin that speaks of frames.
TWINS: Mapping[str, str] = {
    "E105": "E301",  # no rows
    "E126": "E302",  # a column that must be there
    "E159": "E303",  # a column that no record knows
    "E121": "E304",  # no number
    "E214": "E306",  # a blank where none may be
    "E127": "E309",  # a unit that nobody declared
    "E128": "E309",  # a word that is none of those known
    "E363": "E366",  # two measurements at one occasion
}


def tables_of(frames: Mapping[str, object], beside: Beside) -> dict[str, pd.DataFrame]:
    """Return the tables of a study, in the order of the list, from frames by the tables' names.

    Raises:
        DataError: Every problem of every frame.
        UsageError: There is no such table (E159).
    """
    problems: list[Problem] = []
    records = [tables.table_named(name) for name, frame in frames.items() if frame is not None]
    records.sort(key=lambda record: tables.table_names().index(record.name))
    made = {record.name: _table(_OwnFrame(record, problems), frames[record.name], beside) for record in records}
    if not problems:
        for name, fault in (
            *strangers(made, tables.personal_tables()),
            *spelling_faults(made, tables.personal_tables()),
        ):
            _OwnFrame(tables.table_named(name), problems).refuse_rows(fault, len(made[name]))
    if problems:
        raise DataError(problems)
    return made


@dataclass(frozen=True, slots=True)
class _OwnFrame:
    """A frame's table, and where what is wrong with the frame goes."""

    table: Table
    problems: list[Problem]

    def refuse(self, code: str, **params: Param) -> None:
        """Add a problem of the frame as a whole."""
        place = Message("error.frame", {"table": self.table.name})
        self.problems.append(Problem(code=TWINS.get(code, code), params={"file": place, **params}))

    def refuse_rows(self, fault: Fault, of: int) -> None:
        """Add a problem of some rows, which are named by their place in the frame, from 0."""
        if fault.rows.any():
            place = Message("error.frame_rows", {"table": self.table.name})
            params: dict[str, Param] = {"count": int(fault.rows.sum()), "of": of, **fault.more}
            params |= {"file": place} | ({"column": fault.column} if fault.column else {})
            rows = tuple(int(row) for row in fault.rows.index[fault.rows.to_numpy(dtype=bool)][:KEPT_ROWS])
            self.problems.append(Problem(code=TWINS.get(fault.code, fault.code), params=params, rows=rows))


def _table(own: _OwnFrame, given: object, beside: Beside) -> pd.DataFrame:
    """Return a table; only what is not wrong is kept of a frame that has problems."""
    if not isinstance(given, pd.DataFrame):
        own.refuse("E300", table=own.table.name, kind=type(given).__name__)
        return pd.DataFrame()
    columns = _columns(own, given)
    if not len(given):
        own.refuse("E105")
        return pd.DataFrame()
    whole = not absent(own.table, columns)
    reads = {name: _read(own, name, series) for name, series in with_years(own.table, columns).items()}
    rows = filled(own.table, reads, pd.RangeIndex(len(given)))
    silent = _silent(own.table, reads, rows)
    reads = {name: Read(read.values[~silent], read.blank[~silent], read.wrong[~silent]) for name, read in reads.items()}
    rows = rows[~silent]
    for fault in _faults(own.table, rows, reads, beside):
        own.refuse_rows(fault, len(given))
    if whole:
        for fault in _faults_of_whole(own.table, rows, reads):
            own.refuse_rows(fault, len(given))
        months = missing_months(own.table, rows, beside.closed_months)
        if months:
            own.refuse("E204", months=months)
    return rows.reset_index(drop=True)


def _columns(own: _OwnFrame, given: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the frame's columns that the table has; what is wrong with the others is a problem."""
    found = headings(own.table, given)
    for code, params in found.faults:
        own.refuse(code, **params)
    return dict(found.columns)


def _read(own: _OwnFrame, name: str, given: pd.Series) -> Read:
    kind = next((column.kind for column in own.table.columns if column.name == name), own.table.attributes)
    read = read_fields(given, kind or ColumnKind.LABEL)
    code = "E121" if kind in NUMBERS else "E203" if kind in NAMES else "E305"
    own.refuse_rows(Fault(code=code, column=name, rows=read.wrong), len(given))
    return read


def _silent(table: Table, reads: Mapping[str, Read], rows: pd.DataFrame) -> pd.Series[bool]:
    """Return the rows that say nothing, since a field is blank by which the row says something."""
    silent = pd.Series(data=False, index=rows.index)
    for name in table.rowless():
        if name in reads:
            silent |= reads[name].values.isna() & ~reads[name].wrong
    return silent


def _faults(table: Table, rows: pd.DataFrame, reads: Mapping[str, Read], beside: Beside) -> Iterator[Fault]:
    """Yield what is wrong with single columns."""
    yield from contradictions(table, reads)
    yield from status_faults(table, rows, reads)
    yield from blank_faults(table, rows, reads)
    for column in table.columns:
        if column.name in reads and column.kind in NUMBERS:
            yield from number_faults(column, rows[column.name])
    ids = [unit.id for unit in beside.units]
    yield from unit_faults(table, rows, ids)
    yield from sum_faults(table, rows, ids)
    yield from label_faults(table, rows)
    who = table.of_kind(ColumnKind.PERSON, ColumnKind.WITHIN_PERSON)
    yield from identity_faults(rows, [column.name for column in who])
    if table.name == MEASURES.name and {"outcome", "value"} <= {*reads}:
        yield from _off_scale(rows, beside.outcomes)


def _faults_of_whole(table: Table, rows: pd.DataFrame, reads: Mapping[str, Read]) -> Iterator[Fault]:
    """Yield what is wrong across columns, in a frame that lacks none."""
    unread = pd.Series(data=False, index=rows.index)
    for name in table.key:
        unread |= reads[name].wrong if name in reads else False
    yield from key_faults(table, rows[~unread])
    if table.faults is not None:
        yield from table.faults(rows)


def _off_scale(rows: pd.DataFrame, outcomes: Mapping[str, Outcome]) -> Iterator[Fault]:
    """Yield values outside an outcome's range, or between two steps of its scale."""
    for name, outcome in outcomes.items():
        yield from scale_faults("value", rows["value"].where(rows["outcome"] == name), outcome)
