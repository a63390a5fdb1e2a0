"""Labels that a column may hold by what the sources declare."""

from __future__ import annotations

from tsi_eval.pilot.declared_labels import labels_in
from tsi_eval.pilot.source import Source

LONG = Source(
    id="log",
    table="enrolment",
    files=("log.csv",),
    person="id",
    columns={"stage": "steg"},
    values={"stage": {"erbjuden": "offered", "tackat ja": "started", "startat": "started"}},
)
WIDE = Source(id="list", table="enrolment", files=("list.csv",), person="id", stages={"completed": "klar"})
COUNTED = Source(id="ways", table="counts", files=("w.csv",), columns={"period": "Månad"}, series={"self": "Själva"})
PEOPLE = Source(id="people", table="persons", files=("p.csv",), person="id", columns={"arm": "grupp"})


def test_stages_are_those_that_long_files_translate_and_wide_files_have_columns_for() -> None:
    assert {"offered", "started", "completed"} == labels_in((LONG, WIDE, COUNTED), "stage")


def test_series_are_those_of_wide_files_too() -> None:
    assert {"self"} == labels_in((LONG, WIDE, COUNTED), "series")


def test_column_whose_words_stand_as_they_are_declares_none() -> None:
    assert frozenset() == labels_in((PEOPLE,), "arm")
    assert frozenset() == labels_in((), "stage")


def test_label_that_is_the_same_in_all_rows_is_declared() -> None:
    fixed = Source(
        id="r", table="counts", files=("r.csv",), columns={"period": "M", "n": "N"}, fixed={"series": "reports"}
    )

    assert {"reports", "self"} == labels_in((fixed, COUNTED), "series")
