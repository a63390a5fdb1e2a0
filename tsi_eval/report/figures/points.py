"""Points with intervals: before and after, beside their change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    INK,
    QUIET,
    STYLES,
    Drawn,
    arms,
    behind_words,
    dot,
    listed,
    name_scale,
    number_axis,
    wrapped,
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.titles import compared, intervals, rests_on, undecided
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Means or shares that stand beside a change: before and after.
ENDS = 2
# Names under an axis that share its width with the change.
THIRDS = 3
# Letters of a name that has room between before and after in the window of a phone.
NARROW = 11
# The scale of a difference of shares shows at least as many percentage points as this.
LEAST_POINTS = 40.0


def means(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw an outcome's mean before and after, for the same persons, and beside them its change.

    Both scales have the same length, so that a change looks as large as it is beside its means.
    """
    answer = _answer(finding, Quantity.MEAN_CHANGE) or _beside(finding, Quantity.MEAN_CHANGE)
    if answer is None:
        return None
    periods = answer.period.split(" > ")
    items = [
        item
        for item in _shown(finding, Quantity.MEAN)
        if (item.group, item.outcome) == (Part.BOTH, answer.outcome) and item.period in periods
    ]
    if len(items) < ENDS:
        return None
    look = dot(STYLES[0], hollow=undecided(finding, answer))
    return Drawn(
        draw=lambda left, right: _draw_means((left, right), words, items, answer, look, paper),
        height=paper.height,
        panels=(2.0, 1.0),
        alt=_alt(words, "means", items, answer),
        subtitle=words.say(
            "figure.subtitle.means",
            measure=measure(words, answer),
            period=words.period(answer.period),
            intervals=intervals(words, [*items, answer]),
        ),
        n=rests_on(words, "persons", [answer.n]),
        shows=[*items, answer],
        paper=paper,
    )


def _answer(finding: ReleasedFinding, quantity: Quantity) -> ReleasedEstimate | None:
    """Return the first headline of a quantity, if it is shown."""
    answer = next((item for item in headlines(finding) if item.quantity is quantity), None)
    return None if answer is None or answer.estimate is None else answer


def _beside(finding: ReleasedFinding, quantity: Quantity) -> ReleasedEstimate | None:
    """Return the number of the same kind that stands beside a headline of another."""
    found = (item for item in finding.estimates if item.quantity is quantity and item.role is Role.SUPPORTING)
    return next((item for item in found if item.group == Part.BOTH and item.estimate is not None), None)


def _shown(finding: ReleasedFinding, quantity: Quantity) -> list[ReleasedEstimate]:
    return [item for item in finding.estimates if item.quantity is quantity and item.estimate is not None]


def _alt(words: Words, shape: str, items: list[ReleasedEstimate], answer: ReleasedEstimate) -> str:
    """Return in words what stands beside each other, and the change with its interval."""
    as_read = words.read(answer)
    return words.say(
        f"alt.{shape}",
        outcome=words.label(answer.outcome),
        values=listed([f"{words.value(words.read(item))} ({words.period(item.period)})" for item in items]),
        change=words.value(as_read),
        interval=words.interval_said(as_read),
    )


def _draw_means(
    panels: tuple[Axes, Axes],
    words: Words,
    items: list[ReleasedEstimate],
    answer: ReleasedEstimate,
    look: dict[str, Any],
    paper: Paper,
) -> None:
    left, right = panels
    left.plot(range(ENDS), [item.estimate or 0.0 for item in items], color=QUIET, linewidth=1, linestyle=":")
    for place, (item, side) in enumerate(zip(items, ("right", "left"), strict=True)):
        left.errorbar(place, item.estimate or 0.0, yerr=arms(item, 1), **look)
        away = (-9, 0) if side == "right" else (9, 0)
        write(left, words.value(words.read(item)), (place, item.estimate or 0.0), away, ha=side)
    right.errorbar(0, answer.estimate or 0.0, yerr=arms(answer, 1), **look)
    write(right, words.value(words.read(answer)), (0, answer.estimate or 0.0), (9, 0))
    right.axhline(0, color=INK, linewidth=0.8)
    _scale_alike(panels, (reach(items), reach([answer], 0.0)), words)
    left.set_xticks(range(ENDS), _apart([wrapped(words.label(item.period), paper, THIRDS) for item in items], paper))
    left.set_xlim(*(-0.6, 1.6) if paper.beside else (-0.8, 1.8))
    right.set_xticks([0], [words.say("axis.change")])
    right.set_xlim(-0.8, 1.2)
    name_scale(left, measure(words, answer))


def _apart(names: Sequence[str], paper: Paper) -> list[str]:
    """Return the names of before and after, the second under the first where a phone is too narrow.

    Example: "första kartläggningen" and "andra kartläggningen" would run into each other.
    """
    first, second = names
    longest = [max(map(len, name.split("\n"))) for name in names]
    if paper.beside or sum(longest) / ENDS <= NARROW:
        return [first, second]
    return [first, "\n" * (first.count("\n") + 1) + second]


