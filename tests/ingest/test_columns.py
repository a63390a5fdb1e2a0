"""A column of a table, read from a file by its kind."""

from __future__ import annotations

from typing import Any

import pytest
from small_files import file_of, listed, refused

from tsi_eval.ingest.columns import READERS, check_filled, read_column
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import ABSENCE, CONTACTS, COSTS, COUNTS, MEASURES, TABLES
from tsi_eval.study.tables.column import Blank, Column, ColumnKind, Limits
from tsi_eval.study.tables.table import Table

CONTACTS_SOURCE = {
    "table": "contacts",
    "columns": {"unit": "Skola", "period": "Vecka", "arena": "Plats", "who": "Vem", "n": "Antal"},
    "values": {"who": {"Elev": "pupil", "Vuxen": "adult"}},
}
HEAD = "Skola;Vecka;Plats;Vem;Antal"


def column(record: Table, name: str) -> Column:
    found = record.column(name)
    assert found is not None
    return found


def test_every_kind_of_a_study_has_a_reader() -> None:
    kinds = {c.kind for table in TABLES for c in table.columns if c.study}

    assert kinds <= set(READERS)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("unit", ["a", "b"]),
        ("period", ["2024-W05", "2023-08"]),
        ("month", ["2024-02", "2023-08"]),
        ("arena", ["korridor", "möte"]),
        ("who", ["pupil", "adult"]),
        ("n", [3.0, None]),
        ("status", ["", "secret"]),
        ("minutes", [None, None]),
    ],
)
def test_column_is_read_by_its_kind(pilot: Pilot, name: str, values: list[Any]) -> None:
    rows = f"{HEAD}\nSkola A;v. 5 2024;korridor;elev;3\nb;aug 2023; möte ;VUXEN;.."
    file = file_of(pilot, CONTACTS_SOURCE, rows)

    assert values == listed(read_column(file, column(CONTACTS, name)))
    assert [] == refused(file)


@pytest.mark.parametrize("name", ["period", "month"])
def test_rows_of_one_period_and_rows_without_are_told_apart(pilot: Pilot, name: str) -> None:
    rows = "".join(f"\na;{period};korridor;elev;3" for period in ("2023-08", "", "2023-09", "2023-08"))
    file = file_of(pilot, CONTACTS_SOURCE, HEAD + rows)

    assert ["2023-08", None, "2023-09", "2023-08"] == listed(read_column(file, column(CONTACTS, name)))


def test_column_of_no_period_at_all_has_none(pilot: Pilot) -> None:
    file = file_of(pilot, CONTACTS_SOURCE, f"{HEAD}\na;någon gång;korridor;elev;3")

    assert [None] == listed(read_column(file, column(CONTACTS, "month")))
    assert [("E203", "Vecka", (2,))] == refused(file)


def test_column_that_is_not_declared_is_empty_text_or_no_number(pilot: Pilot) -> None:
    file = file_of(pilot, {"table": "counts", "columns": {"period": "Månad"}}, "Månad\n2023-08")

    assert [""] == listed(read_column(file, column(COUNTS, "unit")))
    assert [None] == listed(read_column(file, column(COUNTS, "exposure")))


@pytest.mark.parametrize(
    ("field", "code"), [("-3", "E205"), ("\u22123", "E205"), ("2,5", "E209"), ("x", "E121"), ("", "E214")]
)
def test_count_is_a_whole_number_from_nought(pilot: Pilot, field: str, code: str) -> None:
    file = file_of(pilot, CONTACTS_SOURCE, f"{HEAD}\na;2023-08;p;elev;1\na;2023-09;p;elev;{field}")

    read_column(file, column(CONTACTS, "n"))

    assert [(code, "Antal", (3,))] == refused(file)


