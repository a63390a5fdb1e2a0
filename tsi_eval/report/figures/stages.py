"""A funnel: how many were still there at each nested stage, and what share that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
    write,
)
from tsi_eval.report.figures.paper import PAGE, Paper
from tsi_eval.report.figures.rows import Rows, name_rows, rows_on
from tsi_eval.report.figures.stage_rows import Row, evenly, is_drawn, rows_of
from tsi_eval.report.figures.titles import rests_on
from tsi_eval.report.not_shown import groups_without_row
from tsi_eval.report.places import first_stage
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How much longer the axis is than 100 per cent, for words at a bar's end: on a page, on a phone.
ROOM = {True: 34.0, False: 12.0}
# In a bar longer than this, in per cent, its words stand inside.
NARROW = 36.0


def stages(words: Words, finding: ReleasedFinding, paper: Paper = PAGE) -> Drawn | None:
    """Draw a bar a stage, on the scale of the first stage.

    Under a bar each group that has a share gets a point with its interval.
    """
    rows = evenly(words, list(rows_of(finding, paper)))
    first_share = next((row.share for row in rows if row.share is not None and is_drawn(row.share)), None)
    if first_share is None:
        return None
    layout = rows_on(paper, [_name(words, row) for row in rows], 0.4)
    groups = [group for group in dict.fromkeys(row.group for row in rows) if group]
    shows = [item for row in rows for item in (row.count, row.share) if item is not None]
    return Drawn(
        draw=lambda axes: _draw(axes, words, layout, rows, groups),
        height=0.76 + layout.height(rows[-1].at),
        alt=_alt(words, rows, groups),
        subtitle=words.say(
            "figure.subtitle.stages",
            first=first_stage(words, finding),
            level=words.level(first_share),
            period=period_of(words, shows),
        )
        + _without_row(words, finding),
        n=rests_on(words, "stages", [_size_of_first_stage(rows[0], first_share)]),
        shows=shows,
        paper=paper,
    )


def _without_row(words: Words, finding: ReleasedFinding) -> str:
    """Return that declared groups are not drawn, as the end of a subtitle; "" where all are."""
    names = groups_without_row(words, finding)
    return words.say("figure.without_row", names=names) if names else ""


def _size_of_first_stage(first: Row, share: ReleasedEstimate) -> int | None:
    """Return how many the shares are of: those counted at the first stage, or those of a share."""
    if first.count is not None and first.count.n is not None:
        return first.count.n
    return share.n


def _draw(axes: Axes, words: Words, layout: Rows, rows: list[Row], groups: list[str]) -> None:
    styles = dict(zip(groups, STYLES[1:] * len(groups), strict=False))
    for row in rows:
        if row.group:
            _point(axes, layout, row, styles[row.group], words)
        else:
            _bar(axes, layout, row, words)
    # Names of groups stand at their points where there is room.
    named = [row for row in rows if not row.group or not layout.paper.beside]
    name_rows(axes, layout, [(row.at, _name(words, row)) for row in named])
    axes.set_ylim(*layout.ends(rows[-1].at))
    room = ROOM[layout.paper.beside]
    axes.set_xlim(0, 100 + room)
    number_axis(axes, "x", words, most=100)
    axes.spines["bottom"].set_bounds(0, 100)
    axes.set_xlabel(words.say("axis.share"), x=50 / (100 + room))


def _name(words: Words, row: Row) -> str:
    """Return a row's name: that of a stage, or a group's with its share."""
    return words.label(row.stage) if not row.group else _said(words, row)


def _bar(axes: Axes, layout: Rows, row: Row, words: Words) -> None:
    """Draw a stage of everyone: its count and share at a bar, or that they are hidden."""
    n = words.count(row.count.n) if row.count and row.count.status == "shown" else ""
    share = row.share
    if row.first:
        return _first_bar(axes, layout, row.at, n, words)
    if share is None or not is_drawn(share):
        return not_shown(axes, (0, row.at), words, f"{n}, " if n else "")
    value = words.value(share)
    label = f"{n} ({value})" if n else value
    if share.status == "banded":
        return _banded_bar(axes, layout, row.at, share, label)
    return _share_bar(axes, layout, row.at, share, label)


def _first_bar(axes: Axes, layout: Rows, at: float, n: str, words: Words) -> None:
    """Draw the first stage, which is all of what the shares are of."""
    if not n:
        return not_shown(axes, (0, at), words)
    axes.barh(at, 100, height=layout.thick, color=SOFT)
    return write(axes, n, (0, at), (6, 0))


def _banded_bar(axes: Axes, layout: Rows, at: float, share: ReleasedEstimate, label: str) -> None:
    """Draw a share of which only the ends of its band are known."""
    low, high = 100 * (share.ci_low or 0.0), 100 * (share.ci_high or 0.0)
    axes.barh(at, high - low, left=low, height=layout.thick, facecolor=PAPER, edgecolor=QUIET, hatch="////")
    write(axes, label, (high, at), (6, 0))


def _share_bar(axes: Axes, layout: Rows, at: float, share: ReleasedEstimate, label: str) -> None:
    """Draw a share with its interval; in a long bar the words stand inside."""
    axes.barh(at, 100, height=layout.thick, facecolor=PAPER, edgecolor=LIGHT, linewidth=0.8)
    middle = 100 * (share.estimate or 0.0)
    axes.barh(at, middle, height=layout.thick, color=SOFT)
    axes.errorbar(middle, at, xerr=arms(share, 100), color=INK, capsize=4, linewidth=1.8, linestyle="")
    inside = middle - arms(share, 100)[0][0] > NARROW
    write(axes, label, (0 if inside else 100 * (share.ci_high or share.estimate or 0.0), at), (6, 0))


def _point(axes: Axes, layout: Rows, row: Row, style: tuple[str, str, str], words: Words) -> None:
    share, beside = row.share, layout.paper.beside
    if share is None or share.estimate is None:
        if beside:
            write(axes, _said(words, row), (0, row.at), (6, 0), fontsize=SMALL, color=QUIET)
        return
    axes.errorbar(100 * share.estimate, row.at, xerr=arms(share, 100), **dot(style) | {"markersize": 5.5})
    end = 100 * (share.ci_high if share.ci_high is not None else share.estimate)
    if beside:
        write(axes, _said(words, row), (end, row.at), (6, 0), fontsize=SMALL)


def _said(words: Words, row: Row) -> str:
    """Return a group's name with its share, or that this is not shown."""
    name, share = words.group_name(row.group), row.share
    if share is not None and share.estimate is not None:
        return f"{name} {words.value(share)}"
    is_banded = share is not None and share.status == "banded"
    return f"{name}: {words.value(share) if share is not None and is_banded else words.say('figure.hidden')}"


def _alt(words: Words, rows: list[Row], groups: list[str]) -> str:
    """Return in words how many there were at each stage, and what share reached the last one."""
    of_everyone = [row for row in rows if not row.group]
    path = [f"{words.label(row.stage)} ({words.count(row.count.n if row.count else None)})" for row in of_everyone]
    values = "; ".join(_shares_of_last_stage(words, rows, groups))
    key = "alt.stages" if values else "alt.stages_hidden"
    return words.say(key, path=listed(path), stage=words.label(rows[-1].stage), values=values)


def _shares_of_last_stage(words: Words, rows: list[Row], groups: list[str]) -> Iterator[str]:
    """Yield what share reached the last stage, of everyone and of each group, where it is shown."""
    for group in ("", *groups):
        share = next(row.share for row in reversed(rows) if row.group == group)
        if share is not None and share.estimate is not None:
            name = f"{words.group(share)} " if groups else ""
            yield f"{name}{words.value(share)} ({words.interval(share)})"
