"""Files that fill a table: what a source says of their columns."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from tsi_eval.pilot.source import FileFormat, InstrumentUse, Source, TableName, their_names

FORMS = Source(
    id="forms",
    table="measures",
    files=("forms*.csv",),
    person="id",
    columns={"date": "datum"},
    clusters={"family": "familj"},
    outcomes={"score": ("q1", "q2"), "mood": {"T0": ("m0",), "T1": ("m1",)}},
    instrument=InstrumentUse(key="sdq_parent", items="p{item:02}", prefix="sdq", respondent="vem"),
)


def test_their_columns_are_all_that_the_files_must_have_each_once() -> None:
    columns = FORMS.their_columns()

    assert ("id", "datum", "familj") == columns[:3]
    assert tuple(f"p{n:02}" for n in range(1, 26)) == columns[3:28]
    assert ("vem", "q1", "q2", "m0", "m1") == columns[28:]


def test_items_are_numbered_from_one() -> None:
    assert {1: "p01", 25: "p25"} == {n: name for n, name in FORMS.item_columns().items() if n in {1, 25}}
    assert {} == Source(id="a", table="persons", files=("p.csv",), person="id").item_columns()


def test_keys_that_only_some_tables_understand_are_listed_when_they_are_given() -> None:
    assert ("clusters", "outcomes", "instrument") == FORMS.keys_given()


@pytest.mark.parametrize(
    ("table", "tally"), [("persons", False), ("measures", False), ("counts", True), ("costs", True)]
)
def test_tallies_are_tables_without_persons(table: str, tally: bool) -> None:
    source = Source(id="a", table=table, files=("a.csv",))

    assert tally == source.is_tally
    assert table == source.record.name


def test_series_by_school_name_every_column() -> None:
    source = Source(
        id="a", table="counts", files=("a.csv",), columns={"period": "P"}, series={"s": {"north": "N", "south": "S"}, "t": "T"}
    )  # fmt: skip

    assert ("P", "N", "S", "T") == source.their_columns()


def test_table_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValidationError, match=r"'persons', 'enrolment'.* or 'costs'"):
        TypeAdapter(TableName).validate_python("person")


def test_format_finds_for_itself_what_is_not_declared() -> None:
    assert ("auto", "auto", "auto") == (FileFormat().delimiter, FileFormat().decimal, FileFormat().encoding)
    assert {"..": "secret", ".": "missing"} == FileFormat().markers


@pytest.mark.parametrize(
    ("declared", "sign"),
    [
        ({}, "auto"),
        ({"decimal": "."}, "."),
        ({"thousands": "."}, ","),
        ({"thousands": ","}, "."),
        ({"thousands": "'"}, "auto"),
    ],
)
def test_sign_of_thousands_leaves_the_other_for_decimals(declared: dict[str, str], sign: str) -> None:
    assert sign == TypeAdapter(FileFormat).validate_python(declared).decimal_sign


@pytest.mark.parametrize("times", [0, -1])
def test_numbers_are_multiplied_by_more_than_nought(times: float) -> None:
    with pytest.raises(ValidationError, match="greater than 0"):
        TypeAdapter(FileFormat).validate_python({"times": {"Pris": times}})


def test_column_is_called_as_the_files_call_it() -> None:
    assert ("id", "datum", "familj", "") == tuple(map(FORMS.their_name, ("person", "date", "family", "value")))
    other = Source(id="more", table="persons", files=("p.csv",), person="Ärende")
    assert ("id, Ärende", "value") == (their_names([FORMS, other, FORMS], "person"), their_names([FORMS], "value"))
