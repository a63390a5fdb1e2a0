"""Every answer about a change in one figure: a row an answer, each on a scale of its own.

Points, shares and weeks can't share an axis. So each row is drawn in its own unit, as wide as its
interval reaches from "nothing happened", which is one line for all of them. What a row's numbers
are stands beside it. Ratios are drawn by their logarithms: twice as many and half as many are
equally far from as many.

Beside a row stands an arrow that points to the side that the project declared as wanted. A row
without an arrow has no such side.

Example. A fall of 1.33 points (−2.36 to −0.31) reaches from the left edge, −2.36, to an eighth of
the way from the line, and a ratio of 1.26 (0.97 to 1.63) from a little left of the line to the
right edge.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import date_of
from tsi_eval.report.figures.canvas import (
    INK,
    QUIET,
    SMALL,
    STYLES,
    Drawn,
    dot,
    unescaped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.titles import levels, undecided
from tsi_eval.report.places import percent_from_one
from tsi_eval.report.sentences import headlines, is_no_more
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where the numbers stand, to the right of the scales, and where the drawing ends.
NUMBERS, END = 1.3, 3.0
# Where arrows stand, outside the longest interval, and where the scales end.
ARROW, EDGE = 1.13, 1.22
# Fewer answers are no overview.
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One answer: its name, its number in words, and where it lies between -1 and 1.

    `wanted` is the side that the project wants it on: 1 to the right, -1 to the left, 0 neither.
    `expected` is set where it is a change, but no more than was to be expected anyway.
    """

    name: str
    said: str
    item: ReleasedEstimate
    hollow: bool
    expected: bool
    wanted: int
    at: float
    low: float
    high: float


def all_answers(words: Words, paper: Paper = PAGE) -> Drawn | None:
    """Draw the answers that have an interval and a "nothing happened"; None for fewer than two."""
    return _of_rows(words, [row for finding in _primary_first(words) for row in _rows(words, finding)], paper)


def some_answers(
    words: Words, chosen: Sequence[tuple[ReleasedFinding, ReleasedEstimate]], paper: Paper = PAGE
) -> Drawn | None:
    """Draw some numbers in the same way, in this order; None where one of them can't be."""
    if not all(_is_drawable(item) for _, item in chosen):
        return None
    count = Counter(finding.question for finding, _ in chosen)
    return _of_rows(
        words, [_row(words, finding, item, several=count[finding.question] > 1) for finding, item in chosen], paper
    )


def _of_rows(words: Words, rows: Sequence[_Row], paper: Paper) -> Drawn | None:
    if len(rows) < FEWEST:
        return None
    layout = rows_on(paper, [_name(row, paper) for row in rows], 0.38)
    values = "; ".join(f"{row.name}: {row.said}{_wanted_in_words(words, row)}" for row in rows)
    return Drawn(
        draw=lambda axes: _draw(axes, words, layout, rows),
        height=0.62 + layout.height(len(rows) - 1),
        alt=words.say("alt.all_answers", values=values),
        subtitle=_subtitle(words, rows),
        n=words.say("figure.n.answers", n=str(len(rows))),
        shows=[row.item for row in rows],
        paper=paper,
    )


def _subtitle(words: Words, rows: Sequence[_Row]) -> str:
    """Return what the drawing's signs mean, also the arrows where a row has one."""
    arrows = words.say("figure.subtitle.wanted") if any(row.wanted for row in rows) else ""
    expected = words.say("figure.subtitle.or_expected") if any(row.expected for row in rows) else ""
    level = levels(words, [row.item for row in rows])
    return words.say("figure.subtitle.all_answers", expected=expected, arrows=arrows, level=level)


def _wanted_in_words(words: Words, row: _Row) -> str:
    """Return which side is wanted, for a reader who does not see the arrow."""
    return words.say(f"alt.wanted_{'more' if row.wanted > 0 else 'less'}") if row.wanted else ""


