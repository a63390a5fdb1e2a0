"""What a figure is drawn on: a page, or the window of a phone.

A drawing depends on its paper and on nothing else that is asked for. On a page a row's name stands
beside the row. On a phone it stands over it, so that the row has the whole width, and lines have
fewer letters.

Example. A phone's window is 390 pixels wide, and PHONE 270 points. Letters of 8.5 points, the
smallest of all figures, are then 8.5 × 390 / 270 = 12 pixels high.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A width, and what follows from it.

    Attributes:
        width: The width of a drawing in inches.
        height: The height in inches of a drawing that is no list of rows.
        line: Characters of a name's line.
        beside: Whether names stand beside what they name; if not, they stand over it.
        steps: Steps between the ticks of an axis across the drawing, at the most.
        named: Periods named on an axis, at the most.
    """

    width: float
    height: float
    line: int
    beside: bool
    steps: int
    named: int

    def lines(self, text: str, parts: int = 1) -> str:
        """Return words in lines that are as long as the paper allows.

        Args:
            text: The words; a new line in them is kept.
            parts: How many such names stand beside each other.
        """
        longest = max(1, self.line // parts)
        return "\n".join(
            line for part in text.split("\n") for line in textwrap.wrap(part, longest, break_long_words=False) or [""]
        )


PAGE = Paper(width=6.3, height=2.8, line=30, beside=True, steps=5, named=6)
PHONE = Paper(width=3.75, height=3.2, line=44, beside=False, steps=4, named=3)
