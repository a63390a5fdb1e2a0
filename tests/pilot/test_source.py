"""Files that fill a table: what a source says of their columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

from tsi_eval.language import Message, say
from tsi_eval.pilot.source import FileFormat, InstrumentUse, Layout, Source, TableName, their_names
from tsi_eval.strict import expected, parsed

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


def test_dates_and_days_are_columns_that_a_file_must_have() -> None:
    people = Source(id="p", table="persons", files=("p.csv",), person="id", dates={"first": "Första mötet"})
    waits = Source(
        id="w", table="measures", files=("p.csv",), person="id", days={"wait": {"once": ("Ansökan", "Möte")}}
    )

    assert ("id", "Första mötet") == people.their_columns()
    assert ("Första mötet",) == people.columns_outside()
    assert ("id", "Ansökan", "Möte") == waits.their_columns()
    assert () == waits.columns_outside()


def refused(kind: type, **raw: object) -> list[str]:
    """Return what a record of a file was expected to have, in Swedish."""
    with pytest.raises(ValidationError) as error:
        parsed(kind, raw)
    # A list with one wrong value is too short as well, and the value says more.
    items = error.value.errors()
    deepest = max(len(item["loc"]) for item in items)
    said = [expected(item) for item in items if len(item["loc"]) == deepest]
    return [say(item, "sv") if isinstance(item, Message) else item for item in said]


@pytest.mark.parametrize("pattern", ["", " ", ".", "..", "./", "**.csv", "a/**b/c.csv", "a\0b", "a\nb", "a" * 201])
def test_pattern_that_no_folder_can_be_searched_for_is_refused(pattern: str) -> None:
    (said,) = refused(Source, id="a", table="persons", files=[pattern])

    assert said.startswith("namnet på en fil i pilotens mapp")


@pytest.mark.parametrize(
    "pattern", ["Elever HT-23 (1).xlsx", "a/**/b.csv", "enk\u00e4t\u00a0*.csv", "[ab]*.csv", ".a.csv"]
)
def test_pattern_may_be_any_name(pattern: str) -> None:
    assert (pattern,) == parsed(Source, {"id": "a", "table": "persons", "files": [pattern]}).files


@pytest.mark.parametrize(
    "items",
    ["p", "p{item", "p{x}", "{item}{item}", "{item.real}", "{item!r}", "p{item:>99999999}", "p{item:005}", "{}"],
)
def test_items_are_named_by_their_number_alone(items: str) -> None:
    (said,) = refused(InstrumentUse, key="sdq_parent", items=items, prefix="sdq")

    assert said.startswith("kolumnen för en fråga")


@pytest.mark.parametrize(("items", "third"), [("p{item}", "p3"), ("sdq {item:02} x", "sdq 03 x"), ("{item:2}", " 3")])
def test_items_may_have_leading_zeros(items: str, third: str) -> None:
    use = parsed(InstrumentUse, {"key": "sdq_parent", "items": items, "prefix": "sdq"})

    assert third == Source(id="a", table="measures", files=("a.csv",), instrument=use).item_columns()[3]


@pytest.mark.parametrize(
    "more",
    [
        {"columns": {"arm": ""}},
        {"clusters": {"family": " "}},
        {"stages": {"offered": "\u200b"}},
        {"series": {"self": ""}},
        {"series": {"self": {"a": ""}}},
        {"outcomes": {"score": [""]}},
        {"outcomes": {"score": {"T0": [" "]}}},
        {"outcomes": {"score": []}},
    ],
)
def test_a_column_without_a_name_is_refused(more: dict[str, object]) -> None:
    assert refused(Source, id="a", table="persons", files=["a.csv"], **more)


MONTHLY = Source(id="a", table="counts", files=("a.csv",), columns={"unit": "Skola"}, fixed={"series": "r"})


def test_columns_that_no_file_has_are_given_too() -> None:
    assert ("unit", "series") == MONTHLY.given()
    assert ("unit", "series", "period", "n") == replace(MONTHLY, layout=Layout(across="period")).given()
    assert ("unit", "series", "period") == replace(MONTHLY, sections="period").given()


def test_only_number_is_named_by_what_it_stands_for() -> None:
    assert {} == MONTHLY.patterns()
    assert {"n": "{period}"} == replace(MONTHLY, layout=Layout(across="period")).patterns()


def test_column_that_is_named_by_a_pattern_is_none_that_a_file_must_have() -> None:
    columns = {"unit": "Skola", "n": "Antal {period}", "exposure": "Barn"}
    source = replace(MONTHLY, columns=columns, layout=Layout(across="period"))

    assert {"n": "Antal {period}"} == source.patterns()
    assert ("Skola", "Barn") == source.their_columns()


def test_number_with_a_plain_name_has_no_pattern() -> None:
    source = replace(MONTHLY, columns={"n": "Antal"}, layout=Layout(across="period"))

    assert {} == source.patterns()


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
