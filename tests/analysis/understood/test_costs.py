"""Costs in words: sums by price year and payer, and items that stand there more than once."""

from __future__ import annotations

from collections.abc import Callable

Delivered = Callable[..., dict[str, list[str]]]

COSTS = """
[[source]]
id = "costs"
table = "costs"
files = ["costs.csv"]

[source.columns]
item = "post"
kind = "slag"
quantity = "antal"
measure = "enhet"
price = "pris"
price_year = "år"
payer = "vem"
source = "källa"
"""
ROWS = """post,slag,antal,enhet,pris,år,vem,källa
Lokal,lokal,2,månad,1000,2023,social,avtal
Lokal,lokal,1,månad,1000,2023,skola,avtal
Telefon,annat,1,styck,500,2022,social,avtal
"""


def test_costs_are_summed_by_year_and_payer_and_repeated_items_are_named(understood: Delivered) -> None:
    said = understood(more=COSTS, about='"payer=social" = { sv = "socialnämnden", en = "board" }\n', costs__csv=ROWS)

    payers = "skola 1\N{NO-BREAK SPACE}000 kr, socialnämnden 2\N{NO-BREAK SPACE}000 kr"
    assert [
        "1 post, tillsammans 500 kr i 2022 års priser (antal gånger pris, före påslag): socialnämnden 500 kr.",
        f"2 poster, tillsammans 3\N{NO-BREAK SPACE}000 kr i 2023 års priser (antal gånger pris, före påslag): {payers}.",
        "Posten ”Lokal” står på 2 rader, tillsammans 3\N{NO-BREAK SPACE}000 kr.",
    ] == said["costs"]
