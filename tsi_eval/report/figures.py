"""Figures of released values, by their shape; each in one font, without random ids or dates, and never colour alone."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Quantity, Role
from tsi_eval.language.numbers import number
from tsi_eval.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.fonts import FAMILY, font_files
from tsi_eval.report.parts import Figure
from tsi_eval.report.sentences import answers, headlines
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
Draw = Callable[["Axes"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    draw: Draw
    height: float
    alt: str


def figure_of(words: Words, finding: ReleasedFinding) -> Figure | None:
    """Return the figure that fits the finding's shape, or None when there is nothing to draw."""
    drawn = _series(words, finding) or _means(words, finding) or _differences(words, finding)
    if drawn is None:
        return None
    said = answers(words, finding)
    caption = f"{said[0]} {words.say('figure.source', source=_source(words))}"
    id_ = f"figure-{finding.question.replace('_', '-')}"
    return Figure(id=id_, svg=_svg(drawn, id_), caption=caption, alt=drawn.alt)


def _source(words: Words) -> str:
    return words.say(f"data.{words.released.cover.data}.source")


def _series(words: Words, finding: ReleasedFinding) -> _Drawn | None:
    lines = {name: tuple(p for p in points if p.estimate is not None) for name, points in finding.series.items()}
    lines = {name: points for name, points in lines.items() if points}
    if not lines:
        return None
    places = list(dict.fromkeys(point.period for points in finding.series.values() for point in points))

    def draw(axes: Axes) -> None:
        for i, (points, (colour, marker, line)) in enumerate(zip(lines.values(), STYLES * 4, strict=False)):
            shift = (i - (len(lines) - 1) / 2) * 0.08
            x = [places.index(point.period) + shift for point in points]
            y = [100 * (point.estimate or 0.0) for point in points]
            ends = [_arms(point, 100) for point in points]
            bars = [[low for low, _ in ends], [high for _, high in ends]]
            axes.errorbar(
                x,
                y,
                yerr=bars,
                color=colour,
                marker=marker,
                linestyle=line,
                capsize=3,
                linewidth=1.4,
                markersize=5,
            )
        _direct_labels(axes, lines, places, words)
        axes.set_xticks(range(len(places)), [_unescaped(words.label(place)) for place in places])
        axes.set_xlim(-0.4, len(places) - 1 + 1.6)
        axes.set_ylim(0, 100)
        _name_scale(axes, words.say("axis.share"))
        _numbers(axes, "y", words)

    last = {name: points[-1] for name, points in lines.items()}
    parts = "; ".join(
        f"{_unescaped(words.group(point))} {words.value(point)} ({words.interval(point)})" for point in last.values()
    )
    alt = words.say("alt.series", places=_listed([words.label(place) for place in places]), values=parts)
    return _Drawn(draw=draw, height=HEIGHT, alt=_unescaped(alt))


def _direct_labels(axes: Axes, lines: dict[str, tuple[ReleasedEstimate, ...]], places: list[str], words: Words) -> None:
    ends = sorted((100 * (points[-1].estimate or 0.0), i) for i, points in enumerate(lines.values()))
    height, names = -100.0, list(lines.values())
    for level, i in ends:
        height = max(level, height + 6.5)
        point = names[i][-1]
        label = _unescaped(words.group(point))
        axes.annotate(
            label,
            (places.index(point.period) + 0.2, level),
            xytext=(places.index(point.period) + 0.32, height),
            color=STYLES[i % len(STYLES)][0],
            va="center",
            fontsize=9,
        )


