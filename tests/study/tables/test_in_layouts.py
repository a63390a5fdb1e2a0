"""Which layouts a table's files may have."""

from __future__ import annotations

import pytest

from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, ENROLMENT, MEASURES, PERSONS, Table
from tsi_eval.study.tables.column import ColumnKind
from tsi_eval.study.tables.in_layouts import (
    across_names,
    fixed_kind,
    in_rows,
    names_of,
    only_number,
    repeated_kind,
    titled_kind,
)


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (COUNTS, ("unit", "period", "series", "year", "month")),
        (CONTACTS, ("unit", "period", "arena", "who", "year", "month")),
        (ABSENCE, ("unit", "term", "school_year", "grade")),
        (COSTS, ("item", "kind", "measure", "price_year", "payer", "source")),
        (PERSONS, ()),
        (MEASURES, ()),
    ],
)
def test_columns_of_a_tally_may_stand_for_what_names_its_rows(table: Table, names: tuple[str, ...]) -> None:
    assert names == across_names(table)


@pytest.mark.parametrize(("table", "name"), [(COUNTS, "n"), (CONTACTS, "n"), (ABSENCE, ""), (COSTS, ""), (PERSONS, "")])
def test_only_number_is_the_one_that_every_file_must_have(table: Table, name: str) -> None:
    assert name == only_number(table)


@pytest.mark.parametrize(("across", "name"), [("year", "period"), ("month", "period"), ("period", ""), ("unit", "")])
def test_part_of_a_month_stands_in_the_rows(across: str, name: str) -> None:
    assert name == in_rows(COUNTS, across)


def test_title_may_stand_for_words_and_never_for_numbers_or_persons() -> None:
    assert ("unit", "term", "school_year", "grade") == names_of(ABSENCE, titled_kind)
    assert ("occasion", "date") == names_of(MEASURES, titled_kind)
    assert ColumnKind.LABEL is titled_kind(PERSONS, "arm")
    assert titled_kind(PERSONS, "person") is None


def test_persons_number_may_stand_once_and_is_never_the_same_for_all() -> None:
    assert ("person", "stage", "present") == names_of(ENROLMENT, repeated_kind)
    assert repeated_kind(COUNTS, "n") is None
    assert fixed_kind(ENROLMENT, "person") is None


def test_what_is_the_same_in_all_rows_may_be_a_number_too() -> None:
    assert ("unit", "period", "series", "n", "exposure") == names_of(COUNTS, fixed_kind)
    assert ColumnKind.YEAR is fixed_kind(COSTS, "price_year")


def test_what_is_made_of_others_is_never_declared() -> None:
    assert fixed_kind(COUNTS, "month") is None
    assert fixed_kind(COUNTS, "status") is None
    assert fixed_kind(COUNTS, "nothing") is None