def _primary_first(words: Words) -> Sequence[ReleasedFinding]:
    roles = {asked.id: asked.role for asked in words.released.cover.questions}
    return sorted(words.asked_findings(), key=lambda finding: roles[finding.question] != "primary")


def _rows(words: Words, finding: ReleasedFinding) -> Sequence[_Row]:
    items = [item for item in headlines(finding) if _is_drawable(item)]
    return [_row(words, finding, item, several=len(items) > 1) for item in items]


def _is_drawable(item: ReleasedEstimate) -> bool:
    if item.quantity.record.nothing is None or item.status != "shown" or item.verdict is None:
        return False
    if item.estimate is None or item.ci_low is None or item.ci_high is None:
        return False
    # A ratio of nothing has no logarithm.
    return item.quantity.record.nothing != 1 or min(item.estimate, item.ci_low) > 0


def _row(words: Words, finding: ReleasedFinding, item: ReleasedEstimate, *, several: bool) -> _Row:
    places = [_from_nothing(item, value or 0.0) for value in (item.estimate, item.ci_low, item.ci_high)]
    widest = max(map(abs, places)) or 1.0
    at, low, high = (place / widest for place in places)
    older = f", {date_of(words, item)}" if item.as_of is not None else ""
    name = words.short(finding) + (f", {words.group(item)}" if several else "") + older
    return _Row(
        name=name,
        said=_said(words, item),
        item=item,
        hollow=undecided(finding, item) or is_no_more(finding, item),
        expected=is_no_more(finding, item) and not undecided(finding, item),
        wanted=words.wanted(finding),
        at=at,
        low=low,
        high=high,
    )


def _said(words: Words, item: ReleasedEstimate) -> str:
    """Return a row's number and its interval, as the answer's sentence says them."""
    if item.quantity is Quantity.RATE_RATIO:
        value, interval = percent_from_one(words, item)
        return words.say("alt.percent", value=value, interval=interval)
    as_read = words.read(item)
    unit = words.say("unit.points_of_share") if words.in_points(item) else words.unit(item)
    return " ".join(filter(None, (words.value(as_read), unit, f"({words.interval(as_read)})")))


def _from_nothing(item: ReleasedEstimate, value: float) -> float:
    nothing = item.quantity.record.nothing
    return math.log(value) if nothing == 1 else value - (nothing or 0.0)


def _name(row: _Row, paper: Paper) -> str:
    """Return a row's name; over a row its numbers stand under its name."""
    return row.name if paper.beside else f"{row.name}\n{row.said}"


def _draw(axes: Axes, words: Words, layout: Rows, rows: Sequence[_Row]) -> None:
    axes.axvline(0, color=INK, linewidth=0.8)
    for place, row in enumerate(rows):
        ends = [max(0.0, row.at - row.low)], [max(0.0, row.high - row.at)]
        axes.errorbar(row.at, place, xerr=ends, **dot(STYLES[0], hollow=row.hollow))
        if row.wanted:
            axes.plot(row.wanted * ARROW, place, **_arrow(row.wanted))
        if layout.paper.beside:
            write(axes, row.said, (NUMBERS, place), fontsize=SMALL)
    name_rows(axes, layout, [(place, _name(row, layout.paper)) for place, row in enumerate(rows)])
    axes.set_xlim(-EDGE, END if layout.paper.beside else EDGE)
    axes.set_xticks([])
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    for text, at, to in (("less", -0.06, "right"), ("more", 0.06, "left")):
        label = unescaped(words.say(f"axis.{text}"))
        write(axes, label, (at, axes.get_ylim()[1]), (0, 6), ha=to, color=QUIET, fontsize=SMALL)


def _arrow(way: int) -> dict[str, Any]:
    """Return how an arrow looks that points to the side that is wanted."""
    return {"marker": ">" if way > 0 else "<", "color": INK, "markersize": 6, "linestyle": ""}
