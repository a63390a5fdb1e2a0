"""Lines over time: what was counted, and what would have been expected.

This module chooses the lines and says them in words; `timeline_drawing.py` draws them.
"""

from __future__ import annotations

from tsi_eval.findings import Part, Quantity, Shape
from tsi_eval.findings.released import ReleasedFinding
from tsi_eval.report.figures.canvas import Drawn
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.timeline_axis import when
from tsi_eval.report.figures.timeline_drawing import EXPECTED, OBSERVED, Lines, draw, factor_of, shown_of
from tsi_eval.report.figures.titles import compared, rests_on
from tsi_eval.report.parts import capital
from tsi_eval.report.places import percent_from_one
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import NONE, Words

CALENDAR = ("month", "quarter", "term", "school_year")


def timeline(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw the series along the calendar; contacts of a few terms are better seen as bars."""
    lines = _lines(finding)
    if not lines:
        return None
    places = _periods(lines)
    first = next(iter(lines.values()))[0]
    factor = factor_of(lines)
    scale = words.say("axis.absence" if factor > 1 else f"axis.{first.axis}")
    stretches = compared(finding)
    key = EXPECTED if EXPECTED in lines else "compared" if stretches else "lines"
    return Drawn(
        draw=lambda axes: draw(axes, words, finding, lines, places, scale, paper),
        height=paper.height,
        alt=_alt(words, finding, lines, places),
        subtitle=words.say(
            f"figure.subtitle.{key}",
            scale=scale,
            first=words.label(places[0]),
            last=words.label(places[-1]),
            **(stretches.params if stretches else {}),  # type: ignore[arg-type]
        )
        + (words.say("figure.outside") if _is_any_outside(lines) else ""),
        n=rests_on(words, "pupils" if factor > 1 else "events", [item.n for item in headlines(finding)] or [first.n]),
        shows=[point for points in lines.values() for point in points],
        paper=paper,
    )


def _lines(finding: ReleasedFinding) -> Lines:
    """Return the lines to draw: what was counted and expected, or every line along the calendar."""
    chosen = {
        name: points
        for name, points in finding.series.items()
        if points and points[0].axis in CALENDAR and Shape.LINE in points[0].quantity.record.drawn
    }
    if OBSERVED in chosen:
        chosen = {name: chosen[name] for name in (OBSERVED, EXPECTED) if name in chosen}
    return {name: points for name, points in chosen.items() if shown_of(points)}


def _is_any_outside(lines: Lines) -> bool:
    """Tell whether anything counted lies outside the band around what was expected."""
    bands = {point.period: (point.ci_low, point.ci_high) for point in lines.get(EXPECTED, ())}
    for point in shown_of(lines.get(OBSERVED, ())):
        low, high = bands.get(point.period, (None, None))
        if point.estimate is not None and low is not None and high is not None and not low <= point.estimate <= high:
            return True
    return False


def _periods(lines: Lines) -> list[str]:
    """Return every period that some line has a point for, in the order of time."""
    return sorted({point.period for points in lines.values() for point in points}, key=when)


def _alt(words: Words, finding: ReleasedFinding, lines: Lines, places: list[str]) -> str:
    first, last = words.label(places[0]), words.label(places[-1])
    since = {item.quantity: item for item in finding.estimates if item.period == Part.SINCE_START and not item.note}
    counted, expected = since.get(Quantity.COUNT), since.get(Quantity.EXPECTED)
    if EXPECTED in lines and counted and expected:
        return words.say(
            "alt.timeline_expected",
            first=first,
            last=last,
            counted=words.value(counted),
            expected=words.value(expected),
            interval=words.interval(expected),
            change=_percent(words, finding),
        )
    return words.say("alt.timeline", first=first, last=last, values=_changes(words, finding) or _ends(words, lines))


def _percent(words: Words, finding: ReleasedFinding) -> str:
    """Return how far the count is from the expected one, as the answer says it."""
    ratio = next((item for item in headlines(finding) if item.quantity is Quantity.RATE_RATIO), None)
    if ratio is None or ratio.estimate is None or ratio.ci_low is None or ratio.ci_high is None:
        return NONE
    value, interval = percent_from_one(words, ratio)
    return words.say("alt.percent", value=value, interval=interval)


def _changes(words: Words, finding: ReleasedFinding) -> str:
    """Return the changes that answer the question."""
    changes = [
        words.say("alt.change", name=words.group(item), value=words.value(words.read(item)))
        for item in headlines(finding)
        if item.quantity is Quantity.ABSENCE_CHANGE and item.estimate is not None
    ]
    return capital("; ".join(changes))


def _ends(words: Words, lines: Lines) -> str:
    """Return where each line begins and ends."""
    shown = {name: shown_of(points) for name, points in lines.items()}
    return "; ".join(
        words.say(
            "alt.lines",
            name=capital(words.label(name)),
            first=words.label(points[0].period),
            first_value=words.value(points[0]),
            last=words.label(points[-1].period),
            last_value=words.value(points[-1]),
        )
        for name, points in shown.items()
    )
