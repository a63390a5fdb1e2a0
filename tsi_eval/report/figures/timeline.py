"""Lines over time: what was counted, what would have been expected, and where the start was."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tsi_eval.findings import Quantity
from tsi_eval.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import HEIGHT, INK, QUIET, STYLES, Drawn, name_scale, number_axis, unescaped
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CALENDAR = ("month", "quarter", "term", "school_year")
MOST_TICKS = 6
DRAWN = frozenset({Quantity.COUNT, Quantity.EXPECTED, Quantity.ABSENCE})
EXPECTED, OBSERVED = "expected", "observed"
Lines = dict[str, tuple[ReleasedEstimate, ...]]


def timeline(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw the series that run along the calendar; contacts of a few terms are better seen as bars."""
    lines = _lines(finding)
    if not lines:
        return None
    places = sorted({point.period for points in lines.values() for point in points}, key=when)
    first = next(iter(lines.values()))[0]
    factor = 100.0 if first.quantity is Quantity.ABSENCE else 1.0

    def draw(axes: Axes) -> None:
        top = 0.0
        for (name, points), (colour, marker, line) in zip(lines.items(), STYLES, strict=False):
            x, y = [_x(point, places) for point in points], [factor * (point.estimate or 0.0) for point in points]
            x, y = _broken(x, y)
            expected = name == EXPECTED
            axes.plot(
                x,
                y,
                color=QUIET if expected else colour,
                linestyle="--" if expected else line,
                marker="" if expected or len(x) > 24 else marker,  # noqa: PLR2004  markers would touch
                linewidth=1.4,
                markersize=4.5,
            )
            top = max(top, *(value for value in y if value == value))  # noqa: PLR0124  a gap is not a number
            if expected:
                low, high = (
                    [end or 0.0 for end in ends] for ends in zip(*((p.ci_low, p.ci_high) for p in points), strict=True)
                )
                axes.fill_between(
                    [_x(point, places) for point in points], low, high, color=QUIET, alpha=0.18, linewidth=0
                )
                top = max(top, *high)
        axes.set_ylim(0, top * 1.12)
        _mark_start(axes, finding, lines, places, words)
        _name_lines(axes, lines, places, factor, words)
        _ticks(axes, places, words)
        name_scale(axes, words.say("axis.absence" if factor > 1 else f"axis.{first.axis}"))
        number_axis(axes, "y", words)

    return Drawn(draw=draw, height=HEIGHT, alt=_alt(words, finding, lines, places), note=_note(lines))


def _lines(finding: ReleasedFinding) -> Lines:
    chosen = {
        name: tuple(point for point in points if point.estimate is not None)
        for name, points in finding.series.items()
        if points and points[0].axis in CALENDAR and points[0].quantity in DRAWN
    }
    if OBSERVED in chosen:
        chosen = {name: chosen[name] for name in (OBSERVED, EXPECTED) if name in chosen}
    return {name: points for name, points in chosen.items() if points}


def _note(lines: Lines) -> str:
    return "expected" if EXPECTED in lines else "counted"


def when(period: str) -> tuple[int, int]:
    """Return what sorts and spaces periods: year and place in it."""
    if period[:2] in {"HT", "VT"}:
        return int(period[2:]), 1 if period.startswith("HT") else 0
    if "-Q" in period:
        return int(period[:4]), int(period[-1]) - 1
    if "/" in period:
        return int(period[:4]), 0
    return int(period[:4]), int(period[5:]) - 1


def _x(point: ReleasedEstimate, places: list[str]) -> float:
    return _place(point.period, point.axis, places)


def _place(period: str, axis: str, places: list[str]) -> float:
    # Months have their calendar's distance, so that one left out leaves a gap in the axis.
    if axis != "month":
        return float(places.index(period))
    year, month = when(period)
    first_year, first_month = when(places[0])
    return float(12 * (year - first_year) + month - first_month)


def _broken(x: list[float], y: list[float]) -> tuple[list[float], list[float]]:
    """Return a line with a gap wherever a place is left out: nothing was measured there."""
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
    x = _place(start, axis, places) - 0.5
    axes.axvline(x, color=INK, linewidth=0.9, linestyle=(0, (1, 2)))
    axes.annotate(
        f"{words.say('axis.start')} {unescaped(words.label(finding.start or start))}",
        (x, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(4, -2),
        textcoords="offset points",
        va="top",
        fontsize=9,
        color=INK,
    )


def _name_lines(axes: Axes, lines: Lines, places: list[str], factor: float, words: Words) -> None:
    ends = sorted((factor * (points[-1].estimate or 0.0), name) for name, points in lines.items())
    bottom, top = axes.get_ylim()
    gap, level = 0.075 * (top - bottom), -1e9
    last = max(_x(points[-1], places) for points in lines.values())
    for value, name in ends:
        level = max(value, level + gap)
        axes.annotate(
            unescaped(words.label(name)),
            (last, value),
            xytext=(last + 0.02 * (last + 1), level),
            color=QUIET if name == EXPECTED else INK,
            va="center",
            fontsize=9,
            annotation_clip=False,
        )
    axes.set_xlim(-0.5, last + 0.24 * (last + 1))


def _ticks(axes: Axes, places: list[str], words: Words) -> None:
    if "-Q" not in places[0] and "-" in places[0]:
        januaries = [period for period in places if period.endswith("-01")]
        axes.set_xticks([_place(p, "month", places) for p in januaries], [words.label(p) for p in januaries])
        return
    every = -(-len(places) // MOST_TICKS)
    shown = [(i, period) for i, period in enumerate(places) if i % every == 0]
    axes.set_xticks([i for i, _ in shown], [unescaped(words.label(period)) for _, period in shown])


def _alt(words: Words, finding: ReleasedFinding, lines: Lines, places: list[str]) -> str:
    if EXPECTED in lines:
        since = {item.quantity: item for item in finding.estimates if item.period == "since_start" and not item.note}
        counted, expected = since.get(Quantity.COUNT), since.get(Quantity.EXPECTED)
        values = (
            words.say(
                "alt.timeline_expected",
                counted=words.value(counted),
                expected=words.value(expected),
                interval=words.interval(expected),
            )
            if counted and expected
            else ""
        )
    else:
        values = " ".join(
            words.say(
                "alt.lines",
                name=_capital(words.label(name)),
                first=words.label(points[0].period),
                first_value=words.value(points[0]),
                last=words.label(points[-1].period),
                last_value=words.value(points[-1]),
            )
            for name, points in lines.items()
        )
    said = words.say("alt.timeline", first=words.label(places[0]), last=words.label(places[-1]), values=values)
    return unescaped(" ".join(said.split(" ")))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
