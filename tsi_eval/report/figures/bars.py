"""Horizontal bars from zero: how many of each kind, or what each part cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tsi_eval.findings import Quantity, Shape
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import number
from tsi_eval.report.dates import period_of
from tsi_eval.report.figures.canvas import STYLES, Drawn, listed, not_shown, number_axis, wrapped, write
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# For each unit, the ways in which a whole is divided: the beginnings of its parts' names.
KINDS = {"contacts": ("arena=", "who=", "unit="), "sek": ("kind=", "payer=")}
# For each unit, what its numbers are divided by when they are drawn, and the name of its scale.
SCALE = {"contacts": (1.0, "contacts"), "sek": (1000.0, "costs")}
# Room between two blocks, in bars.
BETWEEN = 0.6


def bars(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw the parts of a whole, a block of bars for each way of dividing it.

    In a block the largest part comes first, and what is hidden comes last.
    """
    unit, blocks = _blocks(finding)
    if not blocks:
        return None
    _, scale = SCALE[unit]
    rows = _rows(blocks)
    answer = headlines(finding)[0] if headlines(finding) else rows[0][1]
    n = _whole(finding, unit) or answer.n
    values = listed([f"{words.label(item.group)} {words.value(item)}" for _, item in rows])
    shows = [item for _, item in rows]
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, unit),
        height=0.95 + 0.32 * (rows[-1][0] + 1),
        alt=words.say(
            f"alt.bars_{scale}",
            value=f"{words.value(words.read(answer))} {words.unit(answer)}".strip(),
            values=values,
            n=words.count(n),
            year=str(answer.price_year or ""),
        ),
        subtitle=words.say(
            f"figure.subtitle.{scale}",
            year=str(answer.price_year or ""),
            period=period_of(words, shows),
        ),
        n=rests_on(words, scale, [n]),
        shows=shows,
    )


def _whole(finding: ReleasedFinding, unit: str) -> int | None:
    """Return how many are counted in all, of which the answer may be about some; None of money."""
    whole = (item for item in finding.estimates if (item.unit, item.group, item.period) == (unit, "", ""))
    return next((item.n for item in whole if item.quantity is Quantity.COUNT), None)


def _rows(blocks: list[list[ReleasedEstimate]]) -> list[tuple[float, ReleasedEstimate]]:
    """Return where each bar stands, from the top, with some room between the blocks."""
    rows: list[tuple[float, ReleasedEstimate]] = []
    for block_number, block in enumerate(blocks):
        top = len(rows) + BETWEEN * block_number
        rows += [(top + place, item) for place, item in enumerate(block)]
    return rows


def _draw(axes: Axes, words: Words, rows: list[tuple[float, ReleasedEstimate]], unit: str) -> None:
    divisor, scale = SCALE[unit]
    for at, item in rows:
        if item.estimate is None:
            not_shown(axes, (0, at), words)
            continue
        length = item.estimate / divisor
        axes.barh(at, length, height=0.62, color=STYLES[0][0])
        write(axes, number(length, 0, words.language), (length, at), (4, 0))
    longest = max((item.estimate or 0.0) / divisor for _, item in rows)
    axes.set_yticks([at for at, _ in rows], [wrapped(words.label(item.group)) for _, item in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(rows[-1][0] + 0.6, -0.6)
    axes.set_xlim(0, 1.14 * longest or 1.0)
    number_axis(axes, "x", words)
    axes.set_xlabel(words.say(f"axis.{scale}"))


def _blocks(finding: ReleasedFinding) -> tuple[str, list[list[ReleasedEstimate]]]:
    """Return the unit and the ways of dividing the whole that have parts to show."""
    for unit, prefixes in KINDS.items():
        items = [
            item
            for item in finding.estimates
            if item.unit == unit and Shape.BAR in item.quantity.record.drawn and not item.period
        ]
        if blocks := list(_divisions(items, prefixes)):
            return unit, blocks
    return "", []


def _divisions(items: list[ReleasedEstimate], prefixes: tuple[str, ...]) -> Iterator[list[ReleasedEstimate]]:
    """Yield the parts for each way of dividing the whole into several, if any of them is shown."""
    for prefix in prefixes:
        block = sorted((item for item in items if item.group.startswith(prefix)), key=_order)
        # What is hidden comes last.
        if len(block) > 1 and block[0].estimate is not None:
            yield block


def _order(item: ReleasedEstimate) -> tuple[bool, float]:
    return item.estimate is None, -(item.estimate or 0.0)
