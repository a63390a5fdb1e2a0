"""The tables in words, as they follow from their records."""

from __future__ import annotations

import pytest

from tsi_eval.study.tables import TABLES
from tsi_eval.study.tables.described import described


def line_of(table: str, column: str) -> str:
    """Return what is said of a column, without its name."""
    lines = described().splitlines()
    start = next(i for i, line in enumerate(lines) if line.split(" (")[0] == table)
    name = f"  {column}: "
    return next(line for line in lines[start + 1 :] if line.startswith(name)).removeprefix(name)


def test_every_table_is_described_in_the_order_of_the_list() -> None:
    heads = [line.split(" (")[0] for line in described().splitlines() if not line.startswith(" ")]

    assert [table.name for table in TABLES] == heads


def test_key_of_a_table_is_what_a_row_is() -> None:
    assert "measures (one row a person + occasion + outcome)" in described().splitlines()
    assert "costs" in described().splitlines()


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        (
            "enrolment",
            "stage",
            ["required unless there is the source's `stages`", "blank: the row says nothing and is left out"],
        ),
        ("enrolment", "present", ["helps to read, and stays outside the study", "in a frame: refused"]),
        ("contacts", "month", ["made from others: period", "in a frame: required unless there is period"]),
        ("contacts", "minutes", ["optional; blank: missing", "in a frame: optional"]),
        ("measures", "outcome", ["made by the reader", "in a frame: required"]),
        ("absence", "status", ["made from others: pupils, valid, invalid, offered", "in a frame: optional"]),
    ],
)
def test_column_says_what_its_record_says(table: str, column: str, words: list[str]) -> None:
    line = line_of(table, column)

    assert [] == [word for word in words if word not in line]


def test_attributes_are_any_other_column() -> None:
    assert "label: a word that `values` may translate; optional" == line_of("persons", "any other")
