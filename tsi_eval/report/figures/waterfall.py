"""Posts that add up to a total, each beginning where the one before it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.language.numbers import number
from tsi_eval.report.dates import period_of
from tsi_eval.report.figures.bars import headings
from tsi_eval.report.figures.canvas import (
    PAPER,
    QUIET,
    SOFT,
    STYLES,
    Drawn,
    not_shown,
    number_axis,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_groups, name_rows, rows_on
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PREFIXES = ("kind=", "payer=")
THOUSAND = 1000.0
MOST_DECIMALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A row of the figure.

    Attributes:
        at: How far from the top it stands.
        name: The id of the post.
        begin: Where its bar begins, in thousands.
        length: How far its bar goes from there; None when the amount is not shown.
        total: Whether it is the total.
    """

    at: float
    name: str
    begin: float
    length: float | None
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """A total and its parts.

    Attributes:
        whole: The total.
        blocks: Its parts: by kind of cost, and by who pays.
        hidden: Whether any of these amounts is not shown.
    """

    whole: ReleasedEstimate
    blocks: list[list[ReleasedEstimate]]
    hidden: bool


def waterfall(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw what a total is made of, then who pays it.

    Where a part is hidden, every bar begins at zero and the total is left out. Otherwise a reader
    would see the hidden part as the gap between two bars.
    """
    costs = _costs(finding)
    if costs is None:
        return None
    whole = costs.whole
    decimals = 0 if costs.hidden else _decimals(whole, costs.blocks)
    rows = rows_on(paper, [words.label(item.group) for block in costs.blocks for item in block], 0.31)
    steps = list(_steps(costs.blocks, None if costs.hidden else whole, rows.head))
    year = str(whole.price_year or "")
    shows = [whole, *(item for block in costs.blocks for item in block)]
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, steps, decimals, connected=not costs.hidden),
        height=0.88 + rows.height(steps[-1].at),
        alt=_alt(words, costs, year),
        subtitle=words.say("figure.subtitle.costs", year=year, period=period_of(words, shows)),
        n=rests_on(words, "costs", [whole.n]),
        shows=shows,
        paper=paper,
    )


def _costs(finding: ReleasedFinding) -> Costs | None:
    """Return the numbers to draw; None when nothing of them is shown, or they don't add up."""
    costs = _every_cost(finding)
    whole = next((item for item in costs if item.role is Role.HEADLINE), None)
    blocks = list(_blocks(costs))
    shown = [item.estimate is not None for block in blocks for item in block]
    if whole is None or not any(shown):
        return None
    hidden = whole.estimate is None or not all(shown)
    if not hidden and not _add_up(whole, blocks):
        return None
    return Costs(whole=whole, blocks=blocks, hidden=hidden)


def _every_cost(finding: ReleasedFinding) -> list[ReleasedEstimate]:
    return [item for item in finding.estimates if item.quantity is Quantity.COST and not item.period]


def _blocks(costs: list[ReleasedEstimate]) -> Iterator[list[ReleasedEstimate]]:
    """Yield the parts by kind of cost and by who pays, where there are several, largest first."""
    for prefix in PREFIXES:
        parts = [item for item in costs if item.group.startswith(prefix)]
        if len(parts) > 1:
            yield sorted(parts, key=_order)


def _alt(words: Words, costs: Costs, year: str) -> str:
    amounts = "; ".join(_amounts(words, block) for block in costs.blocks)
    key = "alt.costs_hidden" if costs.hidden else "alt.costs"
    return words.say(key, values=amounts, total=words.value(costs.whole), year=year)


def _amounts(words: Words, block: list[ReleasedEstimate]) -> str:
    return ", ".join(f"{words.label(item.group)} {words.value(item)}" for item in block)


def _order(item: ReleasedEstimate) -> tuple[bool, float]:
    return item.estimate is None, -(item.estimate or 0.0)


def _add_up(whole: ReleasedEstimate, blocks: list[list[ReleasedEstimate]]) -> bool:
    """Tell whether each block makes up the total, but for what rounding to a krona may miss."""
    for block in blocks:
        apart = abs(sum(item.estimate or 0.0 for item in block) - (whole.estimate or 0.0))
        if apart > 0.5 * (len(block) + 1):
            return False
    return True


def _steps(blocks: list[list[ReleasedEstimate]], whole: ReleasedEstimate | None, head: float) -> Iterator[Step]:
    """Yield the rows from the top; the total stands after the first block.

    Example: staff of 666 thousand begins at 0, other costs of 84 begin at 666, and the total of 750
    begins at 0 again.
    """
    at = 0.0
    head = head if len(blocks) > 1 else 0.0
    for place, block in enumerate(blocks):
        at += head
        reached = 0.0
        for item in block:
            length = None if item.estimate is None else item.estimate / THOUSAND
            yield Step(at=at, name=item.group, begin=reached, length=length)
            reached += (length or 0.0) if whole else 0.0
            at += 1
        if whole and not place:
            yield Step(at=at, name=Part.WHOLE, begin=0.0, length=(whole.estimate or 0.0) / THOUSAND, total=True)
            at += 1


def _decimals(whole: ReleasedEstimate, blocks: list[list[ReleasedEstimate]]) -> int:
    """Return the fewest decimals with which the parts as they are read add up to the total as read.

    Example: three posts of 100.4 thousand are read as 100, 100 and 100, but their total of 301.2 as
    301. With one decimal they add up.
    """

    def adds(block: list[ReleasedEstimate], places: int) -> bool:
        parts_as_read = sum(round((item.estimate or 0.0) / THOUSAND, places) for item in block)
        return round(parts_as_read - round((whole.estimate or 0.0) / THOUSAND, places), places) == 0

    for places in range(MOST_DECIMALS):
        if all(adds(block, places) for block in blocks):
            return places
    return MOST_DECIMALS


def _draw(axes: Axes, words: Words, rows: Rows, steps: list[Step], decimals: int, *, connected: bool) -> None:
    for step in steps:
        _bar(axes, rows, step, decimals, words)
    for above, below in pairwise(steps):
        if connected and not above.total:
            _connect(axes, rows, above, below)
    low, high = _reach(steps)
    axes.set_xlim(low, high + 0.16 * (high - low))
    name_rows(axes, rows, [(step.at, words.label(step.name)) for step in steps])
    name_groups(axes, rows, headings(words, [(step.at, step.name) for step in steps]))
    number_axis(axes, "x", words, steps=rows.paper.steps)
    axes.set_xlabel(words.say("axis.costs"))


def _reach(steps: list[Step]) -> tuple[float, float]:
    """Return how far bars reach to the left, which is 0 or less, and to the right."""
    ends = [end for step in steps for end in (step.begin, step.begin + (step.length or 0.0))]
    return min(0.0, *ends), max(ends)


def _bar(axes: Axes, rows: Rows, step: Step, decimals: int, words: Words) -> None:
    if step.length is None:
        not_shown(axes, (0, step.at), words)
        return
    colour = STYLES[0][0] if step.total else SOFT if step.length >= 0 else STYLES[1][0]
    hatch = "" if step.length >= 0 else "////"
    look: dict[str, Any] = {"facecolor": colour, "edgecolor": PAPER, "hatch": hatch, "linewidth": 0}
    axes.barh(step.at, step.length, left=step.begin, height=rows.thick, **look)
    end = max(step.begin, step.begin + step.length)
    write(axes, number(step.length, decimals, words.language), (end, step.at), (4, 0))


def _connect(axes: Axes, rows: Rows, above: Step, below: Step) -> None:
    reached = above.begin + (above.length or 0.0)
    axes.plot([reached, reached], [above.at + rows.thick / 2, below.at - rows.thick / 2], color=QUIET, linewidth=0.8)
