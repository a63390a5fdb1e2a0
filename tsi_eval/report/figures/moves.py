"""How many moved up, down or not at all on a scale of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.findings import Part, Quantity, Shape
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import SOFT, Drawn, listed, not_shown, number_axis, write
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.parts import capital
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# The bars, from the top.
ORDER = (Part.MOVED_HIGHER, Part.MOVED_NOWHERE, Part.MOVED_LOWER)
# How much longer the axis is than the longest bar, for the number at its end.
ROOM = 1.18


def moves(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw a bar for each way to move. A way that too few went is said to be hidden."""
    answer = next((item for item in headlines(finding) if Shape.MOVES in item.quantity.record.drawn), None)
    items = _by_way(finding)
    if answer is None or answer.estimate is None or not any(item.n for item in items):
        return None
    as_read = words.read(answer)
    rows = rows_on(paper, [words.group_name(item.group) for item in items], 0.44)
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, items),
        height=0.79 + rows.height(len(items) - 1),
        alt=words.say(
            "alt.moves",
            outcome=words.label(answer.outcome),
            values=listed([f"{words.group_name(item.group)} {words.count(item.n)}" for item in items]),
            quantity=capital(words.quantity(answer)),
            answer=words.value(as_read),
            interval=words.interval_said(as_read),
        ),
        subtitle=words.say("figure.subtitle.moves", period=words.period(answer.period)),
        n=rests_on(words, "persons", [answer.n]),
        shows=items,
        paper=paper,
    )


def _by_way(finding: ReleasedFinding) -> list[ReleasedEstimate]:
    """Return how many moved each way, in the order of the bars."""
    counts = {item.group: item for item in finding.estimates if item.quantity is Quantity.COUNT}
    return [counts[way] for way in ORDER if way in counts]


def _draw(axes: Axes, words: Words, rows: Rows, items: list[ReleasedEstimate]) -> None:
    for place, item in enumerate(items):
        if item.n is None:
            not_shown(axes, (0, place), words)
            continue
        axes.barh(place, item.n, height=rows.thick, color=SOFT)
        write(axes, words.count(item.n), (item.n, place), (5, 0))
    name_rows(axes, rows, [(place, words.group_name(item.group)) for place, item in enumerate(items)])
    axes.set_xlim(0, ROOM * max(item.n or 0 for item in items) or 1.0)
    number_axis(axes, "x", words, steps=rows.paper.steps)
    axes.set_xlabel(words.say("axis.persons"))
