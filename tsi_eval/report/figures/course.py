"""Points with intervals along a short axis: a mean at each occasion, a share at each session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Form, Part, Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    LIGHT,
    QUIET,
    SMALL,
    STYLES,
    Drawn,
    arms,
    dot,
    listed,
    name_scale,
    not_shown,
    number_axis,
    unescaped,
    wrapped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, PHONE, Paper
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
# How far the answer stands from the line before it, in points' distances, and how long its name's
# lines are: as if so many stood beside each other on a phone.
APART, PARTS = 1.4, 4
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
    apart = _apart(points, answer)
    return Drawn(
        draw=lambda axes: _draw(axes, words, points, factor, look, paper, apart),
        height=paper.height,
        alt=_alt(words, points, answer),
        subtitle=words.say(
            f"figure.subtitle.{_persons(finding, points)}",
            measure=_measure(words, points[0]),
            intervals=intervals(words, shown),
        ),
        n=rests_on(words, "persons", [point.n for point in shown]),
        shows=points if apart is None else (*points, apart),
        paper=paper,
    )


def _persons(finding: ReleasedFinding, points: Points) -> str:
    """Return the axis, or what says that the same persons stand at all of it, if that is shown."""
    every = (item for item in finding.estimates if item.group == Part.COMPLETE and item.quantity is Quantity.COUNT)
    complete = next((item.n for item in every if item.estimate is not None), None)
    same = points[0].axis == "occasion" and all(point.n is not None and point.n == complete for point in points)
    return "occasion_same" if same else points[0].axis


def _along_short_axis(finding: ReleasedFinding) -> Points:
    """Return the first series along occasions or sessions, or no points."""
    return next((points for points in finding.series.values() if points and points[0].axis in SHORT_AXES), ())


def _apart(points: Points, answer: ReleasedEstimate | None) -> ReleasedEstimate | None:
    """Return an answer that is a share as the points are, and no point of theirs; or None."""
    if answer is None or answer.estimate is None or points[0].axis != "session":
        return None
    return answer if answer.quantity is points[0].quantity else None


def _draw(
    axes: Axes,
    words: Words,
    points: Points,
    factor: float,
    look: dict[str, Any],
    paper: Paper,
    apart: ReleasedEstimate | None,
) -> None:
    shown = [(place, point) for place, point in enumerate(points) if point.estimate is not None]
    values = [factor * (point.estimate or 0.0) for _, point in shown]
    axes.plot([place for place, _ in shown], values, color=QUIET, linewidth=1, linestyle=":")
    bottom, top = _ends([point for _, point in shown], factor)
    axes.set_ylim(bottom, top)
    named = _named(len(points), paper, is_alone=apart is None)
    for (place, point), value in zip(shown, values, strict=True):
        axes.errorbar(place, value, yerr=arms(point, factor), **look)
        end = value + arms(point, factor)[1][0]
        if paper.beside or place in named:
            write(axes, _short(words, point), (place, end), (0, 8), ha="center")
    for place, point in enumerate(points):
        if point.estimate is None:
            not_shown(axes, (place - 0.2, bottom + 0.06 * (top - bottom)), words)
    _name_places(axes, words, points, named, paper)
    if apart is not None:
        _draw_apart(axes, words, apart, factor)
    name_scale(axes, _measure(words, points[0]))
    number_axis(axes, "y", words)


def _draw_apart(axes: Axes, words: Words, answer: ReleasedEstimate, factor: float) -> None:
    """Draw the answer beside the points, behind a line: it is none of them."""
    end = axes.get_xlim()[1]
    place, value = end + APART, factor * (answer.estimate or 0.0)
    axes.axvline(end, color=LIGHT, linewidth=0.8)
    axes.errorbar(place, value, yerr=arms(answer, factor), **dot(STYLES[1]))
    high = value + arms(answer, factor)[1][0]
    write(axes, words.value(words.read(answer)), (place, high), (0, 8), ha="center", fontsize=SMALL)
    name = PHONE.lines(unescaped(words.label(answer.note)), PARTS)
    axes.set_xticks([*axes.get_xticks(), place], [*(tick.get_text() for tick in axes.get_xticklabels()), name])
    axes.set_xlim(axes.get_xlim()[0], place + APART)


def _named(points: int, paper: Paper, *, is_alone: bool) -> range:
    """Return which of the points are named: each, or every second or third of many.

    Args:
        points: How many there are.
        paper: What is drawn on.
        is_alone: Whether nothing stands beside them.
    """
    room = (2 * MOST_NAMES if is_alone else MOST_NAMES) if paper.beside else paper.named + is_alone
    return range(0, points, -(-points // room))


def _name_places(axes: Axes, words: Words, points: Points, named: range, paper: Paper) -> None:
    """Name occasions or sessions under the axis."""
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
