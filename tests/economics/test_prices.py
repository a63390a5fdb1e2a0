"""Prices of the package and of a pilot."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tsi_eval.economics import Money, load_prices
from tsi_eval.errors import DeclarationError, UsageError
from tsi_eval.language import Text

ORACLES = tomllib.loads((Path(__file__).parents[1] / "oracles" / "economics.toml").read_text(encoding="utf-8"))
ENTRY = """
[[price]]
id = "care_day"
label = { sv = "vårddygn", en = "care day" }
amount = 3500
unit = { sv = "dygn", en = "day" }
price_year = 2024
payer = "kommun, IFO"
source = "ekonomikontoret, 2024"
"""

Prices = Callable[[str], Path]


@pytest.fixture
def prices(tmp_path: Path) -> Prices:
    """Write a pilot's prices.toml and return its folder."""

    def write(text: str) -> Path:
        (tmp_path / "prices.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def codes(folder: Path) -> list[tuple[str, Any]]:
    """Return the codes and places of what is wrong with a pilot's file."""
    with pytest.raises(DeclarationError) as error:
        load_prices(folder)
    assert all(len(problem.lines()) == 3 for problem in error.value.problems)
    return [(problem.code, problem.params.get("key")) for problem in error.value.problems]


def test_every_price_of_the_package_has_its_source_year_and_words() -> None:
    found = load_prices()

    assert 20 == len(found)
    for name, price in found.items():
        assert name == price.id
        assert price.source.strip()
        assert 2015 == price.price_year
        assert price.amount > 0
        assert ("M", False, False) == (price.confidence, price.assumption, price.verified)
        texts = (price.label, price.unit, price.note)
        assert all(text.strip() for each in texts for text in (each.sv, each.en))
    assert len(found) == len({price.label.sv for price in found.values()}) == len({p.label.en for p in found.values()})


@pytest.mark.parametrize("case", ORACLES["price"], ids=lambda case: case["id"])
def test_prices_of_the_package_are_the_list_s(case: dict[str, Any]) -> None:
    assert Money(case["amount"], 2015) == load_prices()[case["id"]].money


def test_note_says_what_is_left_out_and_what_the_list_says_of_itself() -> None:
    notes = {price.note.sv for price in load_prices().values()}

    (note,) = notes
    assert "utan lokaler och material" in note
    assert "sanningar" in note


def test_pilot_adds_a_price(prices: Prices) -> None:
    found = load_prices(prices(ENTRY))

    assert 21 == len(found)
    assert Money(3500, 2024) == found["care_day"].money
    assert ("L", False, "") == (found["care_day"].confidence, found["care_day"].assumption, found["care_day"].note.sv)


def test_pilot_replaces_a_price_by_id(prices: Prices) -> None:
    found = load_prices(prices(ENTRY.replace("care_day", "sip")))

    assert load_prices().keys() == found.keys()
    assert Money(3500, 2024) == found["sip"].money
    assert Money(2230, 2015) == load_prices()["sip"].money


def test_folder_without_the_file_gives_the_prices_of_the_package(tmp_path: Path) -> None:
    assert load_prices() == load_prices(tmp_path)


@pytest.mark.parametrize(
    ("source", "assumption"),
    [("ASSUMPTION", True), ("assumption, asked the unit", True), ("ASSUMPTIONS of 2024", False), ("bokslut", False)],
)
def test_source_assumption_marks_the_price(prices: Prices, source: str, assumption: bool) -> None:
    found = load_prices(prices(ENTRY.replace("ekonomikontoret, 2024", source)))

    assert assumption == found["care_day"].assumption


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("price_year = 2024", "", ("E222", "price.care_day.price_year")),
        ("price_year = 2024", 'price_year = "2024"', ("E155", "price.care_day.price_year")),
        ("price_year = 2024", "price_year = 24", ("E155", "price.care_day.price_year")),
        ('source = "ekonomikontoret, 2024"', "", ("E223", "price.care_day.source")),
        ('"ekonomikontoret, 2024"', '" "', ("E223", "price.care_day.source")),
        ('"ekonomikontoret, 2024"', "7", ("E155", "price.care_day.source")),
        ('payer = "kommun, IFO"', "", ("E154", "price.care_day.payer")),
        ('id = "care_day"', "", ("E154", "price.1.id")),
        ("payer", "payr", ("E153", "price.care_day.payr")),
        ("amount = 3500", "amount = -1", ("E155", "price.care_day.amount")),
        ("amount = 3500", "amount = nan", ("E155", "price.care_day.amount")),
        ("amount = 3500", 'amount = "3 500"', ("E155", "price.care_day.amount")),
        ("amount = 3500", "amount = 3500\nlow = 4000", ("E291", "price.care_day.low")),
        ("amount = 3500", "amount = 3500\nhigh = 3000", ("E291", "price.care_day.high")),
        ("amount = 3500", "amount = 3500\nhigh = 1e308", ("E291", "price.care_day.high")),
        (', en = "care day"', "", ("E154", "price.care_day.label.en")),
        ("amount = 3500", 'amount = 3500\nverified = "no"', ("E155", "price.care_day.verified")),
        ("[[price]]", "[[prices]]", ("E153", "prices")),
    ],
)
def test_fault_is_named_with_its_place(prices: Prices, old: str, new: str, expected: tuple[str, str]) -> None:
    assert expected in codes(prices(ENTRY.replace(old, new)))


