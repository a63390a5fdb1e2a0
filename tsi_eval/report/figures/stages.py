"""A funnel: how many were still there at each nested stage, and what share that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tsi_eval.findings import Quantity
from tsi_eval.findings.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.dates import period_of
from tsi_eval.report.figures.canvas import (
    INK,
    LIGHT,
    PAPER,
    QUIET,
    SMALL,
    SOFT,
    STYLES,
    Drawn,
    arms,
    dot,
    listed,
    not_shown,
    number_axis,
    wrapped,
    write,
)
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.places import first_stage
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Estimates by group, "" for everyone, and stage.
ByStage = dict[tuple[str, str], ReleasedEstimate]
# How far apart rows of everyone and of groups stand.
ROW, GROUP_ROW = 1.0, 0.62
# How much longer the axis is than 100 per cent, for the words at a bar's end.
ROOM = 34.0
# In a bar longer than this, in per cent, its words stand inside.
NARROW = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A stage of everyone, or of a group: what is shown of it, and where it stands.

    Attributes:
        at: How far from the top it stands.
        stage: The stage's id.
        group: The group's id, or "" for everyone.
        count: How many there were, if that was counted.
        share: What share that is of the first stage, if that was computed.
        first: Whether it is the stage that all others are inside.
    """

    at: float
    stage: str
    group: str
    count: ReleasedEstimate | None
    share: ReleasedEstimate | None
    first: bool


