"""Horizontal bars from zero: how many of each kind, or what each part cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tsi_eval.findings import Quantity, Shape
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import number
from tsi_eval.report.dates import of_the_same_report, period_of
from tsi_eval.report.figures.canvas import STYLES, Drawn, listed, not_shown, number_axis, write
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_groups, name_rows, rows_on
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# For each unit, the ways in which a whole is divided: the beginnings of its parts' names.
KINDS = {"contacts": ("arena=", "who=", "unit="), "sek": ("kind=", "payer=")}
# For each unit, what its numbers are divided by when they are drawn, and the name of its scale.
SCALE = {"contacts": (1.0, "contacts"), "sek": (1000.0, "costs")}
# Where each bar stands, from the top.
Bars = list[tuple[float, ReleasedEstimate]]


def bars(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw the parts of a whole, a block of bars for each way of dividing it.

    In a block the largest part comes first, and what is hidden comes last.
    """
    unit, blocks = _blocks(finding)
    if not blocks:
        return None
    _, scale = SCALE[unit]
    rows = rows_on(paper, [words.label(item.group) for block in blocks for item in block], 0.29)
    placed = _bars(blocks, rows)
    answer = headlines(finding)[0] if headlines(finding) else placed[0][1]
    n = _whole(finding, unit) or answer.n
    values = listed([f"{words.label(item.group)} {words.value(item)}" for _, item in placed])
    shows = [item for _, item in placed]
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, placed, unit),
        height=0.89 + rows.height(placed[-1][0]),
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
        paper=paper,
    )


def _whole(finding: ReleasedFinding, unit: str) -> int | None:
    """Return how many are counted in all, of which the answer may be about some; None of money."""
    whole = (item for item in finding.estimates if (item.unit, item.group, item.period) == (unit, "", ""))
    return next((item.n for item in whole if item.quantity is Quantity.COUNT), None)


def _bars(blocks: list[list[ReleasedEstimate]], rows: Rows) -> Bars:
    """Return where each bar stands, from the top, with room for headings over several blocks."""
    placed: Bars = []
    head = rows.head if len(blocks) > 1 else 0.0
    for block_number, block in enumerate(blocks, start=1):
        top = len(placed) + head * block_number
        placed += [(top + place, item) for place, item in enumerate(block)]
    return placed


def headings(words: Words, placed: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return the heading over each block of rows whose names begin alike; none over a lone block.

    Args:
        words: The released values and the language.
        placed: Where each row stands, and its name, such as "arena=corridor".
    """
    first: dict[str, float] = {}
    for at, name in placed:
        kind, equals, _ = name.partition("=")
        if equals:
            first.setdefault(f"{kind}=", at)
    return [(at, words.label(kind)) for kind, at in first.items()] if len(first) > 1 else []


def _draw(axes: Axes, words: Words, rows: Rows, placed: Bars, unit: str) -> None:
    divisor, scale = SCALE[unit]
    for at, item in placed:
        if item.estimate is None:
            not_shown(axes, (0, at), words)
            continue
        length = item.estimate / divisor
        axes.barh(at, length, height=rows.thick, color=STYLES[0][0])
        write(axes, number(length, 0, words.language), (length, at), (4, 0))
    longest = max((item.estimate or 0.0) / divisor for _, item in placed)
    name_rows(axes, rows, [(at, words.label(item.group)) for at, item in placed])
    name_groups(axes, rows, headings(words, [(at, item.group) for at, item in placed]))
    axes.set_xlim(0, 1.14 * longest or 1.0)
    number_axis(axes, "x", words, steps=rows.paper.steps)
    axes.set_xlabel(words.say(f"axis.{scale}"))


def _blocks(finding: ReleasedFinding) -> tuple[str, list[list[ReleasedEstimate]]]:
    """Return the unit and the ways of dividing the whole that have parts to show.

    Parts are drawn that are as old as the answer: those of an earlier report are another whole's.
    """
    answer = next(iter(headlines(finding)), None)
    of_one_report = finding if answer is None else of_the_same_report(finding, answer)
    for unit, prefixes in KINDS.items():
        items = [
            item
            for item in of_one_report.estimates
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
