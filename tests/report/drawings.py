"""Drawings of findings, and what can be seen in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from findings_with_figures import FLOWS, SHAPES, words_of

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.figures import figure_of, flow_of, for_phones
from tsi_eval.report.figures.canvas import STYLES
from tsi_eval.report.fonts import FAMILY, font_files
from tsi_eval.report.parts import Figure
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

PAPER_POINTS = 8.0


# Widths of outlines are computed without a screen's hints, so that a label may seem this much
# longer.
POINT = 1.0


MARK = {"sv": "Syntetiska data.", "en": "Synthetic data."}
DRAFT = {"sv": "Utkast.", "en": "Draft."}


HIDDEN = {"sv": "visas inte", "en": "not shown"}


@dataclass(frozen=True)
class Drawing:
    """What an SVG shows: its labels with their size in points, its colours and its shapes."""

    svg: str

    @property
    def labels(self) -> list[tuple[str, float]]:
        # Text is drawn as outlines of 100 units an em; its words stand in a comment before it.
        found = re.findall(r"<!-- (.*?) -->\s*<g[^>]*?scale\(([\d.]+)", self.svg, flags=re.DOTALL)
        return [(text, 100 * float(scale)) for text, scale in found]

    @property
    def words(self) -> list[str]:
        return [text for text, _ in self.labels]

    @property
    def colours(self) -> set[str]:
        return {colour.lower() for colour in re.findall(r'(?:fill|stroke)(?:: |=")(#[0-9a-fA-F]{3,6})', self.svg)}

    @property
    def boxes(self) -> list[tuple[str, tuple[float, float, float, float]]]:
        """Return every label with its left, top, right and bottom, in points."""
        from matplotlib.font_manager import FontProperties, fontManager
        from matplotlib.textpath import TextPath

        for path in font_files().values():
            fontManager.addfont(path)
        place = r"<!-- (.*?) -->\s*<g[^>]*?translate\((-?[\d.]+) (-?[\d.]+)\) scale\(([\d.]+)"
        found = []
        for text, x, y, scale in re.findall(place, self.svg, flags=re.DOTALL):
            if not text:
                continue  # an empty line over a name
            ends = TextPath((0, 0), text, size=100 * float(scale), prop=FontProperties(family=FAMILY)).get_extents()
            low, high = ends.min, ends.max
            box = float(x) + low[0], float(y) - high[1], float(x) + high[0], float(y) - low[1]
            found.append((text, box))
        return found

    @property
    def intervals(self) -> int:
        """Return how many intervals of answers and points there are."""
        line = rf'<path d="M [^"]*"[^>]*style="fill: none; stroke: {STYLES[0][0]}; stroke-width: 2'
        return len(re.findall(line, self.svg))

    def widths_of(self, colour: str) -> list[float]:
        """Return how wide every rectangle of a colour is."""
        number = r"(-?[\d.]+)"
        corners = (
            rf'<path d="M {number} {number} \nL {number} {number} \nL {number} {number} \nL {number} {number} \nz\n"'
        )
        found = re.findall(corners + rf'[^>]*style="fill: {colour}', self.svg)
        return [abs(float(path[2]) - float(path[0])) for path in found]


def drawn(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    name = next((name for name, shape in SHAPES.items() if shape is answer), None)
    return drawn_again(answer, language, data) if name is None else _drawn_once(name, language, data)


@cache
def _drawn_once(name: str, language: str, data: str) -> Figure:
    return drawn_again(SHAPES[name], language, data)


def drawn_again(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    figure = figure_of(words_of(answer, language=language, data=data), answer)
    assert figure is not None
    return figure


def drawn_flow(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    """Return the figure of who was measured when, drawn once for each of FLOWS."""
    name = next((name for name, flow in FLOWS.items() if flow is answer), None)
    return drawn_flow_again(answer, language, data) if name is None else _flow_drawn_once(name, language, data)


@cache
def _flow_drawn_once(name: str, language: str, data: str) -> Figure:
    return drawn_flow_again(FLOWS[name], language, data)


def drawn_flow_again(answer: ReleasedFinding, language: str = "sv", data: str = "synthetic") -> Figure:
    figure = flow_of(words_of(answer, language=language, data=data), answer)
    assert figure is not None
    return figure


def check_labels(svg: str) -> None:
    """Check that labels end inside the drawing and stand clear of each other."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box
    width, height = map(float, box.groups())
    boxes = Drawing(svg).boxes

    for place, (text, (left, top, right, bottom)) in enumerate(boxes):
        assert (left, top) >= (-POINT, -POINT), text
        assert right <= width + POINT, text
        assert bottom <= height + POINT, text
        over = [
            other
            for other, (start, above, end, below) in boxes[:place]
            if left < end and start < right and top < below and above < bottom
        ]
        assert not over, (text, over)


@cache
def for_phone(name: str, language: str) -> Mapping[str, str]:
    """Return id → SVG of a finding's figures for phones, drawn once."""
    answer = SHAPES[name] if name in SHAPES else FLOWS[name]
    return for_phones(words_of(answer, language=language))


def number_of(answer: ReleasedFinding, words: Words) -> str:
    """Return the answer's number as a reader meets it."""
    item = headlines(answer)[0]
    if item.quantity is Quantity.RATE_RATIO:
        return words.figure_of(item, 26.0).split(",")[0].split(".")[0]
    return words.value(item if item.quantity is Quantity.COST else words.read(item))