def stages(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw a bar a stage, on the scale of the first stage.

    Under a bar each group that has a share gets a point with its interval.
    """
    rows = _evenly(words, list(_rows(finding)))
    first_share = next((row.share for row in rows if row.share is not None and _is_drawn(row.share)), None)
    if first_share is None:
        return None
    groups = [group for group in dict.fromkeys(row.group for row in rows) if group]
    shows = [item for row in rows for item in (row.count, row.share) if item is not None]
    return Drawn(
        draw=lambda axes: _draw(axes, words, rows, groups),
        height=0.85 + 0.46 * (rows[-1].at + 1),
        alt=_alt(words, rows, groups),
        subtitle=words.say(
            "figure.subtitle.stages",
            first=first_stage(words, finding),
            level=words.level(first_share),
            period=period_of(words, shows),
        ),
        n=rests_on(words, "stages", [_size_of_first_stage(rows[0], first_share)]),
        shows=shows,
    )


def _size_of_first_stage(first: _Row, share: ReleasedEstimate) -> int | None:
    """Return how many the shares are of: those counted at the first stage, or those of a share."""
    if first.count is not None and first.count.n is not None:
        return first.count.n
    return share.n


def _draw(axes: Axes, words: Words, rows: list[_Row], groups: list[str]) -> None:
    styles = dict(zip(groups, STYLES[1:] * len(groups), strict=False))
    for row in rows:
        if row.group:
            _point(axes, row, styles[row.group], words)
        else:
            _bar(axes, row, words)
    of_everyone = [row for row in rows if not row.group]
    axes.set_yticks([row.at for row in of_everyone], [wrapped(words.label(row.stage)) for row in of_everyone])
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 100 + ROOM)
    axes.set_ylim(rows[-1].at + 0.55, -0.55)
    number_axis(axes, "x", words, most=100)
    axes.spines["bottom"].set_bounds(0, 100)
    axes.set_xlabel(words.say("axis.share"), x=50 / (100 + ROOM))


def _rows(finding: ReleasedFinding) -> Iterator[_Row]:
    """Yield a row a stage for everyone, and under each but the first a row for each group."""
    shares, counts = _shares(finding), _counts(finding)
    drawn = next((share for (group, _), share in shares.items() if not group and _is_drawn(share)), None)
    groups = dict.fromkeys(group for (group, _), share in shares.items() if group and _is_drawn(share))
    at = 0.0
    for place, stage in enumerate(dict.fromkeys(period for _, period in (*counts, *shares))):
        count = _as_old_as(counts.get(("", stage)), drawn, first=place == 0)
        yield _Row(at=at, stage=stage, group="", count=count, share=shares.get(("", stage)), first=place == 0)
        for group in groups if place else ():
            at += GROUP_ROW if group != next(iter(groups)) else 0.9 * ROW
            key = group, stage
            yield _Row(at=at, stage=stage, group=group, count=counts.get(key), share=shares.get(key), first=False)
        at += ROW


def _as_old_as(
    count: ReleasedEstimate | None, share: ReleasedEstimate | None, *, first: bool
) -> ReleasedEstimate | None:
    """Return a stage's count as it was when the shares were computed.

    A count of another report does not belong to them. The first stage then has the number that the
    shares are of, and any other stage has none.
    """
    if count is None or share is None or share.as_of == count.as_of:
        return count
    if not first:
        return None
    status = "suppressed" if share.n is None else count.status
    return replace(count, n=share.n, estimate=share.n, status=status, as_of=share.as_of)


def _shares(finding: ReleasedFinding) -> ByStage:
    return {
        (point.group, point.period): point
        for points in finding.series.values()
        for point in points
        if point.axis == "stage"
    }


def _counts(finding: ReleasedFinding) -> ByStage:
    return {
        (item.group, item.period): item
        for item in finding.estimates
        if item.axis == "stage" and item.quantity is Quantity.COUNT
    }


def _evenly(words: Words, rows: list[_Row]) -> list[_Row]:
    """Give every share as many decimals as the least certain of them supports."""
    least = min(
        (words.read(row.share).decimals for row in rows if row.share and row.share.estimate is not None), default=0
    )
    return [replace(row, share=replace(row.share, decimals=least)) if row.share else row for row in rows]


def _is_drawn(share: ReleasedEstimate | None) -> bool:
    return share is not None and share.status in {"shown", "banded"}


def _bar(axes: Axes, row: _Row, words: Words) -> None:
    """Draw a stage of everyone: its count and share at a bar, or that they are hidden."""
    n = words.count(row.count.n) if row.count and row.count.status == "shown" else ""
    share = row.share
    if row.first:
        return _first_bar(axes, row.at, n, words)
    if share is None or not _is_drawn(share):
        return not_shown(axes, (0, row.at), words, f"{n}, " if n else "")
    value = words.value(share)
    label = f"{n} ({value})" if n else value
    if share.status == "banded":
        return _banded_bar(axes, row.at, share, label)
    return _share_bar(axes, row.at, share, label)


def _first_bar(axes: Axes, at: float, n: str, words: Words) -> None:
    """Draw the first stage, which is all of what the shares are of."""
    if not n:
        return not_shown(axes, (0, at), words)
    axes.barh(at, 100, height=0.62, color=SOFT)
    return write(axes, n, (0, at), (6, 0))


def _banded_bar(axes: Axes, at: float, share: ReleasedEstimate, label: str) -> None:
    """Draw a share of which only the ends of its band are known."""
    low, high = 100 * (share.ci_low or 0.0), 100 * (share.ci_high or 0.0)
    axes.barh(at, high - low, left=low, height=0.62, facecolor=PAPER, edgecolor=QUIET, hatch="////")
    write(axes, label, (high, at), (6, 0))


def _share_bar(axes: Axes, at: float, share: ReleasedEstimate, label: str) -> None:
    """Draw a share with its interval; in a long bar the words stand inside."""
    axes.barh(at, 100, height=0.62, facecolor=PAPER, edgecolor=LIGHT, linewidth=0.8)
    middle = 100 * (share.estimate or 0.0)
    axes.barh(at, middle, height=0.62, color=SOFT)
    axes.errorbar(middle, at, xerr=arms(share, 100), color=INK, capsize=4, linewidth=1.8, linestyle="")
    inside = middle - arms(share, 100)[0][0] > NARROW
    write(axes, label, (0 if inside else 100 * (share.ci_high or share.estimate or 0.0), at), (6, 0))


def _point(axes: Axes, row: _Row, style: tuple[str, str, str], words: Words) -> None:
    name = words.group_name(row.group)
    share = row.share
    if share is None or share.estimate is None:
        text = words.value(share) if share is not None and share.status == "banded" else words.say("figure.hidden")
        return write(axes, f"{name}: {text}", (0, row.at), (6, 0), fontsize=SMALL, color=QUIET)
    axes.errorbar(100 * share.estimate, row.at, xerr=arms(share, 100), **dot(style) | {"markersize": 5.5})
    end = 100 * (share.ci_high if share.ci_high is not None else share.estimate)
    return write(axes, f"{name} {words.value(share)}", (end, row.at), (6, 0), fontsize=SMALL)


def _alt(words: Words, rows: list[_Row], groups: list[str]) -> str:
    """Return in words how many there were at each stage, and what share reached the last one."""
    of_everyone = [row for row in rows if not row.group]
    path = [f"{words.label(row.stage)} ({words.count(row.count.n if row.count else None)})" for row in of_everyone]
    values = "; ".join(_shares_of_last_stage(words, rows, groups))
    key = "alt.stages" if values else "alt.stages_hidden"
    return words.say(key, path=listed(path), stage=words.label(rows[-1].stage), values=values)


def _shares_of_last_stage(words: Words, rows: list[_Row], groups: list[str]) -> Iterator[str]:
    """Yield what share reached the last stage, of everyone and of each group, where it is shown."""
    for group in ("", *groups):
        share = next(row.share for row in reversed(rows) if row.group == group)
        if share is not None and share.estimate is not None:
            name = f"{words.group(share)} " if groups else ""
            yield f"{name}{words.value(share)} ({words.interval(share)})"