def _scale_alike(
    panels: tuple[Axes, Axes], spans: tuple[tuple[float, float], tuple[float, float]], words: Words
) -> None:
    """Give both panels scales of one length, each around the span of its own numbers."""
    length = 1.2 * max(high - low for low, high in spans)
    for axes, (low, high) in zip(panels, spans, strict=True):
        middle = (low + high) / 2
        axes.set_ylim(middle - length / 2, middle + length / 2)
        number_axis(axes, "y", words)


def reach(items: Sequence[ReleasedEstimate], *more: float) -> tuple[float, float]:
    """Return the lowest and the highest of all estimates, ends of intervals and other numbers."""
    ends = [end for item in items for end in (item.estimate, item.ci_low, item.ci_high) if end is not None]
    return min(*ends, *more), max(*ends, *more)


def measure(words: Words, item: ReleasedEstimate) -> str:
    """Return the name of a scale: the unit where it has words, else the outcome."""
    return words.unit(item) or words.label(item.outcome)


def shares(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw a share before and from a start, and beside them their difference.

    A percentage point is as long on the one scale as a per cent is on the other.
    """
    answer = _answer(finding, Quantity.SHARE_DIFFERENCE)
    items = [item for item in _shown(finding, Quantity.SHARE) if answer and item.group == answer.group]
    if answer is None or len(items) < ENDS:
        return None
    look = dot(STYLES[0], hollow=undecided(finding, answer))
    low, high = (100 * end for end in reach([answer], 0.0))
    length = max(LEAST_POINTS, 1.3 * (high - low))
    ends = (low + high - length) / 2, (low + high + length) / 2
    rows = rows_on(paper, [_name(words, item, paper) for item in items], 0.46)
    before, after = _stretches(words, finding, items)
    return Drawn(
        draw=lambda left, right: _draw_shares((left, right), words, items, answer, look, ends, rows),
        height=1.1 + rows.height(len(items) - 1),
        panels=(100.0, length),
        alt=_alt(words, "shares", items, answer),
        subtitle=words.say(
            "figure.subtitle.shares",
            group=words.group_name(answer.group) if answer.group else words.say("group.all"),
            before=before,  # type: ignore[arg-type]
            after=after,  # type: ignore[arg-type]
            level=words.level(answer),
        ),
        n=rests_on(words, "persons", [item.n for item in items]),
        shows=[*items, answer],
        paper=paper,
    )


def _stretches(words: Words, finding: ReleasedFinding, items: list[ReleasedEstimate]) -> tuple[object, object]:
    """Return the names of the two stretches of time: the design's own, or those of the shares."""
    message = compared(finding)
    if message is not None:
        return message.params[Part.BEFORE], message.params[Part.AFTER]
    return words.period(items[0].period), words.period(items[-1].period)


def _draw_shares(
    panels: tuple[Axes, Axes],
    words: Words,
    items: list[ReleasedEstimate],
    answer: ReleasedEstimate,
    look: dict[str, Any],
    ends: tuple[float, float],
    rows: Rows,
) -> None:
    left, right = panels
    for place, item in enumerate(items):
        _share(left, place, item, words, look, numbered=rows.paper.beside)
    name_rows(left, rows, [(place, _name(words, item, rows.paper)) for place, item in enumerate(items)])
    if rows.paper.beside:
        left.set_ylim(len(items) - 0.5, -0.7)
    left.set_xlim(0, 100)
    left.set_xlabel(words.say("axis.percent"))
    _share(right, (len(items) - 1) / 2, answer, words, look)
    right.axvline(0, color=INK, linewidth=0.8)
    right.set_yticks([])
    right.spines["left"].set_visible(False)
    right.set_ylim(left.get_ylim())
    right.set_xlim(*ends)
    right.set_xlabel(wrapped(words.say("axis.points"), rows.paper, 1 if rows.paper.beside else THIRDS))
    number_axis(left, "x", words)
    number_axis(right, "x", words, steps=rows.paper.steps)


def _name(words: Words, item: ReleasedEstimate, paper: Paper) -> str:
    """Return a row's name; over a row it ends with the number, which would stand in its way."""
    name = words.period(item.period)
    return name if paper.beside else f"{name}: {words.value(words.read(item))}"


def _share(
    axes: Axes, row: float, item: ReleasedEstimate, words: Words, look: dict[str, Any], *, numbered: bool = True
) -> None:
    per_cent = 100 * (item.estimate or 0.0)
    axes.errorbar(per_cent, row, xerr=arms(item, 100), **look)
    if numbered:
        write(axes, words.value(words.read(item)), (per_cent, row), (0, 11), ha="center", bbox=behind_words())
