"""A table of tinted cells: many schools or arenas by period, where as many lines would tangle.

Each cell has its number, so that the tint only helps the eye. What is hidden is said to be, in a
cell without a tint.

Worked example. Contacts of six schools over four terms are six rows of four cells. Five lines and
fewer are drawn as lines (`timeline.py`), and so are periods that are too many to write in cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import INK, PAPER, SMALL, TINTS, Drawn, listed, not_shown, write
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.timeline_axis import when
from tsi_eval.report.figures.timeline_drawing import OBSERVED, Lines
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CALENDAR = ("month", "quarter", "term", "school_year")
# More lines than this tangle; more periods than this leave no room for numbers.
MOST_LINES, MOST_PERIODS = 5, 8


def heat(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw many lines along the calendar as rows of tinted cells."""
    lines: Lines = {name: points for name, points in finding.series.items() if points and points[0].axis in CALENDAR}
    periods = sorted({point.period for points in lines.values() for point in points}, key=when)
    is_shown = any(point.estimate is not None for points in lines.values() for point in points)
    if OBSERVED in lines or len(lines) <= MOST_LINES or len(periods) > MOST_PERIODS or not is_shown:
        return None
    rows = rows_on(paper, [words.label(name) for name in lines], 0.29)
    every = [point for points in lines.values() for point in points]
    first = every[0]
    hidden = words.say("figure.hidden")
    said = {
        name: [hidden if point.estimate is None else words.value(point) for point in points]
        for name, points in lines.items()
    }
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, lines, periods),
        height=0.89 + rows.height(len(lines) - 1),
        alt=words.say(
            "alt.heat",
            first=words.label(periods[0]),
            last=words.label(periods[-1]),
            rows=str(len(lines)),
            value=words.value(words.read(headlines(finding)[0])) if headlines(finding) else "–",
            most=listed([f"{words.label(name)} {', '.join(values)}" for name, values in list(said.items())[:2]]),
        ),
        subtitle=words.say(
            "figure.subtitle.heat",
            scale=words.say(f"axis.{first.axis}"),
            first=words.label(periods[0]),
            last=words.label(periods[-1]),
        ),
        n=rests_on(words, "events", [item.n for item in headlines(finding)] or [first.n]),
        shows=every,
        paper=paper,
    )


def _draw(axes: Axes, words: Words, rows: Rows, lines: Lines, periods: list[str]) -> None:
    most = max((point.estimate or 0.0) for points in lines.values() for point in points) or 1.0
    for at, points in enumerate(lines.values()):
        for point in points:
            _cell(axes, words, rows, (periods.index(point.period), at), point, most)
    name_rows(axes, rows, [(at, words.label(name)) for at, name in enumerate(lines)])
    axes.set_xlim(-0.5, len(periods) - 0.5)
    axes.set_xticks(range(len(periods)), [words.label(name) for name in periods], fontsize=SMALL)
    axes.tick_params(axis="x", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _cell(
    axes: Axes, words: Words, rows: Rows, place: tuple[float, float], point: ReleasedEstimate, most: float
) -> None:
    across, at = place
    if point.estimate is None:
        not_shown(axes, (across - 0.4, at), words)
        return
    axes.barh(at, 0.96, left=across - 0.48, height=rows.thick, color=tint_of(point.estimate, most), edgecolor=PAPER)
    write(axes, words.value(point), (across, at), ha="center", fontsize=SMALL, color=INK)


def tint_of(value: float, most: float) -> str:
    """Return the tint of a number: the darker, the nearer to the largest.

    Example:
        >>> tint_of(0, 20) == TINTS[0], tint_of(20, 20) == TINTS[-1]
        (True, True)
    """
    place = int(max(0.0, value) / most * len(TINTS))
    return TINTS[min(place, len(TINTS) - 1)]
