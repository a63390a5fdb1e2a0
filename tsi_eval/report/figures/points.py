"""Points with intervals: before and after, and differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.findings import Quantity, Role
from tsi_eval.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    HEIGHT,
    INK,
    QUIET,
    STYLES,
    Drawn,
    arms,
    listed,
    name_scale,
    number_axis,
    unescaped,
)
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def means(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw an outcome's mean before and after, for the same persons."""
    answer = next((item for item in headlines(finding) if item.quantity is Quantity.MEAN_CHANGE), None)
    if answer is None or answer.estimate is None:
        return None
    periods = answer.period.split(" > ")
    means = [
        item
        for item in finding.estimates
        if item.quantity is Quantity.MEAN
        and item.group == "both"
        and item.period in periods
        and item.estimate is not None
    ]
    if len(means) < 2:  # noqa: PLR2004  a change has two ends
        return None

    def draw(axes: Axes) -> None:
        colour, marker, line = STYLES[0]
        y = [item.estimate or 0.0 for item in means]
        ends = [arms(item, 1) for item in means]
        bars = [[low for low, _ in ends], [high for _, high in ends]]
        axes.errorbar(
            range(len(means)),
            y,
            yerr=bars,
            color=colour,
            marker=marker,
            linestyle=line,
            capsize=5,
            linewidth=1.6,
        )
        for i, item in enumerate(means):
            axes.annotate(
                words.value(item),
                (i, y[i]),
                xytext=(9, 9),
                textcoords="offset points",
                va="center",
                fontsize=10,
            )
        axes.set_xticks(range(len(means)), [unescaped(words.label(item.period)) for item in means])
        axes.set_xlim(-0.5, len(means) - 0.4)
        axes.margins(y=0.25)
        name_scale(axes, f"{words.label(answer.outcome)}, {words.unit(answer)}")
        number_axis(axes, "y", words)

    alt = words.say(
        "alt.means",
        outcome=words.label(answer.outcome),
        values=listed([f"{words.value(item)} ({words.label(item.period)})" for item in means]),
        change=words.value(answer),
        interval=words.interval(answer),
    )
    return Drawn(draw=draw, height=HEIGHT, alt=unescaped(alt))


def shares(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw a share before and from a start."""
    answer = next((item for item in headlines(finding) if item.quantity is Quantity.SHARE_DIFFERENCE), None)
    items = [item for item in finding.estimates if item.quantity is Quantity.SHARE and item.estimate is not None]
    if answer is None or answer.estimate is None or len(items) < 2:  # noqa: PLR2004  a change has two ends
        return None

    def draw(axes: Axes) -> None:
        colour, marker, _ = STYLES[0]
        ends = [arms(item, 100) for item in items]
        middle = [100 * (item.estimate or 0.0) for item in items]
        bars = [[low for low, _ in ends], [high for _, high in ends]]
        places = list(range(len(items)))
        axes.errorbar(middle, places, xerr=bars, color=colour, marker=marker, linestyle="", capsize=4, linewidth=1.8)
        for place, item in zip(places, items, strict=True):
            axes.annotate(
                words.value(words.read(item)),
                (100 * (item.estimate or 0.0), place),
                xytext=(0, 8),
                textcoords="offset points",
                ha="center",
                fontsize=10,
            )
        axes.set_yticks(places, [unescaped(words.period(item.period)) for item in items])
        axes.set_ylim(len(items) - 0.4, -0.7)
        axes.set_xlim(0, 100)
        number_axis(axes, "x", words)
        axes.set_xlabel(unescaped(words.say("axis.share_of", outcome=words.label(answer.outcome))))

    values = listed([f"{words.value(item)} ({words.period(item.period)})" for item in items])
    alt = words.say(
        "alt.shares",
        outcome=words.label(answer.outcome),
        values=values,
        change=words.value(answer),
        interval=words.interval(answer),
    )
    return Drawn(draw=draw, height=1.9, alt=unescaped(alt))


def differences(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw differences from a reference, with the same computed otherwise under each."""
    roles = (Role.HEADLINE, Role.SENSITIVITY)
    items = [
        item
        for group in dict.fromkeys(item.group for item in headlines(finding))
        for role in roles
        for item in finding.estimates
        if item.role is role and item.group == group and item.estimate is not None and item.ci_low is not None
        if item.quantity is Quantity.MEAN_DIFFERENCE
    ]
    if not items:
        return None

    def draw(axes: Axes) -> None:
        for i, item in enumerate(items):
            answer = item.role is Role.HEADLINE
            colour, face = (STYLES[0][0], STYLES[0][0]) if answer else (QUIET, "white")
            low, high = arms(item, 1)
            axes.errorbar(
                item.estimate or 0.0, i, xerr=[[low], [high]], color=colour, marker="o" if answer else "s",
                markerfacecolor=face, capsize=3, linewidth=2.2 if answer else 1.2, markersize=7 if answer else 5,
            )  # fmt: skip
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_yticks(range(len(items)), [_row_name(words, item) for item in items])
        axes.invert_yaxis()
        number_axis(axes, "x", words)
        axes.set_xlabel(
            unescaped(words.say("axis.difference", outcome=words.label(items[0].outcome), unit=words.unit(items[0])))
        )

    values = "; ".join(
        f"{words.group(item)} {words.value(item)} ({words.interval(item)})" for item in headlines(finding)
    )
    others = sum(item.role is Role.SENSITIVITY for item in items)
    alt = words.say("alt.differences", values=values) + (" " + words.say("alt.sensitivity") if others else "")
    return Drawn(draw=draw, height=1.1 + 0.36 * len(items), alt=unescaped(alt))


def _row_name(words: Words, item: ReleasedEstimate) -> str:
    if item.role is Role.HEADLINE:
        return unescaped(words.group(item))
    return unescaped(words.say(f"method.{item.method}.name"))
