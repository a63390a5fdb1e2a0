"""Points with intervals along a short axis: a mean at each occasion, a share at each session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Form
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    QUIET,
    SMALL,
    STYLES,
    TEXT,
    Drawn,
    arms,
    dot,
    listed,
    name_scale,
    not_shown,
    number_axis,
    wrapped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.titles import intervals, rests_on, undecided
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHORT_AXES = ("occasion", "session", "half")
# Room over and under the intervals, as a part of what they reach over.
MARGIN = 0.25
# In per cent; the room over 100 is for the number at the top.
WHOLE_SCALE = 0.0, 108.0
# Names of more points than this are written smaller, lest they touch.
MOST_NAMES = 7
Points = tuple[ReleasedEstimate, ...]


def course(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw a series along occasions or sessions.

    A place that may not be shown keeps its room on the axis and is said to be hidden.
    """
    points = _along_short_axis(finding)
    shown = [point for point in points if point.estimate is not None]
    if not shown:
        return None
    answer = next(iter(headlines(finding)), None)
    hollow = answer is not None and points[0].axis == "occasion" and undecided(finding, answer)
    look = dot(STYLES[0], hollow=hollow)
    factor = 100.0 if points[0].quantity.record.form is Form.PERCENT else 1.0
    return Drawn(
        draw=lambda axes: _draw(axes, words, points, factor, look, paper),
        height=paper.height,
        alt=_alt(words, points, answer),
        subtitle=words.say(
            f"figure.subtitle.{points[0].axis}", measure=_measure(words, points[0]), intervals=intervals(words, shown)
        ),
        n=rests_on(words, "persons", [point.n for point in shown]),
        shows=points,
        paper=paper,
    )


def _along_short_axis(finding: ReleasedFinding) -> Points:
    """Return the first series along occasions or sessions, or no points."""
    return next((points for points in finding.series.values() if points and points[0].axis in SHORT_AXES), ())


def _draw(axes: Axes, words: Words, points: Points, factor: float, look: dict[str, Any], paper: Paper) -> None:
    shown = [(place, point) for place, point in enumerate(points) if point.estimate is not None]
    values = [factor * (point.estimate or 0.0) for _, point in shown]
    axes.plot([place for place, _ in shown], values, color=QUIET, linewidth=1, linestyle=":")
    bottom, top = _ends([point for _, point in shown], factor)
    axes.set_ylim(bottom, top)
    for (place, point), value in zip(shown, values, strict=True):
        axes.errorbar(place, value, yerr=arms(point, factor), **look)
        end = value + arms(point, factor)[1][0]
        write(axes, _short(words, point), (place, end), (0, 8), ha="center", fontsize=_size(points, paper))
    for place, point in enumerate(points):
        if point.estimate is None:
            not_shown(axes, (place - 0.2, bottom + 0.06 * (top - bottom)), words)
    _name_places(axes, words, points, paper)
    name_scale(axes, _measure(words, points[0]))
    number_axis(axes, "y", words)


def _size(points: Points, paper: Paper) -> float:
    """Return how large the letters at the points are, in points of print."""
    return SMALL if len(points) > MOST_NAMES and not paper.beside else TEXT


def _name_places(axes: Axes, words: Words, points: Points, paper: Paper) -> None:
    """Name the occasions or sessions under the axis; on a phone, only some of many."""
    every = 1 if paper.beside else -(-len(points) // (paper.named + 1))
    named = range(0, len(points), every)
    parts = 1 if paper.beside else len(named)
    axes.set_xticks(list(named), [wrapped(words.period(points[place].period), paper, parts) for place in named])
    if len(points) > MOST_NAMES:
        axes.tick_params(axis="x", labelsize=SMALL)
    axes.set_xlim(-0.5 if paper.beside else -0.9, len(points) - 0.35)


def _ends(points: list[ReleasedEstimate], factor: float) -> tuple[float, float]:
    """Return the ends of the scale: of shares all of it, else a little more than the intervals."""
    if factor > 1:
        return WHOLE_SCALE
    values = [factor * (point.estimate or 0.0) for point in points]
    low = min(value - arms(point, factor)[0][0] for point, value in zip(points, values, strict=True))
    high = max(value + arms(point, factor)[1][0] for point, value in zip(points, values, strict=True))
    room = MARGIN * (high - low or 1.0)
    return low - room, high + room


def _short(words: Words, point: ReleasedEstimate) -> str:
    """Return a point's number.

    A share is in whole per cent, so that ten of them fit beside each other.
    """
    as_read = words.read(point)
    return words.value(replace(as_read, decimals=2) if point.quantity.record.form is Form.PERCENT else as_read)


def _measure(words: Words, point: ReleasedEstimate) -> str:
    if point.quantity.record.form is Form.PERCENT:
        return words.say("axis.percent")
    return words.unit(point) or (words.label(point.outcome) if point.outcome else "")


def _alt(words: Words, points: Points, answer: ReleasedEstimate | None) -> str:
    values = listed([f"{words.period(point.period)} {words.value(words.read(point))}" for point in points])
    if answer is None or answer.estimate is None:
        return words.say("alt.course_hidden", values=values)
    as_read = words.read(answer)
    return words.say(
        f"alt.course_{points[0].axis}",
        values=values,
        answer=words.value(as_read),
        interval=words.interval_said(as_read),
        period=words.period(answer.period),
    )
