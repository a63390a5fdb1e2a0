"""Points with intervals: before and after beside their change, and differences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tsi_eval.findings import Part, Quantity, Role
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import (
    HEIGHT,
    INK,
    QUIET,
    STYLES,
    Drawn,
    arms,
    dot,
    listed,
    name_scale,
    number_axis,
    unescaped,
    wrapped,
    write,
)
from tsi_eval.report.figures.titles import compared, rests_on, undecided
from tsi_eval.report.sentences import headlines
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ENDS = 2
SHARE_HEIGHT = 2.2
LEAST_POINTS = 40.0


def means(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw an outcome's mean before and after, for the same persons, and its change on a scale of the same length."""
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
    how = dot(STYLES[0], hollow=undecided(words, finding, answer))
    return Drawn(
        draw=lambda left, right: _draw_means((left, right), words, items, answer, how),
        height=HEIGHT,
        panels=(2.0, 1.0),
        alt=_alt(words, "means", items, answer),
        subtitle=words.say(
            "figure.subtitle.means",
            measure=_measure(words, answer),
            period=words.period(answer.period),
            level=words.level(answer),
        ),
        n=rests_on(words, "persons", [answer.n]),
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
    read = words.read(answer)
    return words.say(
        f"alt.{shape}",
        outcome=words.label(answer.outcome),
        values=listed([f"{words.value(words.read(item))} ({words.period(item.period)})" for item in items]),
        change=words.value(read),
        interval=words.interval(read),
    )


def _draw_means(
    panels: tuple[Axes, Axes],
    words: Words,
    items: list[ReleasedEstimate],
    answer: ReleasedEstimate,
    how: dict[str, Any],
) -> None:
    left, right = panels
    left.plot(range(ENDS), [item.estimate or 0.0 for item in items], color=QUIET, linewidth=1, linestyle=":")
    for place, (item, side) in enumerate(zip(items, ("right", "left"), strict=True)):
        left.errorbar(place, item.estimate or 0.0, yerr=arms(item, 1), **how)
        away = (-9, 0) if side == "right" else (9, 0)
        write(left, words.value(words.read(item)), (place, item.estimate or 0.0), away, ha=side)
    right.errorbar(0, answer.estimate or 0.0, yerr=arms(answer, 1), **how)
    write(right, words.value(words.read(answer)), (0, answer.estimate or 0.0), (9, 0))
    right.axhline(0, color=INK, linewidth=0.8)
    spans = [_reach(items), _reach([answer], 0.0)]
    length = 1.2 * max(high - low for low, high in spans)
    for axes, (low, high) in zip(panels, spans, strict=True):
        middle = (low + high) / 2
        axes.set_ylim(middle - length / 2, middle + length / 2)
        number_axis(axes, "y", words)
    left.set_xticks(range(ENDS), [wrapped(words.label(item.period)) for item in items])
    left.set_xlim(-0.6, 1.6)
    right.set_xticks([0], [words.say("axis.change")])
    right.set_xlim(-0.8, 1.2)
    name_scale(left, _measure(words, answer))


def _reach(items: Sequence[ReleasedEstimate], *more: float) -> tuple[float, float]:
    ends = [end for item in items for end in (item.estimate, item.ci_low, item.ci_high) if end is not None]
    return min(*ends, *more), max(*ends, *more)


def _measure(words: Words, item: ReleasedEstimate) -> str:
    return words.unit(item) or words.label(item.outcome)


def shares(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw a share before and from a start, and their difference on a scale of the same length."""
    answer = _answer(finding, Quantity.SHARE_DIFFERENCE)
    items = [item for item in _shown(finding, Quantity.SHARE) if answer and item.group == answer.group]
    if answer is None or len(items) < ENDS:
        return None
    how = dot(STYLES[0], hollow=undecided(words, finding, answer))
    low, high = (100 * end for end in _reach([answer], 0.0))
    length = max(LEAST_POINTS, 1.3 * (high - low))
    ends = (low + high - length) / 2, (low + high + length) / 2
    said = compared(finding)
    before, after = (said.params[Part.BEFORE], said.params[Part.AFTER]) if said else (items[0].period, items[-1].period)
    return Drawn(
        draw=lambda left, right: _draw_shares((left, right), words, items, answer, how, ends),
        height=SHARE_HEIGHT,
        panels=(100.0, length),
        alt=_alt(words, "shares", items, answer),
        subtitle=words.say(
            "figure.subtitle.shares",
            group=words.group_name(answer.group) if answer.group else words.say("group.all"),
            before=before if said else words.period(str(before)),  # type: ignore[arg-type]
            after=after if said else words.period(str(after)),  # type: ignore[arg-type]
            level=words.level(answer),
        ),
        n=rests_on(words, "persons", [item.n for item in items]),
    )


def _draw_shares(
    panels: tuple[Axes, Axes],
    words: Words,
    items: list[ReleasedEstimate],
    answer: ReleasedEstimate,
    how: dict[str, Any],
    ends: tuple[float, float],
) -> None:
    left, right = panels
    for place, item in enumerate(items):
        _share(left, place, item, words, how)
    left.set_yticks(range(len(items)), [wrapped(words.period(item.period)) for item in items])
    left.set_ylim(len(items) - 0.5, -0.7)
    left.set_xlim(0, 100)
    left.set_xlabel(words.say("axis.percent"))
    _share(right, (len(items) - 1) / 2, answer, words, how)
    right.axvline(0, color=INK, linewidth=0.8)
    right.set_yticks([])
    right.spines["left"].set_visible(False)
    right.set_ylim(left.get_ylim())
    right.set_xlim(*ends)
    right.set_xlabel(words.say("axis.points"))
    for axes in panels:
        number_axis(axes, "x", words)


def _share(axes: Axes, place: float, item: ReleasedEstimate, words: Words, how: dict[str, Any]) -> None:
    at = 100 * (item.estimate or 0.0)
    axes.errorbar(at, place, xerr=arms(item, 100), **how)
    write(axes, words.value(words.read(item)), (at, place), (0, 11), ha="center")


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
        axes.axvline(0, color=INK, linewidth=0.8)
        for place, item in enumerate(items):
            hollow = undecided(words, finding, item)
            how = dot(STYLES[0], hollow=hollow) if item.role is Role.HEADLINE else _otherwise()
            axes.errorbar(item.estimate or 0.0, place, xerr=arms(item, 1), **how)
            if item.role is Role.HEADLINE:
                write(axes, words.value(words.read(item)), (item.estimate or 0.0, place), (0, 11), ha="center")
        axes.set_yticks(range(len(items)), [_row_name(words, item) for item in items])
        axes.tick_params(axis="y", length=0)
        axes.set_ylim(len(items) - 0.5, -0.8)
        low, high = _reach(items, 0.0)
        axes.set_xlim(low - 0.08 * (high - low), high + 0.08 * (high - low))
        number_axis(axes, "x", words)
        axes.set_xlabel(unescaped(words.say("axis.difference", measure=_measure(words, items[0]))))

    answers = [item for item in items if item.role is Role.HEADLINE]
    values = "; ".join(
        f"{words.group(item)} {words.value(words.read(item))} ({words.interval(words.read(item))})" for item in answers
    )
    checked = "_checked" if len(answers) < len(items) else ""
    return Drawn(
        draw=draw,
        height=1.3 + 0.4 * len(items),
        alt=words.say(f"alt.differences{checked}", outcome=words.label(items[0].outcome), values=values),
        subtitle=words.say(
            f"figure.subtitle.differences{checked}",
            measure=_measure(words, items[0]),
            period=words.period(items[0].period),
            level=words.level(items[0]),
        ),
        n=rests_on(words, "persons", [item.n for item in answers]),
    )


def _otherwise() -> dict[str, object]:
    return dot((QUIET, "s", "-"), hollow=True) | {"markersize": 5, "linewidth": 1.2, "capsize": 3}


def _row_name(words: Words, item: ReleasedEstimate) -> str:
    return wrapped(words.group(item) if item.role is Role.HEADLINE else words.say(f"method.{item.method}.name"))
