"""Rows that have names, such as bars: how high they are, and where their names stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.report.figures.canvas import PAPER, SMALL, wrapped, write
from tsi_eval.report.figures.paper import Paper

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches: of one line of a name that stands over its row, around it, and of a bar under it.
LINE, AROUND, BAR = 0.155, 0.13, 0.2
# How much of its row a bar takes, where its name stands beside it.
THICK = 0.62


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """How rows are laid out from the top: row 0 stands around 0, row 1 around 1.

    Attributes:
        paper: What they are drawn on.
        inches: The height of a row.
        thick: The part of it that a bar takes.
    """

    paper: Paper
    inches: float
    thick: float

    def ends(self, last: float) -> tuple[float, float]:
        """Return the lower and the upper end of the scale, when the last row is around `last`."""
        if self.paper.beside:
            return last + 0.6, -0.6
        return last + 0.8 * self.thick, 0.8 * self.thick - 1.0

    def height(self, last: float) -> float:
        """Return the height in inches of all rows."""
        lower, upper = self.ends(last)
        return self.inches * (lower - upper)


def rows_on(paper: Paper, names: Sequence[str], inches: float) -> Rows:
    """Return how rows are laid out on a paper.

    Args:
        paper: The paper.
        names: The names of the rows.
        inches: The height of a row whose name stands beside it.
    """
    if paper.beside:
        return Rows(paper=paper, inches=inches, thick=THICK)
    most = max((wrapped(name, paper).count("\n") + 1 for name in names), default=1)
    high = BAR + AROUND + LINE * most
    return Rows(paper=paper, inches=high, thick=BAR / high)


def name_rows(axes: Axes, rows: Rows, names: Sequence[tuple[float, str]]) -> None:
    """Write each row's name beside it or over it, and set the ends of the scale.

    Args:
        axes: The axes.
        rows: How rows are laid out.
        names: Where each row stands, and its name, from the top.
    """
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(*rows.ends(max(at for at, _ in names)))
    if rows.paper.beside:
        axes.set_yticks([at for at, _ in names], [wrapped(name, rows.paper) for _, name in names])
        return
    axes.set_yticks([])
    for at, name in names:
        place = 0.0, at - rows.thick / 2
        # A line through all rows goes behind their names.
        behind = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
        how = {"xycoords": ("axes fraction", "data"), "va": "bottom", "fontsize": SMALL, "bbox": behind}
        write(axes, wrapped(name, rows.paper), place, (2, 3), **how)
