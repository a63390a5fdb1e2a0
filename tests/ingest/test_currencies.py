"""Amounts in another currency than Swedish crowns, as a format, a field or a heading says it."""

from __future__ import annotations

import pandas as pd
import pytest

from tsi_eval.ingest.currencies import (
    CURRENCIES,
    currency_named,
    currency_of_format,
    currency_of_heading,
    foreign_fields,
)
from tsi_eval.language import Message, say

CROWNS = (
    *("", "General", "0.00", "#,##0", '#,##0 "kr"', '#,##0.00\\ "kr"', "#,##0 [$kr-41D]", "#,##0.00\\ [$kr-041D]"),
    *("#,##0 [$SEK]", '#,##0 "SEK"', "[$SEK] #,##0", '#,##0, "tkr"', '#,##0,, "mnkr"', '#,##0 "kr."', "#,##0 [$kr]"),
    # Accounting without a sign leaves the room of one.
    *(r"_-* #,##0.00\ _k_r_-;\-* #,##0.00\ _k_r_-", r"_-* #,##0.00\ _€_-;\-* #,##0.00\ _€_-", "_($* #,##0_)".replace("$", "")),
    *("[Red]#,##0", "[>100]#,##0", '#,##0 "dm"', "#,##0.00 [$kr-sv-SE]", "[$-41D]#,##0", '#,##0 "personer"'),
)  # fmt: skip
FOREIGN = {
    "#,##0.00 [$€-1]": "EUR",
    "#,##0.00\\ [$€-407]": "EUR",
    "#,##0 [$EUR]": "EUR",
    "[$EUR] #,##0": "EUR",
    "#,##0 €": "EUR",
    '#,##0 "€"': "EUR",
    '#,##0 "euro"': "EUR",
    r"_-* #,##0.00\ [$€-1]_-": "EUR",
    r"#,##0.00\ \€;[Red]\-#,##0.00\ \€": "EUR",
    "[$€-x-euro2] #,##0": "EUR",
    '"$"#,##0_);("$"#,##0)': "USD",
    "[$$-409]#,##0.00": "USD",
    "$#,##0": "USD",
    "[$USD] #,##0": "USD",
    "[$£-809]#,##0": "GBP",
    "#,##0 [$DKK]": "DKK",
    "#,##0 [$kr.-406]": "DKK",
    "#,##0 [$kr-414]": "NOK",
    "[$kr-0414] #,##0": "NOK",
    "[$kr-nb-NO] #,##0": "NOK",
    '#,##0 "NOK"': "NOK",
    "#,##0 [$kr-40F]": "ISK",
    "#,##0 [$CHF]": "CHF",
    "#,##0 [$zł-415]": "PLN",
    "#,##0 [$฿-41E]": "XXX",
}


@pytest.mark.parametrize("code", CROWNS)
def test_format_of_crowns_or_of_no_money_is_no_other_currency(code: str) -> None:
    assert "" == currency_of_format(code)


@pytest.mark.parametrize(("code", "currency"), FOREIGN.items())
def test_format_of_another_currency_is_told(code: str, currency: str) -> None:
    assert currency == currency_of_format(code)


@pytest.mark.parametrize(
    ("field", "currency"),
    [
        *(("450 €", "EUR"), ("€450", "EUR"), ("EUR 450", "EUR"), ("450 NOK", "NOK"), ("450 nkr", "NOK"), ("-450 $", "USD")),
        *(("$ 1,200.50", "USD"), ("450 euro", "EUR"), ("450,50 DKK.", "DKK"), ("450:- dkr", "DKK"), ("450 XXX", "XXX")),
        *(("£450", "GBP"), ("ca 40 EUR", "EUR"), ("€ -5", "EUR"), ("450\u00a0€", "EUR")),
    ],
)  # fmt: skip
def test_field_in_another_currency_is_told(field: str, currency: str) -> None:
    ((found, which),) = foreign_fields(pd.Series(["5 kr", field, "7"], dtype="str"))

    assert (currency, [False, True, False]) == (found, which.tolist())


@pytest.mark.parametrize(
    "field", ["450 kr", "450 SEK", "1,5 mnkr", "12 tkr", "450:-", "45 %", "EUR", "€", "euroklass 4", ""]
)
def test_field_in_crowns_or_without_a_number_is_none(field: str) -> None:
    assert [] == list(foreign_fields(pd.Series([field], dtype="str")))


def test_fields_in_several_currencies_are_told_apart() -> None:
    found = dict(foreign_fields(pd.Series(["5 EUR", "5 NOK", "5 €"], dtype="str")))

    assert {"EUR": [True, False, True], "NOK": [False, True, False]} == {k: v.tolist() for k, v in found.items()}


@pytest.mark.parametrize(
    ("heading", "currency"),
    [
        *(("Pris (EUR)", "EUR"), ("Pris (€)", "EUR"), ("Pris i euro", "EUR"), ("Pris, NOK", "NOK"), ("pris_eur", "EUR")),
        *(("Pris (i USD)", "USD"), ("Belopp DKK", "DKK"), ("Pris, €/mån", "EUR"), ("Pris (EUR/mån)", "EUR"), ("EUR", "EUR")),
        *(("Pris EUR per månad", "EUR"), ("Pris i EUR exkl. moms", "EUR"), ("EUR-pris", "EUR"), ("EUR / Pris", "EUR")),
        *(("Pris [EUR]", "EUR"), ("Pris/EUR", "EUR"), ("Pris (NOK exkl. moms)", "NOK"), ("Pris i norska kronor", "NOK")),
        *(("Pris (norska kr)", "NOK"), ("Euro", "EUR"), ("Pris (k€)", "EUR"), ("Belopp i euro 2023", "EUR")),
        *(("Euro pallar", ""), ("Pris (kr/mån)", ""), ("Pris i svenska kronor", ""), ("Pris (risk)", "")),
        *(("Pris (kr)", ""), ("Pris", ""), ("Euroklassen", ""), ("EUR-pallar", ""), ("Pris SEK", ""), ("Museum", "")),
    ],
)  # fmt: skip
def test_heading_says_the_currency_of_its_column(heading: str, currency: str) -> None:
    assert currency == currency_of_heading(heading)


def test_each_currency_has_a_name_in_both_languages_and_is_known_by_its_code() -> None:
    for currency in CURRENCIES:
        assert currency == currency_named(currency)
        assert all(say(Message(f"currency.{currency}"), language) for language in ("sv", "en"))
