"""Many lines by period are cells with their numbers; few lines, and many periods, are not."""

from __future__ import annotations

import pytest
from drawings import HIDDEN, Drawing, drawn
from findings_with_figures import cells, words_of

from tsi_eval.report.figures.canvas import TINTS
from tsi_eval.report.figures.heat import MOST_LINES, MOST_PERIODS, heat, tint_of


def test_each_cell_has_its_number() -> None:
    words = Drawing(drawn(cells(rows=6, periods=4)).svg).words

    assert {str(10 + 3 * row + place) for row in range(6) for place in range(4)} <= set(words)


def test_what_is_hidden_says_so_in_its_cell(language: str) -> None:
    words = Drawing(drawn(cells(rows=6, periods=4, hidden=True), language).svg).words

    assert 1 == sum(HIDDEN[language] in word for word in words)
    assert "10" not in words


@pytest.mark.parametrize(("rows", "periods"), [(MOST_LINES, 4), (6, MOST_PERIODS + 1)])
def test_few_lines_and_many_periods_are_drawn_otherwise(rows: int, periods: int) -> None:
    found = cells(rows=rows, periods=periods)

    assert heat(words_of(found), found) is None


def test_tints_go_from_none_to_the_largest() -> None:
    assert list(TINTS) == sorted({tint_of(value, 40) for value in range(41)}, key=TINTS.index)
    assert TINTS[0] == tint_of(-3, 40)


def test_words_around_it_say_what_it_shows(language: str) -> None:
    figure = drawn(cells(rows=6, periods=4), language)

    assert ("mörkare betyder mer" if language == "sv" else "darker means more") in figure.subtitle
    assert "10, 11, 12, 13" in figure.alt
