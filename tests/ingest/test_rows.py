"""From one file to the rows of its table: column by column, or by a form of the table's own."""

from __future__ import annotations

from small_files import file_of, refused

from tsi_eval.ingest.rows import FORMS, rows_of_table
from tsi_eval.pilot.declaration import Pilot
from tsi_eval.study.tables import table_names

PEOPLE = {
    "table": "persons",
    "person": "id",
    "columns": {"arm": "Grupp", "note": "Not"},
    "values": {"arm": {"A": "a", "B": "b"}},
    "clusters": {"family": "Familj"},
}
ABSENCE = {
    "table": "absence",
    "columns": {
        "unit": "Skola", "term": "Termin", "pupils": "Elever",
        "valid": "Giltig", "invalid": "Ogiltig", "offered": "Erbjuden",
    },
}  # fmt: skip
HEAD = "Skola;Termin;Elever;Giltig;Ogiltig;Erbjuden"


def test_row_of_the_file_is_a_row_of_the_table(pilot: Pilot) -> None:
    file = file_of(pilot, PEOPLE, "id;Grupp;Not;Familj;Annat\n1;A;x;f1;y\n2;B;;f1;z")

    rows = rows_of_table(file)

    assert ["row", "file", "person", "arm", "note", "family"] == list(rows.columns)
    assert [2, "t.csv", "1", "a", "x", "f1"] == rows.iloc[0].tolist()
    assert [] == refused(file)


def test_column_that_was_not_declared_stays_outside(pilot: Pilot) -> None:
    rows = rows_of_table(file_of(pilot, PEOPLE, "id;Grupp;Not;Familj;Annat\n1;A;x;f1;hemligt"))

    assert "hemligt" not in rows.to_csv()


def test_fault_across_columns_names_the_files_own_column(pilot: Pilot) -> None:
    file = file_of(pilot, ABSENCE, f"{HEAD}\na;HT2023;10;5;5;9\na;VT2024;10;5;5;10")

    rows_of_table(file)

    assert [("E206", "Erbjuden", (2,))] == refused(file)


def test_hidden_hours_contradict_nothing(pilot: Pilot) -> None:
    file = file_of(pilot, ABSENCE, f"{HEAD}\na;HT2023;10;..;5;9")

    rows_of_table(file)

    assert [] == refused(file)


def test_forms_are_of_tables_that_there_are() -> None:
    assert set(FORMS) <= set(table_names())
    assert {"enrolment", "measures", "counts"} == set(FORMS)


def test_counts_are_wide_where_the_source_names_series(pilot: Pilot) -> None:
    wide = {"table": "counts", "columns": {"period": "Månad"}, "series": {"x": "X", "y": "Y"}}
    long = {"table": "counts", "columns": {"period": "Månad", "series": "X", "n": "Y"}}

    sizes = [len(rows_of_table(file_of(pilot, source, "Månad;X;Y\n2023-08;1;2"))) for source in (wide, long)]

    assert [2, 1] == sizes
