"""Contacts and counts in words: sums, spans, holes, and the months that others have."""

from __future__ import annotations

from collections.abc import Callable

from small_pilot import SCHOOLS

Delivered = Callable[..., dict[str, list[str]]]

CONTACTS = """
[[source]]
id = "contacts"
table = "contacts"
files = ["contacts.csv"]
columns = { unit = "skola", period = "månad", arena = "plats", who = "vem", n = "antal" }
values.arena = { k = "corridor", m = "meeting" }
"""
COUNTS = """
[[source]]
id = "reports"
table = "counts"
files = ["reports.csv"]
columns = { period = "månad" }
series = { reports = "anmälningar" }
"""


def contacts(*rows: str) -> str:
    return "\n".join(["skola,månad,plats,vem,antal", *rows]) + "\n"


def test_each_unit_has_its_sum_its_span_its_holes_and_what_others_have(understood: Delivered) -> None:
    rows = ("a,2023-11,k,elev,3", "a,2023-12,k,elev,4", "a,2024-01,m,elev,1", "a,2024-02,k,elev,2")
    others = ("b,2023-10,k,elev,5", "b,2023-12,k,förälder,1")

    said = understood(more=CONTACTS, about=SCHOOLS, contacts__csv=contacts(*rows, *others))["contacts"]

    assert [
        "Skola A: 10, nov\N{NO-BREAK SPACE}2023–feb\N{NO-BREAK SPACE}2024, utan luckor.",
        "Skola A saknar okt\N{NO-BREAK SPACE}2023, som andra har.",
        "Skola B: 6, okt–dec\N{NO-BREAK SPACE}2023, utan rader nov\N{NO-BREAK SPACE}2023.",
        "Skola B saknar jan–feb\N{NO-BREAK SPACE}2024, som andra har.",
    ] == said[:4]
    assert ["var: corridor 15, meeting 1.", "vem: elev 15, förälder 1."] == said[4:]


def test_numbers_that_were_hidden_are_counted_beside_the_sum(understood: Delivered) -> None:
    said = understood(more=CONTACTS, about=SCHOOLS, contacts__csv=contacts("a,2023-11,k,elev,..", "a,2023-12,k,elev,4"))

    assert "Summorna är utan 1 dolda och 0 okända tal." == said["contacts"][-1]


def test_a_series_without_units_goes_by_its_name_and_closed_months_are_no_hole(understood: Delivered) -> None:
    counts = "månad,anmälningar\n2023-06,1200\n2023-08,34\n"

    said = understood(
        more=COUNTS + "closed_months = [7]\n",
        about='reports = { sv = "anmälningar", en = "reports" }\n',
        reports__csv=counts,
    )

    assert ["anmälningar: 1\N{NO-BREAK SPACE}234, juni–aug\N{NO-BREAK SPACE}2023, utan luckor."] == said["counts"]


def test_an_open_july_is_a_hole(understood: Delivered) -> None:
    said = understood("en", more=COUNTS, reports__csv="månad,anmälningar\n2023-06,2\n2023-08,3\n")

    assert ["reports: 5, Jun–Aug\N{NO-BREAK SPACE}2023, no rows for Jul\N{NO-BREAK SPACE}2023."] == said["counts"]
