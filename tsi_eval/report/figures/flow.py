"""Who is in a before/after comparison: asked, measured first, measured again, and in both."""

from __future__ import annotations

from collections.abc import Mapping
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
from tsi_eval.report.response import answered
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How much longer the axis is than the longest bar, for the words at its end: on a page, on a phone.
ROOM = {True: 1.45, False: 1.7}
NAMES = (Part.BEFORE, Part.AFTER, Part.BOTH, Part.BEFORE_ONLY, Part.AFTER_ONLY)
ENDS = (Part.BEFORE, Part.AFTER)
ASKED = "asked"
# Those measured then → those of them who were measured only then.
REST: Mapping[str, str] = {Part.BEFORE: Part.BEFORE_ONLY, Part.AFTER: Part.AFTER_ONLY}


def flow(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw the persons of each occasion as a bar, under those who were asked where that is known.

    In each bar those who were measured both times stand from the left, and the others beside them.
    There is no figure when everyone was measured both times, when an earlier question of the report
    has drawn the same, or when the numbers are of several reports: they would not add up. Nor is
    there one that shows no more than the sentence on who answered (`response.about`).
    """
    counts = _counts(finding)
    if not _add_up(counts) or finding.feasibility.answerable is Answerable.REFUSED or _is_drawn_before(words, finding):
        return None
    if _is_said(finding, counts):
        return None
    rows = rows_on(paper, [_name(words, name) for name in _bars(counts)], 0.55)
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, counts),
        height=0.7 + rows.height(len(_bars(counts)) - 1),
        alt=words.say(
            "alt.flow_asked" if ASKED in counts else "alt.flow",
            values=listed(
                [f"{_name(words, name)} {_size(words, counts[name])}" for name in (ASKED, *NAMES) if name in counts]
            ),
        ),
        subtitle=words.say("figure.subtitle.flow"),
        n=rests_on(words, "persons", [counts[_widest(counts)].n]),
        shows=list(counts.values()),
        paper=paper,
    )


def _add_up(counts: dict[str, ReleasedEstimate]) -> bool:
    """Tell whether the numbers that are needed are shown, of one report, and not all the same."""
    needed = {_widest(counts), Part.BEFORE, Part.BOTH} | (set() if ASKED in counts else {Part.AFTER})
    shown = {name: count for name, count in counts.items() if count.n is not None}
    if not needed <= shown.keys():
        return False
    sizes = {counts[name].n for name in (*ENDS, Part.BOTH, ASKED) if name in counts}
    return len(sizes) > 1 and len({count.as_of for count in shown.values()}) == 1


def _is_said(finding: ReleasedFinding, counts: Mapping[str, ReleasedEstimate]) -> bool:
    """Tell whether the sentence on who answered has every number that would be drawn.

    Example: "Av 23 tillfrågade mättes 17 första gången och 12 båda gångerna." It does not say how
    many were measured the second time alone. So it says everything where nobody was, or where it
    may not be shown.
    """
    both = {item.rate.group for item in answered(finding) if item.rate.group != Part.BEFORE}
    after = counts.get(Part.AFTER)
    return bool(both) and (after is None or after.n in {None, counts[Part.BOTH].n})


def _counts(finding: ReleasedFinding) -> dict[str, ReleasedEstimate]:
    """Return how many were measured when, by the names of the groups; and how many were asked."""
    counts = {item.group: item for item in finding.estimates if item.axis == "flow"}
    first = next((item.rate for item in answered(finding) if item.rate.group == Part.BEFORE), None)
    return counts | ({ASKED: first} if first is not None and counts else {})


def _widest(counts: dict[str, ReleasedEstimate]) -> str:
    """Return the name of those whom all others are among: who was asked, or measured first."""
    return ASKED if ASKED in counts else Part.BEFORE


def _name(words: Words, name: str) -> str:
    return words.say("figure.asked") if name == ASKED else words.group_name(name)


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
    widest = _widest(counts)
    key = "figure.title.flow_asked" if widest == ASKED else "figure.title.flow"
    return words.say(key, both=words.count(counts[Part.BOTH].n), before=words.count(counts[widest].n))


def _draw(axes: Axes, words: Words, rows: Rows, counts: dict[str, ReleasedEstimate]) -> None:
    both = counts[Part.BOTH].n or 0
    bars = _bars(counts)
    for place, name in enumerate(bars):
        whole = counts[name].n
        if whole is None:
            write(axes, _size(words, counts[name]), (0, place), (6, 0), fontsize=SMALL)
            continue
        axes.barh(place, whole, height=rows.thick, facecolor=PAPER, edgecolor=LIGHT, linewidth=0.8)
        axes.barh(place, both, height=rows.thick, color=SOFT)
        write(axes, words.count(both), (0, place), (6, 0), color=INK)
        write(axes, _at_the_end(words, counts, name), (whole, place), (6, 0), fontsize=SMALL)
    name_rows(axes, rows, [(place, _name(words, name)) for place, name in enumerate(bars)])
    longest = max(counts[name].n or 0 for name in bars)
    room = ROOM[rows.paper.beside]
    axes.set_xlim(0, room * longest)
    number_axis(axes, "x", words, most=longest, steps=rows.paper.steps)
    axes.spines["bottom"].set_bounds(0, longest)
    axes.set_xlabel(words.say("axis.persons"), x=0.5 / room)


def _bars(counts: dict[str, ReleasedEstimate]) -> list[str]:
    """Return the names of the bars, from the top."""
    return [name for name in (ASKED, *ENDS) if name in counts]


def _size(words: Words, item: ReleasedEstimate) -> str:
    return words.say("figure.hidden") if item.n is None else words.count(item.n)


def _at_the_end(words: Words, counts: dict[str, ReleasedEstimate], name: str) -> str:
    """Return how many a bar is, and how many of them were measured only then."""
    whole, only_once = words.count(counts[name].n), counts.get(REST.get(name, ""))
    if only_once is None or (counts[name].n or 0) <= (counts[Part.BOTH].n or 0):
        return whole
    return f"{whole} ({words.say(f'figure.{REST[name]}', n=words.count(only_once.n))})"
