"""Every answer about a change in one figure: a row an answer, each on a scale of its own.

Points, shares and weeks can't share an axis. So each row is drawn in its own unit, as wide as its
interval reaches from "nothing happened", which is one line for all of them. What a row's numbers
are stands beside it. Ratios are drawn by their logarithms: twice as many and half as many are
equally far from as many.

Example. A fall of 1.33 points (−2.36 to −0.31) reaches from the left edge, −2.36, to an eighth of
the way from the line, and a ratio of 1.26 (0.97 to 1.63) from a little left of the line to the
right edge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where the numbers stand, to the right of the scales, and where the drawing ends.
NUMBERS, END = 1.2, 2.9
# Fewer answers are no overview.
FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One answer: its name, its number in words, and where it lies between -1 and 1."""

    name: str
    said: str
    item: ReleasedEstimate
    hollow: bool
    at: float
    low: float
    high: float


def all_answers(words: Words, paper: Paper = PAGE) -> Drawn | None:
    """Draw the answers that have an interval and a "nothing happened"; None for fewer than two."""
    rows = [row for finding in _primary_first(words) for row in _rows(words, finding)]
    if len(rows) < FEWEST:
        return None
    layout = rows_on(paper, [_name(row, paper) for row in rows], 0.38)
    values = "; ".join(f"{row.name}: {row.said}" for row in rows)
    return Drawn(
        draw=lambda axes: _draw(axes, words, layout, rows),
        height=0.62 + layout.height(len(rows) - 1),
        alt=words.say("alt.all_answers", values=values),
        subtitle=words.say("figure.subtitle.all_answers", level=levels(words, [row.item for row in rows])),
        n=words.say("figure.n.answers", n=str(len(rows))),
        shows=[row.item for row in rows],
        paper=paper,
    )


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
        name=name, said=_said(words, item), item=item, hollow=undecided(finding, item), at=at, low=low, high=high
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
        if layout.paper.beside:
            write(axes, row.said, (NUMBERS, place), fontsize=SMALL)
    name_rows(axes, layout, [(place, _name(row, layout.paper)) for place, row in enumerate(rows)])
    axes.set_xlim(-1.15, END if layout.paper.beside else 1.15)
    axes.set_xticks([])
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    for text, at, to in (("less", -0.06, "right"), ("more", 0.06, "left")):
        label = unescaped(words.say(f"axis.{text}"))
        write(axes, label, (at, axes.get_ylim()[1]), (0, 6), ha=to, color=QUIET, fontsize=SMALL)
