"""What a notebook computed becomes plain cells, or a drawing with nothing but what is drawn."""

from __future__ import annotations

import base64
import io
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from tsi_eval.errors import UsageError
from tsi_eval.report.own.content import cells_of, only_drawn, png_of, svg_of_png

NBSP = "\N{NO-BREAK SPACE}"


def why(error: pytest.ExceptionInfo[UsageError]) -> tuple[str, str]:
    (problem,) = error.value.problems
    return problem.code, problem.params["why"].key.rpartition(".")[2]  # type: ignore[union-attr]


class TestCells:
    def test_numbers_are_written_as_the_language_does(self) -> None:
        frame = pd.DataFrame({"who": ["a", "b"], "value": [1234.5678, np.nan], "n": [3, 12000]})

        header, rows, left = cells_of(frame, "sv")

        assert ("who", "value", "n") == header
        assert (("a", f"1{NBSP}234,6", "3"), ("b", "–", f"12{NBSP}000")) == rows
        assert 1 == left
        assert "1,234.6" == cells_of(frame, "en")[1][0][1]

    def test_an_index_of_words_is_a_column(self) -> None:
        counts = pd.Series([2, 1], index=["x", "y"], name="how many")

        assert (("", "how many"), (("x", "2"), ("y", "1")), 1) == cells_of(counts, "en")
        named = pd.DataFrame({"a": [0.25]}, index=pd.Index([7], name="year"))
        assert (("year", "a"), (("7", "0.2500"),)) == cells_of(named, "en")[:2]

    @pytest.mark.parametrize("frame", [pd.DataFrame({"a": []}), pd.DataFrame({"a": range(4001)})])
    def test_nothing_and_too_much_are_refused(self, frame: Any) -> None:
        with pytest.raises(UsageError) as error:
            cells_of(frame, "en")

        assert ("E458", "size") == why(error)


@pytest.fixture
def drawing() -> Any:
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    yield axes
    plt.close(figure)


class TestDrawings:
    def test_a_png_keeps_what_is_drawn_and_nothing_else(self, drawing: Any) -> None:
        stream = io.BytesIO()
        drawing.figure.savefig(stream, format="png", metadata={"Title": "Gunhild"})

        kept = only_drawn(stream.getvalue() + b"Gunhild")

        assert b"Gunhild" in stream.getvalue()
        assert b"Gunhild" not in kept
        assert b"tEXt" not in kept
        assert kept == only_drawn(kept)
        assert plt.imread(io.BytesIO(kept)).tolist() == plt.imread(io.BytesIO(stream.getvalue())).tolist()

    def test_axes_and_figures_become_a_drawing_as_wide_as_a_page(self, drawing: Any) -> None:
        png = png_of(drawing)

        svg = svg_of_png(png)
        assert png == png_of(drawing.figure)
        assert f"base64,{png}" in svg
        assert 'width="454pt"' in svg

    @pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"<svg onload='x'/>"])
    def test_what_is_no_png_is_refused(self, content: bytes) -> None:
        with pytest.raises(UsageError) as error:
            svg_of_png(base64.b64encode(content).decode())

        assert ("E458", "kind") == why(error)
        with pytest.raises(UsageError):
            svg_of_png("not base64 ✗")

    def test_what_is_no_drawing_is_refused(self) -> None:
        with pytest.raises(UsageError) as error:
            png_of("words")

        assert ("E458", "kind") == why(error)