def test_all_faults_come_together(prices: Prices) -> None:
    broken = ENTRY.replace("price_year = 2024", "") + ENTRY.replace('source = "ekonomikontoret, 2024"', 'source = ""')

    assert {"E222", "E223"} == {code for code, _ in codes(prices(broken))}


def test_misspelt_key_gets_a_suggestion(prices: Prices) -> None:
    with pytest.raises(DeclarationError, match="price_year"):
        load_prices(prices(ENTRY.replace("price_year", "priceyear")))


def test_same_id_twice_is_refused(prices: Prices) -> None:
    with pytest.raises(DeclarationError, match="E158"):
        load_prices(prices(ENTRY + ENTRY))


def test_text_that_is_not_toml_is_refused_with_its_line(prices: Prices) -> None:
    with pytest.raises(DeclarationError, match="E152") as error:
        load_prices(prices("[[price]]\nid = \n"))

    assert "2" == error.value.problems[0].params["line"]


def test_huge_file_is_not_opened(prices: Prices) -> None:
    assert [("E151", None)] == codes(prices("#" * 1_000_001))


def test_price_that_is_not_a_list_is_refused(prices: Prices) -> None:
    assert ["E155"] == [code for code, _ in codes(prices("price = 5"))]
    assert "E155" in {code for code, _ in codes(prices("price = [5]"))}


@pytest.mark.parametrize(
    ("values", "keys"),
    [
        ({"low": 50_000.0, "high": 20_000.0}, ["low"]),
        ({"high": 1.0}, ["high"]),
        ({"low": 0.0}, ["low"]),
        ({"amount": -1.0}, ["amount"]),
        ({"amount": float("nan")}, ["amount"]),
        ({"amount": "3"}, ["amount"]),
        ({"price_year": 24}, ["price_year"]),
        ({"source": "", "payer": " "}, ["payer", "source"]),
        ({"id": "\u200b"}, ["id"]),
        ({"confidence": "h"}, ["confidence"]),
        ({"label": Text(sv=1, en=2)}, ["label"]),  # type: ignore[arg-type]
    ],
)
def test_price_made_in_python_is_checked_as_one_of_a_file_is(values: dict[str, Any], keys: list[str]) -> None:
    price = load_prices()["sip"]

    with pytest.raises(UsageError) as error:
        replace(price, **values)

    assert keys == [problem.params["key"] for problem in error.value.problems]


def test_price_may_lie_at_either_end_of_what_it_may_be() -> None:
    price = load_prices()["sip"]

    assert price.amount == replace(price, low=price.amount, high=price.amount).high


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("nan", "ett ändligt tal", "a finite number"),
        ("-1", "ett tal från 0 och uppåt", "a number from 0 up"),
        ('"3"', "ett tal", "a number"),
    ],
)
def test_what_was_expected_is_said_in_the_reader_s_language(
    prices: Prices, value: str, swedish: str, english: str
) -> None:
    with pytest.raises(DeclarationError) as error:
        load_prices(prices(ENTRY.replace("amount = 3500", f"amount = {value}")))

    assert swedish in error.value.text("sv")
    assert english in error.value.text("en")
