"""Released numbers that a notebook chose, in one figure.

The first of these that fits is drawn:

1. Points of series along the calendar, of one question: as its lines.
2. Numbers on one scale, such as shares, or means of one outcome: a row each, as bars from zero
   where they are counts or amounts, else as points with intervals.
3. Answers that may be "nothing happened", each on a scale of its own.

Numbers that have no scale in common, such as a count and a share, have no figure.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsi_eval.findings import Form, Guard, Role, Shape
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import date_of
from tsi_eval.report.figures.all_answers import some_answers
from tsi_eval.report.figures.canvas import (
    INK,
    STYLES,
    Drawn,
    arms,
    behind_words,
    dot,
    not_shown,
    number_axis,
    unescaped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.points import reach
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.timeline import CALENDAR, timeline
from tsi_eval.report.figures.titles import intervals, rests_on, undecided
from tsi_eval.report.not_shown import is_hidden
from tsi_eval.report.parts import capital
from tsi_eval.report.result_tables import what_of
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# More groups than this are said by the smallest and the largest.
MOST_SIZES = 3
# Room beside the outermost number, as a part of the scale.
ROOM = 0.14


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A released number that was chosen.

    Attributes:
        heading: The author's words before its name, or "".
        finding: What it is a number of.
        series: The series that it is a point of, or "".
        item: The number.
    """

    heading: str
    finding: ReleasedFinding
    series: str
    item: ReleasedEstimate


def chosen(words: Words, rows: Sequence[Chosen], paper: Paper = PAGE) -> Drawn | None:
    """Draw chosen numbers, or return None where they have no common scale or none is shown."""
    shown = [row for row in rows if not is_hidden(row.item)]
    if not shown:
        return None
    if (lines := _as_lines(rows)) is not None:
        return timeline(words, lines, paper)
    if len({_scale(words, row.item) for row in shown}) == 1:
        return _on_one_scale(words, rows, paper)
    return some_answers(words, [(row.finding, row.item) for row in rows], paper)


def _as_lines(rows: Sequence[Chosen]) -> ReleasedFinding | None:
    """Return the one finding with the chosen points only, if all are points along the calendar."""
    finding = rows[0].finding
    for row in rows:
        is_point = row.series and row.item.axis in CALENDAR and Shape.LINE in row.item.quantity.record.drawn
        if not is_point or row.finding.question != finding.question:
            return None
    names = dict.fromkeys(row.series for row in rows)
    series = {name: tuple(row.item for row in rows if row.series == name) for name in names}
    groups = {row.item.group for row in rows} | {""}
    answers = [item for item in finding.estimates if item.role is not Role.HEADLINE or item.group in groups]
    is_line = any(len(points) > 1 for points in series.values())
    return replace(finding, series=series, estimates=tuple(answers)) if is_line else None


def _scale(words: Words, item: ReleasedEstimate) -> Hashable:
    """Return what numbers must share to be drawn along one axis."""
    record = item.quantity.record
    form = Form.POINTS if words.in_points(item) else record.form
    if form is not Form.NUMBER:
        return form, record.nothing
    is_of_outcome = not record.money and record.guard is not Guard.COUNT
    return words.unit(item), record.nothing, item.price_year, item.outcome if is_of_outcome else "", record.guard


def _on_one_scale(words: Words, rows: Sequence[Chosen], paper: Paper) -> Drawn:
    names = _names(words, rows)
    layout = rows_on(paper, [_over(words, name, row, paper) for name, row in zip(names, rows, strict=True)], 0.34)
    items = [row.item for row in rows if not is_hidden(row.item)]
    label = _axis(words, items)
    values = "; ".join(f"{name}: {_value(words, row.item)}" for name, row in zip(names, rows, strict=True))
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, names, layout),
        height=0.95 + layout.height(len(rows) - 1),
        alt=words.say("alt.chosen", measure=label, values=values),
        subtitle=f"{label}{intervals(words, items)}",
        n=_sizes(words, items),
        shows=items,
        paper=paper,
    )


def _axis(words: Words, items: Sequence[ReleasedEstimate]) -> str:
    """Return the name of the scale: what all numbers are, and in which unit."""
    first = items[0]
    if words.in_points(first):
        return words.say("axis.points")
    if first.quantity.record.form is Form.PERCENT:
        return words.say("axis.percent")
    quantities = {words.quantity(item) for item in items}
    said = [words.label(_outcome(items)) if _outcome(items) else "", *(quantities if len(quantities) == 1 else ())]
    unit = words.unit(first)
    is_counted = first.quantity.record.guard is Guard.COUNT
    return ": ".join(filter(None, said)) + (f" ({unit})" if unit and not is_counted else "") or words.quantity(first)


