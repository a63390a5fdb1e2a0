"""Who is in a before/after comparison: measured first, measured again, and in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.findings import Answerable, Part
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    INK,
    LIGHT,
    PAPER,
    SMALL,
    SOFT,
    Drawn,
    listed,
    number_axis,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How much longer the axis is than the longest bar, for the words at its end: on a page, on a phone.
ROOM = {True: 1.45, False: 1.7}
NAMES = (Part.BEFORE, Part.AFTER, Part.BOTH, Part.BEFORE_ONLY, Part.AFTER_ONLY)
ENDS = (Part.BEFORE, Part.AFTER)


def flow(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw the persons of each occasion as a bar.

    In each bar those who were measured both times stand from the left, and the others beside them.
    There is no figure when everyone was measured both times, when an earlier question of the report
    has drawn the same, or when the numbers are of several reports: they would not add up.
    """
    counts = _counts(finding)
    if not all(name in counts and counts[name].n is not None for name in (*ENDS, Part.BOTH)):
        return None
    refused = finding.feasibility.answerable is Answerable.REFUSED
    everyone = counts[Part.BEFORE].n == counts[Part.AFTER].n == counts[Part.BOTH].n
    of_one_report = len({count.as_of for count in counts.values()}) == 1
    if refused or everyone or not of_one_report or _is_drawn_before(words, finding):
        return None
    rows = rows_on(paper, [words.group_name(name) for name in ENDS], 0.55)
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, counts),
        height=0.7 + rows.height(1),
        alt=words.say(
            "alt.flow",
            values=listed(
                [f"{words.group_name(name)} {words.count(counts[name].n)}" for name in NAMES if name in counts]
            ),
        ),
        subtitle=words.say("figure.subtitle.flow"),
        n=rests_on(words, "persons", [counts[Part.BEFORE].n]),
        shows=list(counts.values()),
        paper=paper,
    )


def _counts(finding: ReleasedFinding) -> dict[str, ReleasedEstimate]:
    """Return how many were measured when, by the names of the groups."""
    return {item.group: item for item in finding.estimates if item.axis == "flow"}


def _is_drawn_before(words: Words, finding: ReleasedFinding) -> bool:
    """Tell whether an earlier question of the report has the same numbers at the same occasions."""
    for question in words.released.cover.questions:
        if question.id == finding.question:
            return False
        if _numbers(words.released.finding(question.id)) == _numbers(finding):
            return True
    return False


def _numbers(finding: ReleasedFinding) -> dict[str, tuple[str, int | None]]:
    period = next((item.period for item in finding.estimates if " > " in item.period), "")
    return {group: (period, item.n) for group, item in _counts(finding).items()}


def flow_title(words: Words, finding: ReleasedFinding) -> str:
    """Return what the drawing shows."""
    counts = _counts(finding)
    return words.say(
        "figure.title.flow", both=words.count(counts[Part.BOTH].n), before=words.count(counts[Part.BEFORE].n)
    )


def _draw(axes: Axes, words: Words, rows: Rows, counts: dict[str, ReleasedEstimate]) -> None:
    both = counts[Part.BOTH].n or 0
    for place, (name, rest) in enumerate(((Part.BEFORE, Part.BEFORE_ONLY), (Part.AFTER, Part.AFTER_ONLY))):
        whole = counts[name].n or 0
        axes.barh(place, whole, height=rows.thick, facecolor=PAPER, edgecolor=LIGHT, linewidth=0.8)
        axes.barh(place, both, height=rows.thick, color=SOFT)
        write(axes, words.count(both), (0, place), (6, 0), color=INK)
        only_once = counts.get(rest)
        label = words.count(whole)
        if only_once is not None and whole > both:
            label += f" ({words.say(f'figure.{rest}', n=words.count(only_once.n))})"
        write(axes, label, (whole, place), (6, 0), fontsize=SMALL)
    name_rows(axes, rows, [(place, words.group_name(name)) for place, name in enumerate(ENDS)])
    longest = max(counts[name].n or 0 for name in ENDS)
    room = ROOM[rows.paper.beside]
    axes.set_xlim(0, room * longest)
    number_axis(axes, "x", words, most=longest, steps=rows.paper.steps)
    axes.spines["bottom"].set_bounds(0, longest)
    axes.set_xlabel(words.say("axis.persons"), x=0.5 / room)
