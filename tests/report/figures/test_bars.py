"""Bars of the parts of a whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import released_by_hand
from drawings import Drawing, drawn
from findings_with_figures import (
    contacts,
    costs,
    words_of,
)
from released_by_hand import JUNE, estimate, finding, headline, same

from tsi_eval.findings import Claim, Quantity
from tsi_eval.report.figures import figure_of
from tsi_eval.report.figures.bars import bars
from tsi_eval.report.figures.canvas import STYLES


def test_a_hidden_part_is_not_in_the_words_or_the_lengths_of_bars() -> None:
    shown, hidden = Drawing(drawn(contacts()).svg), Drawing(drawn(contacts(None)).svg)

    assert len(shown.widths_of(STYLES[0][0])) == 2
    assert len(hidden.widths_of(STYLES[0][0])) == 1
    assert "77" in shown.words
    assert not any("77" in text for text in (*hidden.words, drawn(contacts(None)).alt))


def counts(**groups: float | None) -> list[object]:
    return [
        estimate(
            Quantity.COUNT,
            value,
            group=name.replace("_", "=", 1),
            unit="contacts",
            n=None if value is None else int(value),
        )
        for name, value in groups.items()
    ]


def rows(*items: object) -> list[str]:
    """Return the names of the rows from the top, as they stand in the alternative text."""
    answer = finding("open_arenas", Claim.DESCRIBES, items)
    figure = bars(words_of(answer), answer)
    assert figure is not None
    return re.findall(r"(\w+) (?:\d+|\.\.)(?=[,.;])", figure.alt)


def test_the_largest_part_comes_first_and_what_is_hidden_last() -> None:
    assert ["c", "a", "d", "b"] == rows(*counts(who_a=20.0, who_b=None, who_c=171.0, who_d=3.0))


def test_each_way_of_dividing_has_a_block_of_its_own() -> None:
    assert ["x", "y", "b", "a"] == rows(*counts(who_a=10.0, who_b=20.0, arena_x=25.0, arena_y=5.0))


def test_blocks_have_headings_and_a_lone_block_has_none() -> None:
    two, one = (
        Drawing(drawn(finding("open_arenas", Claim.DESCRIBES, parts)).svg).words
        for parts in (counts(who_a=10.0, who_b=20.0, arena_x=25.0, arena_y=5.0), counts(who_a=10.0, who_b=20.0))
    )

    assert {"Plats", "Vem"} <= set(two)
    assert not {"Plats", "Vem"} & set(one)


def test_a_pilot_may_name_what_its_contacts_are_divided_by() -> None:
    answer = finding("open_arenas", Claim.DESCRIBES, counts(who_a=10.0, who_b=20.0, arena_x=25.0, arena_y=5.0))
    words = released_by_hand.words_of(answer, labels={"arena=": same("frågan kom från")})
    figure = figure_of(words, answer)

    assert figure is not None
    assert "Frågan kom från" in Drawing(figure.svg).words


def test_one_part_alone_or_nothing_but_hidden_parts_is_no_block() -> None:
    for parts in (counts(who_a=10.0), counts(who_a=None, who_b=None), [headline(Quantity.RATE, 21.4)]):
        answer = finding("open_arenas", Claim.DESCRIBES, parts)
        assert bars(words_of(answer), answer) is None


def test_parts_of_a_period_are_not_drawn() -> None:
    parts = [replace(part, period="HT2023") for part in counts(who_a=10.0, who_b=20.0)]
    answer = finding("open_arenas", Claim.DESCRIBES, parts)

    assert bars(words_of(answer), answer) is None


def test_costs_are_drawn_in_thousands() -> None:
    answer = costs(900_000.0, kind_staff=666_211.0, kind_other=84_494.0)
    figure = bars(words_of(answer), answer)
    seen = Drawing(drawn(answer).svg)

    assert figure is not None
    assert {"666", "84"} <= set(seen.words)
    assert "2023" in figure.subtitle
    first, second = seen.widths_of(STYLES[0][0])
    assert first / second == pytest.approx(666_211 / 84_494, abs=1e-3)


def test_parts_that_are_nothing_are_drawn_without_length() -> None:
    answer = finding("open_arenas", Claim.DESCRIBES, counts(who_a=0.0, who_b=0.0))

    assert ["0", "0"] == [text for text in Drawing(drawn(answer).svg).words if text == "0"][-2:]


def test_parts_of_an_earlier_report_are_not_drawn_beside_a_newer_whole() -> None:
    new, old = counts(who_a=10.0, who_b=20.0), counts(arena_x=25.0, arena_y=5.0)
    whole = headline(Quantity.COUNT, 30.0, unit="contacts", n=30)

    assert ["b", "a"] == rows(whole, *new, *(replace(part, as_of=JUNE) for part in old))
