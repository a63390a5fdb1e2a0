"""Thousands and millions of crowns, as numbers, headings and titles say them."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.ingest.multiples import in_multiples, is_multiple, says_multiples, title_in_multiples
from tsi_eval.pilot.source import FileFormat


@pytest.mark.parametrize(
    "heading",
    [
        *("Pris (1000 kr)", "Pris (1 000 kr)", "Pris (tusentals kronor)", "Pris (000)", "Pris (tusen)", "Pris (kSEK)"),
        *(
            "Pris i tusentals kr",
            "Pris ('000 kr)",
            "Pris (T kr)",
            "Pris (tkr)",
            "Pris, 1 000-tal",
            "Pris 1000-tals kronor",
        ),
        *("Pris (x1000)", "Pris (Mkr)", "Pris i tusen", "Price (thousands of SEK)", "pris_(tkr)"),
    ],
)
def test_heading_says_thousands_unless_the_declaration_does(heading: str) -> None:
    assert in_multiples(heading, FileFormat())
    assert not in_multiples(heading, FileFormat(times={heading: 1}))


@pytest.mark.parametrize(
    "heading",
    ["Pris (kr)", "Pris", "Antal 2000", "Pris 2023", "Andel (2000)", "Pris över 5000 kr", "Barn (0-17)", "Antal x"],
)
def test_ordinary_heading_says_none(heading: str) -> None:
    assert not in_multiples(heading, FileFormat())


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Budget 2023, belopp i tkr",
            "Budget tkr",
            "Alla belopp anges i tkr.",
            "(tkr)",
            "Belopp: tkr",
            "budget_tkr",
            "Mkr",
        ),
        *(
            "Alla belopp anges i tusentals kronor",
            "Kostnader i 1000 kr",
            "Belopp i 1000-tal kronor",
            "Amounts in thousands",
        ),
    ],
)
def test_title_says_thousands(text: str) -> None:
    assert title_in_multiples(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Poster över 100 tkr visas", "Budget 2023", "Budget 2000", "Sida 1 (1000)", "Totalt 1 200 tkr", ""),
        *("Budget - 500 tkr från staten", "budget_2023-2024", "Antagen 2023, 450 tkr"),
    ],
)
def test_title_that_names_a_sum_says_none(text: str) -> None:
    assert not title_in_multiples(text)


def test_fields_in_multiples_and_fields_that_only_name_one() -> None:
    assert [True, False, False] == says_multiples(pd.Series(["45 tkr", "45 kr", None])).tolist()
    assert [True, True, False, False] == [is_multiple(field) for field in ("tkr", "(Mkr)", "45 tkr", "kr")]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("Pris (tkr)", True),
        ("Kostnad, mnkr", True),
        ("Belopp i tusen kronor", True),
        ("Barn (tusental)", True),
        ("Pris (kr)", False),
        ("Anmälningar per tusen invånare", False),
        ("Mkrets", False),
    ],
)
def test_column_is_called_by_thousands_of_crowns(column: str, expected: bool) -> None:
    assert expected == in_multiples(column, FileFormat())
    assert not in_multiples(column, FileFormat(times={column: 1}))