def test_word_outside_the_declared_ones_is_refused(pilot: Pilot) -> None:
    file = file_of(pilot, CONTACTS_SOURCE, f"{HEAD}\na;2023-08;p;mormor;1")

    read_column(file, column(CONTACTS, "who"))

    assert [("E128", "Vem", (2,))] == refused(file)


@pytest.mark.parametrize(
    ("field", "wrong"), [("0", False), ("0,3", False), ("1", False), ("0,25", True), ("1,1", True)]
)
def test_limits_of_a_column_are_held_in_steps_of_any_size(pilot: Pilot, field: str, wrong: bool) -> None:
    limited = Column(name="price", kind=ColumnKind.AMOUNT, limits=Limits(low=0, high=1, step=0.1))
    file = file_of(pilot, {"table": "costs", "columns": {"price": "Pris"}}, f"Pris\n{field}")

    read_column(file, limited)

    assert ([("E290", "Pris", (2,))] if wrong else []) == refused(file)


@pytest.mark.parametrize(
    ("day", "occasion", "code"),
    [
        ("2023-09-15", "T0", ""),
        ("2024-03", "T1", ""),
        ("2021-01-01", None, "E134"),
        ("i höstas", None, "E135"),
        ("v. 37 2023", None, "E135"),
    ],
)
def test_date_says_the_occasion(pilot: Pilot, day: str, occasion: str | None, code: str) -> None:
    file = file_of(pilot, {"table": "measures", "person": "id", "columns": {"date": "Dag"}}, f"id;Dag\n1;{day}")

    assert [occasion] == listed(read_column(file, column(MEASURES, "occasion")))
    assert ([(code, "Dag", (2,))] if code else []) == refused(file)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ("1;2;3;4", ""),
        ("..;2;3;4", "secret"),
        ("1;2;..;4", "secret"),
        ("1;2;3;.", "missing"),
        ("1;-;3;..", "secret"),
        ("1;-;3;4", "zero"),
        ("1;.;..;4", "missing"),
    ],
)
def test_status_says_why_any_number_of_the_row_is_not_there(pilot: Pilot, fields: str, status: str) -> None:
    names = {"pupils": "Elever", "valid": "Giltig", "invalid": "Ogiltig", "offered": "Erbjuden"}
    declared = {"table": "absence", "columns": names, "format": _with_dash()}
    file = file_of(pilot, declared, f"{';'.join(names.values())}\n{fields}")

    assert [status] == listed(read_column(file, column(ABSENCE, "status")))


def _with_dash() -> Any:
    from tsi_eval.pilot.source import MARKERS, FileFormat

    return FileFormat(markers={**MARKERS, "-": "zero"})


@pytest.mark.parametrize(("field", "codes"), [(" ", ["E207"]), ("..", ["E207"]), ("2023", [])])
def test_column_with_a_code_of_its_own_is_refused_by_it(pilot: Pilot, field: str, codes: list[str]) -> None:
    file = file_of(pilot, {"table": "costs", "columns": {"price_year": "År"}}, f"År\n{field}")

    read_column(file, column(COSTS, "price_year"))

    assert codes == [code for code, _, _ in refused(file)]


def test_column_that_may_be_blank_is_not_asked_for(pilot: Pilot) -> None:
    file = file_of(pilot, {"table": "contacts", "columns": {"minutes": "Minuter"}}, "Minuter\n ")

    check_filled(file, column(CONTACTS, "minutes"))

    assert Blank.MISSING is column(CONTACTS, "minutes").blank
    assert [] == refused(file)


def test_a_declared_word_in_another_spelling_is_counted_and_what_nobody_sees_is_not(pilot: Pilot) -> None:
    rows = "".join(f"\na;2023-08;korridor;{word};3" for word in ("Elev", "Elev ", "elev", "VUXEN "))
    file = file_of(pilot, CONTACTS_SOURCE, HEAD + rows)

    assert ["pupil", "pupil", "pupil", "adult"] == listed(read_column(file, column(CONTACTS, "who")))
    assert {"Vem": 2} == file.respelled