def _means(words: Words, finding: ReleasedFinding) -> _Drawn | None:
    answer = next((item for item in headlines(finding) if item.quantity is Quantity.MEAN_CHANGE), None)
    if answer is None or answer.estimate is None:
        return None
    periods = answer.period.split(" > ")
    means = [
        item
        for item in finding.estimates
        if item.quantity is Quantity.MEAN
        and item.group == "both"
        and item.period in periods
        and item.estimate is not None
    ]
    if len(means) < 2:  # noqa: PLR2004  a change has two ends
        return None

    def draw(axes: Axes) -> None:
        colour, marker, line = STYLES[0]
        y = [item.estimate or 0.0 for item in means]
        ends = [_arms(item, 1) for item in means]
        bars = [[low for low, _ in ends], [high for _, high in ends]]
        axes.errorbar(
            range(len(means)),
            y,
            yerr=bars,
            color=colour,
            marker=marker,
            linestyle=line,
            capsize=5,
            linewidth=1.6,
        )
        for i, item in enumerate(means):
            axes.annotate(
                words.value(item),
                (i, y[i]),
                xytext=(9, 0),
                textcoords="offset points",
                va="center",
                fontsize=10,
            )
        axes.set_xticks(range(len(means)), [_unescaped(words.label(item.period)) for item in means])
        axes.set_xlim(-0.5, len(means) - 0.4)
        axes.margins(y=0.25)
        _name_scale(axes, f"{words.label(answer.outcome)}, {words.unit(answer)}")
        _numbers(axes, "y", words)

    alt = words.say(
        "alt.means",
        outcome=words.label(answer.outcome),
        values=_listed([f"{words.value(item)} ({words.label(item.period)})" for item in means]),
        change=words.value(answer),
        interval=words.interval(answer),
    )
    return _Drawn(draw=draw, height=HEIGHT, alt=_unescaped(alt))


def _differences(words: Words, finding: ReleasedFinding) -> _Drawn | None:
    roles = (Role.HEADLINE, Role.SENSITIVITY)
    items = [
        item
        for group in dict.fromkeys(item.group for item in headlines(finding))
        for role in roles
        for item in finding.estimates
        if item.role is role and item.group == group and item.estimate is not None and item.ci_low is not None
    ]
    if not items:
        return None

    def draw(axes: Axes) -> None:
        for i, item in enumerate(items):
            answer = item.role is Role.HEADLINE
            colour, face = (STYLES[0][0], STYLES[0][0]) if answer else (QUIET, "white")
            low, high = _arms(item, 1)
            axes.errorbar(
                item.estimate or 0.0, i, xerr=[[low], [high]], color=colour, marker="o" if answer else "s",
                markerfacecolor=face, capsize=3, linewidth=2.2 if answer else 1.2, markersize=7 if answer else 5,
            )  # fmt: skip
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_yticks(range(len(items)), [_row_name(words, item) for item in items])
        axes.invert_yaxis()
        _numbers(axes, "x", words)
        axes.set_xlabel(
            _unescaped(words.say("axis.difference", outcome=words.label(items[0].outcome), unit=words.unit(items[0])))
        )

    values = "; ".join(
        f"{words.group(item)} {words.value(item)} ({words.interval(item)})" for item in headlines(finding)
    )
    others = sum(item.role is Role.SENSITIVITY for item in items)
    alt = words.say("alt.differences", values=values) + (" " + words.say("alt.sensitivity") if others else "")
    return _Drawn(draw=draw, height=1.1 + 0.36 * len(items), alt=_unescaped(alt))


def _name_scale(axes: Axes, name: str) -> None:
    axes.set_title(_unescaped(name), loc="left", fontsize=9.5, color=INK, pad=10)


def _numbers(axes: Axes, which: str, words: Words) -> None:
    """Write an axis as the language writes numbers, with as many decimals as its ticks need."""
    axis = axes.yaxis if which == "y" else axes.xaxis

    def tick(value: float, _: float) -> str:
        steps = [abs(b - a) for a, b in pairwise(axis.get_majorticklocs())]
        decimals = 0 if not steps or min(steps) >= 1 else math.ceil(-math.log10(min(steps)))
        return number(value, decimals, words.language)

    axis.set_major_formatter(tick)


def _row_name(words: Words, item: ReleasedEstimate) -> str:
    if item.role is Role.HEADLINE:
        return _unescaped(words.group(item))
    return _unescaped(words.say(f"method.{item.method}.name"))


def _arms(item: ReleasedEstimate, factor: float) -> tuple[float, float]:
    middle = item.estimate or 0.0
    low, high = (middle if end is None else end for end in (item.ci_low, item.ci_high))
    return max(0.0, factor * (middle - low)), max(0.0, factor * (high - middle))


def _listed(items: list[str]) -> str:
    return ", ".join(items)


def _unescaped(text: str) -> str:
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


def _svg(drawn: _Drawn, salt: str) -> str:
    from matplotlib.figure import Figure as Canvas  # noqa: PLC0415

    with _style(salt):
        canvas: Canvas = Canvas(figsize=(WIDTH, drawn.height), layout="constrained")
        axes = canvas.add_subplot()
        drawn.draw(axes)
        stream = io.StringIO()
        canvas.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()
