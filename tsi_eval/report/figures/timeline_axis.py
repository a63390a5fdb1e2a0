"""Where periods stand along the axis of time, and which of them are named there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tsi_eval.report.figures.canvas import unescaped
from tsi_eval.report.figures.paper import Paper
from tsi_eval.report.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def when(period: str) -> tuple[int, int]:
    """Return what sorts and spaces periods: the year, and the place in it.

    Example: "HT2023" gives (2023, 1), after "VT2023" with (2023, 0); "2023-08" gives (2023, 7).
    """
    if period[:2] in {"HT", "VT"}:
        return int(period[2:]), 1 if period.startswith("HT") else 0
    if "-Q" in period:
        return int(period[:4]), int(period[-1]) - 1
    if "/" in period:
        return int(period[:4]), 0
    return int(period[:4]), int(period[5:]) - 1


def place_of(period: str, axis: str, places: list[str]) -> float:
    """Return where a period stands on an axis that begins with the first of `places`."""
    # Months have their calendar's distance, so that one left out leaves a gap in the axis.
    if axis != "month":
        return float(places.index(period))
    year, month = when(period)
    first_year, first_month = when(places[0])
    return float(12 * (year - first_year) + month - first_month)


def name_periods(axes: Axes, places: list[str], words: Words, paper: Paper) -> None:
    """Name periods under the axis, as many as the paper has room for."""
    are_months = "-Q" not in places[0] and "-" in places[0]
    if are_months:
        _name_januaries(axes, places, words, paper)
    else:
        _name_every_few(axes, places, words, paper)


def _name_januaries(axes: Axes, places: list[str], words: Words, paper: Paper) -> None:
    """Name each January, or every second or third; or the first month where there is none."""
    every = [period for period in places if period.endswith("-01")] or places[:1]
    januaries = every if paper.beside else every[:: -(-len(every) // paper.named)]
    axes.set_xticks([place_of(p, "month", places) for p in januaries], [words.label(p) for p in januaries])


def _name_every_few(axes: Axes, places: list[str], words: Words, paper: Paper) -> None:
    """Name every period, or every second or third: as many as the paper has room for."""
    every = -(-len(places) // paper.named)
    shown = [(i, period) for i, period in enumerate(places) if i % every == 0]
    axes.set_xticks([i for i, _ in shown], [unescaped(words.label(period)) for _, period in shown])
