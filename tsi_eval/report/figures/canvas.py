"""One canvas for all figures: one font, no random ids, no dates, the mark of synthetic data inside the drawing."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tsi_eval.language.numbers import number
from tsi_eval.released import ReleasedEstimate
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
INK, QUIET = "#1a1a1a", "#6b6b6b"
WIDTH, HEIGHT = 6.3, 3.54
MARK_HEIGHT = 0.16
Draw = Callable[["Axes"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What to draw, how high in inches, what it shows in words, and the key of what its strokes mean."""

    draw: Draw
    height: float
    alt: str
    note: str = "source"


def name_scale(axes: Axes, name: str) -> None:
    """Write the scale's name over the axes."""
    axes.set_title(unescaped(name), loc="left", fontsize=9.5, color=INK, pad=10)


def number_axis(axes: Axes, which: str, words: Words) -> None:
    """Write an axis as the language writes numbers, with as many decimals as its ticks need."""
    axis = axes.yaxis if which == "y" else axes.xaxis

    def tick(value: float, _: float) -> str:
        steps = [abs(b - a) for a, b in pairwise(axis.get_majorticklocs())]
        decimals = 0 if not steps or min(steps) >= 1 else math.ceil(-math.log10(min(steps)))
        return number(value, decimals, words.language)

    axis.set_major_formatter(tick)


def arms(item: ReleasedEstimate, factor: float) -> tuple[float, float]:
    """Return how far an interval reaches below and above its estimate."""
    middle = item.estimate or 0.0
    low, high = (middle if end is None else end for end in (item.ci_low, item.ci_high))
    return max(0.0, factor * (middle - low)), max(0.0, factor * (high - middle))


def listed(items: list[str]) -> str:
    """Return words in a row."""
    return ", ".join(items)


def unescaped(text: str) -> str:
    """Return words without Markdown's backslashes."""
    return text.replace("\\", "")


@contextmanager
def _style(salt: str) -> Iterator[None]:
    import matplotlib as mpl  # noqa: PLC0415  drawing is what costs
    from matplotlib import font_manager  # noqa: PLC0415

    known = {font.fname for font in font_manager.fontManager.ttflist}
    for path in font_files().values():
        if str(path) not in known:
            font_manager.fontManager.addfont(path)
    settings: dict[Any, Any] = {
        "font.family": FAMILY,
        "font.size": 9.5,
        "svg.fonttype": "path",
        "svg.hashsalt": salt,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": QUIET,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.unicode_minus": True,
        "axes.grid": False,
    }
    with mpl.rc_context(settings):
        yield


def svg_of(drawn: Drawn, salt: str, mark: str = "") -> str:
    """Return the drawing; `mark` stands inside it, so that a figure that is copied keeps it."""
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415

    with _style(salt):
        canvas: Canvas = Canvas(figsize=(WIDTH, drawn.height), layout="constrained")
        axes = canvas.add_subplot()
        drawn.draw(axes)
        if mark:
            layout: Any = canvas.get_layout_engine()
            layout.set(rect=(0, 0, 1, 1 - MARK_HEIGHT / drawn.height))
            canvas.text(0.995, 0.995, mark, ha="right", va="top", fontsize=7.5, color=QUIET)
        stream = io.StringIO()
        canvas.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()
