"""What a report's notebook may show, each output by its digest."""

from __future__ import annotations

import pytest

from tsi_eval.report.parts import Chapter, Figure, Prose, Table
from tsi_eval.report.pieces import digest, pieces

TABLE = Table(id="n", caption="Antal", header=("vilka", "antal"), rows=(("alla", "43"),))
FIGURE = Figure(id="f", svg="<svg/>", title="Ord", subtitle="Mått", source="Källa", alt="I ord")
LENGTH = 64


def test_a_figure_has_two_pieces_and_any_other_part_one() -> None:
    made = pieces([Chapter((Prose(markdown="Hej."), TABLE)), Chapter((FIGURE,))])

    assert [False, False, False, True] == ["image/svg+xml" in piece.data for piece in made.values()]


def test_a_piece_is_what_a_notebook_shows_of_a_part() -> None:
    (piece,) = pieces([Chapter((Prose(markdown="Hej.", box="band"),))]).values()

    assert {"text/markdown": "Hej.", "text/plain": "Prose(markdown='Hej.', box='band')"} == dict(piece.data)
    assert {"tsi_eval": {"kind": "prose", "box": "band", "id": ""}} == dict(piece.metadata)


def test_each_stands_under_the_digest_of_its_content_and_the_same_part_once() -> None:
    made = pieces([Chapter((TABLE,)), Chapter((TABLE, TABLE))])

    ((name, piece),) = made.items()
    assert name == digest(piece.data, piece.metadata)
    assert LENGTH == len(name)


@pytest.mark.parametrize(
    ("data", "metadata"),
    [({"a": "y"}, {}), ({"b": "x"}, {}), ({"a": "x"}, {"a": 1}), ({"a": "x", "b": ""}, {}), ({"a": "x "}, {})],
)
def test_other_content_has_another_digest(data: dict[str, str], metadata: dict[str, int]) -> None:
    assert digest({"a": "x"}, {}) != digest(data, metadata)


def test_content_that_is_no_text_has_a_digest_too() -> None:
    assert LENGTH == len(digest({"image/png": b"\x00", "a": "\ud800"}, {}))


def test_no_piece_tells_its_content_when_it_is_printed() -> None:
    (piece,) = pieces([Chapter((TABLE,))]).values()

    assert "Piece()" == repr(piece)
