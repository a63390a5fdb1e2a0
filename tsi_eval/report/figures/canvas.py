"""One canvas for all figures.

All figures have one font and one set of colours. A drawing holds no random id and no date, so that
the same values give the same bytes. The mark of synthetic data and of a draft stands inside it, so
that a figure that is copied keeps its mark.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tsi_eval.findings.released import ReleasedEstimate
from tsi_eval.language.numbers import number
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.fonts import FAMILY, font_files
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Okabe and Ito's colours that keep 3:1 on white, each with a marker and a line of its own.
STYLES = (
    ("#0b5c6b", "o", "-"),
    ("#d55e00", "s", "--"),
    ("#0072b2", "^", "-."),
    ("#8a4f7d", "D", ":"),
    ("#5c5c5c", "v", "-"),
)
# A bar under an interval is lighter, so that both of the interval's arms are seen.
SOFT = "#5b9aa5"
INK, QUIET, LIGHT, PAPER = "#1a1a1a", "#6b6b6b", "#c8c8c8", "#ffffff"
# From the fewest to the most, behind numbers that can be read on each.
TINTS = ("#eef5f6", "#cfe2e6", "#a4c9d0", SOFT)
PALETTE = frozenset({*(colour for colour, _, _ in STYLES), *TINTS, INK, QUIET, LIGHT, PAPER})
# A page is a little narrower than the drawing: 8.5 points are more than 8 in print.
SMALL, TEXT = 8.5, 9.5
MARK_HEIGHT = 0.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What to draw, and the words around it.

    Attributes:
        draw: A function that draws into as many panels as `panels` has.
        height: The height in inches.
        alt: What the drawing shows, in words.
        subtitle: Measure, unit, group and period.
        n: What the numbers rest on, in words.
        shows: The numbers that are drawn.
        panels: How wide the panels are that stand beside each other, relative to each other.
        paper: What it is drawn on.
    """

    draw: Callable[..., None]
    height: float
    alt: str
    subtitle: str
    n: str
    shows: Sequence[ReleasedEstimate]
    panels: tuple[float, ...] = (1.0,)
    paper: Paper = PAGE


def name_scale(axes: Axes, name: str) -> None:
    """Write the scale's name over the axes."""
    axes.set_title(unescaped(name), loc="left", fontsize=TEXT, color=INK, pad=10)


def number_axis(axes: Axes, which: str, words: Words, *, most: float = math.inf, steps: int = PAGE.steps) -> None:
    """Write the numbers of an axis whose ends are set, as the language writes numbers.

    They have as many decimals as the distance between two ticks needs: none for 0, 5, 10, and one
    for 0, 0.5, 1.

    Args:
        axes: The axes.
        which: "x" or "y".
        words: The language.
        most: No tick stands beyond this number, even where the axis goes on.
        steps: Steps between the ticks, at the most.
    """
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415  drawing is what costs

    axis, ends = (axes.yaxis, axes.get_ylim()) if which == "y" else (axes.xaxis, axes.get_xlim())
    low, high = min(ends), min(max(ends), most)
    every = MaxNLocator(nbins=steps, steps=[1, 2, 5, 10]).tick_values(low, high)
    ticks = [float(tick) for tick in every if low <= tick <= high]
    apart = min((after - before for before, after in pairwise(ticks)), default=1.0)
    decimals = next((places for places in range(6) if math.isclose(apart, round(apart, places))), 6)
    axis.set_ticks(ticks, [number(tick, decimals, words.language) for tick in ticks])


def write(axes: Axes, text: str, place: tuple[float, float], away: tuple[float, float] = (0, 0), **how: Any) -> None:
    """Write a label at a place of the scales, some points away."""
    settings: dict[str, Any] = {"ha": "left", "va": "center", "fontsize": TEXT, "color": INK} | how
    axes.annotate(unescaped(text), place, xytext=away, textcoords="offset points", **settings)


def not_shown(axes: Axes, place: tuple[float, float], words: Words, before: str = "") -> None:
    """Say that a number is not shown, in a box that has the same size whatever the number is."""
    box = {"boxstyle": "square,pad=0.3", "facecolor": PAPER, "edgecolor": LIGHT, "hatch": "////", "linewidth": 0.8}
    write(axes, before + words.say("figure.hidden"), place, (8, 0), fontsize=SMALL, bbox=box)


def behind_words() -> dict[str, Any]:
    """Return what lies behind words that a line would go through."""
    return {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}


def dot(style: tuple[str, str, str], *, hollow: bool = False) -> dict[str, Any]:
    """Return how a point and its interval look.

    The point of an answer that is undecided is hollow. Its interval is as strong as any other: a
    fainter one would look like a smaller uncertainty.
    """
    colour, marker, _ = style
    return {
        "color": colour,
        "marker": marker,
        "markerfacecolor": PAPER if hollow else colour,
        "markersize": 7,
        "capsize": 4,
        "linewidth": 2.0,
        "linestyle": "",
    }


def arms(item: ReleasedEstimate, factor: float) -> tuple[list[float], list[float]]:
    """Return how far an interval reaches below and above its estimate."""
    middle = item.estimate or 0.0
    low, high = (middle if end is None else end for end in (item.ci_low, item.ci_high))
    return [max(0.0, factor * (middle - low))], [max(0.0, factor * (high - middle))]


def listed(items: list[str]) -> str:
    """Return words in a row."""
    return ", ".join(items)


def unescaped(text: str) -> str:
    """Return words without Markdown's backslashes."""
    return text.replace("\\", "")


def wrapped(text: str, paper: Paper = PAGE, parts: int = 1) -> str:
    """Return a label in lines that leave the drawing its room; `parts` stand beside each other."""
    return paper.lines(unescaped(text), parts)


@cache
def _settings() -> dict[Any, Any]:
    from matplotlib import font_manager  # noqa: PLC0415  drawing is what costs

    for path in font_files().values():
        font_manager.fontManager.addfont(path)
    return {
        "font.family": FAMILY,
        "font.size": TEXT,
        "svg.fonttype": "path",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.unicode_minus": True,
        "axes.grid": False,
        "hatch.linewidth": 0.6,
        "figure.constrained_layout.wspace": 0.08,
    }


@contextmanager
def _style(salt: str) -> Iterator[None]:
    import matplotlib as mpl  # noqa: PLC0415  drawing is what costs

    with mpl.rc_context(_settings() | {"svg.hashsalt": salt}):
        yield


def svg_of(drawn: Drawn, salt: str, mark: str = "") -> str:
    """Return the drawing as SVG.

    Args:
        drawn: What to draw.
        salt: What its ids are made from, so that two figures of a page have different ids.
        mark: Words inside the drawing, or "".
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415

    with _style(salt):
        canvas: Canvas = Canvas(figsize=(drawn.paper.width, drawn.height), layout="constrained")
        panels = canvas.subplots(1, len(drawn.panels), width_ratios=drawn.panels, squeeze=False)
        drawn.draw(*panels[0])
        if mark:
            layout: Any = canvas.get_layout_engine()
            layout.set(rect=(0, 0, 1, 1 - MARK_HEIGHT / drawn.height))
            canvas.text(0.995, 0.995, mark, ha="right", va="top", fontsize=SMALL, color=QUIET)
        stream = io.StringIO()
        # `savefig` would draw twice: once for the layout alone, which drawing does as well.
        printer: Any = FigureCanvasSVG(canvas)
        printer.print_svg(stream, metadata={"Date": None, "Creator": None})
    return stream.getvalue()
