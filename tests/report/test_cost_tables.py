"""Tables of money: each amount with its year, each price with its payer and source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from released_by_hand import JUNE, estimate, finding, headline, same, words_of

from tsi_eval.findings import Claim, Quantity
from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language import Text
from tsi_eval.report.cost_tables import cost_tables
from tsi_eval.report.parts import Prose, Table

NBSP = "\N{NO-BREAK SPACE}"
MONEY = {"unit": "sek", "price_year": 2023, "level": None}
WHOLE = headline(Quantity.COST, 750_705.0, n=14, note="budget", **MONEY)
STAFF = estimate(Quantity.COST, 666_211.0, group="kind=staff", **MONEY)
OTHER = estimate(Quantity.COST, None, group="kind=other", **MONEY)
UNITS = estimate(
    Quantity.BREAK_EVEN, 1.4, group="price=place", payer="Kommun_1", decimals=1, **MONEY | {"unit": "places"}
)
PRICE = estimate(Quantity.UNIT_PRICE, 500_000.0, group="price=place", **MONEY | {"price_year": 2015})
NOW = estimate(Quantity.UNIT_PRICE, 536_000.0, group="price=place", note="price_converted", **MONEY)
LABELS = {
    "kind=staff": same("personal"), "kind=other": same("annat"), "price=place": same("placering"),
    "source:price=place": same("Rapporten"), "unit:price=place": same("dygn"),
}  # fmt: skip


def shown(*items: ReleasedEstimate) -> list[Table | Prose]:
    found = finding("cost_offset", Claim.DESCRIBES, items, question="q_1")
    return list(cost_tables(words_of(found, labels=LABELS), found))


def test_costs_stand_by_post_with_their_price_year() -> None:
    (table,) = shown(WHOLE, STAFF, OTHER)

    assert ("costs-q-1", "Kostnaden i delar, 2023 års priser") == (table.id, table.caption)
    assert ("post", "kronor") == table.header
    assert (
        ("hela piloten", f"750{NBSP}705"),
        ("personal", f"666{NBSP}211"),
    ) == table.rows
    assert "Visas inte, för att inget om några få personer ska gå att läsa ut: annat." == table.note


def test_where_every_cost_is_hidden_one_sentence_stands_instead() -> None:
    (sentence,) = shown(OTHER)

    assert (
        Prose(
            markdown="Kostnaden i delar, 2023 års priser: visas inte, för att inget om några få personer ska gå att läsa ut."
        )
        == sentence
    )


def test_unit_costs_have_a_table_of_their_own() -> None:
    (table,) = shown(estimate(Quantity.UNIT_COST, 53_622.0, group="per=child", **MONEY))

    assert ("unit-costs-q-1", (("child", f"53{NBSP}622"),)) == (table.id, table.rows)


def test_what_must_be_avoided_stands_with_payer_source_and_both_prices() -> None:
    *_, table = shown(WHOLE, UNITS, PRICE, NOW)

    assert "break-even-q-1" == table.id
    price, now = f"500{NBSP}000", f"536{NBSP}000"
    assert (("placering", r"Kommun\_1", price, "2015", now, "1,4 dygn"),) == table.rows
    assert 2 == table.text_columns
    assert table.note.endswith("är räknat i 2023 års priser. Källa till priset för placering: Rapporten.")


def test_an_unverified_price_is_marked_beside_each_of_its_numbers_and_under_the_table() -> None:
    notes = ("units_of_unverified", "price_unverified", "price_converted_unverified")
    items = [replace(item, note=note) for item, note in zip((UNITS, PRICE, NOW), notes, strict=True)]

    *_, table = shown(WHOLE, *items)

    assert (
        f"500{NBSP}000 *(obekräftat)*",
        "2015",
        f"536{NBSP}000 *(obekräftat)*",
        "1,4 dygn *(obekräftat)*",
    ) == table.rows[0][2:]
    assert "Ett obekräftat pris är inte kontrollerat mot originalet" in table.note


def test_a_range_of_prices_gives_a_range_of_units() -> None:
    *_, table = shown(WHOLE, replace(UNITS, ci_low=1.2, ci_high=1.6), PRICE, NOW)

    assert f"1,4 dygn (1,2{NBSP}till{NBSP}1,6)" == table.rows[0][-1]


def test_a_finding_without_money_has_no_such_table() -> None:
    assert [] == shown(headline(Quantity.COUNT, 43.0))


def test_an_older_amount_beside_a_new_one_is_marked() -> None:
    (costs,) = shown(WHOLE, replace(STAFF, as_of=JUNE))
    _, break_even = shown(WHOLE, replace(UNITS, as_of=JUNE), PRICE, NOW)

    assert [f"750{NBSP}705", f"666{NBSP}211\\*"] == [row[1] for row in costs.rows]
    assert "\\* Från rapporten den 30 juni 2025." == costs.note
    assert break_even.note.startswith("Siffrorna är från rapporten den 30 juni 2025. ")


@pytest.mark.parametrize(
    ("payer", "swedish", "english"),
    [
        ("kommun, IFO", "kommunens individ- och familjeomsorg", "the municipality's individual and family services"),
        ("social", "socialnämnden", "the social board"),
        ("Kommun_1", r"Kommun\_1", r"Kommun\_1"),
    ],
    ids=["the package's", "the pilot's own label", "as it was written"],
)
def test_who_pays_is_said_in_both_languages(payer: str, swedish: str, english: str) -> None:
    items = [replace(item, payer=payer) for item in (WHOLE, UNITS, PRICE, NOW)]
    found = finding("cost_offset", Claim.DESCRIBES, items, question="q_1")
    labels = LABELS | {"payer=social": Text(sv="socialnämnden", en="the social board")}

    said = [
        list(cost_tables(words_of(found, labels=labels, language=language), found))[-1].rows[0][1]
        for language in ("sv", "en")
    ]

    assert [swedish, english] == said
