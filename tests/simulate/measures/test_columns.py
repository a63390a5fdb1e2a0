"""What stands in a questionnaire's columns, and what the one who stopped left blank."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from tsi_eval.simulate.measures.columns import Note, SdqItems, Spread, Value
from tsi_eval.simulate.measures.scales import Sum

TRUST = Sum(id="trust", mean=16, sd=3, change={}, questions=5, least=1, most=5)
SUMS = {"trust": TRUST}


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_a_value_has_its_decimals() -> None:
    column = Value(scale="index", label="Index", decimals=1)

    assert ["Index"] == column.names({})
    assert [Decimal("92.5")] == column.cells(rng(), 92.5, {}, stopped=False)
    assert [Decimal("92.0")] == column.cells(rng(), 92, {}, stopped=False)
    assert [""] == column.cells(rng(), 92.5, {}, stopped=True)


def test_a_value_without_decimals_is_a_whole_number() -> None:
    assert [Decimal(4)] == Value(scale="relation", label="Relation").cells(rng(), 4, {}, stopped=False)


def test_a_sum_is_spread_over_its_questions() -> None:
    column = Spread(scale="trust", label="Tilltro {}")

    assert ["Tilltro 1", "Tilltro 2", "Tilltro 3", "Tilltro 4", "Tilltro 5"] == column.names(SUMS)
    assert 18 == sum(column.cells(rng(), 18, SUMS, stopped=False))
    assert [""] * 5 == column.cells(rng(), 18, SUMS, stopped=True)


def test_the_sdq_has_twenty_five_items() -> None:
    column = SdqItems(scale="sdq", label="p{:02}", unfinished_after=7)
    cells, stopped = (column.cells(rng(), 12, {}, stopped=stop) for stop in (False, True))

    assert ["p01", "p25"] == [column.names({})[0], column.names({})[-1]]
    assert 25 == len(cells) == len(stopped)
    assert set(cells) <= {"", 0, 1, 2}
    assert (cells[:7], [""] * 18) == (stopped[:7], stopped[7:])


def test_a_note_stands_in_as_many_rows_as_its_share_says() -> None:
    always, never = (Note(label="Kommentar", texts=("Hemma", "Post"), share=share) for share in (1, 0))
    random = rng()

    assert {"Hemma", "Post"} == {always.draw(random) for _ in range(50)}
    assert {""} == {never.draw(random) for _ in range(50)}
