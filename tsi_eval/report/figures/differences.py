"""Differences from a reference as points with intervals, each with its checks under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    INK,
    QUIET,
    STYLES,
    Drawn,
    arms,
    behind_words,
    dot,
    number_axis,
    unescaped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.titles import rests_on, undecided
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

from tsi_eval.report.figures.points import measure, reach


def differences(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw differences from a reference, with the same computed otherwise under each."""
    items = _differences(finding)
    if not items:
        return None
    answers = [item for item in items if item.role is Role.HEADLINE]
    values = "; ".join(
        f"{words.group(item)} {words.value(words.read(item))} ({words.interval(words.read(item))})" for item in answers
    )
    rows = rows_on(paper, [_row_name(words, item, paper) for item in items], 0.36)
    checked = "_checked" if len(answers) < len(items) else ""
    return Drawn(
        draw=lambda axes: _draw_differences(axes, words, finding, items, rows),
        height=1.2 + rows.height(len(items) - 1),
        alt=words.say(f"alt.differences{checked}", outcome=words.label(items[0].outcome), values=values),
        subtitle=words.say(
            f"figure.subtitle.differences{checked}",
            measure=measure(words, items[0]),
            period=words.period(items[0].period),
            level=words.level(items[0]),
        ),
        n=rests_on(words, "persons", [item.n for item in answers]),
        shows=items,
        paper=paper,
    )


def _differences(finding: ReleasedFinding) -> list[ReleasedEstimate]:
    """Return each group's difference that is shown with an interval, and then the checks of it."""
    drawable = [item for item in finding.estimates if _is_drawable(item)]
    items: list[ReleasedEstimate] = []
    for group in dict.fromkeys(item.group for item in headlines(finding)):
        for role in (Role.HEADLINE, Role.SENSITIVITY):
            items += [item for item in drawable if item.role is role and item.group == group]
    return items


def _is_drawable(item: ReleasedEstimate) -> bool:
    """Tell whether a number is a difference that is shown with its interval."""
    return item.quantity is Quantity.MEAN_DIFFERENCE and item.estimate is not None and item.ci_low is not None


def _draw_differences(
    axes: Axes, words: Words, finding: ReleasedFinding, items: list[ReleasedEstimate], rows: Rows
) -> None:
    axes.axvline(0, color=INK, linewidth=0.8)
    for place, item in enumerate(items):
        value = item.estimate or 0.0
        if item.role is Role.HEADLINE:
            look = dot(STYLES[0], hollow=undecided(finding, item))
            axes.errorbar(value, place, xerr=arms(item, 1), **look)
            if rows.paper.beside:
                write(axes, words.value(words.read(item)), (value, place), (0, 11), ha="center", bbox=behind_words())
        else:
            axes.errorbar(value, place, xerr=arms(item, 1), **_look_of_check())
    name_rows(axes, rows, [(place, _row_name(words, item, rows.paper)) for place, item in enumerate(items)])
    if rows.paper.beside:
        axes.set_ylim(len(items) - 0.5, -0.8)
    low, high = reach(items, 0.0)
    axes.set_xlim(low - 0.08 * (high - low), high + 0.08 * (high - low))
    number_axis(axes, "x", words, steps=rows.paper.steps)
    axes.set_xlabel(unescaped(words.say("axis.difference", measure=measure(words, items[0]))))


def _look_of_check() -> dict[str, Any]:
    """Return how the same difference, computed otherwise, looks: smaller than an answer."""
    return dot((QUIET, "s", "-"), hollow=True) | {"markersize": 5, "linewidth": 1.2, "capsize": 3}


def _row_name(words: Words, item: ReleasedEstimate, paper: Paper) -> str:
    """Return a row's name; over a row it ends with the number, which would stand in its way."""
    if item.role is not Role.HEADLINE:
        return words.say(f"method.{item.method}.name")
    name = words.group(item)
    return name if paper.beside else f"{name}: {words.value(words.read(item))}"
