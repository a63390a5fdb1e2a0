"""Columns of a file that are the values of one of our columns."""

from __future__ import annotations

from typing import Any

import pytest

from tsi_eval.ingest.across import Cells, cells_in, month_of_year, used_columns
from tsi_eval.pilot.source import Layout, Source


def source(across: str, table: str = "counts", **more: Any) -> Source:
    columns = {"period": "Månad"} if across in {"year", "unit", "who"} else {"unit": "Skola"}
    given = {"id": "s", "table": table, "files": ("t.csv",), "columns": columns} | more
    return Source(**given, layout=Layout(across=across))


ABSENCE = source(
    "term", "absence", columns={"unit": "Skola", "valid": "{term} / Giltig", "invalid": "{term} / Ogiltig"}
)


@pytest.mark.parametrize(
    ("across", "name", "label"),
    [
        ("year", "2023", "2023"),
        ("year", "23", ""),
        ("year", "2023-01", ""),
        ("year", "Totalt 2023", ""),
        ("month", "jan", "01"),
        ("month", "December", "12"),
        ("month", "3", "03"),
        ("month", "13", ""),
        ("month", "jan 2023", ""),
        ("period", "jan 2023", "2023-01"),
        ("period", "2023-01", "2023-01"),
        ("period", "v. 35 2023", "2023-W35"),
        ("period", "2023-01-01", "2023-01-01"),
        ("period", "HT2023", ""),
        ("period", "2023", ""),
    ],
)
def test_name_of_a_column_says_what_it_stands_for(across: str, name: str, label: str) -> None:
    assert [label] * bool(label) == [cells.label for cells in cells_in(source(across), ["Skola", "Månad", name])]


def test_words_are_those_that_are_translated() -> None:
    by_kind = source("who", "contacts", values={"who": {"Elever": "pupil"}})

    assert (Cells(label="ELEVER", ours="n", theirs="ELEVER"),) == cells_in(by_kind, ["Månad", "ELEVER", "Personal"])


def test_column_that_is_declared_by_name_is_none_of_the_layout() -> None:
    assert () == cells_in(source("period", columns={"unit": "2023-01"}), ["2023-01"])


def test_names_of_several_numbers_follow_their_patterns() -> None:
    names = ["Skola", "HT2023 / Giltig", "ht 2023 / ogiltig", "HT2023 / Andel", "Giltig"]

    assert (
        Cells(label="HT2023", ours="valid", theirs="HT2023 / Giltig"),
        Cells(label="HT2023", ours="invalid", theirs="ht 2023 / ogiltig"),
    ) == cells_in(ABSENCE, names)
    assert ("Skola", "HT2023 / Giltig", "ht 2023 / ogiltig") == used_columns(ABSENCE, names)


def test_source_without_a_layout_has_the_columns_that_it_names() -> None:
    plain = Source(id="s", table="counts", files=("t.csv",), columns={"period": "Månad", "n": "Antal"})

    assert () == cells_in(plain, ["Månad", "Antal", "2023"])
    assert ("Månad", "Antal") == used_columns(plain, ["Månad", "Antal", "2023"])


@pytest.mark.parametrize(
    ("word", "year", "month"),
    [
        ("jan", "2023", "2023-01"),
        (" Mars ", "2023", "2023-03"),
        ("12", "2023", "2023-12"),
        ("x", "2023", "x 2023"),
        ("1", "23", "1 23"),
    ],
)
def test_month_is_put_together_of_two_parts_or_stays_what_can_not_be_one(word: str, year: str, month: str) -> None:
    assert month == month_of_year(word, year)