def _outcome(items: Sequence[ReleasedEstimate]) -> str:
    """Return the outcome of all numbers, or "" where they have several."""
    outcomes = {item.outcome for item in items}
    return next(iter(outcomes)) if len(outcomes) == 1 else ""


def _sizes(words: Words, items: Sequence[ReleasedEstimate]) -> str:
    """Return on how many the numbers rest: each size, or the smallest and the largest of many."""
    sizes = sorted({item.n for item in items if item.n is not None})
    if not sizes:
        return words.say("figure.n.answers", n=str(len(items)))
    if len(sizes) > MOST_SIZES:
        return words.say("figure.n.span", least=words.count(sizes[0]), most=words.count(sizes[-1]))
    return rests_on(words, "persons", list(sizes))


def _names(words: Words, rows: Sequence[Chosen]) -> list[str]:
    """Return a name for each row: what tells it from the others, or whom it is about."""
    main = _outcome([row.item for row in rows])
    ways: list[Callable[[Chosen], str]] = [
        lambda row: row.heading,
        lambda row: words.about(row.finding.question),
        lambda row: what_of(words, row.item, main),
        lambda row: words.group(row.item),
        lambda row: words.period(row.item.period),
        lambda row: date_of(words, row.item),
    ]
    told = [[way(row) for row in rows] for way in ways]
    telling = [column for column in told if len(set(column)) > 1] or [told[3]]
    return [", ".join(filter(None, parts)) for parts in zip(*telling, strict=True)]


def _value(words: Words, item: ReleasedEstimate) -> str:
    if is_hidden(item):
        return words.say("figure.hidden")
    as_read = words.read(item)
    ends = "" if item.ci_low is None or item.status != "shown" else f" ({words.interval(as_read)})"
    return words.value(as_read) + ends


def _over(words: Words, name: str, row: Chosen, paper: Paper) -> str:
    """Return a row's name; over a row it ends with the number, which would stand in its way."""
    return name if paper.beside else f"{name}: {_value(words, row.item)}"


def _draw(axes: Axes, words: Words, rows: Sequence[Chosen], names: Sequence[str], layout: Rows) -> None:
    shown = [row.item for row in rows if not is_hidden(row.item)]
    factor = 100.0 if words.in_points(shown[0]) or shown[0].quantity.record.form is Form.PERCENT else 1.0
    nothing = shown[0].quantity.record.nothing
    are_bars = all(item.ci_low is None for item in shown) and nothing is None
    if nothing is not None:
        axes.axvline(factor * nothing, color=INK, linewidth=0.8)
    low, high = _ends(shown, factor, from_zero=are_bars or factor > 1)
    for place, row in enumerate(rows):
        if is_hidden(row.item):
            not_shown(axes, (low, place), words)
        else:
            _one(axes, words, row, place, factor, layout, is_bar=are_bars)
    labels = [
        (at, _over(words, name, row, layout.paper)) for at, (name, row) in enumerate(zip(names, rows, strict=True))
    ]
    name_rows(axes, layout, labels)
    axes.set_xlim(low, high)
    number_axis(axes, "x", words, steps=layout.paper.steps)
    axes.set_xlabel(textwrap.fill(capital(unescaped(_axis(words, shown))), 2 * layout.paper.line))


def _ends(shown: Sequence[ReleasedEstimate], factor: float, *, from_zero: bool) -> tuple[float, float]:
    nothing = shown[0].quantity.record.nothing
    low, high = reach(shown, *(value for value in (0.0 if from_zero else None, nothing) if value is not None))
    room = ROOM * ((high - low) or abs(high) or 1.0)
    starts = 0.0 if from_zero and low >= 0 else low - room
    is_of_whole = shown[0].quantity.record.form is Form.PERCENT and high <= 1
    return factor * starts, factor * (1.0 if is_of_whole else high + room)


def _one(axes: Axes, words: Words, row: Chosen, place: int, factor: float, layout: Rows, *, is_bar: bool) -> None:
    item = row.item
    hollow = item.role is Role.HEADLINE and undecided(row.finding, item)
    value, said = item.estimate, words.value(words.read(item))
    if value is None:
        # A band: it lies somewhere between its ends.
        axes.plot([factor * (item.ci_low or 0.0), factor * (item.ci_high or 0.0)], [place, place], color=STYLES[0][0])
        value = item.ci_high or 0.0
    elif is_bar:
        axes.barh(place, factor * value, height=layout.thick, color=STYLES[0][0])
    else:
        axes.errorbar(factor * value, place, xerr=arms(item, factor), **dot(STYLES[0], hollow=hollow))
    if layout.paper.beside and is_bar:
        write(axes, said, (factor * value, place), (4, 0))
    elif layout.paper.beside:
        write(axes, said, (factor * value, place), (0, 12), ha="center", bbox=behind_words())
