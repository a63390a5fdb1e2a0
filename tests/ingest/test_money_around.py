"""Titles, sheets, notes and further columns that say of prices what their heading does not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from tsi_eval.ingest.money_around import around_prices
from tsi_eval.ingest.read import ROW
from tsi_eval.pilot.source import FileFormat, Source

SOURCE = Source(id="budget", table="costs", files=("budget*",), columns={"price": "Pris", "item": "Post"})
FRAME = pd.DataFrame({ROW: [2, 3], "Post": ["tkr", "EUR"], "Pris": ["450", "12"]})


def said(*texts: str, source: Source = SOURCE, **columns: list[str]) -> list[tuple[str, tuple[int, ...]]]:
    found = around_prices("budget.csv", FRAME.assign(**columns), texts, source)
    return [(problem.code, problem.rows) for problem in found]


def test_prices_that_nothing_says_more_of_are_crowns() -> None:
    assert [] == said(
        "Budget 2023", "Budget", "Alla belopp i kronor", Valuta=["SEK", "kr"], Anm=["", "ring Euroklassen"]
    )


@pytest.mark.parametrize("text", ["Budget 2023, belopp i tkr", "Budget tkr", "budget_tkr"])
def test_thousands_are_refused_until_the_declaration_says_so(text: str) -> None:
    known = replace(SOURCE, format=FileFormat(times={"Pris": 1000}))

    assert [("E350", (2, 3))] == said(text)
    assert [] == said(text, source=known)


@pytest.mark.parametrize("text", ["Alla belopp i EUR", "Budget EUR", "budget_EUR", "Priser i norska kronor"])
def test_another_currency_is_refused_whatever_is_declared(text: str) -> None:
    known = replace(SOURCE, format=FileFormat(times={"Pris": 1000}))

    assert [("E319", (2, 3))] == said(text) == said(text, source=known)


def test_a_column_says_it_row_by_row() -> None:
    assert [("E319", (3,))] == said(Valuta=["SEK", "EUR"])
    assert [("E319", (2,))] == said(Currency=["THB", ""])
    assert [("E350", (2,))] == said(Slag=["tkr", "kr"])
    assert [("E319", (2,))] == said(Slag=["EUR", "THB"])


def test_other_tables_have_no_prices() -> None:
    assert [] == said("Belopp i tkr", source=replace(SOURCE, table="counts"))
    assert [] == said("Belopp i tkr", source=replace(SOURCE, columns={"item": "Post"}))
