"""Monthly counts in wide files: a column a series, or a column a series of each unit."""

from __future__ import annotations

from typing import Any

import pytest
from small_files import file_of, refused

from tsi_eval.ingest.wide_counts import wide_counts
from tsi_eval.pilot.declaration import Pilot

OF_UNITS = {"table": "counts", "columns": {"period": "Månad"}, "series": {"reports": {"a": "A", "b": "B"}}}
OF_ROWS = {
    "table": "counts",
    "columns": {"period": "Månad", "unit": "Skola", "exposure": "Barn"},
    "series": {"reports": "Inkomna", "opened": "Inledda"},
}


def rows_of(pilot: Pilot, source: dict[str, Any], content: str) -> tuple[list[tuple[Any, ...]], list[Any]]:
    file = file_of(pilot, source, content)
    rows = wide_counts(file)[["unit", "month", "series", "n", "status", "exposure"]]
    return list(rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None)), refused(file)


def test_column_of_each_unit_is_a_row_of_it(pilot: Pilot) -> None:
    rows, problems = rows_of(pilot, OF_UNITS, "Månad;A;B\n2023-08;1;..")

    assert [
        ("a", "2023-08", "reports", 1.0, "", None),
        ("b", "2023-08", "reports", None, "secret", None),
    ] == rows
    assert [] == problems


def test_unit_and_exposure_of_the_row_hold_for_all_its_series(pilot: Pilot) -> None:
    rows, problems = rows_of(pilot, OF_ROWS, "Månad;Skola;Barn;Inkomna;Inledda\naug 2023;Skola A;900;4;0")

    assert [
        ("a", "2023-08", "reports", 4.0, "", 900.0),
        ("a", "2023-08", "opened", 0.0, "", 900.0),
    ] == rows
    assert [] == problems


@pytest.mark.parametrize(("field", "code"), [("", "E214"), ("-1", "E205"), ("1,5", "E209"), ("x", "E121")])
def test_count_in_a_wide_file_is_held_to_what_a_count_is(pilot: Pilot, field: str, code: str) -> None:
    assert [(code, "B", (2,))] == rows_of(pilot, OF_UNITS, f"Månad;A;B\n2023-08;1;{field}")[1]


def test_exposure_in_a_wide_file_is_not_negative(pilot: Pilot) -> None:
    content = "Månad;Skola;Barn;Inkomna;Inledda\naug 2023;a;-900;4;0"

    assert [("E205", "Barn", (2,))] == rows_of(pilot, OF_ROWS, content)[1]
