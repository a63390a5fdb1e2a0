"""The line that a source lacks: one for a column, and one for what is the same in all rows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tsi_eval import load_pilot
from tsi_eval.errors import DeclarationError
from tsi_eval.language import Message, say
from tsi_eval.pilot.line_to_write import line_to_write
from tsi_eval.study.tables import CONTACTS, COSTS, MEASURES, Table

BUDGET = """
[[source]]
id = "budget"
table = "costs"
files = ["budget.csv"]
columns = { item = "Post", price = "Belopp" }
"""
Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        (COSTS, "columns.kind", 'fixed.kind = "other"'),
        (COSTS, "columns.measure", 'fixed.measure = "piece"'),
        (COSTS, "columns.quantity", "fixed.quantity = 1"),
        (COSTS, "columns.price_year", "fixed.price_year = 2024"),
        (COSTS, "columns.payer", 'fixed.payer = "…"'),
        (COSTS, "columns.source", 'fixed.source = "…"'),
        (CONTACTS, "columns.unit", 'fixed.unit = "a"'),
    ],
)
def test_what_may_be_the_same_in_all_rows_has_a_line_that_can_be_written(table: Table, key: str, line: str) -> None:
    said = line_to_write(table, key)

    assert isinstance(said, Message)
    for language in ("sv", "en"):
        assert line in say(said, language)
        assert f'{key} = "…"' in say(said, language)
    assert tomllib.loads(line)


@pytest.mark.parametrize(
    ("table", "key"),
    [(COSTS, "columns.price"), (COSTS, "columns.item"), (CONTACTS, "columns.n"), (MEASURES, "columns.date")],
)
def test_what_differs_from_row_to_row_has_a_column_only(table: Table, key: str) -> None:
    said = line_to_write(table, key)

    assert isinstance(said, Message)
    assert "fixed." not in say(said, "sv")


def test_key_that_is_no_column_has_no_line() -> None:
    assert "" == line_to_write(MEASURES, "outcomes")


def test_plain_budget_is_read_after_the_lines_of_its_errors_are_written(files: dict[str, str], write: Write) -> None:
    sources = files["sources.toml"]
    with pytest.raises(DeclarationError) as error:
        load_pilot(write(files | {"sources.toml": sources + BUDGET}))

    text = error.value.text("sv")
    lines = [line.rpartition("skriv i stället ")[2].rstrip(".") for line in text.splitlines() if "fixed." in line]
    assert {*(line.partition(" = ")[0] for line in lines)} == {
        f"fixed.{name}" for name in ("kind", "quantity", "measure", "price_year", "payer", "source")
    }
    source = BUDGET + "\n".join(line.replace("…", "kommun") for line in lines)
    assert load_pilot(write(files | {"sources.toml": sources + source, "budget.csv": "Post;Belopp\nLokal;1\n"}))


def test_the_column_of_persons_has_a_line_that_does_not_speak_of_a_key() -> None:
    said = line_to_write(MEASURES, "person")

    assert isinstance(said, Message)
    assert 'person = "…"' in say(said, "sv")
    assert "nyckel" not in say(said, "sv").casefold()
