"""Rows that have names, such as bars: how high they are, and where their names stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tsi_eval.report.figures.canvas import SMALL, behind_words, wrapped, write
from tsi_eval.report.figures.paper import Paper
from tsi_eval.report.parts import capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches: of one line of a name that stands over its row, around it, and of a bar under it.
LINE, AROUND, BAR = 0.155, 0.13, 0.2
# Inches: of the heading over a group of rows, and between names that stand beside their rows.
HEAD, BETWEEN = 0.22, 0.04
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

    @property
    def head(self) -> float:
        """How much room the heading over a group of rows takes, in rows."""
        return HEAD / self.inches

    def over(self, at: float) -> float:
        """Return where the heading over a row stands, when the row stands around `at`."""
        upper = at - 0.5 if self.paper.beside else at - 1.0 + self.thick
        return upper - self.head / 3

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
    most = max((wrapped(name, paper).count("\n") + 1 for name in names), default=1)
    if paper.beside:
        # Names of neighbours don't touch.
        high = max(inches, LINE * most + BETWEEN)
        return Rows(paper=paper, inches=high, thick=THICK * inches / high)
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
        how = {"xycoords": ("axes fraction", "data"), "va": "bottom", "fontsize": SMALL, "bbox": behind_words()}
        write(axes, wrapped(name, rows.paper), place, (2, 3), **how)


def name_groups(axes: Axes, rows: Rows, headings: Sequence[tuple[float, str]]) -> None:
    """Write a heading over each group of rows.

    Args:
        axes: The axes, whose rows have their names.
        rows: How rows are laid out.
        headings: Where the first row of each group stands, and the heading.
    """
    for at, heading in headings:
        how = {"xycoords": ("axes fraction", "data"), "fontsize": SMALL, "weight": "bold"}
        write(axes, capital(heading), (0.0, rows.over(at)), (2, 0), **how)
