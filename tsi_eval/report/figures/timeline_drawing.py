"""How lines over time are drawn: lines, band, start, what is hidden, and the lines' names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Form, Part
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    INK,
    LIGHT,
    PAPER,
    QUIET,
    SMALL,
    STYLES,
    name_scale,
    number_axis,
    unescaped,
    wrapped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.timeline_axis import name_periods, place_of, when
from tsi_eval.report.figures.titles import undecided
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Markers of more points than this are small, lest they touch.
MOST_MARKERS = 24
# A band that reaches further than this many times the highest line is cut.
MOST_OVER = 1.5
LOOK_OF_EXPECTED: dict[str, Any] = {"color": QUIET, "linestyle": "--", "linewidth": 1.4}
EXPECTED, OBSERVED = Part.EXPECTED, Part.OBSERVED
Lines = dict[str, tuple[ReleasedEstimate, ...]]


def draw(
    axes: Axes,
    words: Words,
    finding: ReleasedFinding,
    lines: Lines,
    places: list[str],
    scale: str,
    paper: Paper = PAGE,
) -> None:
    """Draw the lines and everything that is said of them inside the figure.

    Args:
        axes: The axes.
        words: The released values and the language.
        finding: What the lines are of.
        lines: The lines, by their names.
        places: All periods, in the order of time.
        scale: The name of the scale.
        paper: What is drawn on.
    """
    factor = factor_of(lines)
    top = _top(lines, factor)
    axes.set_ylim(_bottom(lines, factor), top)
    answer = headlines(finding)[0] if headlines(finding) else next(iter(lines.values()))[0]
    hollow = undecided(finding, answer)
    for (name, points), style in zip(lines.items(), STYLES, strict=False):
        if name == EXPECTED:
            _expected(axes, shown_of(points), places, top, words)
        else:
            _counted(axes, shown_of(points), places, factor, style, hollow=hollow)
    _mark_hidden(axes, lines, places, words)
    _mark_start(axes, finding, lines, places, words)
    if paper.beside:
        _name_lines(axes, lines, places, factor, words)
    else:
        _name_lines_below(axes, lines, words, hollow=hollow)
    name_periods(axes, places, words, paper)
    name_scale(axes, scale)
    number_axis(axes, "y", words)


def shown_of(points: Sequence[ReleasedEstimate]) -> list[ReleasedEstimate]:
    """Return the points of a line that may be shown."""
    return [point for point in points if point.estimate is not None]


def factor_of(lines: Lines) -> float:
    """Return what numbers are multiplied by when they are drawn: shares are drawn as per cent."""
    first = next(iter(lines.values()))[0]
    return 100.0 if first.quantity.record.form is Form.PERCENT else 1.0


def _top(lines: Lines, factor: float) -> float:
    """Return where the scale ends.

    It ends above every line, and above the band around what was expected, unless a very wide band
    would squeeze the lines: then it is cut.
    """
    every = [point for points in lines.values() for point in points]
    highest = max(factor * (point.estimate or 0.0) for point in every)
    band = max((factor * point.ci_high for point in lines.get(EXPECTED, ()) if point.ci_high is not None), default=0.0)
    return (1.12 * max(highest, band) if band <= MOST_OVER * highest else MOST_OVER * highest) or 1.0


def _bottom(lines: Lines, factor: float) -> float:
    """Return where the scale begins: at nothing, but for shares not far below the lowest.

    A change of less than a percentage point is not seen on a scale from 0 to 10.
    """
    values = [factor * point.estimate for points in lines.values() for point in points if point.estimate is not None]
    low, high = min(values), max(values)
    return max(0.0, low - (high - low or 1.0)) if factor > 1 else 0.0


def _expected(axes: Axes, points: list[ReleasedEstimate], places: list[str], top: float, words: Words) -> None:
    x = [_x(point, places) for point in points]
    low, high = zip(*(_band(point) for point in points), strict=True)
    cut = [min(end, top) for end in high]
    axes.fill_between(x, low, cut, color=QUIET, alpha=0.18, linewidth=0)
    axes.plot(*_broken(x, [point.estimate or 0.0 for point in points]), **LOOK_OF_EXPECTED)
    if max(high) > top:
        reaches = words.say("figure.cut", value=words.figure_of(points[0], max(high)))
        write(axes, reaches, (x[-1], top), (0, 3), ha="right", va="bottom", fontsize=SMALL, color=QUIET)


def _band(point: ReleasedEstimate) -> tuple[float, float]:
    middle = point.estimate or 0.0
    return (middle if point.ci_low is None else point.ci_low), (middle if point.ci_high is None else point.ci_high)


def _counted(
    axes: Axes,
    points: list[ReleasedEstimate],
    places: list[str],
    factor: float,
    style: tuple[str, str, str],
    *,
    hollow: bool,
) -> None:
    x, y = _broken([_x(point, places) for point in points], [factor * (point.estimate or 0.0) for point in points])
    axes.plot(x, y, **_look(style, hollow=hollow) | {"markersize": 3.0 if len(x) > MOST_MARKERS else 5.0})


def _look(style: tuple[str, str, str], *, hollow: bool) -> dict[str, Any]:
    colour, marker, line = style
    face = PAPER if hollow else colour
    return {"color": colour, "linestyle": line, "marker": marker, "markerfacecolor": face, "linewidth": 1.4}


def _mark_hidden(axes: Axes, lines: Lines, places: list[str], words: Words) -> None:
    periods = {point.period for points in lines.values() for point in points if point.estimate is None}
    for period in sorted(periods, key=when):
        axis = next(iter(lines.values()))[0].axis
        x = place_of(period, axis, places)
        axes.axvspan(x - 0.4, x + 0.4, facecolor=PAPER, edgecolor=LIGHT, hatch="////", linewidth=0)
        write(axes, words.say("figure.hidden"), (x, 0), (0, 8), ha="center", fontsize=SMALL, color=QUIET)


def _x(point: ReleasedEstimate, places: list[str]) -> float:
    return place_of(point.period, point.axis, places)


def _broken(x: list[float], y: list[float]) -> tuple[list[float], list[float]]:
    """Return a line with a gap wherever a place is left out, since nothing was measured there."""
    broken_x, broken_y = x[:1], y[:1]
    for before, place, value in zip(x, x[1:], y[1:], strict=False):
        if place - before > 1:
            broken_x.append(math.nan)
            broken_y.append(math.nan)
        broken_x.append(place)
        broken_y.append(value)
    return broken_x, broken_y


def _mark_start(axes: Axes, finding: ReleasedFinding, lines: Lines, places: list[str], words: Words) -> None:
    axis = next(iter(lines.values()))[0].axis
    start = lines[EXPECTED][0].period if EXPECTED in lines else finding.start
    if start not in places:
        return
    x = place_of(start, axis, places) - 0.5
    axes.axvline(x, color=INK, linewidth=0.9, linestyle=(0, (1, 2)))
    label = f"{words.say('axis.start')} {words.label(finding.start or start)}"
    side, away = ("right", -4) if x > len(places) / 3 else ("left", 4)
    write(axes, label, (x, axes.get_ylim()[1]), (away, -2), ha=side, va="top", fontsize=9)


def _name_lines(axes: Axes, lines: Lines, places: list[str], factor: float, words: Words) -> None:
    """Write each line's name at its end, in the line's colour.

    Names are moved upwards where two lines end so close that their names would touch.
    """
    last = {name: shown_of(points)[-1] for name, points in lines.items()}
    colours = {name: QUIET if name == EXPECTED else STYLES[place][0] for place, name in enumerate(lines)}
    ends = sorted((factor * (point.estimate or 0.0), name) for name, point in last.items())
    bottom, top = axes.get_ylim()
    gap, level = 0.075 * (top - bottom), -1e9
    right = max(_x(point, places) for point in last.values())
    for value, name in ends:
        level = max(value, level + gap)
        label = wrapped(words.label(name))
        write(axes, label, (right, level), (8, 0), color=colours[name], fontsize=9, annotation_clip=False)
        level += gap * 0.8 * label.count("\n")
    axes.set_xlim(-0.5, right + 0.3 * (right + 1))


def _name_lines_below(axes: Axes, lines: Lines, words: Words, *, hollow: bool) -> None:
    """Write each line's name under the drawing, beside a piece of the line."""
    from matplotlib.lines import Line2D  # noqa: PLC0415  drawing is what costs

    pieces = [
        Line2D([], [], **(LOOK_OF_EXPECTED if name == EXPECTED else _look(style, hollow=hollow)))
        for name, style in zip(lines, STYLES, strict=False)
    ]
    names = [unescaped(words.label(name)) for name in lines]
    how = {"frameon": False, "fontsize": SMALL, "borderaxespad": 0.0, "handlelength": 2.6}
    axes.legend(pieces, names, loc="upper left", bbox_to_anchor=(0, -0.12), **how)
