"""Horizontal bars from zero: how many of each kind, or what each part cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.findings import Quantity
from tsi_eval.language.numbers import number
from tsi_eval.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import INK, STYLES, Drawn, listed, number_axis, unescaped
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = {"contacts": ("arena=", "who=", "unit="), "sek": ("kind=", "payer=")}
SCALE = {"contacts": (1.0, "axis.contacts"), "sek": (1000.0, "axis.cost")}


def bars(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw the parts of a whole, a block for each way of dividing it, the largest first."""
    unit, blocks = _blocks(finding)
    if not blocks:
        return None
    divisor, name = SCALE[unit]

    def draw(axes: Axes) -> None:
        place, ticks = 0.0, []
        for block in blocks:
            for item in block:
                length = (item.estimate or 0.0) / divisor
                axes.barh(place, length, height=0.62, color=STYLES[0][0])
                axes.annotate(
                    number(length, 0, words.language),
                    (length, place),
                    xytext=(4, 0),
                    textcoords="offset points",
                    va="center",
                    fontsize=9.5,
                    color=INK,
                )
                ticks.append((place, unescaped(words.label(item.group))))
                place += 1
            place += 0.6
        axes.set_yticks([at for at, _ in ticks], [label for _, label in ticks])
        axes.tick_params(axis="y", length=0)
        axes.invert_yaxis()
        axes.margins(x=0.12)
        axes.set_xlim(left=0)
        number_axis(axes, "x", words)
        axes.set_xlabel(words.say(name))

    items = [item for block in blocks for item in block]
    values = listed([f"{words.label(item.group)} {words.value(item)}" for item in items])
    height = 0.9 + 0.32 * (len(items) + 0.6 * len(blocks))
    return Drawn(draw=draw, height=height, alt=unescaped(words.say("alt.bars", values=values)), note="counted")


def _blocks(finding: ReleasedFinding) -> tuple[str, list[list[ReleasedEstimate]]]:
    for unit, prefixes in KINDS.items():
        shown = [
            item
            for item in finding.estimates
            if item.unit == unit and item.quantity in {Quantity.COUNT, Quantity.COST} and item.estimate is not None
        ]
        blocks = [[item for item in shown if item.group.startswith(prefix) and not item.period] for prefix in prefixes]
        blocks = [sorted(block, key=lambda item: -(item.estimate or 0.0)) for block in blocks if len(block) > 1]
        if blocks:
            return unit, blocks
    return "", []
