"""Columns that several tables have are the same in each."""

from __future__ import annotations

from tsi_eval.study.tables import TABLES
from tsi_eval.study.tables.column import Column, ColumnKind, Presence
from tsi_eval.study.tables.shared import DATE, MONTH, OCCASION, PERSON, UNIT

SHARED = (PERSON, DATE, OCCASION, UNIT, MONTH)


def test_column_of_a_shared_name_is_of_the_shared_kind_in_every_table() -> None:
    kinds = {column.name: column.kind for column in SHARED}
    others = [(t.name, c.name) for t in TABLES for c in t.columns if kinds.get(c.name, c.kind) is not c.kind]

    assert [] == others


def test_shared_column_has_the_same_hint_in_every_table() -> None:
    hints = {column.name: column.hint for column in SHARED}

    assert all(c.hint == hints[c.name] for t in TABLES for c in t.columns if c.name in hints)


def test_person_is_the_only_identifier_of_persons() -> None:
    persons: list[Column] = [column for table in TABLES for column in table.of_kind(ColumnKind.PERSON)]

    assert persons
    assert all(column is PERSON for column in persons)


def test_date_helps_to_find_an_occasion_and_stays_outside() -> None:
    assert not DATE.study
    assert ("occasion",) == DATE.unless
    assert Presence.MAY is OCCASION.file


def test_month_is_made_of_a_period_and_no_column_of_a_file() -> None:
    assert (("period",), Presence.NEVER) == (MONTH.made_of, MONTH.file)
