"""Horizontal bars from zero: how many of each kind, or what each part cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.findings import Shape
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import number
from tsi_eval.report.figures.canvas import STYLES, Drawn, listed, not_shown, number_axis, wrapped, write
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KINDS = {"contacts": ("arena=", "who=", "unit="), "sek": ("kind=", "payer=")}
SCALE = {"contacts": (1.0, "contacts"), "sek": (1000.0, "costs")}
BETWEEN = 0.6


def bars(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw the parts of a whole, a block for each way of dividing it, the largest first and what is hidden last."""
    unit, blocks = _blocks(finding)
    if not blocks:
        return None
    divisor, scale = SCALE[unit]
    places = [
        (sum(map(len, blocks[:k])) + BETWEEN * k + place, item)
        for k, block in enumerate(blocks)
        for place, item in enumerate(block)
    ]

    def draw(axes: Axes) -> None:
        for at, item in places:
            if item.estimate is None:
                not_shown(axes, (0, at), words)
                continue
            axes.barh(at, item.estimate / divisor, height=0.62, color=STYLES[0][0])
            write(axes, number(item.estimate / divisor, 0, words.language), (item.estimate / divisor, at), (4, 0))
        longest = max((item.estimate or 0.0) / divisor for _, item in places)
        axes.set_yticks([at for at, _ in places], [wrapped(words.label(item.group)) for _, item in places])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(places[-1][0] + 0.6, -0.6)
        axes.set_xlim(0, 1.14 * longest or 1.0)
        number_axis(axes, "x", words)
        axes.set_xlabel(words.say(f"axis.{scale}"))

    answer = headlines(finding)[0] if headlines(finding) else places[0][1]
    read = words.read(answer)
    values = listed([f"{words.label(item.group)} {words.value(item)}" for _, item in places])
    return Drawn(
        draw=draw,
        height=0.95 + 0.32 * (places[-1][0] + 1),
        alt=words.say(
            f"alt.bars_{scale}",
            value=f"{words.value(read)} {words.unit(answer)}".strip(),
            values=values,
            n=words.count(answer.n),
            year=str(answer.price_year or ""),
        ),
        subtitle=words.say(
            f"figure.subtitle.{scale}",
            year=str(answer.price_year or ""),
            period=words.text(words.released.cover.period),
        ),
        n=rests_on(words, scale, [answer.n]),
    )


def _blocks(finding: ReleasedFinding) -> tuple[str, list[list[ReleasedEstimate]]]:
    for unit, prefixes in KINDS.items():
        items = [
            item
            for item in finding.estimates
            if item.unit == unit and Shape.BAR in item.quantity.record.drawn and not item.period
        ]
        blocks = [[item for item in items if item.group.startswith(prefix)] for prefix in prefixes]
        blocks = [sorted(block, key=_order) for block in blocks if len(block) > 1]
        blocks = [block for block in blocks if block[0].estimate is not None]
        if blocks:
            return unit, blocks
    return "", []


def _order(item: ReleasedEstimate) -> tuple[bool, float]:
    return item.estimate is None, -(item.estimate or 0.0)
