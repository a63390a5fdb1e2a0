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
    dot,
    number_axis,
    unescaped,
    wrapped,
    write,
)
from tsi_eval.report.figures.titles import rests_on, undecided
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

from tsi_eval.report.figures.points import measure, reach


def differences(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw differences from a reference, with the same computed otherwise under each."""
    items = _differences(finding)
    if not items:
        return None
    answers = [item for item in items if item.role is Role.HEADLINE]
    values = "; ".join(
        f"{words.group(item)} {words.value(words.read(item))} ({words.interval(words.read(item))})" for item in answers
    )
    checked = "_checked" if len(answers) < len(items) else ""
    return Drawn(
        draw=lambda axes: _draw_differences(axes, words, finding, items),
        height=1.3 + 0.4 * len(items),
        alt=words.say(f"alt.differences{checked}", outcome=words.label(items[0].outcome), values=values),
        subtitle=words.say(
            f"figure.subtitle.differences{checked}",
            measure=measure(words, items[0]),
            period=words.period(items[0].period),
            level=words.level(items[0]),
        ),
        n=rests_on(words, "persons", [item.n for item in answers]),
        shows=items,
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


def _draw_differences(axes: Axes, words: Words, finding: ReleasedFinding, items: list[ReleasedEstimate]) -> None:
    axes.axvline(0, color=INK, linewidth=0.8)
    for place, item in enumerate(items):
        value = item.estimate or 0.0
        if item.role is Role.HEADLINE:
            look = dot(STYLES[0], hollow=undecided(finding, item))
            axes.errorbar(value, place, xerr=arms(item, 1), **look)
            write(axes, words.value(words.read(item)), (value, place), (0, 11), ha="center")
        else:
            axes.errorbar(value, place, xerr=arms(item, 1), **_look_of_check())
    axes.set_yticks(range(len(items)), [_row_name(words, item) for item in items])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(items) - 0.5, -0.8)
    low, high = reach(items, 0.0)
    axes.set_xlim(low - 0.08 * (high - low), high + 0.08 * (high - low))
    number_axis(axes, "x", words)
    axes.set_xlabel(unescaped(words.say("axis.difference", measure=measure(words, items[0]))))


def _look_of_check() -> dict[str, Any]:
    """Return how the same difference, computed otherwise, looks: smaller than an answer."""
    return dot((QUIET, "s", "-"), hollow=True) | {"markersize": 5, "linewidth": 1.2, "capsize": 3}


def _row_name(words: Words, item: ReleasedEstimate) -> str:
    return wrapped(words.group(item) if item.role is Role.HEADLINE else words.say(f"method.{item.method}.name"))
