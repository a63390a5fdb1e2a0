"""How wide the columns of a table in Word are.

Example: a table with two columns and two rows, on a page that is 10 000 twips wide.

    när             värde
    före starten    24,6 %

The letters are measured in the report's font (`letters.py`), those of the first row in its bold
ones, at 8.5 points; 3 % are added, and 160 twips stand beside the words of a cell. "när" takes 263
and "före starten" 892; "värde" takes 458 and "24,6 %" 556. The columns need 1 052 and 716 twips if
no line is broken. That fits, and the table may be a quarter wider than its words, but it is never
narrower than 0.6 of the page: 6 000 twips are shared by what the columns need, 3 571 and 2 429.

A table that does not fit is tried in up to four ways, which differ in how long a line must be
before it may be broken (`_UNBROKEN`). The way that takes the fewest lines is used. (A table that
fits comes out the same in all four.)

No word is ever broken, in a heading or under it, as long as the longest words of all columns fit
beside each other. Where they don't, the table is set in smaller letters (`SIZES`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tsi_eval.report.formats.letters import em

TEXT_WIDTH = 8957  # twips: A4 less the margins in word.section.xml
SIZES = (17, 15)  # half-points: TableText and TableTextSmall in word.styles.xml
_PADDING = 160  # twips: the margin of a cell in word.styles.xml, and what is rounded away
_SPARE = 1.03  # a font that stands in for ours may be a little wider
_UNBROKEN = (0, 1300, 1900, 2500)  # twips: lines up to one of these are not broken
_BREAK = re.compile(r"[ \n]+")  # not at a no-break space
_ROOM = 1.25  # a table of few words is this much wider than they are
_LEAST_WIDTH = 0.6  # of the text
_TWIPS = 10  # in a half-point


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a table is set.

    Attributes:
        widths: A width for each column, in twips.
        size: Of the letters, in half-points.
    """

    widths: tuple[int, ...]
    size: int


def fitted(cells: Sequence[Sequence[str]], whole: int = TEXT_WIDTH) -> Fitted:
    """Return how a table is set so that it fits on the page.

    Args:
        cells: The words of each row, the headings first.
        whole: How wide the page is, in twips.

    >>> fitted([["när", "värde"], ["före starten", "24,6 %"]], 10_000)
    Fitted(widths=(3571, 2429), size=17)
    """
    size = next((size for size in SIZES if sum(_least(_columns(cells, size), 0)) <= whole), SIZES[-1])
    columns = _columns(cells, size)
    ways = [limit for limit in _UNBROKEN if sum(_least(columns, limit)) <= whole] or [0]
    candidates = [tuple(_shared(columns, limit, whole)) for limit in ways]
    return Fitted(min(candidates, key=lambda widths: _lines(columns, widths)), size)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table, in twips, the heading first.

    Attributes:
        lines: How wide the text of each cell is on one line.
        word: How wide the longest word of all cells is.
    """

    lines: tuple[int, ...]
    word: int


def _columns(cells: Sequence[Sequence[str]], size: int) -> list[_Column]:
    bold = [place == 0 for place in range(len(cells))]
    return [
        _Column(
            lines=tuple(_twips(text, size, bold=is_bold) for text, is_bold in zip(column, bold, strict=True)),
            word=max(
                _twips(word, size, bold=is_bold)
                for text, is_bold in zip(column, bold, strict=True)
                for word in _BREAK.split(text)
            ),
        )
        for column in zip(*cells, strict=True)
    ]


def _twips(text: str, size: int, *, bold: bool) -> int:
    """Return how wide words are on one line."""
    return math.ceil(_SPARE * em(text, bold=bold) * size * _TWIPS)


def _least(columns: Sequence[_Column], limit: int) -> list[int]:
    """Return how narrow each column can be when lines up to `limit` are not broken.

    A heading may be broken between its words: only the lines under it are kept whole.
    """
    longest = [max(column.lines[1:], default=0) for column in columns]
    return [
        _PADDING + (max(column.word, line) if line <= limit else column.word)
        for column, line in zip(columns, longest, strict=True)
    ]


def _shared(columns: Sequence[_Column], limit: int, whole: int) -> list[int]:
    """Return the widths when lines up to `limit` are not broken.

    Each column gets at least what its longest word needs, or its longest line where that is short
    enough. If all lines fit unbroken, the table is as wide as its words and a little wider. If not
    even the least widths fit, they are shrunk alike. Otherwise what room there is goes to the
    columns by how much more they could use.
    """
    least = _least(columns, limit)
    most = [max(small, _PADDING + max(column.lines)) for small, column in zip(least, columns, strict=True)]
    if sum(most) <= whole:
        wanted, width = most, int(min(whole, max(_ROOM * sum(most), _LEAST_WIDTH * whole)))
    elif sum(least) >= whole:
        wanted, width = least, whole
    else:
        room = (whole - sum(least)) / (sum(most) - sum(least))
        wanted = [small + int(room * (large - small)) for small, large in zip(least, most, strict=True)]
        width = whole
    shared = [part * width // sum(wanted) for part in wanted]
    shared[0] += width - sum(shared)
    return shared


def _lines(columns: Sequence[_Column], widths: Sequence[int]) -> int:
    """Return how many lines a table takes: each row as many as its longest cell."""
    in_rows = zip(
        *(
            [math.ceil(line / max(width - _PADDING, 1)) for line in column.lines]
            for column, width in zip(columns, widths, strict=True)
        ),
        strict=True,
    )
    return sum(map(max, in_rows))
