"""Shares along nested stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.released import ReleasedEstimate, ReleasedFinding
from tsi_eval.report.figures.canvas import HEIGHT, INK, STYLES, Drawn, arms, listed, name_scale, number_axis, unescaped
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def stages(words: Words, finding: ReleasedFinding) -> Drawn | None:
    """Draw shares along nested stages, a line a group."""
    lines = {
        name: tuple(p for p in points if p.estimate is not None and p.axis == "stage")
        for name, points in finding.series.items()
    }
    lines = {name: points for name, points in lines.items() if points}
    if not lines:
        return None
    places = list(dict.fromkeys(point.period for points in finding.series.values() for point in points))

    def draw(axes: Axes) -> None:
        for i, (points, (colour, marker, line)) in enumerate(zip(lines.values(), STYLES * 4, strict=False)):
            shift = (i - (len(lines) - 1) / 2) * 0.08
            x = [places.index(point.period) + shift for point in points]
            y = [100 * (point.estimate or 0.0) for point in points]
            ends = [arms(point, 100) for point in points]
            bars = [[low for low, _ in ends], [high for _, high in ends]]
            axes.errorbar(
                x,
                y,
                yerr=bars,
                color=colour,
                marker=marker,
                linestyle=line,
                capsize=3,
                linewidth=1.4,
                markersize=5,
            )
        if len(lines) > 1:
            _direct_labels(axes, lines, places, words)
        axes.set_xticks(range(len(places)), [unescaped(words.label(place)) for place in places])
        axes.set_xlim(-0.4, len(places) - 1 + (1.6 if len(lines) > 1 else 0.4))
        axes.set_ylim(0, 100)
        name_scale(axes, words.say("axis.share"))
        number_axis(axes, "y", words)

    last = {name: points[-1] for name, points in lines.items()}
    parts = "; ".join(
        f"{unescaped(words.group(point))} {words.value(point)} ({words.interval(point)})" for point in last.values()
    )
    alt = words.say("alt.series", places=listed([words.label(place) for place in places]), values=parts)
    return Drawn(draw=draw, height=HEIGHT, alt=unescaped(alt))


def _direct_labels(axes: Axes, lines: dict[str, tuple[ReleasedEstimate, ...]], places: list[str], words: Words) -> None:
    ends = sorted((100 * (points[-1].estimate or 0.0), i) for i, points in enumerate(lines.values()))
    height, names = -100.0, list(lines.values())
    for level, i in ends:
        height = max(level, height + 6.5)
        point = names[i][-1]
        label = unescaped(words.group(point))
        axes.annotate(
            label,
            (places.index(point.period) + 0.2, level),
            xytext=(places.index(point.period) + 0.32, height),
            color=INK,
            va="center",
            fontsize=9,
        )
