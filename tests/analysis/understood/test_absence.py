"""Absence in words: each unit's terms and hours, and the terms that others have."""

from __future__ import annotations

from collections.abc import Callable

from small_pilot import SCHOOLS

Delivered = Callable[..., dict[str, list[str]]]

ABSENCE = """
[[source]]
id = "absence"
table = "absence"
files = ["absence.csv"]
columns = { unit = "skola", term = "termin", pupils = "elever", valid = "giltig", invalid = "ogiltig", offered = "tid" }
"""
ROWS = """skola,termin,elever,giltig,ogiltig,tid
a,VT2024,100,10,5,1000
a,HT2023,100,20,5,1500
b,VT2024,50,..,5,500
"""


def test_each_unit_has_its_terms_in_order_its_hours_and_what_others_have(understood: Delivered) -> None:
    said = understood(more=ABSENCE, about=SCHOOLS, absence__csv=ROWS)["absence"]

    assert [
        "Skola A: HT\N{NO-BREAK SPACE}2023, VT\N{NO-BREAK SPACE}2024; 40 av 2\N{NO-BREAK SPACE}500 erbjudna timmar.",
        "Skola B: VT\N{NO-BREAK SPACE}2024; 0 av 0 erbjudna timmar.",
        "Skola B: summorna är utan 1 rad där frånvaron eller den erbjudna tiden är dold eller okänd.",
        "Skola B saknar HT\N{NO-BREAK SPACE}2023, som andra har.",
        "1 rad har ett dolt eller okänt tal.",
    ] == said
